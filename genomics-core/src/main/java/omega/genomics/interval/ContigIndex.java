package omega.genomics.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The intervals of one contig, 0-based and half-open, as an implicit balanced search tree.
 *
 * <p>Intervals with equal coordinates, such as exons shared by several transcripts, share one entry; {@code first[i]}
 * is the index of the first value of entry i. Invariants: the entries are sorted by start, then by end. The root of a
 * range {@code [lo, hi)} of entries is its middle; its subtrees are the entries left and right of it.
 * {@code maxEnd[middle]} is the largest end in the whole range, so a search skips a range in which nothing reaches the
 * query, and everything to the right of a start beyond the query. Short ranges are scanned linearly, which is faster
 * than branching.
 */
final class ContigIndex<T> {
    private static final int SHORT = 16;

    private final int[] start0;
    private final int[] end0;
    private final int[] maxEnd;
    private final int[] first;
    private final Object[] values;
    private final int[] sortedEnds;
    private final int[] byEnd;
    /** By index in the order of ends: the number of values of all entries before this one. */
    private final int[] valuesByEnd;

    private ContigIndex(int[] start0, int[] end0, int[] first, Object[] values) {
        this.start0 = start0;
        this.end0 = end0;
        this.first = first;
        this.values = values;
        this.maxEnd = new int[start0.length];
        fillMaxEnd(0, start0.length);
        this.byEnd = sortedByEnd();
        this.sortedEnds = new int[end0.length];
        this.valuesByEnd = new int[end0.length + 1];
        for (int i = 0; i < byEnd.length; i++) {
            int entry = byEnd[i];
            sortedEnds[i] = end0[entry];
            valuesByEnd[i + 1] = valuesByEnd[i] + first[entry + 1] - first[entry];
        }
    }

    private int fillMaxEnd(int lo, int hi) {
        if (lo >= hi) {
            return Integer.MIN_VALUE;
        }
        int middle = (lo + hi) >>> 1;
        int greatest = Math.max(end0[middle], Math.max(fillMaxEnd(lo, middle), fillMaxEnd(middle + 1, hi)));
        maxEnd[middle] = greatest;
        return greatest;
    }

    /** Sorts the entries by end; of equal ends, the later one in the order of starts comes first. */
    private int[] sortedByEnd() {
        long[] keys = new long[end0.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) end0[i] << 32 | (keys.length - 1 - i);
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = keys.length - 1 - (int) keys[i];
        }
        return order;
    }

    int size() {
        return values.length;
    }

    void overlapping(int qStart, int qEnd, IntervalConsumer<? super T> consumer) {
        overlapping(0, start0.length, qStart, qEnd, consumer);
    }

    private void overlapping(int from, int hi, int qStart, int qEnd, IntervalConsumer<? super T> consumer) {
        int lo = from;
        while (hi - lo > SHORT) {
            int middle = (lo + hi) >>> 1;
            if (maxEnd[middle] <= qStart) {
                return;
            }
            overlapping(lo, middle, qStart, qEnd, consumer);
            if (start0[middle] >= qEnd) {
                return;
            }
            if (end0[middle] > qStart) {
                emit(middle, consumer);
            }
            lo = middle + 1;
        }
        for (int i = lo; i < hi && start0[i] < qEnd; i++) {
            if (end0[i] > qStart) {
                emit(i, consumer);
            }
        }
    }

    void containing(int qStart, int qEnd, IntervalConsumer<? super T> consumer) {
        containing(0, start0.length, qStart, qEnd, consumer);
    }

    private void containing(int from, int hi, int qStart, int qEnd, IntervalConsumer<? super T> consumer) {
        int lo = from;
        while (lo < hi) {
            int middle = (lo + hi) >>> 1;
            if (maxEnd[middle] < qEnd) {
                return;
            }
            containing(lo, middle, qStart, qEnd, consumer);
            if (start0[middle] > qStart) {
                return;
            }
            if (end0[middle] >= qEnd) {
                emit(middle, consumer);
            }
            lo = middle + 1;
        }
    }

    void contained(int qStart, int qEnd, IntervalConsumer<? super T> consumer) {
        for (int i = firstNotBelow(start0, qStart); i < start0.length && start0[i] < qEnd; i++) {
            if (end0[i] <= qEnd) {
                emit(i, consumer);
            }
        }
    }

    /**
     * Counts the intervals that start before the query's end, minus those that end before its start; the latter are a
     * subset of the former.
     */
    int count(int qStart, int qEnd) {
        return first[firstNotBelow(start0, qEnd)] - valuesByEnd[firstAbove(sortedEnds, qStart)];
    }

    /**
     * Moves away from the query in both directions at once. Intervals that overlap or are adjacent come first; to the
     * left the entries are sorted by end, to the right by start, so each step takes the nearer of two.
     */
    List<T> nearest(int qStart, int qEnd, int k) {
        List<T> found = new ArrayList<>();
        overlapping(qStart - 1, qEnd == Integer.MAX_VALUE ? qEnd : qEnd + 1, (start, end, value) -> {
            if (found.size() < k) {
                found.add(value);
            }
        });
        int left = firstNotBelow(sortedEnds, qStart) - 1;
        int right = firstAbove(start0, qEnd);
        while (found.size() < k && (left >= 0 || right < start0.length)) {
            int toLeft = left < 0 ? Integer.MAX_VALUE : qStart - sortedEnds[left];
            int toRight = right == start0.length ? Integer.MAX_VALUE : start0[right] - qEnd;
            if (toLeft <= toRight) {
                left = takeLeft(left, found, k);
            } else {
                take(right++, found, k);
            }
        }
        return found;
    }

    /** Adds all entries with the same end as {@code left}, lowest start first, up to {@code k} values. */
    private int takeLeft(int left, List<T> found, int k) {
        int at = left;
        while (at >= 0 && sortedEnds[at] == sortedEnds[left]) {
            take(byEnd[at--], found, k);
        }
        return at;
    }

    private void take(int entry, List<T> found, int k) {
        for (int i = first[entry]; i < first[entry + 1] && found.size() < k; i++) {
            found.add(value(i));
        }
    }

    private void emit(int entry, IntervalConsumer<? super T> consumer) {
        int start = start0[entry] + 1;
        int end = end0[entry];
        int last = first[entry + 1];
        for (int i = first[entry]; i < last; i++) {
            consumer.accept(start, end, value(i));
        }
    }

    @SuppressWarnings("unchecked")
    private T value(int i) {
        return (T) values[i];
    }

    private static int firstNotBelow(int[] sorted, int key) {
        int lo = 0;
        int hi = sorted.length;
        while (lo < hi) {
            int middle = (lo + hi) >>> 1;
            if (sorted[middle] < key) {
                lo = middle + 1;
            } else {
                hi = middle;
            }
        }
        return lo;
    }

    private static int firstAbove(int[] sorted, int key) {
        return key == Integer.MAX_VALUE ? sorted.length : firstNotBelow(sorted, key + 1);
    }

    static final class Builder<T> {
        private int[] start0 = new int[16];
        private int[] end0 = new int[16];
        private final List<T> values = new ArrayList<>();

        void add(int start, int end, T value) {
            int n = values.size();
            if (n == start0.length) {
                start0 = Arrays.copyOf(start0, n * 2);
                end0 = Arrays.copyOf(end0, n * 2);
            }
            start0[n] = start;
            end0[n] = end;
            values.add(value);
        }

        ContigIndex<T> build() {
            int n = values.size();
            int[] order = order(n);
            int[] starts = new int[n];
            int[] ends = new int[n];
            int[] first = new int[n + 1];
            Object[] sorted = new Object[n];
            int entries = 0;
            for (int i = 0; i < n; i++) {
                int at = order[i];
                if (entries == 0 || starts[entries - 1] != start0[at] || ends[entries - 1] != end0[at]) {
                    starts[entries] = start0[at];
                    ends[entries] = end0[at];
                    first[entries++] = i;
                }
                sorted[i] = values.get(at);
            }
            first[entries] = n;
            return new ContigIndex<>(
                    Arrays.copyOf(starts, entries),
                    Arrays.copyOf(ends, entries),
                    Arrays.copyOf(first, entries + 1),
                    sorted);
        }

        /**
         * Returns the order by start, then end, then insertion; sorts primitive numbers, because boxed ones took most
         * of the time.
         */
        private int[] order(int n) {
            long[] keys = new long[n];
            for (int i = 0; i < n; i++) {
                keys[i] = (long) start0[i] << 32 | i;
            }
            Arrays.sort(keys);
            int[] order = new int[n];
            for (int i = 0; i < n; i++) {
                order[i] = (int) keys[i];
            }
            for (int from = 0; from < n; ) {
                int to = from + 1;
                while (to < n && start0[order[to]] == start0[order[from]]) {
                    to++;
                }
                sortByEnd(order, from, to);
                from = to;
            }
            return order;
        }

        private void sortByEnd(int[] order, int from, int to) {
            if (to - from > 1) {
                long[] keys = new long[to - from];
                for (int i = from; i < to; i++) {
                    keys[i - from] = (long) end0[order[i]] << 32 | order[i];
                }
                Arrays.sort(keys);
                for (int i = from; i < to; i++) {
                    order[i] = (int) keys[i - from];
                }
            }
        }
    }
}
