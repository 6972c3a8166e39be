package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#LINES}. */
public class LinesBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public LinesBenchmark() {
        super(Question.LINES);
    }
}
