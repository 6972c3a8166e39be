package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import omega.genomics.postgres.internal.Sql;

/**
 * Builds a model's HNSW index for cosine distance, in place of the one it has. Questions wait for nothing: the old index, or
 * none, serves until the new one is there; writers of this model's vectors wait.
 *
 * <p>Immutable: each setting returns another build.
 */
public final class IndexBuild {
    private static final int LONGEST_VECTOR = 2000;
    private static final int LONGEST_HALF = 4000;
    private static final String NO_SPACE = "53100";

    private final Db db;
    private final String model;
    private final int m;
    private final int efConstruction;
    private final boolean half;
    private final long memory;

    private IndexBuild(Db db, String model, int m, int efConstruction, boolean half, long memory) {
        this.db = db;
        this.model = model;
        this.m = m;
        this.efConstruction = efConstruction;
        this.half = half;
        this.memory = memory;
    }

    static IndexBuild of(Db db, String model) {
        return new IndexBuild(db, model, 16, 64, false, 0);
    }

    /**
     * Sets how dense the graph is.
     *
     * @param connections a node, 2 to 100; 16 by default
     * @param candidates looked at for each while building, at least twice as many; 64 by default
     * @return a build with this setting
     * @throws IllegalArgumentException if one is out of its range
     */
    public IndexBuild graph(int connections, int candidates) {
        if (connections < 2 || connections > 100 || candidates < 2 * connections || candidates > 1000) {
            throw new IllegalArgumentException(
                    "expected 2 to 100 connections and twice as many to 1000 candidates, found " + connections + " and "
                            + candidates);
        }
        return new IndexBuild(db, model, connections, candidates, half, memory);
    }

    /**
     * Keeps half-precision copies in the index: half the size, for models of up to 4,000 dimensions. Without it, models of more
     * than 2,000 get them as well.
     *
     * @return a build with this setting
     */
    public IndexBuild halfPrecision() {
        return new IndexBuild(db, model, m, efConstruction, true, memory);
    }

    /**
     * Sets {@code maintenance_work_mem} for this build; the server must have that much.
     *
     * @param bytes a megabyte or more
     * @return a build with this setting
     * @throws IllegalArgumentException if it is less
     */
    public IndexBuild memory(long bytes) {
        if (bytes < 1 << 20) {
            throw new IllegalArgumentException("expected a megabyte or more, found " + bytes + " bytes");
        }
        return new IndexBuild(db, model, m, efConstruction, half, bytes);
    }

    /**
     * Says what the build takes, without building.
     *
     * @return vectors, memory wanted and memory there
     * @throws VectorException if there is no such model, the server has no pgvector, or it does not answer
     */
    public IndexReport plan() {
        return db.inTransaction(this::plan);
    }

    private IndexReport plan(Connection connection) throws SQLException {
        EmbeddingModel of = new Store(db).active(connection, model);
        if (!VectorDialect.of(connection, db).hasIndex()) {
            throw new VectorException("the server keeps vectors as "
                    + VectorDialect.of(connection, db).name() + ", for which there is no index; searches are exact");
        }
        if (of.dimension() > LONGEST_HALF) {
            throw new VectorException(
                    "expected at most " + LONGEST_HALF + " dimensions for an index, found " + of.dimension());
        }
        if (memory > 0) {
            Sql.execute(connection, "SET LOCAL maintenance_work_mem = '" + memory / 1024 + "kB'");
        }
        return Sql.query(
                        connection,
                        row -> new IndexReport(
                                of.name(),
                                row.getLong(1),
                                estimate(of, row.getLong(1)),
                                row.getLong(2),
                                0,
                                Duration.ZERO),
                        "SELECT count(*), pg_size_bytes(current_setting('maintenance_work_mem')) FROM "
                                + db.name("gene_embeddings") + " WHERE dataset_id = ?",
                        of.id())
                .get(0);
    }

    private String type(EmbeddingModel of) {
        return half || of.dimension() > LONGEST_VECTOR ? "halfvec" : "vector";
    }

    /** A node holds its value, and at each of its levels a list of neighbours of 8 bytes each with room to choose. */
    private long estimate(EmbeddingModel of, long vectors) {
        long value = (long) of.dimension() * (type(of).equals("vector") ? 4 : 2) + 16;
        return vectors * (value + 128 + 24L * 2 * m);
    }

    /**
     * Builds.
     *
     * @return what it took
     * @throws VectorException if there is no such model, somebody else is writing its vectors, the server has no pgvector, or
     *     refuses
     */
    public IndexReport run() {
        return db.inTransaction(connection -> {
            IndexReport plan = plan(connection);
            EmbeddingModel of = new Store(db).active(connection, model);
            Partition partition = Partition.lock(connection, db, of.name(), of.version());
            long begin = System.nanoTime();
            String index = build(connection, of, partition.current().orElseThrow());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            Sql.update(
                    connection,
                    "UPDATE " + db.name("embedding_metadata") + " SET index_type = ? WHERE dataset_id = ?",
                    type(of),
                    of.id());
            long bytes = Sql.query(
                            connection, row -> row.getLong(1), "SELECT pg_relation_size(?::regclass)", db.name(index))
                    .get(0);
            partition.replaceIndex(index, name(of));
            return new IndexReport(of.name(), plan.vectors(), plan.estimatedBytes(), plan.memory(), bytes, elapsed);
        });
    }

    private static String name(EmbeddingModel of) {
        return "idx_gene_embeddings_d" + of.id() + "_hnsw";
    }

    private String build(Connection connection, EmbeddingModel of, String table) throws SQLException {
        String extension = Sql.query(
                        connection,
                        row -> row.getString(1),
                        "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
                                + " WHERE e.extname = 'vector'")
                .get(0);
        String name = name(of) + "_new";
        String type = type(of);
        String sql = "CREATE INDEX \"" + name + "\" ON " + table + " USING hnsw ((embedding::" + extension + "." + type
                + "(" + of.dimension() + ")) " + extension + "." + type + "_cosine_ops) WITH (m = " + m
                + ", ef_construction = " + efConstruction + ")";
        Sql.execute(connection, "SAVEPOINT before_index");
        try {
            Sql.execute(connection, sql);
        } catch (SQLException e) {
            if (!NO_SPACE.equals(e.getSQLState())) {
                throw e;
            }
            // workers share their memory through /dev/shm, which containers keep small
            Sql.execute(connection, "ROLLBACK TO before_index");
            Sql.execute(connection, "SET LOCAL max_parallel_maintenance_workers = 0");
            Sql.execute(connection, sql);
        }
        return name;
    }
}
