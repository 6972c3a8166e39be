package omega.genomics.interval;

/**
 * Receives the intervals that a query finds.
 *
 * @param <T> the type of the values in the index
 */
@FunctionalInterface
public interface IntervalConsumer<T> {
    /**
     * Receives one interval; called once per interval, ordered by start, then by end.
     *
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @param value the value stored with the interval
     */
    void accept(int start, int end, T value);
}
