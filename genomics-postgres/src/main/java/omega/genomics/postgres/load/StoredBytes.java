package omega.genomics.postgres.load;

/**
 * How much room the rows of a dataset take on the server.
 *
 * @param heap bytes of the tables themselves
 * @param toast bytes of long values, which PostgreSQL keeps beside them
 * @param indexes bytes of all indexes
 */
public record StoredBytes(long heap, long toast, long indexes) {
    /** Of nothing. */
    public static final StoredBytes NONE = new StoredBytes(0, 0, 0);

    /**
     * Returns all of it.
     *
     * @return bytes
     */
    public long total() {
        return heap + toast + indexes;
    }
}
