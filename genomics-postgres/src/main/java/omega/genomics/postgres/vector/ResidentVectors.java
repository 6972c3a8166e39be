package omega.genomics.postgres.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All vectors of a model in memory, searched exactly.
 *
 * <p>Memory is 4 bytes a value: 97 MB for 63,241 genes of 384 dimensions. It is held as long as this object is. What is here is
 * the state when it was read; later changes of the database do not show.
 *
 * <p>Immutable and thread-safe. A search uses the common fork-join pool beside the calling thread.
 */
public final class ResidentVectors {
    /** Distances are summed in float to find the nearest; as many more are summed again in double, for the order. */
    private static final int MARGIN = 16;

    private static final Comparator<SimilarGene> NEAREST_FIRST =
            Comparator.comparingDouble(SimilarGene::distance).thenComparing(SimilarGene::geneId);

    /** Questions that are being answered. */
    private final AtomicInteger underWay = new AtomicInteger();

    private final EmbeddingModel model;
    private final Tiles tiles;
    private final List<Row> rows;
    private final Map<String, int[]> ranges;

    /** What a row is the vector of. */
    record Row(
            String geneId, @Nullable String name, @Nullable String biotype) {}

    private ResidentVectors(EmbeddingModel model, Tiles tiles, List<Row> rows, Map<String, int[]> ranges) {
        this.model = model;
        this.tiles = tiles;
        this.rows = rows;
        this.ranges = ranges;
    }

    /** Takes rows ordered by biotype, so that a filter is a range. */
    static final class Builder {
        private final EmbeddingModel model;
        private final Tiles tiles;
        private final List<Row> rows = new ArrayList<>();
        private final Map<String, int[]> ranges = new HashMap<>();

        Builder(EmbeddingModel model) {
            this.model = model;
            tiles = new Tiles(model.dimension());
        }

        void add(Row row, float[] vector) {
            Vectors.checkDimension(model.dimension(), vector.length, model.name());
            String type = row.biotype();
            if (type != null) {
                int[] range = ranges.computeIfAbsent(type, key -> new int[] {rows.size(), rows.size()});
                if (range[1] != rows.size()) {
                    throw new IllegalArgumentException("expected rows ordered by biotype, found " + type + " again");
                }
                range[1]++;
            }
            rows.add(row);
            tiles.add(Vectors.unit(vector, row.geneId()));
        }

        ResidentVectors build() {
            return new ResidentVectors(model, tiles, rows, ranges);
        }
    }

    /**
     * Returns the model.
     *
     * @return as it was when the vectors were read
     */
    public EmbeddingModel model() {
        return model;
    }

    /**
     * Returns how many genes there are.
     *
     * @return 0 or more
     */
    public int size() {
        return rows.size();
    }

    /**
     * Finds the genes nearest to a vector.
     *
     * @param vector of the model's dimension, of any length but 0
     * @param limit how many at most, 1 or more
     * @return nearest first; of equal distance by id
     * @throws VectorException if the vector has another dimension or no direction
     */
    public List<SimilarGene> nearest(float[] vector, int limit) {
        Objects.requireNonNull(vector, "vector");
        return nearest(new Question(vector, limit));
    }

    Tiles tiles() {
        return tiles;
    }

    Row row(int index) {
        return rows.get(index);
    }

    /** Returns the first row of a type and one past the last; all rows for none. */
    int[] range(Optional<String> type) {
        return type.isEmpty() ? new int[] {0, rows.size()} : ranges.getOrDefault(type.get(), new int[2]);
    }

    List<SimilarGene> nearest(Question question) {
        Vectors.checkDimension(model.dimension(), question.vector().length, model.name());
        float[] query = Vectors.unit(question.vector(), "the question");
        int[] range = range(question.type());
        if (range[0] == range[1]) {
            return List.of();
        }
        int wanted = (int) Math.min(rows.size(), (long) question.limit() + MARGIN);
        int first = range[0] / Tiles.ROWS;
        int last = (range[1] - 1) / Tiles.ROWS;
        return best(IntStream.rangeClosed(first, last), wanted, query, range).stream()
                .map(row -> similar(row, query))
                .filter(gene -> question.isNear(gene.distance()))
                .sorted(NEAREST_FIRST)
                .limit(question.limit())
                .toList();
    }

    /** On all processors for a question alone; of many at once each stays on its thread, or they wait for each other's shares. */
    private List<Integer> best(IntStream tiles, int wanted, float[] query, int[] range) {
        boolean alone = underWay.incrementAndGet() == 1;
        try {
            return (alone ? tiles.parallel() : tiles)
                    .collect(() -> new Best(wanted), (best, tile) -> best.search(tile, query, range), Best::addAll)
                    .rows();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private SimilarGene similar(int index, float[] query) {
        Row row = rows.get(index);
        // rounding can take the dot product of a vector with itself beyond 1
        double distance = Math.max(0, 1 - Vectors.dot(tiles.row(index), query));
        return new SimilarGene(
                row.geneId(), Optional.ofNullable(row.name()), Optional.ofNullable(row.biotype()), distance);
    }

    /** The best rows that one thread has seen. */
    private final class Best {
        private final int wanted;
        private final float[] sums = new float[Tiles.ROWS];
        private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(
                Comparator.comparingDouble(Hit::dot).thenComparing(Hit::row, Comparator.reverseOrder()));
        private float bar = Float.NEGATIVE_INFINITY;

        private record Hit(float dot, int row) {}

        Best(int wanted) {
            this.wanted = wanted;
        }

        void search(int tile, float[] query, int[] range) {
            tiles.dots(tile, query, sums);
            int base = tile * Tiles.ROWS;
            int from = Math.max(range[0] - base, 0);
            int to = Math.min(range[1] - base, Tiles.ROWS);
            for (int r = from; r < to; r++) {
                if (sums[r] > bar || (sums[r] == bar && worstFirst.size() < wanted)) {
                    add(new Hit(sums[r], base + r));
                }
            }
        }

        private void add(Hit hit) {
            worstFirst.add(hit);
            if (worstFirst.size() > wanted) {
                worstFirst.remove();
            }
            bar = worstFirst.size() == wanted ? worstFirst.element().dot() : Float.NEGATIVE_INFINITY;
        }

        void addAll(Best other) {
            other.worstFirst.forEach(this::add);
        }

        List<Integer> rows() {
            return worstFirst.stream().map(Hit::row).toList();
        }
    }

    /**
     * What is asked.
     *
     * @param maxDistance keeps what is this near or nearer
     */
    @SuppressWarnings("ArrayRecordComponent") // carries arrays from here to there; never compared
    record Question(float[] vector, int limit, OptionalDouble maxDistance, Optional<String> type, boolean exact) {
        Question(float[] vector, int limit) {
            this(vector, limit, OptionalDouble.empty(), Optional.empty(), false);
        }

        Question {
            if (limit < 1) {
                throw new IllegalArgumentException("expected 1 gene or more, found " + limit);
            }
        }

        boolean isNear(double distance) {
            return maxDistance.isEmpty() || distance <= maxDistance.getAsDouble();
        }
    }
}
