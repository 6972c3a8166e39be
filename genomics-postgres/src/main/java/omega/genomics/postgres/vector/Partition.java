package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.DatasetPartition;
import omega.genomics.postgres.internal.ExclusiveChange;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.PartitionSwap;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.internal.TableLocks;
import omega.genomics.postgres.load.run.Leftovers;
import omega.genomics.postgres.load.run.RunLock;
import org.jspecify.annotations.Nullable;

/** A model's partition of {@code gene_embeddings} and its row of {@code embedding_metadata}, locked for one transaction. */
final class Partition {
    /** The kind of dataset that a model is. */
    static final String KIND = "embeddings";

    private static final String TABLE = "gene_embeddings";

    private final Connection connection;
    private final Db db;
    private final String model;
    private final String version;
    private final Optional<EmbeddingModel> existing;
    private final int id;
    private final long quietSince = System.nanoTime();

    private Partition(
            Connection connection, Db db, String model, String version, Optional<EmbeddingModel> existing, int id) {
        this.connection = connection;
        this.db = db;
        this.model = model;
        this.version = version;
        this.existing = existing;
        this.id = id;
    }

    static Partition lock(Connection connection, Db db, String model, String version) throws SQLException {
        if (!RunLock.tryTakeForTransaction(connection, db.schema(), KIND, model)
                || !RunLock.tryTakeForTransaction(connection, db.schema(), KIND, dataset(model, version))) {
            throw new VectorException("somebody else is writing vectors of the model \"" + model + "\"");
        }
        Optional<EmbeddingModel> existing = new Store(db).find(connection, model, version);
        int id = existing.isPresent()
                ? existing.get().id()
                : Sql.query(
                                connection,
                                row -> row.getInt(1),
                                "SELECT nextval(?::regclass)",
                                db.name("datasets_dataset_id_seq"))
                        .get(0);
        return new Partition(connection, db, model, version, existing, id);
    }

    /** Names the dataset that a model is. */
    static String dataset(String model, String version) {
        return version.isEmpty() ? model : model + " " + version;
    }

    Optional<EmbeddingModel> existing() {
        return existing;
    }

    int id() {
        return id;
    }

    private PartitionSwap swap() {
        return new PartitionSwap(
                connection,
                db.schema(),
                id,
                (locks, patience, change) -> change(LockLimits.DEFAULT.withPatienceOf(patience), locks, change));
    }

    private void change(LockLimits limits, TableLocks locks, ExclusiveChange.Change change) throws SQLException {
        ExclusiveChange.run(connection, locks, limits, quietSince, Partition::endIfInterrupted, change);
    }

    private static void endIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new VectorException("interrupted while waiting for others who read vectors");
        }
    }

    private List<DatasetPartition> old() throws SQLException {
        return new Catalog(connection, db.schema()).partitions(id);
    }

    /** Takes the vectors of several away, and what was made of them; ends the transaction's work. */
    static void drop(List<Partition> partitions) throws SQLException {
        if (partitions.isEmpty()) {
            return;
        }
        Partition any = partitions.get(0);
        List<DatasetPartition> old = new ArrayList<>();
        for (Partition partition : partitions) {
            old.addAll(partition.old());
            Sql.update(
                    any.connection,
                    "DELETE FROM " + any.db.name("embedding_metadata") + " WHERE dataset_id = ?",
                    partition.id);
        }
        for (Partition partition : partitions) {
            Leftovers.drop(any.connection, any.db.schema(), KIND, dataset(partition.model, partition.version));
            Sql.update(
                    any.connection, "DELETE FROM " + any.db.name("datasets") + " WHERE dataset_id = ?", partition.id);
        }
        any.swap().drop(old, () -> {});
    }

    /** Puts a complete index in the place of the one of that name; ends the transaction's work. */
    void replaceIndex(String complete, String name) throws SQLException {
        List<DatasetPartition> table = old();
        List<String> gates = table.stream().map(DatasetPartition::name).toList();
        change(LockLimits.DEFAULT, TableLocks.of(gates, List.of(), List.of()), () -> {
            Sql.execute(connection, "DROP INDEX IF EXISTS " + db.name(name));
            Sql.execute(connection, "ALTER INDEX " + db.name(complete) + " RENAME TO \"" + name + "\"");
        });
    }

    /** Makes an empty partition unless there is one. */
    void create(int dimension, String template) throws SQLException {
        if (existing.isEmpty()) {
            String fresh = TABLE + "_d" + id + "_r0"; // runs are counted from 1
            // not as a partition at once, for which nobody may read the others
            Sql.execute(connection, "CREATE TABLE " + db.name(fresh) + " (LIKE " + db.name(TABLE) + " INCLUDING ALL)");
            // without rows it cannot be half visible, so it need not wait for a moment without readers
            Sql.execute(connection, Catalog.attach(db.name(TABLE), db.name(fresh), id));
        }
        describe(connection, db, id, model, version, dimension, template, null);
    }

    /**
     * Writes the row of a model, and makes it the active version.
     *
     * @param template of the texts that the vectors were made from; null for vectors of a file
     * @param source the file; null for vectors made here
     */
    static void describe(
            Connection connection,
            Db db,
            int id,
            String model,
            String version,
            int dimension,
            @Nullable String template,
            @Nullable String source)
            throws SQLException {
        String metadata = db.name("embedding_metadata");
        Sql.update(
                connection,
                "UPDATE " + metadata + " SET active = false WHERE model = ? AND version <> ?",
                model,
                version);
        Sql.update(
                connection,
                "INSERT INTO " + metadata
                        + " AS m (dataset_id, model, version, dimension, text_template, source, source_hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, (SELECT sha256 FROM " + db.name("datasets")
                        + " WHERE dataset_id = ?)) ON CONFLICT (dataset_id) DO UPDATE SET dimension = excluded.dimension,"
                        + " text_template = excluded.text_template, source = excluded.source,"
                        + " source_hash = excluded.source_hash, active = true, revision = m.revision + 1, updated_at = now(),"
                        + " index_type = CASE WHEN excluded.source IS NULL THEN m.index_type END",
                id,
                model,
                version,
                dimension,
                template,
                source,
                id);
        Sql.execute(connection, "SELECT " + db.name("check_embedding_dimensions") + "()");
    }

    /** Says that vectors have changed. */
    boolean changed() throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + db.name("embedding_metadata")
                        + " SET revision = revision + 1, updated_at = now() WHERE dataset_id = ?",
                id);
        return true;
    }

    /** The partition's table as it stands, quoted. */
    Optional<String> current() throws SQLException {
        return new Catalog(connection, db.schema()).partition(TABLE, id);
    }
}
