package omega.genomics.postgres.load.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.Sql;

/**
 * What a partition in the making takes from the table that it becomes part of. Partitions of one root are alike, so the root is
 * asked once, and one with indexes of its own for itself: PostgreSQL takes milliseconds to describe an index. Thread-safe.
 */
public final class ParentTables {
    private final String schema;
    private final Map<String, Catalog.Parent> parents = new ConcurrentHashMap<>();
    private final Map<String, List<Catalog.Index>> indexes = new ConcurrentHashMap<>();
    private final Map<String, List<String>> statistics = new ConcurrentHashMap<>();

    public ParentTables(String schema) {
        this.schema = schema;
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
        for (Catalog.Parent parent : new Catalog(connection, schema).parents(table)) {
            parents.put(parent.name(), parent);
        }
    }

    private Catalog.Parent parent(String table) {
        return Objects.requireNonNull(parents.get(table));
    }

    /** Returns a check for a new partition of a parent that is a partition itself; without it attaching would scan the table. */
    public String check(String table) {
        String bound = parent(table).bound();
        return bound.isEmpty() ? "" : ", CONSTRAINT of_parent CHECK (" + bound + ")";
    }

    /** Returns the words of an ALTER TABLE for how much ANALYZE gathers of columns: the one thing that LIKE leaves out. */
    public List<String> statistics(Connection connection, String table) throws SQLException {
        String root = parent(table).root();
        List<String> known = statistics.get(root);
        if (known != null) {
            return known;
        }
        List<String> targets = new Catalog(connection, schema).statistics(root);
        statistics.put(root, targets);
        return targets;
    }

    /** Returns what makes the parent's own keys and indexes on a table, so that attaching finds each of them and builds nothing. */
    public List<String> keysAndIndexes(Connection connection, String table, String on) throws SQLException {
        Catalog.Parent parent = parent(table);
        List<Catalog.Index> ofRoot = indexes(connection, parent.root());
        List<Catalog.Index> own =
                ofRoot.size() == parent.indexes() ? ofRoot : indexes(connection, Sql.name(schema, parent.name()));
        return own.stream().map(index -> index.statement(on)).toList();
    }

    private List<Catalog.Index> indexes(Connection connection, String table) throws SQLException {
        List<Catalog.Index> known = indexes.get(table);
        if (known != null) {
            return known;
        }
        List<Catalog.Index> found = new Catalog(connection, schema).indexes(table);
        indexes.put(table, found);
        return found;
    }
}
