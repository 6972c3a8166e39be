package omega.genomics.cli.load;

import omega.genomics.ParseMode;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.io.InputSource;
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
                "Loads genes, transcripts, exons and coding sequences from GTF or GFF3; creates the schema if necessary.")
final class LoadGenesCommand extends LoadWork {
    @Parameters(paramLabel = "FILE", description = "GTF or GFF3, plain or compressed; - for standard input.")
    private String file = "";

    @Mixin
    private final DatasetName dataset = new DatasetName();

    @ArgGroup(exclusive = true)
    private @Nullable ExistingRows existing;

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
        InputSource source = InputSource.parse(file);
        String name = dataset.of(source, this);
        return load(
                database,
                source,
                name,
                (assembly, progress) -> assembly.loadGenes(source)
                        .dataset(name)
                        .mode(ExistingRows.mode(existing))
                        .parseMode(strictness.mode().orElse(ParseMode.STRICT))
                        .unknownContigs(unknownContigs)
                        .assemblyCheck(assemblyCheck.isOn())
                        .onProgress(progress)
                        .run());
    }
}
