package omega.genomics.postgres.load;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a dataset takes on the server's disk.
 *
 * @param bytes of its tables and indexes
 * @param variants alleles that it has; 0 for datasets of other kinds
 */
public record DatasetSize(StoredBytes bytes, long variants) {
    /** Creates a record; nothing in it may be null. */
    public DatasetSize {
        Objects.requireNonNull(bytes, "bytes");
    }

    /**
     * Returns the bytes of one variant, indexes included.
     *
     * @return empty if there is none
     */
    public OptionalDouble bytesPerVariant() {
        return variants == 0 ? OptionalDouble.empty() : OptionalDouble.of(bytes.total() / (double) variants);
    }
}
