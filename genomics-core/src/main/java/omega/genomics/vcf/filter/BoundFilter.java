package omega.genomics.vcf.filter;

import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.VcfRecord;

/**
 * A filter whose names were looked up in a header, to test records of files with this header. Reads what the expression needs and
 * allocates nothing once it has seen the longest record. Not thread-safe: make one for each thread.
 */
public final class BoundFilter implements RecordFilter.Test {
    private final Row row;
    private final Condition condition;

    BoundFilter(Row row, Condition condition) {
        this.row = row;
        this.condition = condition;
    }

    /**
     * Tests a record.
     *
     * @param record of a file with the header this was made for
     * @return whether the site passes
     * @throws omega.genomics.ParseException if the record breaks the format in a field that the expression needs
     */
    @Override
    public boolean test(VcfRecord record) {
        row.wrap(record);
        return condition.test(row);
    }

    /**
     * Tells whether the expression is true or false for each sample.
     *
     * @return false if it is about the site only
     */
    public boolean isAboutSamples() {
        return condition.samples > 0;
    }

    /**
     * Tests a record and each of its samples.
     *
     * @param record of a file with the header this was made for
     * @param passes set to which samples of the file meet the expression; to the result for the site if it is not about samples
     * @return whether the site passes
     * @throws omega.genomics.ParseException if the record breaks the format in a field that the expression needs
     */
    public boolean test(VcfRecord record, boolean[] passes) {
        if (!condition.fillsPasses) {
            condition.needSamples();
        }
        boolean site = test(record);
        for (int sample = 0; sample < passes.length; sample++) {
            passes[sample] = site && (condition.samples == 0 || condition.passes[sample]);
        }
        return site;
    }
}
