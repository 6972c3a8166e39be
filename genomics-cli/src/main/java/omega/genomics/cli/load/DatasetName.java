package omega.genomics.cli.load;

import java.util.List;
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

    /**
     * Several files have no name that is common to them.
     *
     * @throws picocli.CommandLine.ParameterException if neither the option nor a file gives a name
     */
    String of(List<InputSource> sources, Work work) {
        if (dataset == null && sources.size() > 1) {
            throw work.wrongUsage("several files become one dataset; give it a name with --dataset");
        }
        return of(sources.get(0), work);
    }

    /** @throws picocli.CommandLine.ParameterException if neither the option nor a file gives a name */
    String of(InputSource source, Work work) {
        try {
            return dataset != null ? dataset : Datasets.nameOf(source);
        } catch (IllegalArgumentException e) {
            throw work.wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
