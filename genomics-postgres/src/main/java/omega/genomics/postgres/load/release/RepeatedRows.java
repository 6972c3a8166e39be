package omega.genomics.postgres.load.release;

/** Is told of rows that repeat others of the file, not next to them. */
public interface RepeatedRows {
    /**
     * Tells of a contig.
     *
     * @param rows how many are left out
     * @param records all of whose rows are
     */
    void of(String contig, long rows, long records);
}
