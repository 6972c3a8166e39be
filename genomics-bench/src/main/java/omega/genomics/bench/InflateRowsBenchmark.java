package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#INFLATE_ROWS}. */
public class InflateRowsBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public InflateRowsBenchmark() {
        super(Question.INFLATE_ROWS);
    }
}
