package omega.genomics.postgres.load;

import java.util.Objects;
import java.util.Optional;

/**
 * How much room the rows of a dataset take on the server.
 *
 * @param heap bytes of the tables themselves
 * @param toast bytes of long values, which PostgreSQL keeps beside them
 * @param indexes bytes of all indexes
 * @param compression how the server compressed the blocks of the packed layout: {@code lz4} or {@code pglz}; empty for rows, and
 *     for blocks so small that none was compressed
 */
public record StoredBytes(long heap, long toast, long indexes, Optional<String> compression) {
    /** Of nothing. */
    public static final StoredBytes NONE = new StoredBytes(0, 0, 0, Optional.empty());

    /** Creates a record; nothing in it may be null. */
    public StoredBytes {
        Objects.requireNonNull(compression, "compression");
    }

    /**
     * Returns all of it.
     *
     * @return bytes
     */
    public long total() {
        return heap + toast + indexes;
    }
}
