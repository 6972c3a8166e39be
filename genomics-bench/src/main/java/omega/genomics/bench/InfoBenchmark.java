package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#INFO}. */
public class InfoBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public InfoBenchmark() {
        super(Question.INFO);
    }
}
