package omega.genomics.postgres.query;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Some rows of a result, and where the next ones begin.
 *
 * @param rows in the order of the result
 * @param next to pass to {@link QueryResult#page(long, int)}; empty if this is the last page
 * @param <T> a row
 */
public record ResultPage<T>(List<T> rows, OptionalLong next) {

    /** Copies the list. */
    public ResultPage {
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(next, "next");
        rows = List.copyOf(rows);
    }
}
