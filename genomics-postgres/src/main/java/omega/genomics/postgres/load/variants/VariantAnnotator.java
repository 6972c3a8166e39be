package omega.genomics.postgres.load.variants;

import omega.genomics.vcf.VcfRecord;

/**
 * Fills the columns that say what a variant does to genes. Called once a row, in file order, on the loading thread.
 *
 * <p>The place where annotation against gene models plugs in; what it finds takes the place of what the source says.
 */
interface VariantAnnotator {
    /** Knows nothing. */
    VariantAnnotator NONE = (record, allele, contig, into) -> {};

    /**
     * Reads what all alleles of a record share; before the first of them is described.
     *
     * @param record the view; not to be kept
     */
    default void begin(VcfRecord record) {}

    /**
     * Describes one allele.
     *
     * @param record the view; not to be kept
     * @param allele as its row has it
     * @param contig the name that is stored
     * @param into holds what the source says of the allele already
     */
    void annotate(VcfRecord record, RowAllele allele, String contig, Annotation into);
}
