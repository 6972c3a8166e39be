package omega.genomics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import omega.genomics.Interval;
import omega.genomics.Strand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three coordinate systems and three sequences of one transcript. */
class TranscriptTest {
    private static final String GENOME = "CCATGGCTTGACCCCTGAAATTTTAGGG";

    private static ReferenceSequence genome(String bases) {
        return region -> bases.substring(region.start() - 1, region.end()).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Transcript.Builder transcript(Strand strand) {
        return Transcript.builder("T", "G", "1", 1, 28, strand);
    }

    @Test
    void readsSplicedCodingAndProteinSequences() {
        Transcript transcript = transcript(Strand.PLUS)
                .add(Exon.builder(1, 1, 9, Strand.PLUS).build())
                .add(Exon.builder(2, 16, 28, Strand.PLUS).build())
                .add(Cds.builder()
                        .add(new CodingSegment(3, 9, 0))
                        .add(new CodingSegment(16, 24, 2))
                        .build())
                .build();
        assertThat(transcript.splicedSequence(genome(GENOME))).isEqualTo("CCATGGCTTTGAAATTTTAGGG");
        assertThat(transcript.cdsSequence(genome(GENOME))).hasValue("ATGGCTTTGAAATTTT");
        assertThat(transcript.proteinSequence(genome(GENOME), GeneticCode.STANDARD))
                .hasValue("MALKF");
    }

    @Test
    void readsTheReverseStrandAndStartsAtTheFirstWholeCodon() {
        Transcript transcript = transcript(Strand.MINUS)
                .add(Exon.builder(1, 1, 28, Strand.MINUS).build())
                .add(Cds.builder().add(new CodingSegment(1, 8, 2)).build())
                .build();
        assertThat(transcript.cdsSequence(genome(GENOME))).hasValue("AGCCATGG");
        assertThat(transcript.proteinSequence(genome(GENOME), GeneticCode.STANDARD))
                .hasValue("PW");
    }

    @Test
    void translatesAMarkedStopAsSelenocysteine() {
        Transcript.Builder builder = transcript(Strand.PLUS)
                .add(Exon.builder(1, 1, 9, Strand.PLUS).build())
                .add(Cds.builder().add(new CodingSegment(1, 9, 0)).build());
        assertThat(builder.build().proteinSequence(genome("ATGTGAGCC"), GeneticCode.STANDARD))
                .hasValue("M*A");
        assertThat(builder.selenocysteines(List.of(new Interval(4, 6)))
                        .build()
                        .proteinSequence(genome("ATGTGAGCC"), GeneticCode.STANDARD))
                .hasValue("MUA");
    }

    @ParameterizedTest
    @CsvSource({"TGA,*,W", "AGA,R,*", "ata,I,M", "GCN,A,A", "NNN,X,X", "A-A,X,X", "UUR,L,L", "ATG,M,M"})
    void translatesByTheTable(String codon, char standard, char mitochondrial) {
        byte[] b = codon.getBytes(StandardCharsets.US_ASCII);
        assertThat(GeneticCode.STANDARD.translate(b[0], b[1], b[2])).isEqualTo(standard);
        assertThat(GeneticCode.VERTEBRATE_MITOCHONDRIAL.translate(b[0], b[1], b[2]))
                .isEqualTo(mitochondrial);
    }

    /** What goes to the genome comes back, and the positions along the transcript cover the exons and nothing else. */
    /** The last position that there is must not wrap. */
    @Test
    void everyAnswerHoldsAtTheLastPosition() {
        int last = Integer.MAX_VALUE;
        for (Strand strand : List.of(Strand.PLUS, Strand.MINUS)) {
            Transcript transcript = Transcript.builder("T", "G", "1", 1, last, strand)
                    .add(Exon.builder(strand == Strand.PLUS ? 1 : 3, 1, 10, strand)
                            .build())
                    .add(Exon.builder(2, last - 9, last, strand).build())
                    .add(Exon.builder(strand == Strand.PLUS ? 3 : 1, last - 4, last, strand)
                            .build())
                    .add(Cds.builder().add(new CodingSegment(last - 9, last, 0)).build())
                    .build();
            assertThat(transcript.introns()).containsExactly(new Interval(11, last - 10));
            assertThat(transcript.fivePrimeUtr().size()
                            + transcript.threePrimeUtr().size())
                    .isEqualTo(1);
            assertThat(transcript.splicedLength()).isEqualTo(25);
            assertThat(transcript.genomeToTranscript(last)).isPresent();
            assertThat(transcript.genomeToCds(last)).isPresent();
            assertThat(transcript.transcriptToGenome(25)).isPresent();
            assertThat(transcript.isTransSpliced()).isFalse();
        }
    }

    @Test
    void partsThatAreLongerThanAnIntAreRefused() {
        Transcript.Builder transcript = Transcript.builder("T", "G", "1", 1, Integer.MAX_VALUE, Strand.PLUS)
                .add(Exon.builder(1, 1, Integer.MAX_VALUE, Strand.PLUS).build());
        assertThat(transcript.build().splicedLength()).isEqualTo(Integer.MAX_VALUE);
        transcript.add(Exon.builder(2, 1, 1, Strand.PLUS).build());
        assertThatThrownBy(transcript::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2147483648");
        Cds.Builder cds =
                Cds.builder().add(new CodingSegment(1, Integer.MAX_VALUE, 0)).add(new CodingSegment(1, 1, 0));
        assertThatThrownBy(cds::build).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void projectsThereAndBackOnRandomTranscripts() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            Strand strand = random.nextBoolean() ? Strand.PLUS : Strand.MINUS;
            List<Interval> blocks = new ArrayList<>();
            int at = 1;
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                int start = at + random.nextInt(30);
                at = start + random.nextInt(20) + 1;
                blocks.add(new Interval(start, at - 1));
            }
            if (strand.isReverse()) {
                java.util.Collections.reverse(blocks);
            }
            Transcript.Builder builder = Transcript.builder("T", "G", "1", 1, at, strand);
            for (int i = 0; i < blocks.size(); i++) {
                builder.add(
                        Exon.builder(i + 1, blocks.get(i).start(), blocks.get(i).end(), strand)
                                .build());
            }
            Transcript transcript = builder.build();
            int seen = 0;
            for (int position = 1; position <= at + 5; position++) {
                int genome = position;
                boolean exonic = blocks.stream().anyMatch(block -> block.contains(genome));
                assertThat(transcript.genomeToTranscript(genome).isPresent()).isEqualTo(exonic);
                if (exonic) {
                    seen++;
                    int along = transcript.genomeToTranscript(genome).getAsInt();
                    assertThat(transcript.transcriptToGenome(along)).hasValue(genome);
                }
            }
            assertThat(seen).isEqualTo(transcript.splicedLength());
            assertThat(transcript.transcriptToGenome(0)).isEmpty();
            assertThat(transcript.transcriptToGenome(seen + 1)).isEmpty();
        }
    }
}
