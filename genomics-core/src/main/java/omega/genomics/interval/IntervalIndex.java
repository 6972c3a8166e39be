package omega.genomics.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import omega.genomics.Region;
import org.jspecify.annotations.Nullable;

/**
 * An immutable index over intervals on any number of contigs, which finds the intervals that overlap, contain, lie
 * inside or are nearest to a region.
 *
 * <pre>{@code
 * IntervalIndex<Gene> index = IntervalIndex.of(genes, Gene::region);
 * List<Gene> hits = index.overlapping(Region.parse("17:43044295-43125364"));
 * }</pre>
 *
 * <p>Coordinates are 1-based and inclusive in every signature. A query on a contig without intervals finds nothing.
 * Equal intervals are all kept, in the order in which they were added. A query takes O(log n + hits) time, a count
 * O(log n). Thread-safe.
 *
 * @param <T> the type of the value stored with each interval
 */
public final class IntervalIndex<T> {
    private final Map<String, ContigIndex<T>> contigs;
    private final int size;

    private IntervalIndex(Map<String, ContigIndex<T>> contigs) {
        this.contigs = contigs;
        this.size = contigs.values().stream().mapToInt(ContigIndex::size).sum();
    }

    /**
     * Creates an empty builder.
     *
     * @param <T> the type of the value stored with each interval
     * @return an empty builder
     */
    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /**
     * Creates an index of values that have a region.
     *
     * @param <T> the type of the values
     * @param values the values to index
     * @param place returns the region of a value
     * @return a new index of these values
     */
    public static <T> IntervalIndex<T> of(Collection<? extends T> values, Function<? super T, Region> place) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(place, "place");
        Builder<T> builder = builder();
        values.forEach(value -> builder.add(place.apply(value), value));
        return builder.build();
    }

    /**
     * Returns the number of intervals.
     *
     * @return the number of intervals on all contigs
     */
    public int size() {
        return size;
    }

    /**
     * Returns the names of the contigs.
     *
     * @return an unmodifiable set, in the order in which the contigs were first added
     */
    public Set<String> contigs() {
        return java.util.Collections.unmodifiableSet(contigs.keySet());
    }

    /**
     * Finds the intervals that share at least one base with a region.
     *
     * @param region the region to search, 1-based and inclusive
     * @return a new list of values, ordered by start, then by end
     */
    public List<T> overlapping(Region region) {
        Objects.requireNonNull(region, "region");
        List<T> found = new ArrayList<>();
        forEachOverlapping(region.contig(), region.start(), region.end(), (start, end, value) -> found.add(value));
        return found;
    }

    /**
     * Finds the intervals that share at least one base with a region, without allocation.
     *
     * @param contig the contig's name
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @param consumer called for each interval, ordered by start, then by end
     * @throws IllegalArgumentException if {@code start < 1} or {@code end < start}
     */
    public void forEachOverlapping(String contig, int start, int end, IntervalConsumer<? super T> consumer) {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(consumer, "consumer");
        ContigIndex<T> index = index(contig, start, end);
        if (index != null) {
            index.overlapping(start - 1, end, consumer);
        }
    }

    /**
     * Finds the intervals that lie entirely inside a region.
     *
     * @param region the region to search, 1-based and inclusive
     * @return a new list of values, ordered by start, then by end
     */
    public List<T> contained(Region region) {
        Objects.requireNonNull(region, "region");
        List<T> found = new ArrayList<>();
        forEachContained(region.contig(), region.start(), region.end(), (start, end, value) -> found.add(value));
        return found;
    }

    /**
     * Finds the intervals that lie entirely inside a region, without allocation.
     *
     * @param contig the contig's name
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @param consumer called for each interval, ordered by start, then by end
     * @throws IllegalArgumentException if {@code start < 1} or {@code end < start}
     */
    public void forEachContained(String contig, int start, int end, IntervalConsumer<? super T> consumer) {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(consumer, "consumer");
        ContigIndex<T> index = index(contig, start, end);
        if (index != null) {
            index.contained(start - 1, end, consumer);
        }
    }

    /**
     * Finds the intervals that contain an entire region.
     *
     * @param region the region that the intervals must contain, 1-based and inclusive
     * @return a new list of values, ordered by start, then by end
     */
    public List<T> containing(Region region) {
        Objects.requireNonNull(region, "region");
        List<T> found = new ArrayList<>();
        forEachContaining(region.contig(), region.start(), region.end(), (start, end, value) -> found.add(value));
        return found;
    }

    /**
     * Finds the intervals that contain an entire region, without allocation.
     *
     * @param contig the contig's name
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @param consumer called for each interval, ordered by start, then by end
     * @throws IllegalArgumentException if {@code start < 1} or {@code end < start}
     */
    public void forEachContaining(String contig, int start, int end, IntervalConsumer<? super T> consumer) {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(consumer, "consumer");
        ContigIndex<T> index = index(contig, start, end);
        if (index != null) {
            index.containing(start - 1, end, consumer);
        }
    }

    /**
     * Counts the intervals that share at least one base with a region, without visiting them.
     *
     * @param region the region to search, 1-based and inclusive
     * @return the number of intervals
     */
    public int count(Region region) {
        Objects.requireNonNull(region, "region");
        return count(region.contig(), region.start(), region.end());
    }

    /**
     * Counts the intervals that share at least one base with a region, without visiting them.
     *
     * @param contig the contig's name
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @return the number of intervals
     */
    public int count(String contig, int start, int end) {
        Objects.requireNonNull(contig, "contig");
        ContigIndex<T> index = index(contig, start, end);
        return index == null ? 0 : index.count(start - 1, end);
    }

    /**
     * Finds the intervals nearest to a region, on the same contig.
     *
     * <p>The distance is the number of bases in between, 0 for intervals that overlap or are adjacent. Among equally
     * distant intervals, those with the lower start, then the lower end, come first.
     *
     * @param region the region to measure from, 1-based and inclusive
     * @param k the maximum number of intervals
     * @return a new list of values, nearest first
     * @throws IllegalArgumentException if {@code k} is negative
     */
    public List<T> nearest(Region region, int k) {
        Objects.requireNonNull(region, "region");
        if (k < 0) {
            throw new IllegalArgumentException("expected k >= 0, found " + k);
        }
        ContigIndex<T> index = contigs.get(region.contig());
        return index == null ? new ArrayList<>() : index.nearest(region.start() - 1, region.end(), k);
    }

    private @Nullable ContigIndex<T> index(String contig, int start, int end) {
        if (start < 1 || end < start) {
            throw new IllegalArgumentException(
                    "expected 1 <= start <= end (1-based, inclusive), found " + contig + ":" + start + "-" + end);
        }
        return contigs.get(contig);
    }

    /**
     * Collects intervals for an {@link IntervalIndex}. Not thread-safe.
     *
     * @param <T> the type of the values
     */
    public static final class Builder<T> {
        private final Map<String, ContigIndex.Builder<T>> contigs = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds an interval.
         *
         * @param region the region, 1-based and inclusive
         * @param value the value to store with the interval
         * @return this builder
         */
        public Builder<T> add(Region region, T value) {
            Objects.requireNonNull(region, "region");
            return add(region.contig(), region.start(), region.end(), value);
        }

        /**
         * Adds an interval.
         *
         * @param contig the contig's name
         * @param start the first base, 1-based
         * @param end the last base, inclusive
         * @param value the value to store with the interval
         * @return this builder
         * @throws IllegalArgumentException if {@code start < 1} or {@code end < start}
         */
        public Builder<T> add(String contig, int start, int end, T value) {
            Objects.requireNonNull(contig, "contig");
            Objects.requireNonNull(value, "value");
            if (start < 1 || end < start) {
                throw new IllegalArgumentException(
                        "expected 1 <= start <= end (1-based, inclusive), found " + contig + ":" + start + "-" + end);
            }
            contigs.computeIfAbsent(contig, name -> new ContigIndex.Builder<>()).add(start - 1, end, value);
            return this;
        }

        /**
         * Builds the index. The builder may be used further.
         *
         * @return a new index of these values
         */
        public IntervalIndex<T> build() {
            Map<String, ContigIndex<T>> built = new LinkedHashMap<>();
            contigs.forEach((name, builder) -> built.put(name, builder.build()));
            return new IntervalIndex<>(built);
        }
    }
}
