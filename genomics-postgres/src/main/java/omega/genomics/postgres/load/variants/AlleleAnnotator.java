package omega.genomics.postgres.load.variants;

import omega.genomics.vcf.VcfRecord;

/** Says what alleles do to genes. Called in file order, on the loading thread. */
interface AlleleAnnotator {
    /** Knows nothing. */
    AlleleAnnotator NONE = new AlleleAnnotator() {
        @Override
        public void begin(VcfRecord record) {}

        @Override
        public void annotate(VcfRecord record, RowAllele allele, int end, String contig, AlleleConsequences into) {}
    };

    /**
     * Reads what all alleles of a record share.
     *
     * @param record the view; not to be kept
     */
    void begin(VcfRecord record);

    /**
     * Describes one allele of the record.
     *
     * @param record the view; not to be kept
     * @param allele as its row has it
     * @param end the last base of the allele
     * @param contig the name that is stored
     * @param into has the gene that the source names and nothing else; takes the picked consequence and, if they are kept, all of them,
     *     worst first
     */
    void annotate(VcfRecord record, RowAllele allele, int end, String contig, AlleleConsequences into);
}
