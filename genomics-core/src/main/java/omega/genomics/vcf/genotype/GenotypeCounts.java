package omega.genomics.vcf.genotype;

import omega.genomics.internal.vcf.GenotypeScan;

/**
 * How many samples of a record are homozygous for REF, heterozygous, homozygous for an ALT allele, or not fully called.
 *
 * <p>Mutable, to be reused for record after record. Not thread-safe.
 */
public final class GenotypeCounts {
    public int homRef;
    public int het;
    public int homAlt;
    int missing;

    /** Makes counts of zero. */
    public GenotypeCounts() {}

    /**
     * Returns the samples whose alleles are all REF; haploid ones among them.
     *
     * @return 0 or more
     */
    public int homRef() {
        return homRef;
    }

    /**
     * Returns the samples with different alleles, {@code 1/2} among them.
     *
     * @return 0 or more
     */
    public int het() {
        return het;
    }

    /**
     * Returns the samples with only copies of one ALT allele; haploid ones among them.
     *
     * @return 0 or more
     */
    public int homAlt() {
        return homAlt;
    }

    /**
     * Returns the samples with a missing allele or without a genotype.
     *
     * @return 0 or more
     */
    public int missing() {
        return missing;
    }

    /** Adds a sample by its code of {@link GenotypeScan}; false if the genotype is malformed. */
    public boolean add(int code) {
        if (code < 0) {
            missing++;
            return code == GenotypeScan.MISSING;
        }
        switch (GenotypeScan.kind(code)) {
            case GenotypeScan.HOM_REF -> homRef++;
            case GenotypeScan.HET -> het++;
            default -> homAlt++;
        }
        return true;
    }

    public void clear() {
        homRef = 0;
        het = 0;
        homAlt = 0;
        missing = 0;
    }

    /** Returns the four numbers. */
    @Override
    public String toString() {
        return "homRef=" + homRef + " het=" + het + " homAlt=" + homAlt + " missing=" + missing;
    }
}
