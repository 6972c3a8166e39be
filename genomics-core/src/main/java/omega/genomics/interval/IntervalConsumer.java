package omega.genomics.interval;

/**
 * Receives the intervals that a query found.
 *
 * @param <T> what the index holds
 */
@FunctionalInterface
public interface IntervalConsumer<T> {
    /**
     * Called once for each interval found, in the order of start, then end.
     *
     * @param start the first base, 1-based
     * @param end the last base, inclusive
     * @param value what was stored with the interval
     */
    void accept(int start, int end, T value);
}
