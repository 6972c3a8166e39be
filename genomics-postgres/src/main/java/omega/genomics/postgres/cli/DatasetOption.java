package omega.genomics.postgres.cli;

import omega.genomics.postgres.query.GeneQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of an assembly's datasets a question goes to. */
final class DatasetOption {
    @Option(names = "--dataset", paramLabel = "NAME", description = "Ask this dataset only. Default: all.")
    private @Nullable String dataset;

    GeneQueries of(GeneQueries all) {
        return dataset == null ? all : all.in(dataset);
    }
}
