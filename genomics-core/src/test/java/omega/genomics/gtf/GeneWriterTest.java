package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.ParseMode;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import omega.genomics.model.Transcript;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model written and read back is the same model. */
class GeneWriterTest {
    private static final String GENE = """
            1→src→gene→100→500→.→-→.→gene_id "G"; gene_version "3"; gene_name "N"; gene_biotype "protein_coding";
            1→src→transcript→100→500→.→-→.→gene_id "G"; gene_version "3"; transcript_id "T"; transcript_version "2"; gene_name "N"; gene_biotype "protein_coding"; tag "basic"; tag "CCDS";
            1→src→exon→401→500→.→-→.→gene_id "G"; transcript_id "T"; exon_number "1"; exon_id "E1"; exon_version "1";
            1→src→CDS→401→450→.→-→0→gene_id "G"; transcript_id "T"; exon_number "1"; protein_id "P"; protein_version "4";
            1→src→start_codon→448→450→.→-→0→gene_id "G"; transcript_id "T"; exon_number "1";
            1→src→exon→100→200→.→-→.→gene_id "G"; transcript_id "T"; exon_number "2"; exon_id "E2"; note "a;\\"b";
            1→src→CDS→160→200→.→-→1→gene_id "G"; transcript_id "T"; exon_number "2"; protein_id "P"; protein_version "4";
            1→src→stop_codon→157→159→.→-→0→gene_id "G"; transcript_id "T"; exon_number "2";
            2→StringTie→exon→5→9→.→+→.→gene_id "S.1"; transcript_id "S.1.1"; FPKM "2"; exon_number "1";
            2→StringTie→exon→15→19→.→+→.→gene_id "S.1"; transcript_id "S.1.1"; FPKM "2"; exon_number "2"; cov "7";
            """;

    private static GeneModel read(byte[] content, GtfDialect dialect) throws IOException {
        try (GtfReader reader = GtfReader.options().dialect(dialect).open(InputSource.of("written", content))) {
            return GeneModelAssembler.assemble(reader);
        }
    }

    private static byte[] write(List<Gene> genes, GtfDialect dialect) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (dialect == GtfDialect.GTF) {
            try (GtfWriter writer = GtfWriter.to(out)) {
                genes.forEach(writer::write);
            }
        } else {
            try (Gff3Writer writer = Gff3Writer.to(out)) {
                genes.forEach(writer::write);
            }
        }
        return out.toByteArray();
    }

    @Test
    void readsBackTheGenesItWroteAsGtf() throws IOException {
        GeneModel model = read(GENE.replace('→', '\t').getBytes(StandardCharsets.UTF_8), GtfDialect.GTF);
        byte[] written = write(model.genes(), GtfDialect.GTF);
        assertThat(read(written, GtfDialect.GTF).genes()).isEqualTo(model.genes());
        assertThat(new String(written, StandardCharsets.UTF_8))
                .contains("\tCDS\t160\t200\t")
                .doesNotContain("StringTie\ttranscript");
    }

    @Test
    void readsBackTheGenesItWroteAsGff3() throws IOException {
        GeneModel model = read(GENE.replace('→', '\t').getBytes(StandardCharsets.UTF_8), GtfDialect.GTF);
        List<Gene> withRows = model.genes().subList(0, 1);
        byte[] written = write(withRows, GtfDialect.GFF3);
        assertThat(read(written, GtfDialect.GFF3).genes()).isEqualTo(withRows);
        assertThat(new String(written, StandardCharsets.UTF_8))
                .contains("\tCDS\t157\t200\t.\t-\t1\tParent=transcript:T;");
    }

    static Stream<String> realGtf() {
        return Stream.of(
                "ensembl/Homo_sapiens.GRCh38.107.chr21.gtf.gz",
                "ensembl/Homo_sapiens.GRCh38.107.chrMT.gtf.gz",
                "refgene/hg19.refGene.chr21.gtf.gz",
                "igv.js/NCBI_hg38_MYC.gtf",
                "gtfparse/B16.stringtie.head.gtf",
                "gencode/gencode.v24.annotation_chr19.gtf.gz",
                "htseq/Saccharomyces_cerevisiae.SGD1.01.56.gtf.gz");
    }

    @ParameterizedTest
    @MethodSource("realGtf")
    void readsBackTheGenesOfRealFiles(String name) throws IOException {
        Path file = Needs.data("gtf/" + name);
        GeneModel model;
        try (GtfReader reader = GtfReader.open(file)) {
            model = GeneModelAssembler.assemble(reader);
        }
        List<Gene> again =
                read(write(model.genes(), GtfDialect.GTF), GtfDialect.GTF).genes();
        assertThat(again).hasSameSizeAs(model.genes());
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.get(i)).isEqualTo(model.genes().get(i));
        }
    }

    static Stream<String> realForGff3() {
        return Stream.of(
                "ensembl/Homo_sapiens.GRCh38.107.chr21.gtf.gz",
                "ensembl/Homo_sapiens.GRCh38.107.chrY.gtf.gz",
                "gencode/gencode.v24.annotation_chr19.gtf.gz",
                "refgene/hg19.refGene.chr21.gtf.gz",
                "ensembl-vep/test.gff.gz",
                "ensembl-vep/refseq.gff.gz",
                "htseq/GCF_000001405.39_GRCh38.p13_genomic_subsample.gff.gz",
                "htsjdk/Homo_sapiens.GRCh38.97.chromosome.1.small.gff3",
                "htsjdk/gencode.vM22.annotation.small.gff3",
                "htsjdk/ref_ASM69900v1_top_level.small.gff3",
                "SnpEff/integration/gff3/ppersica_139.gff",
                "SnpEff/integration/gff3/testMaizeZmB73.gff3",
                "igv.js/pombase_gene.gff3",
                "igv.js/NCBI_hg38_MYC.gff");
    }

    /** A GFF3 that lacks a codon must say so, which adds a tag to the coding sequence (docs/reference/interpretation.md, "Writing"). */
    private static String withoutMarks(Gene gene) {
        return new String(write(List.of(gene), GtfDialect.GTF), StandardCharsets.UTF_8)
                .replaceAll(" ?tag \"cds_(start|end)_NF\";", "");
    }

    /** GFF3 has a row for every gene and transcript, so what was inferred is compared with what was written. */
    @ParameterizedTest
    @MethodSource("realForGff3")
    void readsBackTheGenesOfRealFilesAsGff3(String name) throws IOException {
        Path file = Needs.data("gtf/" + name);
        List<Gene> genes;
        try (GtfReader reader = GtfReader.open(file)) {
            genes = GeneModelAssembler.of(ParseMode.LENIENT, finding -> {})
                    .addAll(reader)
                    .toModel()
                    .genes();
        }
        List<Gene> once = read(write(genes, GtfDialect.GFF3), GtfDialect.GFF3).genes();
        assertThat(once).hasSameSizeAs(genes);
        for (int i = 0; i < once.size(); i++) {
            if (genes.get(i).isDerived() || genes.get(i).transcripts().stream().anyMatch(Transcript::isDerived)) {
                assertThat(once.get(i).id()).isEqualTo(genes.get(i).id());
                assertThat(once.get(i).interval()).isEqualTo(genes.get(i).interval());
                assertThat(once.get(i).transcripts()).hasSameSizeAs(genes.get(i).transcripts());
            } else if (!once.get(i).equals(genes.get(i))) {
                assertThat(withoutMarks(once.get(i))).isEqualTo(withoutMarks(genes.get(i)));
            }
        }
        assertThat(read(write(once, GtfDialect.GFF3), GtfDialect.GFF3).genes()).isEqualTo(once);
    }
}
