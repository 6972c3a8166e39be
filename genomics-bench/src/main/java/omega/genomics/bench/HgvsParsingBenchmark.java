package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#HGVS_PARSING}. */
public class HgvsParsingBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public HgvsParsingBenchmark() {
        super(Question.HGVS_PARSING);
    }
}
