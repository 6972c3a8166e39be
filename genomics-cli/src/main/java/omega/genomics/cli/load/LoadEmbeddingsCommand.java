package omega.genomics.cli.load;

import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.cli.query.VectorAnswers;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.vector.EmbeddingLoad;
import omega.genomics.postgres.vector.EmbeddingReport;
import omega.genomics.postgres.vector.IndexBuild;
import omega.genomics.postgres.vector.file.VectorFile;
import omega.genomics.postgres.vector.file.VectorFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics load embeddings}. */
@Command(
        name = "embeddings",
        description =
                "Loads vectors of genes made elsewhere, replacing those of the model: a table (name, tab, values), or a"
                        + " NumPy matrix with --names.")
final class LoadEmbeddingsCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "A table, plain or compressed, or an .npy file.")
    private String file = "";

    @Option(names = "--model", paramLabel = "NAME", required = true, description = "The model that made the vectors.")
    private String model = "";

    @Option(names = "--model-version", paramLabel = "TEXT", defaultValue = "", description = "Its version.")
    private String version = "";

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description = "For an .npy file: one gene per line, in the order of the matrix's rows.")
    private @Nullable String names;

    @Option(names = "--dimension", paramLabel = "N", description = "Refuse vectors that are not this long.")
    private @Nullable Integer dimension;

    @Mixin
    private final VectorIndexOption index = new VectorIndexOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        if (file.endsWith(".npy") != (names != null)) {
            throw wrongUsage("an .npy file needs --names, and nothing else does");
        }
        InputSource source = InputSource.parse(file);
        VectorFile vectors =
                names == null ? VectorFiles.tsv(source) : VectorFiles.npy(source, InputSource.parse(names));
        try (Session session = database.open(this);
                ProgressLine progress = root().progress("loading " + source.name())) {
            session.assembly().migrate();
            EmbeddingLoad load = session.assembly()
                    .vectors()
                    .load(model, vectors)
                    .version(version)
                    .onProgress(count -> progress.update("", -1, count));
            EmbeddingReport report = (dimension == null ? load : load.dimension(dimension)).run();
            IndexBuild build = session.assembly().vectors().index(model);
            output().print(VectorAnswers.of(report, index.build(session, build, progress, root().stderr())));
        }
        return exitCode(true);
    }
}
