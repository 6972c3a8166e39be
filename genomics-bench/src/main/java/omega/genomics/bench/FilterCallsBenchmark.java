package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#FILTER_CALLS}. */
public class FilterCallsBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public FilterCallsBenchmark() {
        super(Question.FILTER_CALLS);
    }
}
