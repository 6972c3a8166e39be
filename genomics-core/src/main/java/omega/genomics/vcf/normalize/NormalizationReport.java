package omega.genomics.vcf.normalize;

/**
 * What {@link VcfNormalizer} did to a file.
 *
 * @param records read
 * @param written records handed over
 * @param split records with several ALT alleles that were taken apart
 * @param realigned records whose position or alleles were changed by trimming and moving
 * @param mismatches records whose REF was not the reference's, corrected or not
 * @param duplicates records with the position and alleles of one before, handed over or not
 */
public record NormalizationReport(
        long records, long written, long split, long realigned, long mismatches, long duplicates) {}
