package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#GENE_ROWS}. */
public class GeneRowsBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public GeneRowsBenchmark() {
        super(Question.GENE_ROWS);
    }
}
