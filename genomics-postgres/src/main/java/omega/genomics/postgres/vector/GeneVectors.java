package omega.genomics.postgres.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.vector.file.VectorFile;

/**
 * The vectors of one assembly: which models there are, loading, making, indexing, clustering.
 *
 * <pre>{@code
 * GeneVectors vectors = grch38.vectors();
 * vectors.load("biobert", VectorFiles.tsv(InputSource.of(path))).run();
 * vectors.models();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class GeneVectors {
    private final Db db;
    private final Store store;

    private GeneVectors(Db db) {
        this.db = db;
        this.store = new Store(db);
    }

    /**
     * Makes the front door to the vectors of one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @return the vectors
     */
    public static GeneVectors of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new GeneVectors(new Db(dataSource, schema));
    }

    /**
     * Says how the server keeps vectors.
     *
     * @return {@code real[]}, or the extension and its version: {@code pgvector 0.8.0}
     * @throws VectorException if the database does not answer, or the schema is not migrated
     */
    public String storage() {
        return db.inTransaction(connection -> VectorDialect.of(connection, db).name());
    }

    /**
     * Brings the vectors to pgvector if the server offers it by now; {@code migrate()} does this too. To stay with
     * {@code real[]} on such a server, set {@code genomics.vectors} to {@code array} for the database or the role.
     *
     * @return how the server keeps vectors from now on
     * @throws VectorException if the database does not answer, or the schema is not migrated
     */
    public String useExtension() {
        return db.inTransaction(connection -> {
            Sql.execute(connection, "SELECT " + db.name("use_vector_extension") + "()");
            return VectorDialect.of(connection, db).name();
        });
    }

    /**
     * Lists the models.
     *
     * @return every version of every model, by name and version
     * @throws VectorException if the database does not answer
     */
    public List<EmbeddingModel> models() {
        return db.inTransaction(store::models);
    }

    /**
     * Starts to load vectors made elsewhere.
     *
     * @param model the name to store them under
     * @param file the vectors
     * @return a loader to set up and run
     * @throws IllegalArgumentException if the name is blank
     */
    public EmbeddingLoad load(String model, VectorFile file) {
        Objects.requireNonNull(file, "file");
        return EmbeddingLoad.of(db, model, file);
    }

    /**
     * Starts to make vectors of all genes from their texts.
     *
     * @param embedder makes them, and names the model; stays the caller's to close
     * @return a run to set up and start
     */
    public Embedding embed(Embedder embedder) {
        Objects.requireNonNull(embedder, "embedder");
        return Embedding.of(db, embedder);
    }

    /**
     * Starts to cluster the genes of a model.
     *
     * @param model its name; the active version is clustered
     * @param k how many clusters, 1 or more
     * @return a clustering to set up and run, or to read if it is stored
     * @throws IllegalArgumentException if {@code k} is less than 1
     */
    public Clustering cluster(String model, int k) {
        Objects.requireNonNull(model, "model");
        return Clustering.of(db, model, k);
    }

    /**
     * Starts to build a model's HNSW index, best after all its vectors are loaded.
     *
     * @param model its name; the active version is indexed
     * @return a build to set up, plan and run
     */
    public IndexBuild index(String model) {
        Objects.requireNonNull(model, "model");
        return IndexBuild.of(db, model);
    }

    /**
     * Takes every version of a model away: vectors, index, clusters.
     *
     * @param model its name; none of that name changes nothing
     * @throws VectorException if somebody else is writing its vectors, or the database does not answer
     */
    public void drop(String model) {
        Objects.requireNonNull(model, "model");
        db.inTransaction(connection -> {
            List<Partition> partitions = new ArrayList<>();
            for (EmbeddingModel version : store.models(connection)) {
                if (version.name().equals(model)) {
                    partitions.add(Partition.lock(connection, db, model, version.version()));
                }
            }
            Partition.drop(partitions);
            return true;
        });
    }

    /**
     * Reads all vectors of a model into memory.
     *
     * @param model its name; the active version is read
     * @return the vectors, for as long as they are held
     * @throws VectorException if there is no such model, or the database does not answer
     */
    public ResidentVectors resident(String model) {
        Objects.requireNonNull(model, "model");
        return db.inTransaction(connection -> store.resident(connection, store.active(connection, model)));
    }
}
