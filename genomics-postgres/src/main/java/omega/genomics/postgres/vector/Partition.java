package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.DatasetPartition;
import omega.genomics.postgres.internal.ExclusiveChange;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.PartitionSwap;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.internal.TableLocks;
import org.jspecify.annotations.Nullable;

/** A model's partition of {@code gene_embeddings} and its row of {@code embedding_metadata}, locked for one transaction. */
final class Partition {
    private static final String TABLE = "gene_embeddings";

    private final Connection connection;
    private final Db db;
    private final String model;
    private final String version;
    private final Optional<EmbeddingModel> existing;
    private final int id;
    private final String fresh;
    private final long quietSince = System.nanoTime();

    private Partition(
            Connection connection, Db db, String model, String version, Optional<EmbeddingModel> existing, int id) {
        this.connection = connection;
        this.db = db;
        this.model = model;
        this.version = version;
        this.existing = existing;
        this.id = id;
        fresh = TABLE + "_d" + id + "_r"
                + existing.map(EmbeddingModel::revision)
                        .map(revision -> revision + 1)
                        .orElse(1L);
    }

    static Partition lock(Connection connection, Db db, String model, String version) throws SQLException {
        List<Boolean> locked = Sql.query(
                connection,
                row -> row.getBoolean(1),
                "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                "omega-genomics " + db.schema() + " embeddings " + model);
        if (!locked.get(0)) {
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

    Optional<EmbeddingModel> existing() {
        return existing;
    }

    int id() {
        return id;
    }

    int dimension() {
        return existing.map(EmbeddingModel::dimension).orElse(0);
    }

    /** Tells whether the vectors are those of the file with this digest. */
    boolean isFrom(String hash) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getString(1),
                        "SELECT source_hash FROM " + db.name("embedding_metadata")
                                + " WHERE dataset_id = ? AND source_hash = ?",
                        id,
                        hash)
                .contains(hash);
    }

    /** Starts a table that {@link #replace} puts in the place of the old one. */
    VectorRows replacement(VectorDialect dialect) throws SQLException {
        Sql.execute(connection, "CREATE TABLE " + db.name(fresh) + " (LIKE " + db.name(TABLE) + " INCLUDING STORAGE)");
        return VectorRows.open(connection, db.name(fresh), id, dialect, true);
    }

    /** Ends the transaction's work: whoever asks for vectors waits until it is committed. */
    void replace(int dimension, @Nullable String template, @Nullable String source, @Nullable String hash)
            throws SQLException {
        Sql.execute(connection, "ALTER TABLE " + db.name(fresh) + " ADD PRIMARY KEY (dataset_id, gene_id)");
        Sql.execute(connection, "ANALYZE " + db.name(fresh));
        swap().replace(Map.of(TABLE, fresh), () -> describe(dimension, template, source, hash));
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
            // not as a partition at once, for which nobody may read the others
            Sql.execute(connection, "CREATE TABLE " + db.name(fresh) + " (LIKE " + db.name(TABLE) + " INCLUDING ALL)");
            // without rows it cannot be half visible, so it need not wait for a moment without readers
            Sql.execute(connection, Catalog.attach(db.name(TABLE), db.name(fresh), id));
        }
        describe(dimension, template, null, null);
    }

    private void describe(int dimension, @Nullable String template, @Nullable String source, @Nullable String hash)
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
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dataset_id) DO UPDATE SET dimension = excluded.dimension,"
                        + " text_template = excluded.text_template, source = excluded.source,"
                        + " source_hash = excluded.source_hash, active = true, revision = m.revision + 1, updated_at = now(),"
                        + " index_type = CASE WHEN excluded.source IS NULL THEN m.index_type END",
                id,
                model,
                version,
                dimension,
                template,
                source,
                hash);
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
