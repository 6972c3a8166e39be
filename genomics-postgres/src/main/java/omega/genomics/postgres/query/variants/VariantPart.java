package omega.genomics.postgres.query.variants;

import org.jooq.Record;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** A statement about some of the variants, after a cursor if there is one, with a limit if it is above 0. */
interface VariantPart {
    Select<? extends Record> rows(@Nullable VariantCursor after, int limit);

    /** Counts all of them. */
    long count();

    /** Returns true if nothing of it comes after the cursor. */
    default boolean isBefore(VariantCursor cursor) {
        return false;
    }
}
