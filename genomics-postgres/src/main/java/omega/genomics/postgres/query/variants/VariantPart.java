package omega.genomics.postgres.query.variants;

import org.jooq.Record;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** A statement about some of the variants, after a cursor if there is one, with a limit if it is above 0. */
interface VariantPart {
    Select<? extends Record> rows(@Nullable VariantCursor after, int limit);

    /** Returns the statement that counts all of them. */
    Select<? extends Record> counting();

    /** Counts all of them. */
    default long count() {
        return number(counting().fetchOne());
    }

    /** Returns a count; a sum of nothing is null. */
    static long number(@Nullable Record row) {
        Number counted = row == null ? null : (Number) row.get(0);
        return counted == null ? 0 : counted.longValue();
    }

    /** Returns true if nothing of it comes after the cursor. */
    default boolean isBefore(VariantCursor cursor) {
        return false;
    }
}
