package omega.genomics.gtf.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import omega.genomics.gtf.GtfReader;
import omega.genomics.io.InputSource;
import omega.genomics.model.GeneModel;
import org.junit.jupiter.api.Test;

class OldBiotypesTest {
    private static GeneModel model(String source, String more) throws IOException {
        String attributes = "gene_id \"G1\"; gene_biotype \"protein_coding\"; ";
        String text = "1\tprotein_coding\tgene\t1\t100\t.\t+\t.\t" + attributes + "\n"
                + "1\t" + source + "\ttranscript\t1\t100\t.\t+\t.\t" + attributes + "transcript_id \"T1\"; " + more
                + "\n"
                + "1\t" + source + "\texon\t1\t100\t.\t+\t.\t" + attributes
                + "transcript_id \"T1\"; exon_number \"1\";\n";
        try (GtfReader reader = GtfReader.open(InputSource.of("old.gtf", text.getBytes(StandardCharsets.UTF_8)))) {
            return GeneModelAssembler.assemble(reader);
        }
    }

    @Test
    void theSourceOfOldFilesIsTheBiotypeOfATranscript() throws IOException {
        assertThat(model("nonsense_mediated_decay", "transcript_source \"havana\";")
                        .transcript("T1")
                        .orElseThrow()
                        .biotype())
                .hasValue("nonsense_mediated_decay");
    }

    @Test
    void anAttributeIsTakenFirstAndAnotherSourceIsNoBiotype() throws IOException {
        assertThat(model("protein_coding", "transcript_biotype \"retained_intron\";")
                        .transcript("T1")
                        .orElseThrow()
                        .biotype())
                .hasValue("retained_intron");
        assertThat(model("havana", "").transcript("T1").orElseThrow().biotype()).isEmpty();
    }
}
