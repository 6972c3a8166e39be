package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#ANNOTATE_SITES}. */
public class AnnotateSitesBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public AnnotateSitesBenchmark() {
        super(Question.ANNOTATE_SITES);
    }
}
