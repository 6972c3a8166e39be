package omega.genomics.vcf;

import omega.genomics.vcf.header.VcfHeader;

/** Chooses records by what they contain; {@code omega.genomics.vcf.filter.VcfFilter} makes one of an expression. */
@FunctionalInterface
public interface RecordFilter {
    /**
     * Prepares for the records of a file. Called once for each reader, or each thread of a parallel one.
     *
     * @param header of the file, with all of its samples, whatever the reader shows
     * @return used by one thread
     * @throws omega.genomics.ParseException if the filter does not fit the header
     */
    Test of(VcfHeader header);

    /** Tells which records of a file are chosen. */
    @FunctionalInterface
    interface Test {
        /**
         * Tests a record.
         *
         * @param record the reader's view; not to be kept
         * @return whether the reader shows it
         * @throws omega.genomics.ParseException if the record breaks the format in a field that is needed; a lenient reader skips it
         */
        boolean test(VcfRecord record);
    }

    /**
     * Returns the filter that chooses the other records, as {@code bcftools view -e} does.
     *
     * @return true where this one is false
     */
    default RecordFilter negate() {
        return header -> {
            Test test = of(header);
            return record -> !test.test(record);
        };
    }
}
