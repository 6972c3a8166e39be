package omega.genomics.postgres.load;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a load is.
 *
 * @param phase what it is busy with
 * @param records records read so far; begins anew where an annotation has to be read a second time
 * @param bytes bytes of the file as stored, read so far; likewise
 * @param totalBytes size of the file as stored; empty for a stream
 * @param elapsed since the load began
 */
public record LoadProgress(LoadPhase phase, long records, long bytes, OptionalLong totalBytes, Duration elapsed) {
    /** Creates a record; nothing in it may be null. */
    public LoadProgress {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(totalBytes, "totalBytes");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /**
     * Returns the rate so far.
     *
     * @return records a second; 0 at the very start
     */
    public double recordsPerSecond() {
        return elapsed.isZero() ? 0 : records * 1e9 / elapsed.toNanos();
    }

    /**
     * Returns how much of the file is read.
     *
     * @return from 0 to 1; empty for a stream
     */
    public OptionalDouble share() {
        return totalBytes.isPresent() && totalBytes.getAsLong() > 0
                ? OptionalDouble.of(Math.min(1, (double) bytes / totalBytes.getAsLong()))
                : OptionalDouble.empty();
    }

    /**
     * Estimates the time left for reading.
     *
     * @return empty for a stream, at the very start, and after reading
     */
    public Optional<Duration> remaining() {
        OptionalDouble share = share();
        if (phase != LoadPhase.READING || share.isEmpty() || share.getAsDouble() == 0) {
            return Optional.empty();
        }
        double left = (1 - share.getAsDouble()) / share.getAsDouble();
        return Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * left)));
    }
}
