package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#SITES}. */
public class SitesBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public SitesBenchmark() {
        super(Question.SITES);
    }
}
