package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#EVERY_ROW}. */
public class EveryRowBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public EveryRowBenchmark() {
        super(Question.EVERY_ROW);
    }
}
