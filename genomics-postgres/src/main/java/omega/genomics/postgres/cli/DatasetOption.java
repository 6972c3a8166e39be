package omega.genomics.postgres.cli;

import java.util.function.BiFunction;
import omega.genomics.postgres.query.GeneQueries;
import omega.genomics.postgres.query.VariantQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of an assembly's datasets a question goes to. */
final class DatasetOption {
    @Option(names = "--dataset", paramLabel = "NAME", description = "Ask this dataset only. Default: all.")
    private @Nullable String dataset;

    /**
     * Narrows questions down by their own {@code in}.
     *
     * @param kind what the rows of the dataset are, as {@code datasets list} says
     * @throws IllegalArgumentException if there is no such dataset
     */
    <Q> Q of(Session session, String kind, Q all, BiFunction<Q, String, Q> in) {
        if (dataset == null) {
            return all;
        }
        Known.dataset(session, kind, dataset);
        return in.apply(all, dataset);
    }

    GeneQueries genes(Session session) {
        return of(session, "genes", session.assembly().genes(), GeneQueries::in);
    }

    VariantQueries variants(Session session) {
        return of(session, "variants", session.assembly().variants(), VariantQueries::in);
    }
}
