package omega.genomics.vcf.stats;

import java.util.Objects;

/**
 * The numbers of one sample. Genotypes of indels count among {@code indels}, of SNPs and sites without ALT among the rest.
 *
 * @param sample its name
 * @param homRef diploid genotypes of REF alone
 * @param homAlt diploid genotypes of one ALT allele alone
 * @param het diploid genotypes of different alleles
 * @param transitions genotypes with a transition
 * @param transversions genotypes with a transversion
 * @param indels genotypes with an insertion or deletion
 * @param averageDepth the mean of FORMAT DP, or of the sums of AD without it; 0 if there is none
 * @param singletons records where this sample alone has an ALT allele
 * @param haploidRef haploid genotypes of REF
 * @param haploidAlt haploid genotypes of ALT
 * @param missing genotypes with a missing allele
 */
public record SampleCounts(
        String sample,
        long homRef,
        long homAlt,
        long het,
        long transitions,
        long transversions,
        long indels,
        double averageDepth,
        long singletons,
        long haploidRef,
        long haploidAlt,
        long missing) {
    /** Creates a record; nothing in it may be null. */
    public SampleCounts {
        Objects.requireNonNull(sample, "sample");
    }
}
