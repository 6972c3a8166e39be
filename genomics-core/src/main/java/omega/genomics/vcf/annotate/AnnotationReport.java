package omega.genomics.vcf.annotate;

import java.util.List;
import java.util.Objects;

/**
 * What an annotation did.
 *
 * @param records records written, as many as were read
 * @param annotated those that at least one value was written to
 * @param sourceRecords records read from the source
 * @param wrongCounts lists of the source that were not used, because they have not as many values as their record has alleles
 * @param missingContigs contigs of the records that the source has no records of, in the order of the file
 */
public record AnnotationReport(
        long records, long annotated, long sourceRecords, long wrongCounts, List<String> missingContigs) {
    /**
     * Checks the values.
     */
    public AnnotationReport {
        Objects.requireNonNull(missingContigs, "missingContigs");
        missingContigs = List.copyOf(missingContigs);
    }
}
