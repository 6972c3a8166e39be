package omega.genomics.postgres.load.variants;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.Interval;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/** Annotates alleles against a gene model. What it finds replaces what the source says. */
final class GeneModelAnnotator implements AlleleAnnotator {
    private final ConsequenceAnnotator annotator;
    private final boolean keepsAll;
    private final Map<List<ConsequenceTerm>, List<String>> labels = new HashMap<>();

    /** @param keepsAll whether all consequences are kept, not only the picked one */
    GeneModelAnnotator(ConsequenceAnnotator annotator, boolean keepsAll) {
        this.annotator = annotator;
        this.keepsAll = keepsAll;
    }

    /** Alleles have nothing in common here. */
    @Override
    public void begin(VcfRecord record) {}

    @Override
    public void annotate(VcfRecord record, RowAllele allele, int end, String contig, AlleleConsequences into) {
        if (allele.index < 0) {
            return;
        }
        Optional<VariantConsequences> found = annotator.annotate(contig, allele.position, end, allele.ref, allele.alt);
        if (found.isPresent()) {
            pick(found.get().picked(), into);
            if (keepsAll) {
                addAll(found.get(), into);
            }
        }
    }

    private static void pick(TranscriptConsequence picked, AlleleConsequences into) {
        picked.gene().ifPresent(gene -> {
            into.gene = gene.name().orElse(null);
            into.geneId = gene.id();
        });
        into.consequence = picked.mostSevere().label();
        into.impact = picked.impact().name();
    }

    private void addAll(VariantConsequences found, AlleleConsequences into) {
        TranscriptConsequence picked = found.picked();
        for (TranscriptConsequence consequence : found.bySeverity()) {
            into.add(
                    terms(consequence, consequence == picked),
                    text(consequence.splicedPositions()),
                    text(consequence.cdsPositions()),
                    text(consequence.proteinPositions()),
                    consequence.aminoAcids().orElse(""),
                    consequence.codons().orElse(""));
        }
    }

    private TranscriptTerms terms(TranscriptConsequence consequence, boolean isPicked) {
        @Nullable Gene gene = consequence.gene().orElse(null);
        @Nullable Transcript transcript = consequence.transcript().orElse(null);
        return new TranscriptTerms(
                isPicked,
                consequence.impact().name(),
                gene == null ? null : gene.name().orElse(null),
                gene == null ? null : gene.id(),
                transcript == null ? null : transcript.id(),
                transcript == null ? null : transcript.biotype().orElse(null),
                labels.computeIfAbsent(
                        consequence.terms(),
                        terms -> terms.stream().map(ConsequenceTerm::label).toList()));
    }

    private static String text(Optional<Interval> positions) {
        if (positions.isEmpty()) {
            return "";
        }
        Interval of = positions.get();
        return of.start() == of.end() ? Integer.toString(of.start()) : of.start() + "-" + of.end();
    }
}
