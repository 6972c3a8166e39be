package omega.genomics.postgres.load;

import java.util.Objects;
import java.util.Optional;

/**
 * How a release differs from the one before.
 *
 * @param release name of the release that was loaded
 * @param previous name of the release before; empty for the first one
 * @param added rows that the release before had not; of the first release all
 * @param removed rows that only the release before has
 * @param changed rows that both have, with other content
 * @param unchanged rows that both have
 */
public record ReleaseCounts(
        String release, Optional<String> previous, long added, long removed, long changed, long unchanged) {
    /** Creates a record; nothing in it may be null. */
    public ReleaseCounts {
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(previous, "previous");
    }
}
