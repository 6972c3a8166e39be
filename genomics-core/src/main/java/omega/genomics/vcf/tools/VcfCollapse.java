package omega.genomics.vcf.tools;

/** Which records of two files at one position are taken for the same, besides those with the same alleles. */
public enum VcfCollapse {
    /** No others. */
    NONE,
    /** Those that share an ALT allele, with the same REF. */
    SOME,
    /** Those that share an allele, and those that both have a SNP or MNP. */
    SNPS,
    /** Those that share an allele, and those that both have an insertion or deletion. */
    INDELS,
    /** Those of {@link #SNPS} and of {@link #INDELS}. */
    BOTH,
    /** All. */
    ANY
}
