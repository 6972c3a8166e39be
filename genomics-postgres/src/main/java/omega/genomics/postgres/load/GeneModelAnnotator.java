package omega.genomics.postgres.load;

import java.util.Optional;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.vcf.VcfRecord;

/** Annotates alleles against a gene model: the picked consequence fills the columns. */
final class GeneModelAnnotator implements VariantAnnotator {
    private final ConsequenceAnnotator annotator;

    GeneModelAnnotator(ConsequenceAnnotator annotator) {
        this.annotator = annotator;
    }

    @Override
    public void annotate(VcfRecord record, RowAllele allele, String contig, Annotation into) {
        if (allele.index < 0) {
            return;
        }
        Optional<VariantConsequences> found =
                annotator.annotate(contig, allele.position, allele.end(record), allele.ref, allele.alt);
        if (found.isPresent()) {
            TranscriptConsequence picked = found.get().picked();
            picked.gene().ifPresent(gene -> {
                into.gene = gene.name().orElse(null);
                into.geneId = gene.id();
            });
            into.consequence = picked.mostSevere().label();
            into.impact = picked.impact().name();
        }
    }
}
