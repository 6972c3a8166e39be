package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HgvsCommandTest {
    /** ATG GCC AAA TGG, an intron, GCA AGA CTT TAA from position 14 on. */
    private static final String BASES =
            "CCCCCCCCCC" + "CAC" + "ATGGCCAAATGG" + "GTAAG" + "GCAAGACTT" + "TAA" + "CAC" + "CCCCC";

    @TempDir
    private Path folder;

    private String genes = "";
    private String fasta = "";

    private static String row(String type, int start, int end, String frame, String more) {
        return "17\ttest\t" + type + "\t" + start + "\t" + end + "\t.\t+\t" + frame
                + "\tgene_id \"G1\"; gene_name \"GENE1\"; transcript_id \"T1\"; transcript_version \"2\";" + more
                + "\n";
    }

    @BeforeEach
    void write() throws IOException {
        genes = Files.writeString(
                        folder.resolve("genes.gtf"),
                        "17\ttest\tgene\t11\t45\t.\t+\t.\tgene_id \"G1\"; gene_name \"GENE1\";\n"
                                + row("transcript", 11, 45, ".", " tag \"MANE_Select\";")
                                + row("exon", 11, 25, ".", " exon_number 1;")
                                + row("exon", 31, 45, ".", " exon_number 2;")
                                + row("CDS", 14, 25, "0", " protein_id \"P1\";")
                                + row("CDS", 31, 39, "0", " protein_id \"P1\";")
                                + row("stop_codon", 40, 42, "0", ""))
                .toString();
        fasta = Files.writeString(folder.resolve("chr17.fa"), ">chr17\n" + BASES + "\n")
                .toString();
    }

    private List<Map<String, Object>> translated(String... names) {
        String[] arguments = new String[names.length + 6];
        arguments[0] = "hgvs";
        System.arraycopy(names, 0, arguments, 1, names.length);
        System.arraycopy(
                new String[] {"--genes", genes, "--fasta", fasta, "--json"}, 0, arguments, names.length + 1, 5);
        return Json.objects(Ran.genomics(arguments).stdout());
    }

    @Test
    void translatesInEveryDirection() {
        for (Map<String, Object> answer : translated(
                "GENE1:c.5C>A", "T1.2:c.5C>A", "17:g.18C>A", "NC_000017.11:g.18C>A", "chr17-18-C-A", "17:17:C:A")) {
            assertThat(answer)
                    .containsEntry("hgvs_g", "NC_000017.11:g.18C>A")
                    .containsEntry("vcf", "NC_000017.11-18-C-A")
                    .containsEntry("spdi", "NC_000017.11:17:C:A");
            assertThat(answer.get("transcripts").toString()).contains("T1.2:c.5C>A", "P1:p.(Ala2Asp)", "GENE1");
        }
    }

    @Test
    void numbersExonsAndIntrons() {
        assertThat(translated("17-18-C-A", "17-27-T-G", "17-24-GGGT-G"))
                .extracting(answer -> (Map<?, ?>) ((List<?>) answer.get("transcripts")).get(0))
                .extracting(names -> names.get("exon") + " " + names.get("intron"))
                .containsExactly("1/2 null", "null 1/1", "1/2 1/1");
    }

    @Test
    void writesNamesIntoAFile() throws IOException {
        String header = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
        Path file = Files.writeString(
                folder.resolve("mine.vcf"), header + "chr17\t18\t.\tC\tA,G\t.\t.\tDP=1\nchr17\t1\t.\tC\tG\t.\t.\t.\n");
        Path out = folder.resolve("named.vcf");

        Ran ran = Ran.genomics(
                "vcf", "annotate", file.toString(), "--hgvs", "--gtf", genes, "--fasta", fasta, "-o", out.toString());

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(Files.readString(out))
                .contains("##INFO=<ID=HGVSc,Number=A,Type=String,")
                .endsWith(
                        "chr17\t18\t.\tC\tA,G\t.\t.\tDP=1;HGVSg=NC_000017.11:g.18C>A,NC_000017.11:g.18C>G;HGVSc=T1.2:c.5C>A,T1.2:c.5C>G;HGVSp=P1:p.(Ala2Asp),P1:p.(Ala2Gly)\n"
                                + "chr17\t1\t.\tC\tG\t.\t.\tHGVSg=NC_000017.11:g.1C>G\n");
        assertThat(Ran.genomics("vcf", "annotate", file.toString(), "--hgvs").stderr())
                .contains("expected --from with --columns, or --hgvs with --gtf and --fasta");
    }

    @Test
    void saysWhichTranscriptAGeneStandsFor() {
        assertThat(translated("GENE1:c.8_9insA").get(0))
                .containsEntry("note", "GENE1 is read as T1.2")
                .containsEntry("hgvs_g", "NC_000017.11:g.22dup");
        assertThat(translated("T1.1:c.8_9insA").get(0)).containsEntry("note", "the gene models have T1.2");
    }

    @Test
    void namesOnProteinsAndOfSeveralChangesMeanAlleles() {
        for (String name : new String[] {"P1:p.Ala2Asp", "GENE1:p.(A2D)", "T1.2:p.Ala2Asp"}) {
            assertThat(translated(name).get(0).get("alleles").toString())
                    .as(name)
                    .contains("NC_000017.11:g.18C>A", "NC_000017.11-18-C-A", "NC_000017.11:17:C:A");
        }
        assertThat(translated("GENE1:c.[5C>A;8_9insA]").get(0).get("alleles").toString())
                .contains("NC_000017.11:g.18C>A", "NC_000017.11:g.22dup");
        assertThat(Ran.genomics("hgvs", "P1:p.Ala2Asp", "--genes", genes, "--fasta", fasta)
                        .stdout())
                .contains("  NC_000017.11-18-C-A  NC_000017.11:g.18C>A\n");
        assertThat(translated("P1:p.Ala2fs", "P1:p.Gly2Asp", "c.5C>A", "NC_000017.10:g.18C>A"))
                .extracting(answer -> answer.get("error").toString())
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("expected a substitution of one amino acid"),
                        error -> assertThat(error).startsWith("expected Ala2 as T1.2 has it"),
                        error -> assertThat(error).startsWith("expected a name with a sequence or gene"),
                        error -> assertThat(error)
                                .isEqualTo("expected a contig of GRCh38, found NC_000017.10, which is of GRCh37"));
    }

    @Test
    void readsNamesFromAFileAndWithoutReferences() throws IOException {
        Path file = Files.writeString(folder.resolve("names.txt"), "NM_1.1:c.5delA\n\nNP_1.1:p.V600E\n");

        Ran ran = Ran.genomics("hgvs", file.toString());

        assertThat(ran.stdout()).contains("canonical  NM_1.1:c.5del", "canonical  NP_1.1:p.Val600Glu");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void namesWhatIsWrong() {
        Ran ran = Ran.genomics("hgvs", "NM_1.1:c.5X>A", "17:g.18T>A", "--fasta", fasta, "--json");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(Json.objects(ran.stdout()))
                .extracting(answer -> answer.get("error").toString())
                .satisfies(errors -> {
                    assertThat(errors.get(0)).startsWith("column 11: expected a change");
                    assertThat(errors.get(1)).contains("expected C");
                });
    }
}
