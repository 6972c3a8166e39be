package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#OVERLAP}. */
public class OverlapBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public OverlapBenchmark() {
        super(Question.OVERLAP);
    }
}
