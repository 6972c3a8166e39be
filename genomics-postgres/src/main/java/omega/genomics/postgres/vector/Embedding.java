package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.vector.GeneTexts.Text;

/**
 * Makes the vectors of all genes from their texts. Only genes whose text has changed since are embedded; every batch is committed,
 * so a run that was stopped goes on where it was; vectors of genes that are gone are taken away at the end.
 *
 * <pre>{@code
 * grch38.vectors().embed(new HashedEmbedder()).run();
 * }</pre>
 *
 * <p>Texts come from the annotation and from what {@code loadGeneInfo} has brought. Immutable: each setting returns another.
 */
public final class Embedding {
    private final Db db;
    private final Embedder embedder;
    private final String template;
    private final int batch;
    private final Listener listener;

    /** Is told how far the work is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called after each batch, on the thread of {@link Embedding#run()}.
         *
         * @param done genes embedded by now
         * @param total genes to embed
         */
        void progress(long done, long total);
    }

    private Embedding(Db db, Embedder embedder, String template, int batch, Listener listener) {
        this.db = db;
        this.embedder = embedder;
        this.template = template;
        this.batch = batch;
        this.listener = listener;
    }

    static Embedding of(Db db, Embedder embedder) {
        return new Embedding(db, embedder, TextTemplate.DEFAULT, 256, (done, total) -> {});
    }

    /**
     * Says what the text of a gene is made of.
     *
     * @param template sentences, each ending with a full stop, with {@code {symbol}}, {@code {name}}, {@code {aliases}},
     *     {@code {biotype}} and {@code {description}} in them; a sentence none of whose places is filled is left out. By default
     *     symbol, name, aliases and description, a sentence each
     * @return a run with this setting
     * @throws IllegalArgumentException if it holds another place
     */
    public Embedding template(String template) {
        Objects.requireNonNull(template, "template");
        new TextTemplate(template).fill(Map.of());
        return new Embedding(db, embedder, template, batch, listener);
    }

    /**
     * Says how many texts are embedded and committed at a time.
     *
     * @param count 1 or more; 256 by default
     * @return a run with this setting
     * @throws IllegalArgumentException if it is less than 1
     */
    public Embedding batch(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 text or more, found " + count);
        }
        return new Embedding(db, embedder, template, count, listener);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener told after each batch
     * @return a run with this setting
     */
    public Embedding onProgress(Listener listener) {
        Objects.requireNonNull(listener, "listener");
        return new Embedding(db, embedder, template, batch, listener);
    }

    /**
     * Embeds what has changed.
     *
     * @return what was done
     * @throws VectorException if the model is here with another dimension or was loaded from a file, somebody else is writing it,
     *     the embedder gives vectors of another length than it says, or the database does not answer; batches that are done stay
     */
    public EmbeddingReport run() {
        long begin = System.nanoTime();
        List<Text> texts = db.inTransaction(connection -> GeneTexts.read(connection, db, new TextTemplate(template)));
        Map<String, String> hashes = db.inTransaction(this::prepare);
        List<Text> changed = texts.stream()
                .filter(text -> !text.hash().equals(hashes.get(text.gene().geneId())))
                .toList();
        for (int from = 0; from < changed.size(); from += batch) {
            embed(changed.subList(from, Math.min(changed.size(), from + batch)));
            listener.progress(Math.min(changed.size(), from + batch), changed.size());
        }
        long removed = removeOthers(texts, hashes.keySet());
        return new EmbeddingReport(
                embedder.name(),
                embedder.dimension(),
                db.inTransaction(connection -> VectorDialect.of(connection, db).name()),
                changed.isEmpty() && removed == 0,
                texts.size(),
                changed.size(),
                texts.size() - changed.size(),
                0,
                removed,
                Set.of(),
                Duration.ofNanos(System.nanoTime() - begin),
                Optional.empty());
    }

    /** Makes the partition if need be, and returns the hashes of the texts that have vectors. */
    private Map<String, String> prepare(Connection connection) throws SQLException {
        Partition partition = lock(connection);
        Optional<EmbeddingModel> existing = partition.existing();
        if (existing.isPresent()) {
            EmbeddingModel model = existing.get();
            if (model.dimension() != embedder.dimension() || model.source().isPresent()) {
                throw new VectorException("the model \"" + model.name() + "\" is here "
                        + model.source()
                                .map(source -> "from " + source)
                                .orElse("with " + model.dimension() + " dimensions")
                        + ": drop it, or give the embedder another name or version");
            }
        }
        boolean same = existing.flatMap(EmbeddingModel::textTemplate).equals(Optional.of(template));
        if (!same || !existing.get().active()) {
            partition.create(embedder.dimension(), template);
        }
        Map<String, String> hashes = new HashMap<>();
        Sql.query(
                connection,
                row -> hashes.put(row.getString(1), String.valueOf(row.getString(2))),
                "SELECT gene_id, text_hash FROM " + db.name("gene_embeddings") + " WHERE dataset_id = ?",
                partition.id());
        return hashes;
    }

    private Partition lock(Connection connection) throws SQLException {
        return Partition.lock(connection, db, embedder.name(), embedder.version());
    }

    private void embed(List<Text> texts) {
        List<float[]> vectors = embedder.embed(texts.stream().map(Text::text).toList());
        if (vectors.size() != texts.size()) {
            throw new VectorException("expected " + texts.size() + " vectors of the embedder " + embedder.name()
                    + ", found " + vectors.size());
        }
        db.inTransaction(connection -> {
            Partition partition = lock(connection);
            Sql.execute(connection, "CREATE TEMP TABLE batch (LIKE " + db.name("gene_embeddings") + ") ON COMMIT DROP");
            try (VectorRows rows =
                    VectorRows.open(connection, "pg_temp.batch", partition.id(), VectorDialect.of(connection, db))) {
                for (int i = 0; i < texts.size(); i++) {
                    Text text = texts.get(i);
                    Vectors.checkDimension(embedder.dimension(), vectors.get(i).length, embedder.name());
                    rows.write(
                            text.gene(),
                            text.hash(),
                            Vectors.unit(vectors.get(i), text.gene().geneId()));
                }
                rows.finish();
            }
            Sql.execute(
                    connection,
                    "INSERT INTO " + db.name("gene_embeddings") + " (" + VectorRows.COLUMNS + ") SELECT "
                            + VectorRows.COLUMNS
                            + " FROM pg_temp.batch ON CONFLICT (dataset_id, gene_id) DO UPDATE SET gene_name = excluded.gene_name,"
                            + " biotype = excluded.biotype, text_hash = excluded.text_hash, embedding = excluded.embedding");
            return partition.changed();
        });
    }

    private long removeOthers(List<Text> texts, Set<String> stored) {
        Set<String> gone = new HashSet<>(stored);
        texts.forEach(text -> gone.remove(text.gene().geneId()));
        if (gone.isEmpty()) {
            return 0;
        }
        List<String> ids = new ArrayList<>(gone);
        return db.inTransaction(connection -> {
            Partition partition = lock(connection);
            long removed = Sql.update(
                    connection,
                    "DELETE FROM " + db.name("gene_embeddings") + " WHERE dataset_id = ? AND gene_id = ANY (?)",
                    partition.id(),
                    connection.createArrayOf("text", ids.toArray()));
            partition.changed();
            return removed;
        });
    }
}
