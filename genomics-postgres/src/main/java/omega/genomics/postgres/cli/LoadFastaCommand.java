package omega.genomics.postgres.cli;

import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.LoadReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics load fasta}. */
@Command(
        name = "fasta",
        description = "Fills chromosome_metadata: lengths, base counts, GC and MD5 from FASTA, lengths from a .fai.")
final class LoadFastaCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "FASTA, plain or compressed, or its .fai; - for standard input.")
    private String file = "";

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "What the rows belong to. Default: the file's name without its endings.")
    private @Nullable String dataset;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        InputSource source = InputSource.parse(file);
        String name = dataset != null ? dataset : Datasets.nameOf(source);
        try (Session session = database.open(root().environment());
                ProgressLine progress = root().progress("loading " + name)) {
            session.assembly().migrate();
            LoadReport report = session.assembly()
                    .loadFasta(source)
                    .dataset(name)
                    .onProgress(progress::update)
                    .run();
            progress.wipe();
            output().print(Reports.of(report, database.assembly(), source.name(), output().isJson()));
        }
        return exitCode(true);
    }
}
