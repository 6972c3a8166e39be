package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.model.TranscriptAlignment.Part;
import omega.genomics.model.TranscriptAlignment.Stretch;
import org.junit.jupiter.api.Test;

class HgvsProjectorTest {
    private static HgvsTranscript generated(SplittableRandom random, boolean gaps) {
        boolean reverse = random.nextBoolean();
        List<Interval> exons = new ArrayList<>();
        int at = 1_000;
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int length = 12 + random.nextInt(20);
            exons.add(reverse ? 0 : exons.size(), new Interval(at, at + length - 1));
            at += length + 1 + random.nextInt(12);
        }
        TranscriptAlignment.Builder builder = TranscriptAlignment.builder(reverse);
        int bases = 0;
        for (Interval exon : exons) {
            int left = 2 + random.nextInt(4);
            int gap = 1 + random.nextInt(3);
            int kind = gaps ? random.nextInt(3) : 2;
            List<Stretch> parts = kind == 2
                    ? List.of()
                    : kind == 1
                            ? List.of(
                                    new Stretch(Part.MATCH, left),
                                    new Stretch(Part.GENOME_ONLY, gap),
                                    new Stretch(Part.MATCH, exon.length() - left - gap))
                            : List.of(
                                    new Stretch(Part.MATCH, left),
                                    new Stretch(Part.TRANSCRIPT_ONLY, gap),
                                    new Stretch(Part.MATCH, exon.length() - left));
            builder.exon(exon, parts);
            bases += exon.length() + (kind == 0 ? gap : kind == 1 ? -gap : 0);
        }
        TranscriptAlignment alignment = builder.build();
        assertThat(alignment.length()).isEqualTo(bases);
        int start = 1 + random.nextInt(6);
        return HgvsTranscript.builder("NM_1.1")
                .alignment("NC_1.1", alignment)
                .cds(start, start + 2 + random.nextInt(bases - start - 2))
                .build();
    }

    @Test
    void thereAndBackIsTheSamePlace() {
        SplittableRandom random = new SplittableRandom(2020);
        int moved = 0;
        for (int i = 0; i < 500; i++) {
            HgvsTranscript transcript = generated(random, i % 2 == 0);
            TranscriptAlignment alignment = transcript.requireAlignment();
            HgvsProjector projector = new HgvsProjector(transcript);
            for (int g = alignment.interval().start() - 5;
                    g <= alignment.interval().end() + 5;
                    g++) {
                if (alignment.toTranscript(g, true).inGap()) {
                    continue;
                }
                for (HgvsKind kind : List.of(HgvsKind.CODING, HgvsKind.NONCODING)) {
                    Nucleotide genomic = (Nucleotide) HgvsParser.parse("NC_1.1:g." + g + "A>C");
                    Nucleotide along = projector.toTranscript(genomic, kind);
                    assertThat(HgvsParser.parse(along.toString())).isEqualTo(along);
                    assertThat(projector.toGenome(along))
                            .as(along + " of " + alignment)
                            .isEqualTo(genomic);
                    moved++;
                }
            }
            for (int n = 1; n <= alignment.length(); n++) {
                if (!alignment.isTranscriptOnly(n)) {
                    Nucleotide along = (Nucleotide) HgvsParser.parse("NM_1.1:n." + n + "del");
                    assertThat(projector.toTranscript(projector.toGenome(along), HgvsKind.NONCODING))
                            .isEqualTo(along);
                }
            }
        }
        assertThat(moved).isGreaterThan(50_000);
    }

    private static Transcript transcript(Strand strand, int phase) {
        List<Interval> exons = List.of(new Interval(11, 25), new Interval(31, 45));
        boolean reverse = strand.isReverse();
        Transcript.Builder builder =
                Transcript.builder("T1", "G1", "1", 11, 45, strand).version(2);
        for (int i = 0; i < 2; i++) {
            Interval exon = exons.get(reverse ? 1 - i : i);
            builder.add(Exon.builder(i + 1, exon.start(), exon.end(), strand).build());
        }
        Cds.Builder cds = Cds.builder().proteinId("P1").complete(true, true);
        if (reverse) {
            cds.add(new CodingSegment(31, 42, phase))
                    .add(new CodingSegment(17, 25, 0))
                    .stopCodon(List.of(new Interval(14, 16)));
        } else {
            cds.add(new CodingSegment(14, 25, phase))
                    .add(new CodingSegment(31, 39, 0))
                    .stopCodon(List.of(new Interval(40, 42)));
        }
        return builder.add(cds.build()).build();
    }

    /** Positions 14 to 42 hold ATG GCC AAA TGG, an intron, GCA AGA CTT TAA. */
    private static final String GENOME =
            "CCCCCCCCCC" + "CAC" + "ATGGCCAAATGG" + "GTAAG" + "GCAAGACTT" + "TAA" + "CAC" + "CCCCC";

    private static ReferenceSequence genome(String bases) {
        return region -> bases.substring(region.start() - 1, region.end()).getBytes(StandardCharsets.US_ASCII);
    }

    private static String toProtein(HgvsTranscript transcript, String change) {
        return new HgvsProjector(transcript)
                .toProtein((Nucleotide) HgvsParser.parse("T1.2:c." + change))
                .toString();
    }

    @Test
    void describesATranscriptOfAGeneModel() {
        HgvsTranscript forward =
                HgvsTranscript.of(transcript(Strand.PLUS, 0), "NC_1.1", genome(GENOME), GeneticCode.STANDARD);
        HgvsProjector projector = new HgvsProjector(forward);

        assertThat(forward.accession()).isEqualTo("T1.2");
        assertThat(projector.toTranscript((Nucleotide) HgvsParser.parse("NC_1.1:g.27T>C")))
                .hasToString("T1.2:c.12+2T>C");
        assertThat(projector.toTranscript((Nucleotide) HgvsParser.parse("NC_1.1:g.43C>G")))
                .hasToString("T1.2:c.*1C>G");
        assertThat(toProtein(forward, "5C>A")).isEqualTo("P1:p.(Ala2Asp)");
        assertThat(toProtein(forward, "1A>G")).isEqualTo("P1:p.Met1?");
        assertThat(toProtein(forward, "12+2T>C")).isEqualTo("P1:p.?");
        assertThat(toProtein(forward, "12G>A")).isEqualTo("P1:p.(Trp4Ter)");
    }

    @Test
    void reverseStrandCountsBackwards() {
        HgvsTranscript reverse = HgvsTranscript.of(
                transcript(Strand.MINUS, 0),
                "NC_1.1",
                genome(Bases.reverseComplement(GENOME + "CCCCC").substring(0, 55)),
                GeneticCode.STANDARD);
        HgvsProjector projector = new HgvsProjector(reverse);
        Nucleotide coding = (Nucleotide) HgvsParser.parse("T1.2:c.12+2_12+3insAC");

        Nucleotide genomic = projector.toGenome(coding);

        assertThat(genomic).hasToString("NC_1.1:g.28_29insGT");
        assertThat(projector.toTranscript(genomic)).isEqualTo(coding);
    }

    @Test
    void geneticCodeAndSelenocysteineDecideOnStops() {
        String mitochondrial = GENOME.replace("AGACTTTAA", "CTTTGAAGA");
        Transcript model = transcript(Strand.PLUS, 0);

        HgvsTranscript second =
                HgvsTranscript.of(model, "NC_012920.1", genome(mitochondrial), GeneticCode.VERTEBRATE_MITOCHONDRIAL);
        assertThat(toProtein(second, "21A>G")).isEqualTo("P1:p.(Trp7=)");
        HgvsTranscript first =
                HgvsTranscript.of(model, "NC_1.1", genome(GENOME.replace("AGACTT", "TGACTT")), GeneticCode.STANDARD);
        assertThat(toProtein(first, "18A>C")).isEqualTo("P1:p.(Sec6Cys)");
        assertThat(toProtein(first, "5C>A")).isEqualTo("P1:p.(Ala2Asp)");
        assertThat(new HgvsProjector(second).toGenome((Nucleotide) HgvsParser.parse("T1.2:c.1A>G")))
                .hasToString("NC_012920.1:m.14A>G");
    }

    @Test
    void refusesWhatIsNoPositionOfTheTranscript() {
        HgvsProjector projector =
                new HgvsProjector(HgvsTranscript.of(transcript(Strand.PLUS, 0), "NC_1.1", null, GeneticCode.STANDARD));

        assertThatThrownBy(() -> projector.toGenome((Nucleotide) HgvsParser.parse("T1.2:c.25A>G")))
                .isInstanceOf(HgvsException.class)
                .hasMessageContaining("up to c.24");
        assertThatThrownBy(() -> projector.toGenome((Nucleotide) HgvsParser.parse("T1.2:c.-900A>G")))
                .isInstanceOf(HgvsException.class);
        assertThatThrownBy(() -> projector.toTranscript((Nucleotide) HgvsParser.parse("NC_1.1:g.pterdel")))
                .isInstanceOf(HgvsException.class);
    }
}
