package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.CopyTarget;
import omega.genomics.postgres.internal.Sql;

/**
 * Clusters the genes of a model by spherical k-means in this JVM, on every server, and stores the run with all it takes to repeat
 * it. The same vectors and settings give the same clusters.
 *
 * <pre>{@code
 * ClusterRun run = grch38.vectors().cluster("bge-small-en-v1.5", 40).ofType("protein_coding").seed(1).run();
 * }</pre>
 *
 * <p>Immutable: each setting returns another clustering.
 */
public final class Clustering {
    private final Db db;
    private final String model;
    private final int k;
    private final Optional<String> geneType;
    private final long seed;
    private final int maxIterations;

    private Clustering(Db db, String model, int k, Optional<String> geneType, long seed, int maxIterations) {
        this.db = db;
        this.model = model;
        this.k = k;
        this.geneType = geneType;
        this.seed = seed;
        this.maxIterations = maxIterations;
    }

    static Clustering of(Db db, String model, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("expected 1 cluster or more, found " + k);
        }
        return new Clustering(db, model, k, Optional.empty(), 1, 100);
    }

    /**
     * Takes genes of one biotype only.
     *
     * @param biotype such as {@code protein_coding}
     * @return a clustering with this setting
     */
    public Clustering ofType(String biotype) {
        Objects.requireNonNull(biotype, "biotype");
        return new Clustering(db, model, k, Optional.of(biotype), seed, maxIterations);
    }

    /**
     * Chooses the start; 1 by default.
     *
     * @param seed any number
     * @return a clustering with this setting
     */
    public Clustering seed(long seed) {
        return new Clustering(db, model, k, geneType, seed, maxIterations);
    }

    /**
     * Limits the iterations; 100 by default.
     *
     * @param count 1 or more
     * @return a clustering with this setting
     * @throws IllegalArgumentException if it is less than 1
     */
    public Clustering maxIterations(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 iteration or more, found " + count);
        }
        return new Clustering(db, model, k, geneType, seed, count);
    }

    /**
     * Clusters and stores.
     *
     * @return the run
     * @throws IllegalArgumentException if there are fewer genes than clusters
     * @throws VectorException if there is no such model, or the database does not answer
     */
    public ClusterRun run() {
        ResidentVectors vectors = db.inTransaction(connection -> {
            Store store = new Store(db);
            return store.resident(connection, store.active(connection, model));
        });
        int[] range = vectors.range(geneType);
        KMeans.Result result = new KMeans(vectors.tiles(), range, k, maxIterations, seed).run();
        db.inTransaction(connection -> store(connection, vectors, range, result));
        return stored().orElseThrow(() -> new VectorException("the run is gone: its model was loaded anew meanwhile"));
    }

    /**
     * Reads the newest run that is stored with this k and type, whatever its seed.
     *
     * @return empty if there is none
     * @throws VectorException if there is no such model, or the database does not answer
     */
    public Optional<ClusterRun> stored() {
        return db.inTransaction(connection -> {
            EmbeddingModel of = new Store(db).active(connection, model);
            List<ClusterRun> runs = Sql.query(
                    connection,
                    row -> new ClusterRun(
                            row.getLong(1),
                            of.name(),
                            k,
                            geneType,
                            row.getLong(2),
                            row.getInt(3),
                            row.getBoolean(4),
                            row.getDouble(5),
                            row.getInt(6),
                            row.getLong(7) == of.revision(),
                            row.getObject(8, OffsetDateTime.class),
                            List.of()),
                    "SELECT run_id, seed, iterations, converged, inertia, repaired, model_revision, created_at FROM "
                            + db.name("gene_cluster_runs") + " WHERE dataset_id = ? AND k = ?"
                            + " AND gene_type IS NOT DISTINCT FROM ? ORDER BY run_id DESC LIMIT 1",
                    of.id(),
                    k,
                    geneType.orElse(null));
            return runs.isEmpty() ? Optional.empty() : Optional.of(withGenes(connection, runs.get(0)));
        });
    }

    private ClusterRun withGenes(Connection connection, ClusterRun run) throws SQLException {
        List<GeneCluster> genes = Sql.query(
                connection,
                row -> new GeneCluster(
                        row.getString(1), Optional.ofNullable(row.getString(2)), row.getInt(3), row.getDouble(4)),
                "SELECT gene_id, gene_name, cluster, distance FROM " + db.name("gene_clusters")
                        + " WHERE run_id = ? ORDER BY cluster, distance, gene_id",
                run.id());
        return new ClusterRun(
                run.id(),
                run.model(),
                run.k(),
                run.geneType(),
                run.seed(),
                run.iterations(),
                run.converged(),
                run.inertia(),
                run.repaired(),
                run.isCurrent(),
                run.createdAt(),
                genes);
    }

    private boolean store(Connection connection, ResidentVectors vectors, int[] range, KMeans.Result result)
            throws SQLException {
        long id = Sql.query(
                        connection,
                        row -> row.getLong(1),
                        "INSERT INTO " + db.name("gene_cluster_runs")
                                + " (dataset_id, k, gene_type, seed, max_iterations,"
                                + " iterations, converged, inertia, genes, repaired, model_revision)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING run_id",
                        vectors.model().id(),
                        k,
                        geneType.orElse(null),
                        seed,
                        maxIterations,
                        result.inertias().size() - 1,
                        result.converged(),
                        result.inertia(),
                        range[1] - range[0],
                        result.repaired(),
                        vectors.model().revision())
                .get(0);
        copy(connection, "gene_cluster_centroids (run_id, cluster, genes, centroid)", rows -> {
            for (int c = 0; c < k; c++) {
                rows.startRow(4);
                rows.putLong(id);
                rows.putInt(c);
                rows.putInt(result.sizes()[c]);
                rows.putFloats(result.centroids()[c]);
            }
        });
        copy(connection, "gene_clusters (run_id, gene_id, gene_name, cluster, distance)", rows -> {
            for (int i = range[0]; i < range[1]; i++) {
                rows.startRow(5);
                rows.putLong(id);
                rows.putText(vectors.row(i).geneId());
                rows.putText(vectors.row(i).name());
                rows.putInt(result.labels()[i - range[0]]);
                rows.putDouble(result.distances()[i - range[0]]);
            }
        });
        return true;
    }

    /** Puts rows. */
    private interface Rows {
        void write(BinaryCopyWriter rows);
    }

    private void copy(Connection connection, String target, Rows rows) throws SQLException {
        String sql = "COPY \"" + db.schema() + "\"." + target + " FROM STDIN (FORMAT binary)";
        try (CopyTarget copy = CopyTarget.open(connection, sql)) {
            BinaryCopyWriter writer = new BinaryCopyWriter((block, length) -> {
                try {
                    copy.write(block, 0, length);
                    return block;
                } catch (SQLException e) {
                    throw Db.refused(e);
                }
            });
            rows.write(writer);
            writer.flush();
            copy.finish();
        }
    }
}
