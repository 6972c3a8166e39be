package omega.genomics.postgres.load.variants;

import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.source.PickedConsequences;

/** Takes the consequences that an annotator wrote into the file; of an allele's, the most severe. */
final class WrittenConsequences implements VariantAnnotator {
    private final PickedConsequences picked;

    private WrittenConsequences(PickedConsequences picked) {
        this.picked = picked;
    }

    static VariantAnnotator of(VcfHeader header) {
        return PickedConsequences.of(header)
                .<VariantAnnotator>map(WrittenConsequences::new)
                .orElse(NONE);
    }

    @Override
    public void begin(VcfRecord record) {
        picked.read(record);
    }

    @Override
    public void annotate(VcfRecord record, RowAllele allele, String contig, Annotation into) {
        int alt = allele.index;
        ConsequenceTerm term = alt < 0 ? null : picked.term(alt);
        if (term == null) {
            return;
        }
        Impact impact = picked.impact(alt);
        String symbol = picked.symbol(alt);
        String geneId = picked.geneId(alt);
        into.gene = symbol == null ? into.gene : symbol;
        into.geneId = geneId == null ? into.geneId : geneId;
        into.consequence = term.label();
        into.impact = impact == null ? null : impact.name();
    }
}
