package omega.genomics.cli.query;

import java.util.function.BiFunction;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.genes.GeneQueries;
import omega.genomics.postgres.query.variants.VariantQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of an assembly's datasets a question goes to. */
public final class DatasetOption {
    @Option(names = "--dataset", paramLabel = "NAME", description = "Query this dataset only. Default: all.")
    private @Nullable String dataset;

    /**
     * Narrows questions down by their own {@code in}.
     *
     * @param kind what the rows of the dataset are, as {@code datasets list} says
     * @throws IllegalArgumentException if there is no such dataset
     */
    public <Q> Q of(Session session, String kind, Q all, BiFunction<Q, String, Q> in) {
        if (dataset == null) {
            return all;
        }
        Known.dataset(session, kind, dataset);
        return in.apply(all, dataset);
    }

    /**
     * Returns the name of the only dataset that is asked.
     *
     * @throws IllegalArgumentException if there is no such dataset
     */
    String required(Session session, String kind, Work work) {
        if (dataset == null) {
            throw work.wrongUsage("expected --dataset with the name of one dataset");
        }
        Known.dataset(session, kind, dataset);
        return dataset;
    }

    public GeneQueries genes(Session session) {
        return of(session, "genes", session.assembly().genes(), GeneQueries::in);
    }

    VariantQueries variants(Session session) {
        return of(session, "variants", session.assembly().variants(), VariantQueries::in);
    }
}
