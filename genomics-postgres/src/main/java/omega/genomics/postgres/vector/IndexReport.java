package omega.genomics.postgres.vector;

import java.time.Duration;
import java.util.Objects;

/**
 * What it takes, or took, to build an HNSW index.
 *
 * @param model the model's name
 * @param vectors how many
 * @param estimatedBytes memory the build wants, roughly; with less it goes on, several times slower
 * @param memory the server's {@code maintenance_work_mem} for the build, in bytes
 * @param bytes size of the index on disk; 0 before it is built
 * @param elapsed of the build; zero before
 */
public record IndexReport(String model, long vectors, long estimatedBytes, long memory, long bytes, Duration elapsed) {
    /** Creates a record; nothing in it may be null. */
    public IndexReport {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /**
     * Tells whether the build stays within the server's memory for it.
     *
     * @return false if it would be several times slower than it could be
     */
    public boolean fits() {
        return estimatedBytes <= memory;
    }
}
