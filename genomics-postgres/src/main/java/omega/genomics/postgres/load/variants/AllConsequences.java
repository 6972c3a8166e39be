package omega.genomics.postgres.load.variants;

import omega.genomics.vcf.VcfRecord;

/** Says what alleles do to every transcript. Called in file order, on the loading thread. */
interface AllConsequences {
    /** Has nothing to say. */
    AllConsequences NONE = (record, alt, into) -> {};

    /**
     * Reads what all alleles of a record share; before the first of them is described.
     *
     * @param record the view; not to be kept
     */
    default void begin(VcfRecord record) {}

    /**
     * Describes one allele, behind {@link VariantAnnotator#annotate}.
     *
     * @param record the view; not to be kept
     * @param alt the ALT allele, from 0
     * @param into empty; takes the consequences, worst first
     */
    void describe(VcfRecord record, int alt, AlleleConsequences into);
}
