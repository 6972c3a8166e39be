package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#GENOTYPES}. */
public class GenotypesBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public GenotypesBenchmark() {
        super(Question.GENOTYPES);
    }
}
