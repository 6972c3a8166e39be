package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#CALLS}. */
public class CallsBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public CallsBenchmark() {
        super(Question.CALLS);
    }
}
