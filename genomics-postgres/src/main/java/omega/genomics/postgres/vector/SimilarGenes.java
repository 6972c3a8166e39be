package omega.genomics.postgres.vector;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks which genes are near, the same way on every server: with pgvector the server answers, from its HNSW index if there is
 * one; without, this object reads the model's vectors at the first question, keeps them until it is closed, and searches
 * exactly.
 *
 * <pre>{@code
 * try (SimilarGenes similar = grch38.similarGenes()) {
 *     similar.to("SIRT1").limit(10).ofType("protein_coding").maxDistance(0.4).list();
 *     similar.to(vector).list();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Vectors in memory are those of the first question; {@link #forget()} makes the next one read them again.
 */
public final class SimilarGenes implements AutoCloseable {
    private final Db db;
    private final Store store;
    private final @Nullable String model;
    private @Nullable ResidentVectors resident;
    private boolean closed;

    private SimilarGenes(Db db, @Nullable String model) {
        this.db = db;
        this.store = new Store(db);
        this.model = model;
    }

    /**
     * Makes the questions to one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @param model the model's name; empty where there is only one
     * @return the questions; the caller closes them
     */
    public static SimilarGenes of(DataSource dataSource, String schema, Optional<String> model) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new SimilarGenes(new Db(dataSource, schema), model.orElse(null));
    }

    /**
     * Asks for genes near a gene, which is not among the answers itself.
     *
     * @param gene stable id, symbol, previous symbol or alias
     * @return the question: ten genes unless it is changed
     */
    public Query to(String gene) {
        Objects.requireNonNull(gene, "gene");
        return new Query(gene, null, 10, OptionalDouble.empty(), Optional.empty(), false);
    }

    /**
     * Asks for genes near each of several genes, in a number of statements that does not depend on how many there are.
     *
     * @param genes stable ids, symbols, previous symbols or aliases
     * @param limit how many genes near each, 1 or more
     * @return by the names of {@code genes} in their order, as {@code to(name).limit(limit).list()} returns them; without the names of which no
     *     gene has a vector
     * @throws IllegalArgumentException if {@code limit < 1}
     * @throws VectorException if there is no such model, several where none is named, or the database does not answer
     */
    public Map<String, List<SimilarGene>> toEach(Collection<String> genes, int limit) {
        Objects.requireNonNull(genes, "genes");
        Query query = to("").limit(limit);
        Map<String, Store.Stored> stored = new LinkedHashMap<>(
                db.inTransaction(connection -> store.genes(connection, store.active(connection, model), genes)));
        List<List<SimilarGene>> found =
                ask(stored.values().stream().map(query::near).toList());
        Map<String, List<SimilarGene>> near = new LinkedHashMap<>();
        Iterator<List<SimilarGene>> each = found.iterator();
        stored.forEach((name, gene) -> near.put(name, without(each.next(), gene.geneId(), limit)));
        return Collections.unmodifiableMap(near);
    }

    private static List<SimilarGene> without(List<SimilarGene> found, String geneId, int limit) {
        return found.stream()
                .filter(gene -> !gene.geneId().equals(geneId))
                .limit(limit)
                .toList();
    }

    /**
     * Asks for genes near a vector.
     *
     * @param vector of the model's dimension, of any length but 0
     * @return the question: ten genes unless it is changed
     */
    public Query to(float[] vector) {
        Objects.requireNonNull(vector, "vector");
        return new Query(null, vector.clone(), 10, OptionalDouble.empty(), Optional.empty(), false);
    }

    /**
     * Asks for genes near a text.
     *
     * @param text what the genes should be about
     * @param embedder the one that made the model's vectors
     * @return the question: ten genes unless it is changed
     */
    public Query toText(String text, Embedder embedder) {
        Objects.requireNonNull(embedder, "embedder");
        Objects.requireNonNull(text, "text");
        return to(embedder.embedQuestion(text));
    }

    /** Forgets the vectors in memory, if there are any. */
    public synchronized void forget() {
        resident = null;
    }

    /** Gives the vectors in memory back; questions after this throw {@link IllegalStateException}. May be called twice. */
    @Override
    public synchronized void close() {
        closed = true;
        resident = null;
    }

    /** A question to change and ask. Immutable and thread-safe. */
    public final class Query {
        private final @Nullable String gene;
        private final float @Nullable [] vector;
        private final int limit;
        private final OptionalDouble maxDistance;
        private final Optional<String> type;
        private final boolean exact;

        private Query(
                @Nullable String gene,
                float @Nullable [] vector,
                int limit,
                OptionalDouble maxDistance,
                Optional<String> type,
                boolean exact) {
            this.gene = gene;
            this.vector = vector;
            this.limit = limit;
            this.maxDistance = maxDistance;
            this.type = type;
            this.exact = exact;
        }

        /**
         * Says how many genes are wanted.
         *
         * @param count at most, 1 or more
         * @return a question with this setting
         * @throws IllegalArgumentException if it is less than 1
         */
        public Query limit(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("expected 1 gene or more, found " + count);
            }
            return new Query(gene, vector, count, maxDistance, type, exact);
        }

        /**
         * Keeps only what is near.
         *
         * @param distance the largest distance allowed, from 0 (the same) to 2 (opposite)
         * @return a question with this setting
         * @throws IllegalArgumentException if it is not from 0 to 2
         */
        public Query maxDistance(double distance) {
            if (!(distance >= 0 && distance <= 2)) {
                throw new IllegalArgumentException("expected a distance from 0 to 2, found " + distance);
            }
            return new Query(gene, vector, limit, OptionalDouble.of(distance), type, exact);
        }

        /**
         * Asks for genes of one biotype.
         *
         * @param biotype such as {@code protein_coding}
         * @return a question with this setting
         */
        public Query ofType(String biotype) {
            Objects.requireNonNull(biotype, "biotype");
            return new Query(gene, vector, limit, maxDistance, Optional.of(biotype), exact);
        }

        /**
         * Keeps the server's approximate index out. Without pgvector, answers are always exact.
         *
         * @return a question with this setting
         */
        public Query exact() {
            return new Query(gene, vector, limit, maxDistance, type, true);
        }

        /**
         * Asks.
         *
         * @return nearest first, of equal distance by id; empty if nothing is near enough
         * @throws VectorException if the gene has no vector, the vector is not one of the model, there is no such model, several
         *     where none is named, or the database does not answer
         */
        public List<SimilarGene> list() {
            if (vector != null) {
                return ask(List.of(new ResidentVectors.Question(vector, limit, maxDistance, type, exact)))
                        .get(0);
            }
            Store.Stored stored = stored();
            return without(ask(List.of(near(stored))).get(0), stored.geneId(), limit);
        }

        /** The gene itself is nearest, and one more than is wanted. */
        private ResidentVectors.Question near(Store.Stored stored) {
            int oneMore = limit == Integer.MAX_VALUE ? limit : limit + 1;
            return new ResidentVectors.Question(stored.vector(), oneMore, maxDistance, type, exact);
        }

        private Store.Stored stored() {
            return db.inTransaction(connection -> {
                EmbeddingModel of = store.active(connection, model);
                String name = gene == null ? "" : gene;
                Store.Stored stored = store.genes(connection, of, List.of(name)).get(name);
                if (stored == null) {
                    throw new VectorException(
                            "no gene called \"" + gene + "\" has a vector of the model \"" + of.name() + "\"");
                }
                return stored;
            });
        }
    }

    private List<List<SimilarGene>> ask(List<ResidentVectors.Question> questions) {
        ResidentVectors inMemory = inMemory();
        if (questions.isEmpty()) {
            return List.of();
        }
        return inMemory != null
                ? nearest(inMemory, questions)
                : db.inTransaction(connection -> {
                    EmbeddingModel of = store.active(connection, model);
                    Optional<List<List<SimilarGene>>> answer =
                            VectorDialect.of(connection, db).nearest(connection, db, of, questions);
                    return answer.isPresent() ? answer.get() : nearest(keep(store.resident(connection, of)), questions);
                });
    }

    private static List<List<SimilarGene>> nearest(ResidentVectors vectors, List<ResidentVectors.Question> questions) {
        return questions.stream().map(vectors::nearest).toList();
    }

    private synchronized @Nullable ResidentVectors inMemory() {
        if (closed) {
            throw new IllegalStateException("the questions are closed");
        }
        return resident;
    }

    private synchronized ResidentVectors keep(ResidentVectors read) {
        if (!closed) {
            resident = read;
        }
        return read;
    }
}
