package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#HGVS_NAMES}. */
public class HgvsNamesBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public HgvsNamesBenchmark() {
        super(Question.HGVS_NAMES);
    }
}
