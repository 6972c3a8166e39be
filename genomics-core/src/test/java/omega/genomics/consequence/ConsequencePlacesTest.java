package omega.genomics.consequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which exons, introns and positions a consequence names, on both strands. */
class ConsequencePlacesTest {
    /** Exons 101–120, 151–170 and 201–220, coding from 111 to 209; without the genome. */
    private static ConsequenceAnnotator annotator(Strand strand) {
        Transcript.Builder transcript =
                Transcript.builder("T", "G", "1", 101, 220, strand).biotype("protein_coding");
        int[] starts = {101, 151, 201};
        boolean reverse = strand.isReverse();
        Cds.Builder cds = Cds.builder();
        int[][] coding = {{111, 120}, {151, 170}, {201, 209}};
        int[] phases = Cds.phases(0, reverse ? new int[] {9, 20, 10} : new int[] {10, 20, 9});
        for (int i = 0; i < 3; i++) {
            int k = reverse ? 2 - i : i;
            transcript.add(
                    Exon.builder(i + 1, starts[k], starts[k] + 19, strand).build());
            cds.add(new CodingSegment(coding[k][0], coding[k][1], phases[i]));
        }
        Transcript built = transcript.add(cds.build()).build();
        return ConsequenceAnnotator.builder(List.of(
                        Gene.builder("G", "1", 101, 220, strand).add(built).build()))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        // position, ref, alt, changed, exon, intron, cDNA, CDS; then exon, intron, cDNA, CDS on the other strand
        "115, A, C, 115-115, 1/3, -, 15, 5, 3/3, -, 46, 35",
        "105, A, C, 105-105, 1/3, -, 5, -, 3/3, -, 56, -",
        "130, A, C, 130-130, -, 1/2, -, -, -, 2/2, -, -",
        "118, AAAAAA, A, 119-123, 1/3, 1/2, 19-?, 9-?, 3/3, 2/2, ?-42, ?-31",
        "148, AAAAAA, A, 149-153, 2/3, 1/2, ?-23, ?-13, 2/3, 2/2, 38-?, 27-?",
        "109, AAAA, A, 110-112, 1/3, -, 10-12, ?-2, 3/3, -, 49-51, 38-?",
        "115, A, AG, 115-116, 1/3, -, 15-16, 5-6, 3/3, -, 45-46, 34-35",
        "130, A, AG, 130-131, -, 1/2, -, -, -, 2/2, -, -",
        "50, A, C, 50-50, -, -, -, -, -, -, -, -",
    })
    void namesPlaces(
            int position,
            String ref,
            String alt,
            String changed,
            String exon,
            String intron,
            String cdna,
            String cds,
            String exonReverse,
            String intronReverse,
            String cdnaReverse,
            String cdsReverse) {
        check(Strand.PLUS, position, ref, alt, changed, exon, intron, cdna, cds);
        check(Strand.MINUS, position, ref, alt, changed, exonReverse, intronReverse, cdnaReverse, cdsReverse);
    }

    private static void check(
            Strand strand,
            int position,
            String ref,
            String alt,
            String changed,
            String exon,
            String intron,
            String cdna,
            String cds) {
        TranscriptConsequence found = annotator(strand)
                .annotate("1", position, ref, alt)
                .orElseThrow()
                .picked();
        Interval interval = found.changedInterval().orElseThrow();
        assertThat(List.of(
                        interval.start() + "-" + interval.end(),
                        found.exonText().orElse("-"),
                        found.intronText().orElse("-"),
                        found.splicedText().orElse("-"),
                        found.cdsText().orElse("-")))
                .as(strand + " " + position + " " + ref + ">" + alt)
                .containsExactly(changed, exon, intron, cdna, cds);
    }

    @ParameterizedTest
    @CsvSource({"118, 1, 2, 1, 1", "140, 2, 3, 1, 2"})
    void countsAllThatALongDeletionTouches(int start, int firstExon, int lastExon, int firstIntron, int lastIntron) {
        TranscriptConsequence found = annotator(Strand.PLUS)
                .annotate("1", start, "A".repeat(start == 118 ? 40 : 70), "A")
                .orElseThrow()
                .picked();
        assertThat(found.exons()).contains(new Interval(firstExon, lastExon));
        assertThat(found.introns()).contains(new Interval(firstIntron, lastIntron));
    }
}
