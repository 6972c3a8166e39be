package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#BCF_SITES}. */
public class BcfSitesBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public BcfSitesBenchmark() {
        super(Question.BCF_SITES);
    }
}
