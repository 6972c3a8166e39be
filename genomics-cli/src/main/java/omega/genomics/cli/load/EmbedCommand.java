package omega.genomics.cli.load;

import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.cli.query.VectorAnswers;
import omega.genomics.postgres.vector.Embedder;
import omega.genomics.postgres.vector.Embedding;
import omega.genomics.postgres.vector.EmbeddingReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics embed}. */
@Command(
        name = "embed",
        description =
                "Makes vectors of all genes from their names and descriptions; recomputes only those whose text has changed.")
public final class EmbedCommand extends Work {
    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            defaultValue = "hashed",
            description =
                    "hashed (built in: words and their pieces) or bge_small (a language model; its jars must be on the"
                            + " class path).")
    private Embedders embedder = Embedders.HASHED;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description = "Sentences with {symbol}, {name}, {aliases}, {biotype}, {description} in them.")
    private @Nullable String template;

    @Mixin
    private final VectorIndexOption index = new VectorIndexOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this);
                Embedder model = embedder.open();
                ProgressLine progress = root().progress("embedding")) {
            session.assembly().migrate();
            Embedding run = session.assembly()
                    .vectors()
                    .embed(model)
                    .onProgress((done, total) -> progress.update("", (double) done / total, done));
            EmbeddingReport report = (template == null ? run : run.template(template)).run();
            output().print(VectorAnswers.of(
                    report,
                    index.build(session, session.assembly().vectors().index(model.name()), progress, root().stderr())));
        }
        return exitCode(true);
    }
}
