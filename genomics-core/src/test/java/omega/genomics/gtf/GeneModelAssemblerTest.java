package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import omega.genomics.Interval;
import omega.genomics.io.InputSource;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import omega.genomics.model.Transcript;
import org.junit.jupiter.api.Test;

/** Rows become genes: the cases of GTF and GFF3 that files in the wild show. */
class GeneModelAssemblerTest {

    private static GeneModel model(String text) throws IOException {
        byte[] bytes = text.replace('→', '\t').getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (GtfReader reader = GtfReader.open(InputSource.of("test", bytes))) {
            return GeneModelAssembler.assemble(reader);
        }
    }

    private static Transcript only(GeneModel model) {
        assertThat(model.genes()).hasSize(1);
        assertThat(model.genes().get(0).transcripts()).hasSize(1);
        return model.genes().get(0).transcripts().get(0);
    }

    @Test
    void buildsAGeneOfARealShape() throws IOException {
        GeneModel model = model("""
                1→src→gene→100→500→.→-→.→gene_id "G"; gene_version "3"; gene_name "N"; gene_biotype "protein_coding";
                1→src→transcript→100→500→.→-→.→gene_id "G"; gene_version "3"; transcript_id "T"; transcript_version "2"; gene_name "N"; tag "basic"; tag "CCDS";
                1→src→exon→401→500→.→-→.→gene_id "G"; transcript_id "T"; exon_number "1"; exon_id "E1"; exon_version "1"; tag "basic"; tag "CCDS";
                1→src→CDS→401→450→.→-→0→gene_id "G"; transcript_id "T"; exon_number "1"; protein_id "P"; protein_version "4"; tag "basic"; tag "CCDS";
                1→src→start_codon→448→450→.→-→0→gene_id "G"; transcript_id "T"; exon_number "1";
                1→src→exon→100→200→.→-→.→gene_id "G"; transcript_id "T"; exon_number "2"; exon_id "E2"; exon_version "1"; tag "basic"; tag "CCDS"; note "a;b";
                1→src→CDS→161→200→.→-→1→gene_id "G"; transcript_id "T"; exon_number "2"; protein_id "P"; protein_version "4";
                1→src→stop_codon→158→160→.→-→0→gene_id "G"; transcript_id "T"; exon_number "2";
                """);
        Gene gene = model.genes().get(0);
        assertThat(gene.version()).hasValue(3);
        assertThat(gene.name()).hasValue("N");
        assertThat(gene.biotype()).hasValue("protein_coding");
        assertThat(gene.attributes().isEmpty()).isTrue();
        Transcript transcript = only(model);
        assertThat(transcript.version()).hasValue(2);
        assertThat(transcript.attributes().all("tag")).containsExactly("basic", "CCDS");
        assertThat(transcript.exons()).extracting(Exon::interval).containsExactly(i(401, 500), i(100, 200));
        assertThat(transcript.exons().get(1).attributes().first("note")).hasValue("a;b");
        assertThat(transcript.exons().get(1).attributes().all("tag")).isEmpty();
        assertThat(transcript.introns()).containsExactly(i(201, 400));
        assertThat(transcript.fivePrimeUtr()).containsExactly(i(451, 500));
        assertThat(transcript.threePrimeUtr()).containsExactly(i(100, 157));
        Cds cds = transcript.cds().orElseThrow();
        assertThat(cds.segments()).containsExactly(new CodingSegment(401, 450, 0), new CodingSegment(161, 200, 1));
        assertThat(cds.startCodon()).containsExactly(i(448, 450));
        assertThat(cds.stopCodon()).containsExactly(i(158, 160));
        assertThat(cds.proteinId()).hasValue("P");
        assertThat(cds.attributes().first("protein_version")).hasValue("4");
        assertThat(cds.hasConsistentPhases()).isTrue();
        assertThat(transcript.genomeToCds(450)).hasValue(1);
        assertThat(transcript.genomeToCds(158)).hasValue(93);
        assertThat(transcript.genomeToCds(300)).isEmpty();
        assertThat(transcript.genomeToTranscript(500)).hasValue(1);
        assertThat(transcript.cdsToTranscript(1)).hasValue(51);
        assertThat(transcript.transcriptToGenome(101)).hasValue(200);
    }

    private static Interval i(int start, int end) {
        return new Interval(start, end);
    }

    @Test
    void infersGenesAndTranscriptsThatHaveNoRow() throws IOException {
        Transcript transcript = only(model("""
                1→x→exon→10→20→.→+→.→gene_id "G"; transcript_id "T"; gene_name "N"; tss_id "S";
                1→x→exon→30→40→.→+→.→gene_id "G"; transcript_id "T"; gene_name "N"; tss_id "S";
                """));
        assertThat(transcript.isDerived()).isTrue();
        assertThat(transcript.interval()).isEqualTo(i(10, 40));
        assertThat(transcript.attributes().first("tss_id")).hasValue("S");
        assertThat(List.copyOf(transcript.exons().get(0).attributes().entries()))
                .isEmpty();
    }
}
