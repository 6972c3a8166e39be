package omega.genomics.cli.query;

import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.cli.load.Embedders;
import omega.genomics.postgres.vector.Embedder;
import omega.genomics.postgres.vector.SimilarGenes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query similar}. */
@Command(
        name = "similar",
        description = "Finds the genes whose vectors are nearest to that of a gene, or of a text with --text.")
final class QuerySimilarCommand extends Work {
    @Parameters(paramLabel = "GENE", description = "Symbol, alias or stable id; with --text, any text.")
    private String gene = "";

    @Option(
            names = "--text",
            paramLabel = "EMBEDDER",
            description = "Treat GENE as text, embedded by hashed or bge_small.")
    private @Nullable Embedders text;

    @Option(names = "--model", paramLabel = "NAME", description = "The model. Default: the only one there is.")
    private @Nullable String model;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "Largest number of genes. Default: 10.")
    private int limit = 10;

    @Option(
            names = "--max-distance",
            paramLabel = "D",
            defaultValue = "2",
            description = "Largest distance: from 0 (the same) to 2 (opposite).")
    private double maxDistance = 2;

    @Option(names = "--biotype", paramLabel = "TYPE", description = "Only genes of this biotype.")
    private @Nullable String biotype;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        checkCount("--limit", limit);
        try (Session session = database.open(this);
                SimilarGenes similar = model == null
                        ? session.assembly().similarGenes()
                        : session.assembly().similarGenes(model)) {
            SimilarGenes.Query query = near(question(similar).limit(limit));
            output().print(VectorAnswers.of((biotype == null ? query : query.ofType(biotype)).list()));
        }
        return exitCode(true);
    }

    private SimilarGenes.Query near(SimilarGenes.Query query) {
        try {
            return query.maxDistance(maxDistance);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private SimilarGenes.Query question(SimilarGenes similar) {
        if (text == null) {
            return similar.to(gene);
        }
        try (Embedder embedder = text.open()) {
            return similar.toText(gene, embedder);
        }
    }
}
