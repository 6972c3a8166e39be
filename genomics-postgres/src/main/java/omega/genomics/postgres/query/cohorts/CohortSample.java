package omega.genomics.postgres.query.cohorts;

import java.util.Objects;

/**
 * A sample whose genotypes the database has.
 *
 * @param dataset name of the dataset
 * @param index place in the header of its file, from 0
 * @param name as in the header
 */
public record CohortSample(String dataset, int index, String name) {
    /** Creates a record; nothing in it may be null. */
    public CohortSample {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(name, "name");
    }
}
