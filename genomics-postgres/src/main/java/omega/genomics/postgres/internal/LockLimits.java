package omega.genomics.postgres.internal;

import java.time.Duration;

/**
 * How long a change of tables may be in the way of those who read them, and how long they may be in its way.
 *
 * @param longest how long a reader may wait at a time, for the locks and for the change itself
 * @param patience how long the change waits for others before it gives up
 */
public record LockLimits(Duration longest, Duration patience) {
    /** Just under two seconds for a reader, three minutes for the change. */
    public static final LockLimits DEFAULT = new LockLimits(Duration.ofMillis(1_950), Duration.ofMinutes(3));

    /**
     * Returns limits with less patience.
     *
     * @param most the patience, unless these have less
     * @return as long in the way of readers
     */
    public LockLimits withPatienceOf(Duration most) {
        return patience.compareTo(most) <= 0 ? this : new LockLimits(longest, most);
    }
}
