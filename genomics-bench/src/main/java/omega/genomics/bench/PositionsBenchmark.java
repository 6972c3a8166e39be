package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#POSITIONS}. */
public class PositionsBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public PositionsBenchmark() {
        super(Question.POSITIONS);
    }
}
