package omega.genomics.postgres.query;

import java.util.Objects;

/**
 * A release that was found.
 *
 * @param datasetId whose it is
 * @param number from 1 in the order of loading
 * @param name as it was given
 * @param isNewest whether the dataset's tables hold it
 */
public record FoundRelease(int datasetId, int number, String name, boolean isNewest) {
    /** Creates a record; nothing in it may be null. */
    public FoundRelease {
        Objects.requireNonNull(name, "name");
    }
}
