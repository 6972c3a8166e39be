package omega.genomics.cli.query;

import java.util.List;
import java.util.Optional;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.vector.ClusterRun;
import omega.genomics.postgres.vector.Clustering;
import omega.genomics.postgres.vector.EmbeddingModel;
import omega.genomics.postgres.vector.GeneVectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics query clusters}. */
@Command(
        name = "clusters",
        description =
                "Shows clusters of genes by their vectors: the newest stored run with this k and type, or a new one if there is none.")
final class QueryClustersCommand extends Work {
    @Option(names = "--model", paramLabel = "NAME", description = "The model. Default: the only one there is.")
    private @Nullable String model;

    @Option(
            names = {"-k", "--k"},
            paramLabel = "N",
            required = true,
            description = "How many clusters.")
    private int k;

    @Option(names = "--biotype", paramLabel = "TYPE", description = "Only genes of this biotype.")
    private @Nullable String biotype;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed of a new run. Default: 1.")
    private long seed = 1;

    @Option(names = "--again", description = "Cluster again, even if a run is stored.")
    private boolean again;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        checkCount("-k", k);
        try (Session session = database.open(this)) {
            GeneVectors vectors = session.assembly().vectors();
            Clustering all = vectors.cluster(model(vectors), k).seed(seed);
            Clustering clustering = biotype == null ? all : all.ofType(biotype);
            Optional<ClusterRun> stored = again ? Optional.empty() : clustering.stored();
            ClusterRun run = stored.isPresent() ? stored.get() : clustering.run();
            var answer = VectorAnswers.of(run);
            answer.put("genes", run.genes().stream().map(VectorAnswers::of).toList());
            output().print(answer);
        }
        return exitCode(true);
    }

    private String model(GeneVectors vectors) {
        if (model != null) {
            return model;
        }
        List<String> models =
                vectors.models().stream().map(EmbeddingModel::name).toList();
        if (models.isEmpty()) {
            throw new IllegalArgumentException("no model has vectors here; see embed and load embeddings");
        }
        if (models.size() > 1) {
            throw wrongUsage("expected --model, one of " + String.join(", ", models));
        }
        return models.get(0);
    }
}
