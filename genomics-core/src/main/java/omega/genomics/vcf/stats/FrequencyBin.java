package omega.genomics.vcf.stats;

/**
 * SNPs and indels that share a frequency.
 *
 * @param frequency the lower bound of the bin, as bcftools prints it; 0 for singletons
 * @param snps ALT alleles that are SNPs
 * @param transitions those of them between A and G, or C and T
 * @param transversions the others of them
 * @param indels ALT alleles that are insertions or deletions
 */
public record FrequencyBin(double frequency, long snps, long transitions, long transversions, long indels) {}
