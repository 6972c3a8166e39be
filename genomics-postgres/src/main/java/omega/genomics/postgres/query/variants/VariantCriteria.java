package omega.genomics.postgres.query.variants;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a statement asks of each row, as it is known when the query runs.
 *
 * @param given conditions on the columns of {@code variants}
 * @param among one more that looks rows up elsewhere
 * @param key one more, which an index has; null if there is none
 * @param leaves whether the conditions leave so few rows that all of them may be read and sorted
 */
record VariantCriteria(
        Condition given, Among among, @Nullable Key key, Leaves leaves) {
    VariantCriteria(Condition given, @Nullable Key key, Leaves leaves) {
        this(given, (place, isInside) -> noCondition(), key, leaves);
    }

    /** A condition that looks rows up in another table, which is read for a place at once if the place is known. */
    interface Among {
        /**
         * Returns the condition.
         *
         * @param place of the rows; null if they are few, and anywhere
         * @param isInside true if all rows begin in the place, false if they are few that reach into it
         */
        Condition at(@Nullable Place place, boolean isInside);
    }

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
        return new VariantCriteria(given.and(condition), among, key, leaves);
    }

    /** Adds a condition that looks rows up. */
    VariantCriteria and(Among condition) {
        Among both = (place, isInside) -> among.at(place, isInside).and(condition.at(place, isInside));
        return new VariantCriteria(given, both, key, leaves);
    }

    /**
     * Returns all conditions but the key.
     *
     * @param place of few rows; null if they are anywhere
     */
    Condition rest(@Nullable Place place) {
        return given.and(among.at(place, false));
    }

    /**
     * Returns all conditions on few rows.
     *
     * @param place that they reach into; null if they are anywhere
     */
    Condition few(@Nullable Place place) {
        return withKey(rest(place));
    }

    Condition all() {
        return few(null);
    }

    /** Returns all conditions on rows that begin in a place. */
    Condition inside(Place place) {
        return withKey(given.and(among.at(place, true)));
    }

    private Condition withKey(Condition others) {
        return key == null ? others : others.and(key.condition());
    }
}
