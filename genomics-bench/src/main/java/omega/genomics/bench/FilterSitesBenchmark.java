package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#FILTER_SITES}. */
public class FilterSitesBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public FilterSitesBenchmark() {
        super(Question.FILTER_SITES);
    }
}
