package omega.genomics.postgres.query;

import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * The partitions that tables have in one state of the database.
 *
 * @param parts numbers of the tables, as an array of {@code oid}, by the table that they are part of
 */
public record OneState(Map<String, String> parts) {
    /** Creates a record; nothing in it may be null. */
    public OneState {
        Objects.requireNonNull(parts, "parts");
    }

    /**
     * Returns the condition that rows belong to this state.
     *
     * @param table the partitioned table
     * @param part the column that has the number of a row's table
     * @return the condition
     */
    public Condition holds(String table, Field<?> part) {
        return DSL.condition("{0} = ANY ({1}::oid[])", part, DSL.val(parts.get(table)));
    }

    /**
     * Returns the same of a table that is in the query under its own name.
     *
     * @param table the partitioned table
     * @return the condition
     */
    public Condition holds(String table) {
        Objects.requireNonNull(table, "table");
        return holds(table, DSL.field("{0}.tableoid", Long.class, DSL.name(table)));
    }
}
