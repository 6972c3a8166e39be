package omega.genomics.consequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import omega.genomics.Interval;
import omega.genomics.model.Gene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of {@code docs/reference/consequences.md} on one small gene; {@link Fixture} draws it. */
class ConsequenceAnnotatorTest {
    private static final byte[] BASES = Fixture.forward();
    private static final ConsequenceAnnotator FORWARD = annotator(BASES, Fixture.gene(false, "protein_coding"));

    private static ConsequenceAnnotator annotator(byte[] bases, Gene gene) {
        return ConsequenceAnnotator.builder(List.of(gene))
                .reference(Fixture.reference(bases))
                .build();
    }

    private static String terms(ConsequenceAnnotator annotator, int position, String ref, String alt) {
        return annotator
                .annotate("1", position, ref, alt)
                .map(found -> found.picked().terms().stream()
                        .map(ConsequenceTerm::label)
                        .collect(Collectors.joining("&")))
                .orElse("-");
    }

    private static String ref(int position, int length) {
        return new String(BASES, position - 1, length, StandardCharsets.US_ASCII);
    }

    private static String other(String base) {
        return base.equals("A") ? "C" : "A";
    }

    /** Single bases: the terms follow from the place. */
    @ParameterizedTest
    @CsvSource({
        "1000, upstream_gene_variant",
        "1001, 5_prime_UTR_variant",
        "1040, 5_prime_UTR_variant",
        "1101, splice_donor_variant",
        "1102, splice_donor_variant",
        "1103, splice_donor_region_variant&intron_variant",
        "1104, splice_donor_region_variant&intron_variant",
        "1105, splice_donor_5th_base_variant&intron_variant",
        "1106, splice_donor_region_variant&intron_variant",
        "1107, splice_region_variant&intron_variant",
        "1108, splice_region_variant&intron_variant",
        "1109, intron_variant",
        "1183, intron_variant",
        "1184, splice_polypyrimidine_tract_variant&intron_variant",
        "1192, splice_polypyrimidine_tract_variant&intron_variant",
        "1193, splice_region_variant&splice_polypyrimidine_tract_variant&intron_variant",
        "1198, splice_region_variant&splice_polypyrimidine_tract_variant&intron_variant",
        "1199, splice_acceptor_variant",
        "1200, splice_acceptor_variant",
        "1391, 3_prime_UTR_variant",
        "1500, 3_prime_UTR_variant",
        "1501, downstream_gene_variant"
    })
    void placesSingleBases(int position, String expected) {
        String ref = ref(position, 1);

        assertThat(terms(FORWARD, position, ref, other(ref))).isEqualTo(expected);
    }

    /** Where no exon is touched there is no position in the transcript; an insertion lies between two. */
    @ParameterizedTest
    @CsvSource({
        "1000, 1, T, -",
        "1001, 1, T, 1-1",
        "1100, 1, T, 100-100",
        "1101, 1, T, -",
        "1150, 1, T, -",
        "1201, 1, T, 101-101",
        "1361, 1, T, 161-161",
        "1098, 5, '', 98-100",
        "1090, 150, '', 90-139",
        "1050, 0, GG, 49-50",
        "1101, 0, CC, 100-101",
        "1500, 1, T, 300-300"
    })
    void countsPositionsAlongTheSplicedTranscript(int position, int deleted, String inserted, String expected) {
        String after = ref(position + deleted, 1);
        String ref = ref(position, deleted) + after;
        String alt = (deleted == 1 ? other(ref.substring(0, 1)) : inserted) + after;
        ConsequenceAnnotator reverse = annotator(Codons.reverseComplement(BASES), Fixture.gene(true, "protein_coding"));

        assertThat(spliced(picked(FORWARD, position, ref, alt))).isEqualTo(expected);
        assertThat(spliced(picked(reverse, Fixture.LENGTH + 1 - position - deleted, turned(ref), turned(alt))))
                .isEqualTo(expected);
    }

    private static String spliced(TranscriptConsequence consequence) {
        return consequence
                .splicedPositions()
                .map(positions -> positions.start() + "-" + positions.end())
                .orElse("-");
    }

    /** An insertion at the base that is given, of the bases that are given. */
    @ParameterizedTest
    @CsvSource({
        "1104, T, splice_donor_region_variant&intron_variant",
        "1105, T, splice_donor_region_variant&intron_variant",
        "1070, NNN, coding_sequence_variant",
        "1070, NNNTAA, coding_sequence_variant",
        "1070, NNTAA, frameshift_variant"
    })
    void placesInsertions(int position, String inserted, String expected) {
        String ref = ref(position, 1);

        assertThat(terms(FORWARD, position, ref, ref + inserted)).isEqualTo(expected);
    }

    @Test
    void aStopAtOnceIsNoOtherAlterationOfTheProtein() {
        // codon 4 is TGG at 1050: T AGC GG reads as a stop
        assertThat(ref(1050, 3)).isEqualTo("TGG");
        assertThat(terms(FORWARD, 1050, "T", "TAGC")).isEqualTo("stop_gained");
    }

    @Test
    void insertionsBesideATranscriptAreAtNoDistance() {
        assertThat(picked(FORWARD, 999, ref(999, 1), ref(999, 1) + "T").distance())
                .hasValue(1);
        assertThat(picked(FORWARD, 1501, ref(1501, 1), ref(1501, 1) + "T").distance())
                .hasValue(1);
        assertThat(picked(FORWARD, 999, ref(999, 1), other(ref(999, 1))).distance())
                .hasValue(2);
    }

    @Test
    void proteinPositionsFollowFromTheCodingSequenceWithoutBases() {
        ConsequenceAnnotator positions = ConsequenceAnnotator.builder(List.of(Fixture.gene(false, "protein_coding")))
                .build();

        TranscriptConsequence found = picked(positions, 1047, "A", "C");

        assertThat(found.cdsPositions()).hasValue(new Interval(7, 7));
        assertThat(found.proteinPositions()).hasValue(new Interval(3, 3));
    }

    @Test
    void likeVepSomeSpliceTermsAreNotGivenBesideOthers() {
        ConsequenceAnnotator vep = ConsequenceAnnotator.builder(List.of(Fixture.gene(false, "protein_coding")))
                .likeVep(true)
                .build();

        assertThat(terms(vep, 1103, ref(1103, 4), ref(1103, 1)))
                .isEqualTo("splice_donor_5th_base_variant&intron_variant");
        assertThat(terms(FORWARD, 1103, ref(1103, 4), ref(1103, 1)))
                .isEqualTo("splice_donor_5th_base_variant&splice_donor_region_variant&intron_variant");
        assertThat(vep.toString()).isNotEqualTo(FORWARD.toString());
    }

    @Test
    void ordersBySeverityWhateverIsPicked() {
        Gene coding = Fixture.gene(false, "protein_coding");
        Gene marked = Fixture.gene(false, "lncRNA", "MANE_Select");
        VariantConsequences found = ConsequenceAnnotator.builder(List.of(marked, coding))
                .reference(Fixture.reference(BASES))
                .build()
                .annotate("1", 1053, "C", "T")
                .orElseThrow();

        assertThat(found.picked().mostSevere()).isEqualTo(ConsequenceTerm.NON_CODING_TRANSCRIPT_EXON);
        assertThat(found.bySeverity().stream().map(TranscriptConsequence::mostSevere))
                .containsExactly(ConsequenceTerm.STOP_GAINED, ConsequenceTerm.NON_CODING_TRANSCRIPT_EXON);
    }

    /** Codon 5 is CAA at 1053-1055, codon 21 GAT at 1201-1203, codon 20 is split by no intron, codon 50 the stop. */
    @ParameterizedTest
    @CsvSource({
        // substitutions
        "1044, G, A, missense_variant, Gca/Aca, A/T",
        "1046, A, G, synonymous_variant, gcA/gcG, A",
        "1053, C, T, stop_gained, Caa/Taa, Q/*",
        "1042, T, C, start_lost, aTg/aCg, M/T",
        "1389, A, G, stop_retained_variant, tAa/tGa, *",
        "1388, T, C, stop_lost, Taa/Caa, */Q",
        "1044, GC, AT, missense_variant, GCa/ATa, A/I",
        "1046, AAA, GAG, missense_variant, gcAAAa/gcGAGa, AK/AR",
        "1097, A, C, missense_variant, caA/caC, Q/H",
        // in frame
        "1043, G, GTTT, inframe_insertion, -/TTT, -/F",
        "1044, G, GTTT, protein_altering_variant, gca/gTTTca, A/VS",
        "1046, AAAA, A, inframe_deletion, AAA/-, K/-",
        "1047, AAATGG, CGT, protein_altering_variant, AAATGG/CGT, KW/R",
        "1043, G, GTAA, stop_gained&inframe_insertion, -/TAA, -/*",
        // shifted
        "1047, A, AC, frameshift_variant, aaa/aCaa, K/TX",
        "1049, AT, A, frameshift_variant, Tgg/gg, W/X",
        // the ends of the coding sequence
        "1041, ATG, A, frameshift_variant&start_lost, aTG/a, M/X",
        "1388, TAA, T, frameshift_variant&stop_lost, tAA/t, */X",
        "1387, CTAA, C, stop_lost&inframe_deletion, TAA/-, */-",
        "1389, A, AGCA, stop_retained_variant, taa/taGCAa, */*Q",
        "1390, A, AGGG, 3_prime_UTR_variant, ,",
        "1040, G, GTTT, 5_prime_UTR_variant, ,",
        "1039, CGA, C, start_lost&5_prime_UTR_variant, ,",
        "1390, AC, A, 3_prime_UTR_variant, ,",
        // the ends of exons
        "1100, A, AGGG, inframe_insertion&splice_region_variant, -/GGG, -/G",
        "1200, G, GCC, frameshift_variant&splice_region_variant, -/CC, -/X",
        "1099, CAG, C, splice_donor_variant&coding_sequence_variant, ,",
        "1101, GT, GTCT, splice_donor_variant, ,"
    })
    void readsCodons(int position, String ref, String alt, String terms, String codons, String aminoAcids) {
        TranscriptConsequence found =
                FORWARD.annotate("1", position, ref, alt).orElseThrow().picked();

        assertThat(terms(FORWARD, position, ref, alt)).isEqualTo(terms);
        assertThat(found.codons().orElse(null)).isEqualTo(codons);
        assertThat(found.aminoAcids().orElse(null)).isEqualTo(aminoAcids);
    }

    /** Turned round, every base of the gene and its neighbourhood must say the same. */
    @Test
    void aGeneOnTheReverseStrandIsReadTheSameWay() {
        ConsequenceAnnotator reverse = annotator(Codons.reverseComplement(BASES), Fixture.gene(true, "protein_coding"));
        Random random = new Random(5);
        for (int position = 990; position < 1510; position++) {
            for (int length = 1; length <= 3; length++) {
                byte[] alt = new byte[length];
                for (int i = 0; i < length; i++) {
                    do {
                        alt[i] = (byte) "ACGT".charAt(random.nextInt(4));
                    } while (alt[i] == BASES[position - 1 + i]);
                }
                String ref = ref(position, length);
                int turned = Fixture.LENGTH + 1 - (position + length - 1);
                TranscriptConsequence one = picked(FORWARD, position, ref, text(alt));
                TranscriptConsequence two = picked(reverse, turned, turned(ref), text(Codons.reverseComplement(alt)));

                assertThat(two).hasToString(one.toString());
                assertThat(two.cdsPositions()).isEqualTo(one.cdsPositions());
                assertThat(two.proteinPositions()).isEqualTo(one.proteinPositions());
            }
        }
    }

    private static TranscriptConsequence picked(ConsequenceAnnotator annotator, int position, String ref, String alt) {
        return annotator.annotate("1", position, ref, alt).orElseThrow().picked();
    }

    private static String text(byte[] bases) {
        return new String(bases, StandardCharsets.US_ASCII);
    }

    private static String turned(String bases) {
        return text(Codons.reverseComplement(bases.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The first tier: no genome, only what position and length decide. */
    @ParameterizedTest
    @CsvSource({
        "1044, G, A, coding_sequence_variant",
        "1042, T, C, start_lost",
        "1388, T, C, stop_lost",
        "1389, A, C, stop_lost",
        "1389, A, G, coding_sequence_variant",
        "1390, G, A, stop_retained_variant",
        "1047, A, AC, frameshift_variant",
        "1047, A, ACCC, inframe_insertion",
        "1049, ATGG, A, inframe_deletion",
        "1101, G, A, splice_donor_variant",
        "1040, CA, C, frameshift_variant",
        "1039, CCA, C, coding_sequence_variant&5_prime_UTR_variant"
    })
    void withoutAGenomePositionAndLengthDecide(int position, String ref, String alt, String expected) {
        ConsequenceAnnotator positional = ConsequenceAnnotator.builder(List.of(Fixture.gene(false, "protein_coding")))
                .build();

        assertThat(terms(positional, position, ref, alt)).isEqualTo(expected);
    }

    /** Codons that are not the genome's would be nonsense: position decides alone. */
    @Test
    void aRefThatTheGenomeDoesNotHaveIsNotTranslated() {
        assertThat(ref(1044, 1)).isEqualTo("G");
        assertThat(terms(FORWARD, 1044, "C", "A")).isEqualTo("coding_sequence_variant");
    }

    @Test
    void aContigTheGenomeLacksIsAnnotatedByPositionAndNamed() {
        ConsequenceAnnotator lacking = ConsequenceAnnotator.builder(List.of(Fixture.gene(false, "protein_coding")))
                .reference(region -> {
                    throw new IllegalArgumentException("no such contig");
                })
                .build();

        assertThat(lacking.contigsWithoutBases()).isEmpty();
        assertThat(terms(lacking, 1044, "G", "A")).isEqualTo("coding_sequence_variant");
        assertThat(lacking.contigsWithoutBases()).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({
        "lncRNA, 1050, non_coding_transcript_exon_variant",
        "lncRNA, 1150, intron_variant&non_coding_transcript_variant",
        "lncRNA, 1101, splice_donor_variant&non_coding_transcript_variant",
        "lncRNA, 1098, splice_region_variant&non_coding_transcript_exon_variant",
        "nonsense_mediated_decay, 1150, intron_variant&NMD_transcript_variant"
    })
    void theBiotypeAddsItsTerm(String biotype, int position, String expected) {
        String ref = ref(position, 1);

        assertThat(terms(annotator(BASES, Fixture.gene(false, biotype)), position, ref, other(ref)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "900, 1600, <DEL>, transcript_ablation",
        "900, 1600, <DUP>, transcript_amplification",
        "1110, 1180, <DEL>, feature_truncation&intron_variant",
        "1110, 1300, <DEL:ME>, splice_acceptor_variant&splice_donor_variant&feature_truncation"
                + "&splice_donor_5th_base_variant&splice_donor_region_variant&splice_polypyrimidine_tract_variant"
                + "&coding_sequence_variant&intron_variant",
        "1050, 1051, <INS>, feature_elongation&coding_sequence_variant",
        "1030, 1060, <DEL>, start_lost&feature_truncation&coding_sequence_variant&5_prime_UTR_variant",
        "1400, 1420, <INV>, 3_prime_UTR_variant",
        "900, 950, <DEL>, upstream_gene_variant",
        "900, 1600, <*>, -",
        "900, 1600, *, -",
        "900, 1600, ., -",
        "900, 1600, N[1:500[, -",
        "900, 900, <DEL>, -"
    })
    void symbolicAllelesHaveTermsByTheirSpan(int position, int end, String alt, String expected) {
        String found = FORWARD.annotate("1", position, end, "N", alt)
                .map(all -> all.picked().terms().stream()
                        .map(ConsequenceTerm::label)
                        .collect(Collectors.joining("&")))
                .orElse("-");

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void farFromEveryTranscriptIsIntergenicAndTheDistanceCanBeSet() {
        ConsequenceAnnotator near = ConsequenceAnnotator.builder(List.of(Fixture.gene(false, "protein_coding")))
                .distance(10, 20)
                .build();

        assertThat(terms(near, 991, "A", "C")).isEqualTo("upstream_gene_variant");
        assertThat(picked(near, 991, "A", "C").distance()).hasValue(10);
        assertThat(terms(near, 990, "A", "C")).isEqualTo("intergenic_variant");
        assertThat(terms(near, 1520, "A", "C")).isEqualTo("downstream_gene_variant");
        assertThat(terms(near, 1521, "A", "C")).isEqualTo("intergenic_variant");
        assertThat(picked(near, 990, "A", "C").gene()).isEmpty();
    }

    @Test
    void anOlderReleaseOfVepHasNoTermsBesideTheDonor() {
        ConsequenceAnnotator old = ConsequenceAnnotator.builder(List.of(Fixture.gene(false, "protein_coding")))
                .severity(SeverityOrder.vep(104))
                .build();

        assertThat(terms(old, 1105, ref(1105, 1), "C")).isEqualTo("splice_region_variant&intron_variant");
        assertThat(terms(old, 1190, ref(1190, 1), "N")).isEqualTo("intron_variant");
    }

    @Test
    void keepsNoMoreSequenceThanAllowed() {
        Gene gene = Fixture.gene(false, "protein_coding");
        int[] reads = {0};
        for (int memory : new int[] {0, 1000}) {
            reads[0] = 0;
            ConsequenceAnnotator annotator = ConsequenceAnnotator.builder(List.of(gene))
                    .reference(region -> {
                        reads[0]++;
                        return Fixture.reference(BASES).bases(region);
                    })
                    .sequenceMemory(memory)
                    .build();
            terms(annotator, 1044, "G", "A");
            terms(annotator, 1044, "G", "A");
            assertThat(reads[0]).as("memory %d", memory).isEqualTo(memory == 0 ? 6 : 3);
        }
    }
}
