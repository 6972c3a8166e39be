package omega.genomics.postgres.load;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A release of a dataset.
 *
 * @param number from 1 in the order of loading; a release that was dropped leaves a gap
 * @param name as it was given
 * @param date the date that the name is, else the day of the load
 * @param source name of the file
 * @param sha256 of the file
 * @param loadedAt when it became visible
 * @param isCurrent whether it is the newest one, which queries without a release see
 * @param counts how it differs from the release before
 */
public record StoredRelease(
        int number,
        String name,
        LocalDate date,
        String source,
        String sha256,
        Instant loadedAt,
        boolean isCurrent,
        ReleaseCounts counts) {
    /** Creates a record; nothing in it may be null. */
    public StoredRelease {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(loadedAt, "loadedAt");
        Objects.requireNonNull(counts, "counts");
    }

    /**
     * Returns the number of rows that the release has.
     *
     * @return those that it shares with the release before included
     */
    public long rows() {
        return counts.added() + counts.changed() + counts.unchanged();
    }
}
