package omega.genomics.cli.load;

import omega.genomics.ParseMode;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.longevity.HagrLoad;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that loads a table of the Human Ageing Genomic Resources. */
abstract class HagrWork extends LoadWork {
    @Parameters(paramLabel = "FILE", description = "The file as downloaded, plain or compressed; - for standard input.")
    private String file = "";

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "Name of the dataset and prefix of its gene sets. Default: the name of the table.")
    private @Nullable String dataset;

    @Option(names = "--lenient", description = "Store bad rows in load_rejects and load the rest.")
    private boolean lenient;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    abstract HagrLoad loader(AssemblyDatabase assembly, InputSource source);

    @Override
    public final Integer call() throws Exception {
        InputSource source = InputSource.parse(file);
        return load(database, source, source.name(), (assembly, progress) -> {
            HagrLoad load = loader(assembly, source)
                    .parseMode(lenient ? ParseMode.LENIENT : ParseMode.STRICT)
                    .onProgress(progress);
            return (dataset == null ? load : load.dataset(dataset)).run();
        });
    }
}
