package omega.genomics.postgres.load.variants;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.ByteSlice;
import omega.genomics.Interval;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.hgvs.names.HgvsNames;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/** Annotates alleles against a gene model. What it finds replaces what the source says. */
final class GeneModelAnnotator implements AlleleAnnotator {
    private final ConsequenceAnnotator annotator;
    private final boolean keepsAll;
    private final @Nullable HgvsNames names;
    private final Map<List<ConsequenceTerm>, List<String>> labels = new HashMap<>();

    /**
     * @param keepsAll whether all consequences are kept, not only the picked one
     * @param namer null if alleles get no HGVS names
     */
    GeneModelAnnotator(ConsequenceAnnotator annotator, boolean keepsAll, @Nullable HgvsNamer namer) {
        this.annotator = annotator;
        this.keepsAll = keepsAll;
        this.names = namer == null ? null : namer.names();
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
        boolean isNamed = false;
        if (names != null) {
            isNamed = names.read(contig, allele.position, allele.ref, allele.alt) == HgvsNames.Outcome.NAMED;
            if (isNamed) {
                int picked = found.map(VariantConsequences::picked)
                        .map(this::indexOf)
                        .orElse(-1);
                into.name(names.genomic(), name(picked), protein(picked));
            }
        }
        if (found.isPresent()) {
            pick(found.get().picked(), into);
            if (keepsAll) {
                addAll(found.get(), isNamed, into);
            }
        }
    }

    private int indexOf(TranscriptConsequence consequence) {
        return names == null ? -1 : consequence.transcript().map(names::indexOf).orElse(-1);
    }

    private @Nullable ByteSlice name(int transcript) {
        return names == null || transcript < 0 ? null : names.transcript(transcript);
    }

    private @Nullable ByteSlice protein(int transcript) {
        if (names == null || transcript < 0) {
            return null;
        }
        ByteSlice protein = names.protein(transcript);
        return protein.length() == 0 ? null : protein;
    }

    private static void pick(TranscriptConsequence picked, AlleleConsequences into) {
        picked.gene().ifPresent(gene -> {
            into.gene = gene.name().orElse(null);
            into.geneId = gene.id();
        });
        into.consequence = picked.mostSevere().label();
        into.impact = picked.impact().name();
    }

    private void addAll(VariantConsequences found, boolean isNamed, AlleleConsequences into) {
        TranscriptConsequence picked = found.picked();
        for (TranscriptConsequence consequence : found.bySeverity()) {
            int named = isNamed ? indexOf(consequence) : -1;
            into.add(
                    terms(consequence, consequence == picked),
                    text(consequence.splicedPositions()),
                    text(consequence.cdsPositions()),
                    text(consequence.proteinPositions()),
                    consequence.aminoAcids().orElse(""),
                    consequence.codons().orElse(""),
                    text(name(named)),
                    text(protein(named)));
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

    private static String text(@Nullable ByteSlice name) {
        return name == null ? "" : name.toString();
    }

    private static String text(Optional<Interval> positions) {
        if (positions.isEmpty()) {
            return "";
        }
        Interval of = positions.get();
        return of.start() == of.end() ? Integer.toString(of.start()) : of.start() + "-" + of.end();
    }
}
