package omega.genomics.cli.load;

import omega.genomics.cli.DatabaseOptions;
import omega.genomics.io.InputSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code genomics load fasta}. */
@Command(
        name = "fasta",
        description = "Fills chromosome_metadata: lengths, base counts, GC and MD5 from FASTA, lengths from a .fai.")
final class LoadFastaCommand extends LoadWork {
    @Parameters(paramLabel = "FILE", description = "FASTA, plain or compressed, or its .fai; - for standard input.")
    private String file = "";

    @Mixin
    private final DatasetName dataset = new DatasetName();

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
                (assembly, progress) -> assembly.loadFasta(source)
                        .dataset(name)
                        .onProgress(progress)
                        .run());
    }
}
