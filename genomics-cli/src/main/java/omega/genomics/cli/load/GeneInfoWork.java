package omega.genomics.cli.load;

import omega.genomics.cli.DatabaseOptions;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.genes.GeneInfoLoad;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads what a file says about genes besides where they lie. */
abstract class GeneInfoWork extends LoadWork {
    @Parameters(paramLabel = "FILE", description = "The file, plain or compressed; - for standard input.")
    private String file = "";

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "Name of the dataset, whose rows are replaced. Default: the name of the format.")
    private @Nullable String dataset;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    abstract GeneInfoFormat format();

    @Override
    public final Integer call() throws Exception {
        InputSource source = InputSource.parse(file);
        return load(database, source, source.name(), (assembly, progress) -> {
            GeneInfoLoad load = assembly.loadGeneInfo(format(), source).onProgress(progress);
            return (dataset == null ? load : load.dataset(dataset)).run();
        });
    }
}
