package omega.genomics.postgres.cli;

import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a file is loaded as. */
final class DatasetName {
    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "What the rows belong to. Default: the file's name without its endings.")
    private @Nullable String dataset;

    String of(InputSource source) {
        return dataset != null ? dataset : Datasets.nameOf(source);
    }
}
