package omega.genomics.postgres.load.variants;

import java.time.Duration;
import omega.genomics.postgres.internal.LockLimits;

/** Loads that do not wait for minutes until others make way. */
public final class HurriedLoads {
    /** A second. */
    public static final LockLimits LIMITS = new LockLimits(Duration.ofSeconds(2), Duration.ofSeconds(1));

    private HurriedLoads() {}

    /** Returns the load in a hurry. */
    public static VcfLoad of(VcfLoad load) {
        return load.limits(LIMITS);
    }
}
