package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#GENE_MODELS}. */
public class GeneModelsBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public GeneModelsBenchmark() {
        super(Question.GENE_MODELS);
    }
}
