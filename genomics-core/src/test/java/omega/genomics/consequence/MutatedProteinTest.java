package omega.genomics.consequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.Transcript;
import org.junit.jupiter.api.Test;

/**
 * The terms say what becomes of the protein; here the protein is made anew: the allele is put into the genome, the exons are
 * cut out of that and translated from the start codon to the first stop, base by base, and the two proteins are compared.
 */
class MutatedProteinTest {
    @Test
    void theTermsAreTrueOfTheProteinThatComesOut() throws IOException {
        Map<String, Integer> checked = new TreeMap<>();
        for (int seed = 101; seed <= 103; seed++) {
            RandomGenome genome = new RandomGenome(seed, 40);
            String vcf = genome.vcf();
            for (Gene gene : genes(genome.gff3())) {
                Transcript transcript = gene.transcripts().get(0);
                if (transcript.cds().isPresent() && transcript.cds().get().firstPhase() == 0) {
                    check(gene, transcript, genome.bases(), vcf, checked);
                }
            }
        }
        System.out.println("proteins made anew: " + checked);
        assertThat(checked.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(10_000);
        assertThat(checked).hasSizeGreaterThan(9);
    }

    private static java.util.List<Gene> genes(String gff3) throws IOException {
        try (GtfReader reader = GtfReader.open(InputSource.of("g.gff3", gff3.getBytes(StandardCharsets.UTF_8)))) {
            return GeneModelAssembler.assemble(reader).genes();
        }
    }

    private static void check(
            Gene gene, Transcript transcript, String bases, String vcf, Map<String, Integer> checked) {
        ConsequenceAnnotator annotator = ConsequenceAnnotator.builder(java.util.List.of(gene))
                .reference(Fixture.reference(bases.getBytes(StandardCharsets.US_ASCII)))
                .distance(0)
                .build();
        String before = protein(transcript, bases, null);
        vcf.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] c = line.split("\t", -1);
            int position = Integer.parseInt(c[1]);
            if (position < transcript.start() - 40 || position > transcript.end()) {
                return;
            }
            Change change = java.util.Objects.requireNonNull(Change.of(position, 0, c[3], c[4]));
            Place place = new Place(transcript, change);
            boolean plain = !place.crossesExonEdge()
                    && !place.crossesCodingBorder()
                    && !place.isBetweenExonAndIntron()
                    && (!place.isInsertion() || place.isCoding(change.start) == place.isCoding(change.end))
                    && change.start > transcript.start()
                    && change.end < transcript.end();
            if (plain) {
                TranscriptConsequence found = annotator
                        .annotate("1", position, c[3], c[4])
                        .orElseThrow()
                        .picked();
                String after = protein(transcript, bases, change);
                String claim = claim(found, before, after);
                checked.merge(claim, 1, Integer::sum);
            }
        });
    }

    /** Checks what the most telling term claims, and returns the claim. */
    private static String claim(TranscriptConsequence found, String before, String after) {
        String all = found + ": " + before + " became " + after;
        boolean complete = before.endsWith("*");
        if (found.has(ConsequenceTerm.START_LOST)) {
            assertThat(after).as(all).doesNotStartWith("M");
            return "start_lost";
        }
        if (found.has(ConsequenceTerm.INCOMPLETE_TERMINAL_CODON)) {
            return "incomplete_terminal_codon";
        }
        if (found.has(ConsequenceTerm.START_RETAINED)) {
            // The frame begins elsewhere now; the reading from the old place says nothing.
            return "start_retained";
        }
        if (found.has(ConsequenceTerm.FRAMESHIFT)) {
            int more = after.length() - before.length();
            if (found.has(ConsequenceTerm.STOP_RETAINED)) {
                assertThat(after).as(all).endsWith("*");
                assertThat(more).as(all).isLessThanOrEqualTo(2);
                return "frameshift, stop retained";
            }
            if (found.has(ConsequenceTerm.STOP_LOST)) {
                assertThat(stopsInChangedCodons(found, after)).as(all).isFalse();
                return "frameshift, stop lost";
            }
            assertThat(complete && after.equals(before)).as(all).isFalse();
            return "frameshift";
        }
        if (found.has(ConsequenceTerm.STOP_GAINED)) {
            assertThat(after).as(all).endsWith("*");
            assertThat(after.length()).as(all).isLessThanOrEqualTo(before.length() + 3);
            return "stop_gained";
        }
        if (found.has(ConsequenceTerm.STOP_LOST)) {
            assertThat(stopsInChangedCodons(found, after)).as(all).isFalse();
            return "stop_lost";
        }
        if (found.has(ConsequenceTerm.MISSENSE)) {
            assertThat(after).as(all).hasSameSizeAs(before).isNotEqualTo(before);
            return "missense";
        }
        if (found.has(ConsequenceTerm.INFRAME_INSERTION)
                || found.has(ConsequenceTerm.INFRAME_DELETION)
                || found.has(ConsequenceTerm.PROTEIN_ALTERING)) {
            assertThat(after).as(all).isNotEqualTo(before);
            return "in frame";
        }
        boolean coding = found.has(ConsequenceTerm.SYNONYMOUS) || found.has(ConsequenceTerm.STOP_RETAINED);
        assertThat(after).as(all).isEqualTo(before);
        return coding ? found.mostSevere().label() : "not coding";
    }

    private static boolean stopsInChangedCodons(TranscriptConsequence found, String after) {
        String alt = found.aminoAcids().orElseThrow().replaceFirst(".*/", "").replace("-", "");
        int last = found.proteinPositions().orElseThrow().start() - 1 + alt.length();
        return after.endsWith("*") && after.length() <= last;
    }

    /** Translates from the first coding base to the first stop, or as far as whole codons go. */
    private static String protein(
            Transcript transcript, String bases, @org.jspecify.annotations.Nullable Change change) {
        String[] genome = bases.split("");
        if (change != null) {
            Arrays.fill(genome, change.start - 1, change.end, "");
            String alt = new String(change.alt, StandardCharsets.US_ASCII);
            if (change.isInsertion()) {
                genome[change.end - 1] += alt;
            } else {
                genome[change.start - 1] = alt;
            }
        }
        StringBuilder spliced = new StringBuilder();
        int start = transcript.cdsToGenome(1).orElseThrow();
        boolean reverse = transcript.strand().isReverse();
        for (Exon exon : transcript.exons()) {
            StringBuilder part = new StringBuilder();
            for (int p = exon.start(); p <= exon.end(); p++) {
                boolean coding = reverse ? p <= start : p >= start;
                part.append(coding ? genome[p - 1] : "");
            }
            spliced.append(reverse ? RandomGenome.turned(part.toString()) : part);
        }
        StringBuilder protein = new StringBuilder();
        for (int i = 0; i + 3 <= spliced.length() && protein.indexOf("*") < 0; i += 3) {
            protein.append(GeneticCode.STANDARD.translate(
                    (byte) spliced.charAt(i), (byte) spliced.charAt(i + 1), (byte) spliced.charAt(i + 2)));
        }
        return protein.toString();
    }
}
