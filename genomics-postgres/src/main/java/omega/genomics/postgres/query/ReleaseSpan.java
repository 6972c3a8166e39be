package omega.genomics.postgres.query;

import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Two releases of one dataset that are compared.
 *
 * @param first the earlier one
 * @param last the later one, or the same
 */
public record ReleaseSpan(FoundRelease first, FoundRelease last) {
    /** Creates a record; nothing in it may be null. */
    public ReleaseSpan {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
    }

    /**
     * Finds the releases.
     *
     * @param context runs the statements
     * @param dataset the only dataset that is asked
     * @param since name of the earlier release, or a date
     * @param until of the later one; null for the newest
     * @return both, in order
     * @throws QueryException if the dataset has no such releases, or the later one comes first
     */
    public static ReleaseSpan find(DSLContext context, DatasetChoice dataset, String since, @Nullable String until) {
        FoundRelease first =
                new ReleaseChoice(since).find(context, dataset).found().get(0);
        FoundRelease last = until == null
                ? ReleaseChoice.newest(context, dataset)
                : new ReleaseChoice(until).find(context, dataset).found().get(0);
        if (last.number() < first.number()) {
            throw new QueryException("expected a release that is not later than \"" + last.name() + "\", found \""
                    + first.name() + "\"");
        }
        return new ReleaseSpan(first, last);
    }
}
