package omega.genomics.postgres.query.variants;

import static org.jooq.impl.DSL.any;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a statement asks of each row, as it is known when the query runs.
 *
 * @param rest conditions on the columns of {@code variants}
 * @param key one more, which an index has; null if there is none
 * @param leaves whether the conditions leave so few rows that all of them may be read and sorted
 */
record VariantCriteria(Condition rest, @Nullable Key key, Leaves leaves) {

    /** How many rows conditions leave. */
    enum Leaves {
        /** No index tells which. */
        MANY,
        /** Many or few, by an index that is not in the order of positions: the planner knows. */
        UNKNOWN,
        /** So few that they can be sorted. */
        FEW;

        Leaves and(Leaves other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /**
     * Values of a column. Its index continues with the position, so that the rows of one value can be read in order.
     *
     * @param column first of the index's columns, which leaves out null
     * @param values of which a row has one
     */
    record Key(Field<String> column, List<String> values) {
        String[] array() {
            return values.toArray(new String[0]);
        }

        Condition condition() {
            return column.eq(any(array()));
        }
    }

    VariantCriteria and(Condition condition) {
        return new VariantCriteria(rest.and(condition), key, leaves);
    }

    Condition all() {
        return key == null ? rest : rest.and(key.condition());
    }
}
