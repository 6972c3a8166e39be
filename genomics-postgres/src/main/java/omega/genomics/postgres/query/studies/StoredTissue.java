package omega.genomics.postgres.query.studies;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * A tissue of a dataset.
 *
 * @param datasetId the dataset it belongs to
 * @param name as the file names it
 * @param organ what it is part of
 * @param unit of the dataset's values
 * @param sampleCount samples summed up; empty where the file has medians only
 */
public record StoredTissue(int datasetId, String name, String organ, String unit, OptionalInt sampleCount) {
    /** Creates a record; nothing in it may be null. */
    public StoredTissue {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(organ, "organ");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(sampleCount, "sampleCount");
    }
}
