package omega.genomics.postgres.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a release differs from the one before. Variants are counted, or genes, with what is below these.
 *
 * @param release name of the release that was loaded
 * @param previous name of the release before; empty for the first one
 * @param added rows that the release before had not; of the first release all
 * @param removed rows that only the release before has
 * @param changed rows that both have, with other content; a gene also if something below it differs
 * @param unchanged rows that both have
 * @param below the same counts of {@code transcripts} and {@code exons}, in this order; empty for variants
 */
public record ReleaseCounts(
        String release,
        Optional<String> previous,
        long added,
        long removed,
        long changed,
        long unchanged,
        Map<String, Rows> below) {
    /** Creates a record; nothing in it may be null. */
    public ReleaseCounts {
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(below, "below");
        below = Collections.unmodifiableMap(new LinkedHashMap<>(below));
    }

    /**
     * Creates counts of rows with nothing below them.
     *
     * @param release name of the release that was loaded
     * @param previous name of the release before; empty for the first one
     * @param added rows that the release before had not
     * @param removed rows that only the release before has
     * @param changed rows that both have, with other content
     * @param unchanged rows that both have
     */
    public ReleaseCounts(
            String release, Optional<String> previous, long added, long removed, long changed, long unchanged) {
        this(release, previous, added, removed, changed, unchanged, Map.of());
    }

    /**
     * How many rows of a table differ.
     *
     * @param added rows that the release before had not
     * @param removed rows that only the release before has
     * @param changed rows that both have, with other content
     * @param unchanged rows that both have
     */
    public record Rows(long added, long removed, long changed, long unchanged) {}
}
