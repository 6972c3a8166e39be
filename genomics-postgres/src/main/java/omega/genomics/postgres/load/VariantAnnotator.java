package omega.genomics.postgres.load;

import omega.genomics.vcf.VcfRecord;

/**
 * Fills the columns that say what a variant does to genes. Called once a row, in file order, on the loading thread.
 *
 * <p>The place where annotation against gene models plugs in; what it finds takes the place of what the source says.
 */
interface VariantAnnotator {
    /** Knows nothing. */
    VariantAnnotator NONE = (record, alt, contig, into) -> {};

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
     * @param alt the ALT allele, from 0; −1 for a record without one
     * @param contig the name that is stored
     * @param into holds what the source says of the allele already
     */
    void annotate(VcfRecord record, int alt, String contig, Annotation into);
}
