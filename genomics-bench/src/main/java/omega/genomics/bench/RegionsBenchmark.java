package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#REGIONS}. */
public class RegionsBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public RegionsBenchmark() {
        super(Question.REGIONS);
    }
}
