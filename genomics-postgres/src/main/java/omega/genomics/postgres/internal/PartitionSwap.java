package omega.genomics.postgres.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts tables in the place of the partitions that a dataset has, in one transaction, such that no reader sees a mixture: the one
 * switch of loaders, sinks and vectors.
 */
public final class PartitionSwap {
    /** How long a dataset that is new waits for a moment in which nobody reads. */
    private static final Duration PATIENCE_OF_NEW = Duration.ofSeconds(5);

    private final Connection connection;
    private final String schema;
    private final int datasetId;
    private final Changing changing;

    /**
     * Makes a switch; does nothing yet.
     *
     * @param connection on which the transactions of {@code changing} run
     * @param schema the assembly's schema
     * @param datasetId whose partitions they are
     * @param changing runs the change in a transaction
     */
    public PartitionSwap(Connection connection, String schema, int datasetId, Changing changing) {
        this.connection = connection;
        this.schema = schema;
        this.datasetId = datasetId;
        this.changing = changing;
    }

    /** Changes tables that others read, in one transaction. */
    public interface Changing {
        /**
         * Runs the change with the locks, or throws.
         *
         * @param locks what to lock
         * @param patience how long to wait for others, unless the limits that hold anyway are shorter
         * @param change run again from the start if others are in its way
         * @throws ObstructedException if others do not make way; the transaction that was there before goes on
         * @throws SQLException when the server refuses
         */
        void change(TableLocks locks, Duration patience, ExclusiveChange.Change change) throws SQLException;
    }

    /**
     * Makes tables visible in place of the dataset's partitions.
     *
     * @param staged by the table that each becomes a partition of, in the order in which they are attached; without their schema
     * @param also done in the same transaction
     * @throws SQLException when the server refuses, or others do not make way
     */
    public void replace(Map<String, String> staged, ExclusiveChange.Change also) throws SQLException {
        List<DatasetPartition> old = new Catalog(connection, schema).partitions(datasetId);
        run(old, staged, Map.of(), also);
    }

    /**
     * Makes tables visible in place of some of the dataset's partitions, and keeps the others.
     *
     * @param staged as for {@link #replace(Map, ExclusiveChange.Change)}
     * @param parents the tables whose partitions go, whether or not another takes their place; without their schema
     * @param also done in the same transaction
     * @throws SQLException when the server refuses, or others do not make way
     */
    public void replace(Map<String, String> staged, Set<String> parents, ExclusiveChange.Change also)
            throws SQLException {
        List<DatasetPartition> old = new Catalog(connection, schema)
                .partitions(datasetId).stream()
                        .filter(of -> parents.contains(of.parentName()) || staged.containsKey(of.parentName()))
                        .toList();
        run(old, staged, Map.of(), also);
    }

    /**
     * Makes rows visible beside those that the dataset has: its partitions get them, and where it has none, the table becomes one.
     *
     * @param staged as for {@link #replace}
     * @param whole the tables whose staged tables have the dataset's own rows, too, and take their place; without their schema
     * @param also done in the same transaction
     * @throws SQLException when the server refuses, or others do not make way
     */
    public void append(Map<String, String> staged, Set<String> whole, ExclusiveChange.Change also) throws SQLException {
        List<DatasetPartition> all = new Catalog(connection, schema).partitions(datasetId);
        List<DatasetPartition> old =
                all.stream().filter(of -> whole.contains(of.parentName())).toList();
        Set<String> present = all.stream().map(DatasetPartition::parentName).collect(Collectors.toSet());
        present.removeAll(whole);
        Map<String, String> attached = new LinkedHashMap<>(staged);
        attached.keySet().removeAll(present);
        Map<String, String> grown = new LinkedHashMap<>(staged);
        grown.keySet().retainAll(present);
        run(old, attached, grown, also);
    }

    /**
     * Makes tables visible in place of some of the dataset's partitions.
     *
     * @param old the partitions that go
     * @param staged as for {@link #replace}
     * @param also done in the same transaction
     * @throws SQLException when the server refuses, or others do not make way
     */
    public void exchange(List<DatasetPartition> old, Map<String, String> staged, ExclusiveChange.Change also)
            throws SQLException {
        run(old, staged, Map.of(), also);
    }

    /**
     * Takes partitions of one dataset or several away.
     *
     * @param old the partitions
     * @param also done in the same transaction
     * @throws SQLException when the server refuses, or others do not make way
     */
    public void drop(List<DatasetPartition> old, ExclusiveChange.Change also) throws SQLException {
        run(old, Map.of(), Map.of(), also);
    }

    private void run(
            List<DatasetPartition> dropped,
            Map<String, String> attached,
            Map<String, String> grown,
            ExclusiveChange.Change also)
            throws SQLException {
        Map<String, String> roots = new Catalog(connection, schema).roots(new ArrayList<>(attached.keySet()));
        ExclusiveChange.Change change = () -> {
            for (DatasetPartition old : dropped) {
                Sql.execute(connection, "DROP TABLE " + old.name());
            }
            for (Map.Entry<String, String> table : attached.entrySet()) {
                Sql.execute(connection, Catalog.attach(named(table.getKey()), named(table.getValue()), datasetId));
            }
            for (Map.Entry<String, String> table : grown.entrySet()) {
                insert(table.getKey(), table.getValue());
            }
            also.run();
        };
        if (!dropped.isEmpty() || roots.isEmpty() || !isAttachedAtOnce(roots, change)) {
            changing.change(TableLocks.of(dropped, roots), ChronoUnit.FOREVER.getDuration(), change);
        }
    }

    private String named(String table) {
        return Sql.name(schema, table);
    }

    /**
     * Attaches while nobody plans, so that nobody sees a part of the new dataset. Where others read for long, that is not to be had:
     * then whoever plans in the moment of attaching may see a part of it, once. Making them wait would be worse.
     */
    private boolean isAttachedAtOnce(Map<String, String> roots, ExclusiveChange.Change change) throws SQLException {
        try {
            changing.change(TableLocks.attaching(roots), PATIENCE_OF_NEW, change);
            return true;
        } catch (ObstructedException othersRead) {
            return false;
        }
    }

    private void insert(String parent, String table) throws SQLException {
        String columns = new Catalog(connection, schema)
                .columns(named(parent)).stream().map(Catalog.Column::quoted).collect(Collectors.joining(", "));
        Sql.execute(
                connection,
                "INSERT INTO " + named(parent) + " (" + columns + ") SELECT " + columns + " FROM " + named(table)
                        + " ON CONFLICT DO NOTHING");
        Sql.execute(connection, "DROP TABLE " + named(table));
    }
}
