package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.Diagnostic;
import omega.genomics.ParseMode;
import omega.genomics.gtf.GtfDialect;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.hgvs.names.HgvsNamer;
import omega.genomics.hgvs.names.HgvsNames;
import omega.genomics.io.InputSource;
import omega.genomics.model.GeneModel;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/** Transcripts of RefSeq's GFF3 files whose rows {@code cDNA_match} have gaps. */
class GappedModelsTest {
    /** The transcript lacks the contig's bases 31 and 32, and has two more after its base 20. */
    private static final String GFF = """
        ##gff-version 3
        1→RefSeq→gene→11→60→.→+→.→ID=gene-A;gene=A
        1→RefSeq→mRNA→11→60→.→+→.→ID=rna-NM_1.1;Parent=gene-A;transcript_id=NM_1.1
        1→RefSeq→exon→11→60→.→+→.→ID=exon-1;Parent=rna-NM_1.1;transcript_id=NM_1.1
        1→RefSeq→CDS→13→60→.→+→0→ID=cds-1;Parent=rna-NM_1.1;protein_id=NP_1.1
        1→RefSeq→cDNA_match→11→60→.→+→.→ID=m;Target=NM_1.1 1 50 +;Gap=M20 D2 M10 I2 M18
        """.replace('→', '\t');

    private static final String BASES =
            "TTTTTTTTTT" + "CCATGGCAGCGAAACGCACC" + "TT" + "GATGGAGCAC" + "CCGGAAACCGGGCATTAA" + "TTTT";

    private static final ReferenceSequence GENOME = region -> {
        if (region.end() > BASES.length()) {
            throw new IllegalArgumentException("no " + region);
        }
        return BASES.substring(region.start() - 1, region.end()).getBytes(StandardCharsets.US_ASCII);
    };

    private static GeneModel model(String gff, List<Diagnostic> findings) throws IOException {
        InputSource source = InputSource.of("test.gff3", gff.getBytes(StandardCharsets.UTF_8));
        try (GtfReader reader = GtfReader.options().dialect(GtfDialect.GFF3).open(source)) {
            GeneModelAssembler assembler = GeneModelAssembler.of(ParseMode.STRICT, findings::add);
            return assembler.addAll(reader).toModel();
        }
    }

    @Test
    void theModelBringsTheAlignment() throws IOException {
        Transcript transcript =
                model(GFF, new ArrayList<>()).transcript("NM_1.1").orElseThrow();
        HgvsTranscript described = HgvsTranscript.of(transcript, "1", GENOME, GeneticCode.STANDARD);

        assertThat(transcript.alignment().orElseThrow().isWithoutGaps()).isFalse();
        assertThat(described.sequence()).contains("CCATGGCAGCGAAACGCACC" + "GATGGAGCAC" + "NN" + "CCGGAAACCGGGCATTAA");
        assertThat(described.cdsStart()).isEqualTo(3);
        assertThat(described.cdsEnd()).isEqualTo(50);
    }

    @Test
    void namesCountTheBasesOfTheTranscript() throws IOException {
        HgvsNames names =
                HgvsNamer.builder(model(GFF, new ArrayList<>()), GENOME).build().names();

        names.read("1", 16, "G", "T");
        assertThat(names.transcript(0)).hasToString("NM_1.1:c.4G>T");
        assertThat(names.protein(0)).hasToString("NP_1.1:p.(Ala2Ser)");
        names.read("1", 33, "G", "C");
        assertThat(names.transcript(0)).hasToString("NM_1.1:c.19G>C");
        names.read("1", 43, "C", "T");
        assertThat(names.transcript(0)).hasToString("NM_1.1:c.31C>T");
        for (int position = 42; position <= 43; position++) { // two texts of one allele
            names.read("1", position, "CC", "C");
            assertThat(names.transcript(0)).hasToString("NM_1.1:c.32del");
        }
    }

    @Test
    void theTranscriptsOwnBasesCanBeGiven() throws IOException {
        Transcript transcript =
                model(GFF, new ArrayList<>()).transcript("NM_1.1").orElseThrow();
        HgvsTranscript own = HgvsTranscript.of(transcript, "1", GENOME, GeneticCode.STANDARD)
                .withSequence("CCATGGCAGCGAAACGCACCGATGGAGCACTTCCGGAAACCGGGCATTAA");
        HgvsProjector projector = new HgvsProjector(own);

        assertThat(projector.toProtein((HgvsVariant.Nucleotide) HgvsParser.parse("NM_1.1:c.29T>C")))
                .hasToString("NP_1.1:p.(Leu10Pro)");
    }

    @Test
    void aRowThatDoesNotAddUpIsAWarning() throws IOException {
        List<Diagnostic> findings = new ArrayList<>();
        GeneModel model = model(GFF.replace("M20 D2", "M21 D2"), findings);

        assertThat(model.transcript("NM_1.1").orElseThrow().alignment()).isEmpty();
        assertThat(findings).anySatisfy(finding -> assertThat(finding.field()).isEqualTo("Gap"));
    }

    @Test
    void refSeqsFileJustWorks() throws IOException {
        GeneModel model;
        try (GtfReader reader = GtfReader.open(Needs.data("gtf/ensembl-vep/bam_edit.gff.gz"))) {
            model = GeneModelAssembler.of(ParseMode.LENIENT, finding -> {})
                    .addAll(reader)
                    .toModel();
        }
        List<Transcript> gapped = model.genes().stream()
                .flatMap(gene -> gene.transcripts().stream())
                .filter(transcript -> transcript.alignment().isPresent())
                .toList();

        assertThat(gapped).isNotEmpty();
        for (Transcript transcript : gapped) {
            HgvsTranscript described = HgvsTranscript.of(transcript, transcript.contig(), null, GeneticCode.STANDARD);
            HgvsProjector projector = new HgvsProjector(described);
            int length = described.alignment().orElseThrow().length();
            for (int base = 1; base <= length; base++) {
                if (described.alignment().orElseThrow().isTranscriptOnly(base)) {
                    continue;
                }
                HgvsVariant.Nucleotide n =
                        (HgvsVariant.Nucleotide) HgvsParser.parse(described.accession() + ":n." + base + "=");
                assertThat(projector
                                .toTranscript(projector.toGenome(n), HgvsKind.NONCODING)
                                .location())
                        .as(n.toString())
                        .isEqualTo(n.location());
            }
        }
    }
}
