package omega.genomics.gtf.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.gtf.GtfDialect;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.TranscriptAlignments.Aligned;
import omega.genomics.io.InputSource;
import omega.genomics.model.TranscriptAlignment.Place;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptAlignmentsTest {
    private static final String HEAD = "##gff-version 3\n";

    private static List<Aligned> read(String text) throws IOException {
        InputSource source = InputSource.of("test.gff3", text.getBytes(StandardCharsets.UTF_8));
        try (GtfReader reader = GtfReader.options().dialect(GtfDialect.GFF3).open(source)) {
            return TranscriptAlignments.read(reader);
        }
    }

    private static String row(int start, int end, String strand, String attributes) {
        return "NC_1.1\tRefSeq\tcDNA_match\t" + start + "\t" + end + "\t.\t" + strand + "\t.\t" + attributes + "\n";
    }

    @Test
    void joinsTheRowsOfATranscriptAndReadsTheirGaps() throws IOException {
        List<Aligned> alignments = read(HEAD
                + row(201, 210, "-", "ID=a;Target=NM_1.1 1 11 +;Gap=M4 I1 M6")
                + row(101, 110, "-", "ID=a;Target=NM_1.1 12 20 +;Gap=M3 D1 M6"));

        assertThat(alignments).hasSize(1);
        assertThat(alignments.get(0).transcript()).isEqualTo("NM_1.1");
        var alignment = alignments.get(0).alignment();
        assertThat(alignment.length()).isEqualTo(20);
        assertThat(alignment.isWithoutGaps()).isFalse();
        assertThat(alignment.toTranscript(210, true)).isEqualTo(new Place(1, 0, false));
        assertThat(alignment.toTranscript(206, true)).isEqualTo(new Place(6, 0, false));
        assertThat(alignment.isTranscriptOnly(5)).isTrue();
        assertThat(alignment.toTranscript(107, true)).isEqualTo(new Place(14, 0, true));
        assertThat(alignment.toTranscript(107, false)).isEqualTo(new Place(15, 0, true));
        assertThat(alignment.toTranscript(200, true)).isEqualTo(new Place(11, 1, false));
        assertThat(alignment.toTranscript(111, true)).isEqualTo(new Place(12, -1, false));
        assertThat(alignment.toGenome(20, 0, true)).isEqualTo(101);
    }

    @Test
    void leavesOutWhatLacksBasesOfTheTranscript() throws IOException {
        assertThat(read(HEAD
                        + row(1, 10, "+", "ID=a;Target=NM_1.1 1 10 +")
                        + row(21, 30, "+", "ID=a;Target=NM_1.1 15 24 +")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID=a",
                "ID=a;Target=NM_1.1",
                "ID=a;Target=NM_1.1 x 10 +",
                "ID=a;Target=NM_1.1 1 9 +",
                "ID=a;Target=NM_1.1 1 10 +;Gap=M5 X5",
                "ID=a;Target=NM_1.1 1 10 +;Gap=M5"
            })
    void refusesWhatDoesNotAddUp(String attributes) {
        assertThatThrownBy(() -> read(HEAD + row(1, 10, "+", attributes))).isInstanceOf(ParseException.class);
    }

    @Test
    void readsTheFileOfEnsemblsTests() throws IOException {
        try (GtfReader reader = GtfReader.open(Needs.data("gtf/ensembl-vep/bam_edit.gff.gz"))) {
            List<Aligned> alignments = TranscriptAlignments.read(reader);

            assertThat(alignments).hasSizeGreaterThan(5);
            assertThat(alignments)
                    .anySatisfy(aligned ->
                            assertThat(aligned.alignment().isWithoutGaps()).isFalse());
        }
    }
}
