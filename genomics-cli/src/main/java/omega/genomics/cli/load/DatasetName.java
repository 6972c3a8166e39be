package omega.genomics.cli.load;

import omega.genomics.cli.Work;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a file is loaded as. */
final class DatasetName {
    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "Name of the dataset. Default: the name of the file without its extensions.")
    private @Nullable String dataset;

    /** @throws picocli.CommandLine.ParameterException if neither the option nor a file gives a name */
    String of(InputSource source, Work work) {
        try {
            return dataset != null ? dataset : Datasets.nameOf(source);
        } catch (IllegalArgumentException e) {
            throw work.wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
