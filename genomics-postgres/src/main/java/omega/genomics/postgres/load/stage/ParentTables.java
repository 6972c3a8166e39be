package omega.genomics.postgres.load.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import omega.genomics.postgres.internal.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What a partition in the making takes from the table that it becomes part of. Partitions of one root are alike, so the root is
 * asked once, and one with indexes of its own for itself: PostgreSQL takes milliseconds to describe an index. Thread-safe.
 */
public final class ParentTables {
    private final String schema;
    private final Map<String, Parent> parents = new ConcurrentHashMap<>();
    private final Map<String, List<Index>> indexes = new ConcurrentHashMap<>();
    private final Map<String, List<String>> statistics = new ConcurrentHashMap<>();

    public ParentTables(String schema) {
        this.schema = schema;
    }

    /**
     * A table that gets partitions.
     *
     * @param name without its schema
     * @param root the partitioned table above all, itself if it is that, with its schema
     * @param indexes how many it has
     * @param bound what rows must be like to be part of a parent that is a partition itself; empty if it is none
     */
    private record Parent(String name, String root, int indexes, String bound) {}

    /**
     * An index or a key, as words behind {@code ALTER TABLE … ADD} or {@code CREATE INDEX ON …}.
     *
     * @param key null for an index that is none
     * @param definition from {@code USING} on
     */
    private record Index(@Nullable String key, String definition, boolean isUnique) {
        String statement(String table) {
            return key != null
                    ? "ALTER TABLE " + table + " ADD " + key
                    : "CREATE " + (isUnique ? "UNIQUE " : "") + "INDEX ON " + table + definition;
        }
    }

    /**
     * Asks for a table and for those beside it, which come next; before anything else is asked of it.
     *
     * @param connection one whose transaction ends with this: until then PostgreSQL locks each partition that it describes
     */
    public void meet(Connection connection, String table) throws SQLException {
        if (parents.containsKey(table)) {
            return;
        }
        for (Parent parent : Sql.query(
                connection,
                row -> new Parent(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)),
                "SELECT c.relname, coalesce(pg_partition_root(c.oid), c.oid)::regclass::text,"
                        + " (SELECT count(*) FROM pg_index WHERE indrelid = c.oid),"
                        + " coalesce(pg_get_partition_constraintdef(c.oid), '')"
                        + " FROM (SELECT ?::regclass::oid UNION SELECT beside.inhrelid FROM pg_inherits own"
                        + " JOIN pg_inherits beside USING (inhparent) WHERE own.inhrelid = ?::regclass) AS these (oid)"
                        + " JOIN pg_class c USING (oid)",
                Sql.name(schema, table),
                Sql.name(schema, table))) {
            parents.put(parent.name, parent);
        }
    }

    private Parent parent(String table) {
        return Objects.requireNonNull(parents.get(table));
    }

    /** Returns a check for a new partition of a parent that is a partition itself; without it attaching would scan the table. */
    String check(String table) {
        String bound = parent(table).bound;
        return bound.isEmpty() ? "" : ", CONSTRAINT of_parent CHECK (" + bound + ")";
    }

    /** Returns the words of an ALTER TABLE for how much ANALYZE gathers of columns: the one thing that LIKE leaves out. */
    List<String> statistics(Connection connection, String table) throws SQLException {
        String root = parent(table).root;
        List<String> known = statistics.get(root);
        if (known != null) {
            return known;
        }
        List<String> targets = Sql.query(
                connection,
                row -> "ALTER COLUMN " + row.getString(1) + " SET STATISTICS " + row.getInt(2),
                "SELECT quote_ident(attname), attstattarget FROM pg_attribute WHERE attnum > 0 AND attstattarget >= 0"
                        + " AND NOT attisdropped AND attrelid = ?::regclass",
                root);
        statistics.put(root, targets);
        return targets;
    }

    /** Returns what makes the parent's own keys and indexes on a table, so that attaching finds each of them and builds nothing. */
    List<String> keysAndIndexes(Connection connection, String table, String on) throws SQLException {
        Parent parent = parent(table);
        List<Index> ofRoot = indexes(connection, parent.root);
        List<Index> own = ofRoot.size() == parent.indexes ? ofRoot : indexes(connection, Sql.name(schema, parent.name));
        return own.stream().map(index -> index.statement(on)).toList();
    }

    private List<Index> indexes(Connection connection, String table) throws SQLException {
        List<Index> known = indexes.get(table);
        if (known != null) {
            return known;
        }
        List<Index> found = Sql.query(
                connection,
                row -> new Index(
                        row.getString(1),
                        row.getString(2).substring(row.getString(2).indexOf(" USING ")),
                        row.getBoolean(3)),
                "SELECT pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid), i.indisunique"
                        + " FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')"
                        + " WHERE i.indrelid = ?::regclass ORDER BY i.indexrelid",
                table);
        indexes.put(table, found);
        return found;
    }
}
