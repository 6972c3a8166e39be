package omega.genomics.interval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import omega.genomics.Region;
import org.jspecify.annotations.Nullable;

/**
 * An immutable index over intervals on any number of contigs: which of them overlap, contain or lie nearest to a region.
 *
 * <pre>{@code
 * IntervalIndex<Gene> index = IntervalIndex.of(genes, Gene::region);
 * List<Gene> hits = index.overlapping(Region.parse("17:43044295-43125364"));
 * }</pre>
 *
 * <p>Coordinates are 1-based and inclusive in every signature. A region on a contig that the index does not know finds
 * nothing. Equal intervals are all kept, in the order they were added. A query costs O(log n + hits), a count O(log n).
 * Safe to share between threads.
 *
 * @param <T> what is stored with each interval
 */
public final class IntervalIndex<T> {
    private final Map<String, ContigIndex<T>> contigs;
    private final int size;

    private IntervalIndex(Map<String, ContigIndex<T>> contigs) {
        this.contigs = contigs;
        this.size = contigs.values().stream().mapToInt(ContigIndex::size).sum();
    }

    /**
     * Starts an index.
     *
     * @param <T> what is stored with each interval
     * @return an empty builder
     */
    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /**
     * Indexes values that know their place.
     *
     * @param <T> what to store
     * @param values the values
     * @param place gives the region of a value
     * @return a new index
     */
    public static <T> IntervalIndex<T> of(Collection<? extends T> values, Function<? super T, Region> place) {
        Builder<T> builder = builder();
        values.forEach(value -> builder.add(place.apply(value), value));
        return builder.build();
    }

    /**
     * Returns the number of intervals.
     *
     * @return on all contigs together
     */
    public int size() {
        return size;
    }

    /**
     * Returns the names of the contigs.
     *
     * @return in the order they were first added; immutable
     */
    public Set<String> contigs() {
        return java.util.Collections.unmodifiableSet(contigs.keySet());
    }

    /**
     * Finds the intervals that share at least one base with a region.
     *
     * @param region where to look
     * @return a new list, ordered by start, then end
     */
    public List<T> overlapping(Region region) {
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
     * @param consumer called for each, ordered by start, then end
     */
    public void forEachOverlapping(String contig, int start, int end, IntervalConsumer<? super T> consumer) {
        ContigIndex<T> index = index(contig, start, end);
        if (index != null) {
            index.overlapping(start - 1, end, consumer);
        }
    }

    /**
     * Finds the intervals that lie wholly inside a region.
     *
     * @param region where to look
     * @return a new list, ordered by start, then end
     */
    public List<T> contained(Region region) {
        List<T> found = new ArrayList<>();
        forEachContained(region.contig(), region.start(), region.end(), (start, end, value) -> found.add(value));
        return found;
    }

    /**
     * Finds the intervals that lie wholly inside a region, without allocation.
     *
     * @param contig the contig's name
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @param consumer called for each, ordered by start, then end
     */
    public void forEachContained(String contig, int start, int end, IntervalConsumer<? super T> consumer) {
        ContigIndex<T> index = index(contig, start, end);
        if (index != null) {
            index.contained(start - 1, end, consumer);
        }
    }

    /**
     * Finds the intervals that wholly contain a region.
     *
     * @param region what must be inside
     * @return a new list, ordered by start, then end
     */
    public List<T> containing(Region region) {
        List<T> found = new ArrayList<>();
        forEachContaining(region.contig(), region.start(), region.end(), (start, end, value) -> found.add(value));
        return found;
    }

    /**
     * Finds the intervals that wholly contain a region, without allocation.
     *
     * @param contig the contig's name
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @param consumer called for each, ordered by start, then end
     */
    public void forEachContaining(String contig, int start, int end, IntervalConsumer<? super T> consumer) {
        ContigIndex<T> index = index(contig, start, end);
        if (index != null) {
            index.containing(start - 1, end, consumer);
        }
    }

    /**
     * Counts the intervals that share at least one base with a region. Does not visit them.
     *
     * @param region where to look
     * @return how many
     */
    public int count(Region region) {
        return count(region.contig(), region.start(), region.end());
    }

    /**
     * Counts the intervals that share at least one base with a region. Does not visit them.
     *
     * @param contig the contig's name
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @return how many
     */
    public int count(String contig, int start, int end) {
        ContigIndex<T> index = index(contig, start, end);
        return index == null ? 0 : index.count(start - 1, end);
    }

    /**
     * Finds the nearest intervals on the same contig.
     *
     * <p>The distance is the number of bases between, 0 for those that overlap or touch. Ties go to the lower start, then the
     * lower end.
     *
     * @param region where to look from
     * @param k how many at most
     * @return a new list, nearest first
     * @throws IllegalArgumentException if {@code k} is negative
     */
    public List<T> nearest(Region region, int k) {
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
     * @param <T> what the intervals carry
     */
    public static final class Builder<T> {
        private final Map<String, ContigIndex.Builder<T>> contigs = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds an interval.
         *
         * @param region its place
         * @param value what to store with it
         * @return this builder
         */
        public Builder<T> add(Region region, T value) {
            return add(region.contig(), region.start(), region.end(), value);
        }

        /**
         * Adds an interval.
         *
         * @param contig the contig's name
         * @param start the first base, 1-based
         * @param end the last base, inclusive
         * @param value what to store with it
         * @return this builder
         * @throws IllegalArgumentException if {@code start < 1} or {@code end < start}
         */
        public Builder<T> add(String contig, int start, int end, T value) {
            if (start < 1 || end < start) {
                throw new IllegalArgumentException(
                        "expected 1 <= start <= end (1-based, inclusive), found " + contig + ":" + start + "-" + end);
            }
            contigs.computeIfAbsent(contig, name -> new ContigIndex.Builder<>()).add(start - 1, end, value);
            return this;
        }

        /**
         * Makes the index. The builder may be used on.
         *
         * @return a new index
         */
        public IntervalIndex<T> build() {
            Map<String, ContigIndex<T>> built = new LinkedHashMap<>();
            contigs.forEach((name, builder) -> built.put(name, builder.build()));
            return new IntervalIndex<>(built);
        }
    }
}
