package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.CommitWitness;
import omega.genomics.postgres.internal.DatasetPartition;
import omega.genomics.postgres.internal.ExclusiveChange;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.ObstructedException;
import omega.genomics.postgres.internal.PartitionSwap;
import omega.genomics.postgres.internal.SessionSettings;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.run.Leftovers;
import omega.genomics.postgres.load.run.RunLock;

/**
 * The datasets of one assembly: which there are, and away with one.
 *
 * <p>Immutable and thread-safe.
 */
public final class DatasetCatalog {
    private static final Pattern COUNT = Pattern.compile("\"(\\w+)\": (\\d+)");

    private final DataSource dataSource;
    private final String schema;
    private final LockLimits limits;

    private DatasetCatalog(DataSource dataSource, String schema, LockLimits limits) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.limits = limits;
    }

    /**
     * Opens the catalog.
     *
     * @param dataSource gives a connection
     * @param schema the assembly's schema
     * @return the catalog
     */
    public static DatasetCatalog of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new DatasetCatalog(dataSource, schema, LockLimits.DEFAULT);
    }

    /** For tests that cannot wait for minutes. */
    DatasetCatalog limits(LockLimits other) {
        return new DatasetCatalog(dataSource, schema, other);
    }

    /**
     * Returns every dataset.
     *
     * @return by kind and name; none where the assembly is not in the database
     * @throws LoadException if the database refuses
     */
    public List<StoredDataset> list() {
        try (Connection connection = dataSource.getConnection()) {
            return isThere(connection)
                    ? Sql.query(
                            connection,
                            DatasetCatalog::read,
                            "SELECT dataset_id, kind, name, source, sha256, loaded_at, row_counts::text FROM "
                                    + Sql.name(schema, "datasets") + " ORDER BY kind, name")
                    : List.of();
        } catch (SQLException e) {
            throw new LoadException("could not list the datasets", e);
        }
    }

    /**
     * Measures a dataset.
     *
     * @param dataset as {@link #list} returned it
     * @return its size now
     * @throws LoadException if the database refuses
     */
    public DatasetSize size(StoredDataset dataset) {
        Objects.requireNonNull(dataset, "dataset");
        try (Connection connection = dataSource.getConnection()) {
            Catalog.Room room = new Catalog(connection, schema).room(dataset.id());
            return new DatasetSize(
                    new StoredBytes(room.heap(), room.toast(), room.indexes(), room.compression()),
                    variants(connection, dataset));
        } catch (SQLException e) {
            throw new LoadException("could not measure the dataset \"" + dataset.name() + "\"", e);
        }
    }

    private long variants(Connection connection, StoredDataset dataset) throws SQLException {
        if (dataset.layout() == VariantLayout.PACKED) {
            return Sql.query(
                            connection,
                            row -> row.getLong(1),
                            "SELECT coalesce(sum(variant_count), 0) FROM " + Sql.name(schema, "variant_blocks")
                                    + " WHERE dataset_id = ?",
                            dataset.id())
                    .get(0);
        }
        return dataset.rowsByTable().entrySet().stream()
                .filter(table -> table.getKey().startsWith("variants"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** An assembly that nothing was ever loaded into has no tables. */
    private boolean isThere(Connection connection) throws SQLException {
        return new Catalog(connection, schema).has("datasets");
    }

    private static StoredDataset read(ResultSet row) throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        Matcher matcher = COUNT.matcher(row.getString(7));
        while (matcher.find()) {
            rows.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
        return new StoredDataset(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                rows);
    }

    /**
     * Drops a dataset with all its rows, at once: its partitions go in one transaction, no row is deleted. What a load that did
     * not come to its end has staged goes, too, whether or not the dataset ever became visible. Readers wait for two
     * seconds at most and for a twentieth of the time; where others read the dataset without a pause, that takes a minute.
     *
     * @param kind such as {@code variants}
     * @param name the dataset's name
     * @return false if there is none, nor anything staged for it
     * @throws LoadException if a loader is at work on it, its rows are not in partitions of their own (FASTA), a long
     *     transaction uses it and does not end within three minutes, or the database refuses
     */
    public boolean drop(String kind, String name) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        try (Connection connection = SessionSettings.open(dataSource)) {
            if (!isThere(connection)) {
                return false;
            }
            RunLock.take(connection, schema, kind, name, new CancelSignal());
            try {
                return drop(connection, kind, name);
            } finally {
                RunLock.release(connection, schema, kind, name);
            }
        } catch (ObstructedException e) {
            throw new LoadException(
                    "could not drop the " + kind + " dataset \"" + name + "\": " + e.getMessage()
                            + "; nothing has changed, try again when they have ended",
                    e.getSQLState(),
                    e);
        } catch (SQLException e) {
            throw new LoadException("could not drop the " + kind + " dataset \"" + name + "\"", e);
        }
    }

    private static void endIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new LoadException("interrupted while waiting for readers of the dataset", true);
        }
    }

    private boolean drop(Connection connection, String kind, String name) throws SQLException {
        List<Integer> ids = Sql.query(
                connection,
                row -> row.getInt(1),
                "SELECT dataset_id FROM " + Sql.name(schema, "datasets") + " WHERE kind = ? AND name = ?",
                kind,
                name);
        if (ids.isEmpty()) {
            boolean dropped = Leftovers.drop(connection, schema, kind, name);
            // somebody else may have dropped it a moment ago
            CommitWitness.tell(dataSource, connection, "true");
            return dropped;
        }
        List<DatasetPartition> partitions = new Catalog(connection, schema).partitions(ids.get(0));
        if (partitions.isEmpty() && kind.equals("fasta")) {
            throw new LoadException(
                    "lengths and base counts belong to the assembly: a later file replaces them, but the"
                            + " dataset \"" + name + "\" cannot be dropped");
        }
        String isGone = isGone(connection, ids.get(0));
        drop(connection, ids.get(0), partitions);
        Leftovers.drop(connection, schema, kind, name);
        CommitWitness.tell(dataSource, connection, isGone);
        return true;
    }

    /** Returns an expression of SQL that is true where the dataset as it is now has been dropped, whatever is loaded then. */
    private String isGone(Connection connection, int datasetId) throws SQLException {
        String datasets = Sql.name(schema, "datasets");
        return Sql.query(
                        connection,
                        row -> "NOT EXISTS (SELECT FROM " + datasets + " WHERE dataset_id = " + datasetId
                                + " AND run_id = " + row.getLong(1) + " AND extract(epoch FROM loaded_at) = "
                                + row.getString(2) + ")",
                        "SELECT run_id, extract(epoch FROM loaded_at)::text FROM " + datasets + " WHERE dataset_id = ?",
                        datasetId)
                .get(0);
    }

    private void drop(Connection connection, int datasetId, List<DatasetPartition> partitions) throws SQLException {
        long begin = System.nanoTime();
        Sql.inTransaction(connection, transaction -> {
            PartitionSwap swap = new PartitionSwap(
                    transaction,
                    schema,
                    datasetId,
                    (locks, patience, change) -> ExclusiveChange.run(
                            transaction,
                            locks,
                            limits.withPatienceOf(patience),
                            begin,
                            DatasetCatalog::endIfInterrupted,
                            change));
            swap.drop(partitions, () -> {
                String datasets = Sql.name(schema, "datasets");
                Sql.update(transaction, "DELETE FROM " + datasets + " WHERE dataset_id = ?", datasetId);
                String models = Sql.name(schema, "embedding_metadata");
                Sql.update(transaction, "DELETE FROM " + models + " WHERE dataset_id = ?", datasetId);
            });
            return true;
        });
    }
}
