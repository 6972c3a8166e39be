package omega.genomics.cli.load;

import omega.genomics.ParseMode;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.genes.GeneLoad;
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
                "Loads genes, transcripts, exons and coding sequences from GTF or GFF3; creates the schema if necessary.")
final class LoadGenesCommand extends LoadWork {
    @Parameters(paramLabel = "FILE", description = "GTF or GFF3, plain or compressed; - for standard input.")
    private String file = "";

    @Mixin
    private final DatasetName dataset = new DatasetName();

    @ArgGroup(exclusive = true)
    private @Nullable ExistingRows existing;

    @Option(
            names = "--release",
            paramLabel = "NAME",
            description = "The release of the dataset that the file is, such as 114.")
    private @Nullable String release;

    @Mixin
    private final StrictnessOption strictness = new StrictnessOption();

    @Option(
            names = "--unknown-contigs",
            paramLabel = "POLICY",
            defaultValue = "keep",
            description =
                    "What to do with contigs that the assembly does not know: keep (as written), refuse (end the load), or"
                            + " quarantine (their records are stored in load_rejects).")
    private UnknownContigs unknownContigs = UnknownContigs.KEEP;

    @Mixin
    private final AssemblyCheckOption assemblyCheck = new AssemblyCheckOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        if (ExistingRows.mode(existing) == LoadMode.RENEW && release == null) {
            throw wrongUsage("expected --release with --renew");
        }
        InputSource source = InputSource.parse(file);
        String name = dataset.of(source, this);
        return load(database, source, name, (assembly, progress) -> {
            GeneLoad load = assembly.loadGenes(source)
                    .dataset(name)
                    .mode(ExistingRows.mode(existing))
                    .parseMode(strictness.mode().orElse(ParseMode.STRICT))
                    .unknownContigs(unknownContigs)
                    .assemblyCheck(assemblyCheck.isOn())
                    .onProgress(progress);
            return (release == null ? load : load.release(release)).run();
        });
    }
}
