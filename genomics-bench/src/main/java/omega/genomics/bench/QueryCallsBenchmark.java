package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#QUERY_CALLS}. */
public class QueryCallsBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public QueryCallsBenchmark() {
        super(Question.QUERY_CALLS);
    }
}
