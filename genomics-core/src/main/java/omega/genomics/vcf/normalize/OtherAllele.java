package omega.genomics.vcf.normalize;

/** What becomes, in a genotype, of the alleles that split off to other records. */
public enum OtherAllele {
    /** They read as REF, as bcftools does it: {@code 1/2} makes {@code 1/0} and {@code 0/1}. */
    REFERENCE("0"),
    /** They are missing: {@code 1/2} makes {@code 1/.} and {@code ./1}. */
    MISSING(".");

    final String text;

    OtherAllele(String text) {
        this.text = text;
    }
}
