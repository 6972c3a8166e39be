package omega.genomics.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The intervals of one contig, 0-based and half-open, as a balanced search tree without nodes.
 *
 * <p>Invariant: the intervals stand sorted by start, then end. The root of a stretch {@code [lo, hi)} of that order is its
 * middle; left and right of it are its subtrees. {@code maxEnd[middle]} is the greatest end in the whole stretch, so a
 * search leaves a stretch alone when nothing in it reaches the query, and all that is right of a start beyond it.
 */
final class ContigIndex<T> {
    private final int[] start0;
    private final int[] end0;
    private final int[] maxEnd;
    private final int[] sortedEnds;
    private final int[] byEnd;
    private final Object[] values;

    private ContigIndex(int[] start0, int[] end0, Object[] values) {
        this.start0 = start0;
        this.end0 = end0;
        this.values = values;
        this.maxEnd = new int[start0.length];
        fillMaxEnd(0, start0.length);
        this.byEnd = sortedByEnd();
        this.sortedEnds = new int[end0.length];
        for (int i = 0; i < byEnd.length; i++) {
            sortedEnds[i] = end0[byEnd[i]];
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

    /** Sorts by end; of equal ends the one that stands later in the order of starts comes first. */
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
        return start0.length;
    }

    void overlapping(int qStart, int qEnd, IntervalConsumer<? super T> consumer) {
        overlapping(0, start0.length, qStart, qEnd, consumer);
    }

    private void overlapping(int from, int hi, int qStart, int qEnd, IntervalConsumer<? super T> consumer) {
        int lo = from;
        while (lo < hi) {
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

    /** All that start before the query's end, less those that end before its start: no interval is both. */
    int count(int qStart, int qEnd) {
        return firstNotBelow(start0, qEnd) - firstAbove(sortedEnds, qStart);
    }

    /**
     * Walks away from the query in both directions at once. What overlaps comes first; to the left the intervals stand by
     * end, to the right by start, so each step takes the nearer of two.
     */
    List<T> nearest(int qStart, int qEnd, int k) {
        List<Integer> touching = new ArrayList<>();
        List<Integer> picked = new ArrayList<>();
        collectOverlapping(qStart, qEnd, touching);
        int left = firstAbove(sortedEnds, qStart) - 1;
        int right = firstNotBelow(start0, qEnd);
        while (left >= 0 && sortedEnds[left] == qStart) {
            touching.add(byEnd[left--]);
        }
        while (right < start0.length && start0[right] == qEnd) {
            touching.add(right++);
        }
        touching.sort(Comparator.naturalOrder());
        picked.addAll(touching.subList(0, Math.min(k, touching.size())));
        while (picked.size() < k && (left >= 0 || right < start0.length)) {
            int toLeft = left < 0 ? Integer.MAX_VALUE : qStart - sortedEnds[left];
            int toRight = right == start0.length ? Integer.MAX_VALUE : start0[right] - qEnd;
            if (toLeft <= toRight) {
                left = takeLeft(left, picked, k);
            } else {
                picked.add(right++);
            }
        }
        List<T> found = new ArrayList<>(picked.size());
        picked.forEach(i -> found.add(value(i)));
        return found;
    }

    /** Takes all intervals that end where {@code left} does, lowest start first, as far as {@code k} allows. */
    private int takeLeft(int left, List<Integer> picked, int k) {
        int first = left;
        while (first > 0 && sortedEnds[first - 1] == sortedEnds[left]) {
            first--;
        }
        for (int i = left; i >= first && picked.size() < k; i--) {
            picked.add(byEnd[i]);
        }
        return first - 1;
    }

    private void collectOverlapping(int qStart, int qEnd, List<Integer> found) {
        collect(0, start0.length, qStart, qEnd, found);
    }

    private void collect(int from, int hi, int qStart, int qEnd, List<Integer> found) {
        int lo = from;
        while (lo < hi) {
            int middle = (lo + hi) >>> 1;
            if (maxEnd[middle] <= qStart) {
                return;
            }
            collect(lo, middle, qStart, qEnd, found);
            if (start0[middle] >= qEnd) {
                return;
            }
            if (end0[middle] > qStart) {
                found.add(middle);
            }
            lo = middle + 1;
        }
    }

    private void emit(int i, IntervalConsumer<? super T> consumer) {
        consumer.accept(start0[i] + 1, end0[i], value(i));
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
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order,
                    Comparator.<Integer>comparingInt(i -> start0[i])
                            .thenComparingInt(i -> end0[i])
                            .thenComparingInt(i -> i));
            int[] starts = new int[n];
            int[] ends = new int[n];
            Object[] sorted = new Object[n];
            for (int i = 0; i < n; i++) {
                starts[i] = start0[order[i]];
                ends[i] = end0[order[i]];
                sorted[i] = values.get(order[i]);
            }
            return new ContigIndex<>(starts, ends, sorted);
        }
    }
}
