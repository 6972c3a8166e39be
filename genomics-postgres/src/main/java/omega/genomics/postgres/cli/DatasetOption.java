package omega.genomics.postgres.cli;

import java.util.function.BiFunction;
import omega.genomics.postgres.query.GeneQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of an assembly's datasets a question goes to. */
final class DatasetOption {
    @Option(names = "--dataset", paramLabel = "NAME", description = "Ask this dataset only. Default: all.")
    private @Nullable String dataset;

    /** Narrows questions down by their own {@code in}. */
    <Q> Q of(Q all, BiFunction<Q, String, Q> in) {
        return dataset == null ? all : in.apply(all, dataset);
    }

    GeneQueries of(GeneQueries all) {
        return of(all, GeneQueries::in);
    }
}
