package omega.genomics.postgres.cli;

import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.UnknownContigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics load genes}. */
@Command(
        name = "genes",
        description =
                "Loads genes, transcripts, exons and coding sequences from GTF or GFF3; makes the schema if need be.")
final class LoadGenesCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "GTF or GFF3, plain or compressed; - for standard input.")
    private String file = "";

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "What the rows belong to. Default: the file's name without its endings.")
    private @Nullable String dataset;

    @ArgGroup(exclusive = true)
    private @Nullable Existing existing;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "strict",
            description = "strict: the first bad row ends the load; lenient: bad rows are kept in load_rejects.")
    private ParseMode mode = ParseMode.STRICT;

    @Option(names = "--lenient", description = "The same as --mode lenient.")
    private boolean lenient;

    @Option(
            names = "--unknown-contigs",
            paramLabel = "POLICY",
            defaultValue = "keep",
            description = "Contigs that the assembly does not know: keep (as written), refuse (end the load), or"
                    + " quarantine (their rows are kept in load_rejects).")
    private UnknownContigs unknownContigs = UnknownContigs.KEEP;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    /** What becomes of rows that the dataset has already. */
    private static final class Existing {
        @Option(names = "--replace", description = "Put the file in the place of what the dataset holds (default).")
        @SuppressWarnings("UnusedVariable") // The default, which a script may want to say aloud.
        private boolean replace;

        @Option(names = "--append", description = "Add the file's rows to those of the dataset.")
        private boolean append;
    }

    @Override
    public Integer call() throws Exception {
        InputSource source = InputSource.parse(file);
        String name = dataset != null ? dataset : Datasets.nameOf(source);
        try (Session session = database.open(root().environment());
                ProgressLine progress = root().progress("loading " + name)) {
            session.assembly().migrate();
            LoadReport report = session.assembly()
                    .loadGenes(source)
                    .dataset(name)
                    .mode(existing != null && existing.append ? LoadMode.APPEND : LoadMode.REPLACE)
                    .parseMode(lenient ? ParseMode.LENIENT : mode)
                    .unknownContigs(unknownContigs)
                    .onProgress(progress::update)
                    .run();
            progress.wipe();
            output().print(Reports.of(report, database.assembly(), source.name(), output().isJson()));
        }
        return exitCode(true);
    }
}
