package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variants loaded by command with what they do to genes, and with genotypes. */
@DatabaseTest
class ConsequenceCommandsTest {
    /** One exon, coding from 11 to 19: ATG GCA TAA, and a second transcript that is not coding. */
    private static final String GTF = """
            1 t gene 1 30 . + . gene_id "G1"; gene_name "ONE"; gene_biotype "protein_coding";
            1 t transcript 1 30 . + . gene_id "G1"; transcript_id "T1"; transcript_biotype "protein_coding";
            1 t exon 1 30 . + . gene_id "G1"; transcript_id "T1"; exon_number "1";
            1 t CDS 11 16 . + 0 gene_id "G1"; transcript_id "T1"; exon_number "1";
            1 t start_codon 11 13 . + 0 gene_id "G1"; transcript_id "T1"; exon_number "1";
            1 t stop_codon 17 19 . + 0 gene_id "G1"; transcript_id "T1"; exon_number "1";
            1 t transcript 1 30 . + . gene_id "G1"; transcript_id "T2"; transcript_biotype "lncRNA";
            1 t exon 1 30 . + . gene_id "G1"; transcript_id "T2"; exon_number "1";
            """;

    private static final String VCF = """
            ##fileformat=VCFv4.2
            #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2
            1 15 rs15 C T . . . GT 0/1 1|1
            1 25 . T C . . . GT 0/0 ./.
            """;

    @TempDir
    Path directory;

    private String url = "";

    @BeforeEach
    void load(TestDatabase database) throws SQLException {
        url = database.url();
        Genomes.empty(database, "grch38");
    }

    private String file(String name, String text) throws Exception {
        String tabs = text.lines()
                .map(line -> line.startsWith("##")
                        ? line
                        : line.contains("gene_id")
                                ? line.replaceFirst(
                                        "(\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+) ",
                                        "$1\t$2\t$3\t$4\t$5\t$6\t$7\t$8\t")
                                : line.replace(' ', '\t'))
                .collect(java.util.stream.Collectors.joining("\n", "", "\n"));
        return Files.writeString(directory.resolve(name), tabs, StandardCharsets.US_ASCII)
                .toString();
    }

    private String fasta() throws Exception {
        Files.writeString(directory.resolve("one.fa.fai"), "1\t30\t3\t30\t31\n");
        return file("one.fa", ">1\nCCCCCCCCCCATGGCATAACCCCTTTTTTT\n");
    }

    @Test
    void annotatesWithLoadedGenes() throws Exception {
        String vcf = file("v.vcf", VCF);
        Ran without = genomics("load", "variants", vcf, "--consequences", "--json");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.stderr()).contains("load genes");
        assertThat(genomics("load", "genes", file("g.gtf", GTF)).exitCode()).isZero();

        Ran loaded = genomics("load", "variants", vcf, "--consequences", "--fasta", fasta(), "--json");
        assertThat(loaded.stderr()).isEmpty();
        assertThat(Json.object(loaded.stdout())).containsEntry("state", "done").containsEntry("rows_written", 2L);
        assertThat(variant("1-15-C-T"))
                .containsEntry("gene", "ONE")
                .containsEntry("gene_id", "G1")
                .containsEntry("consequence", "missense_variant")
                .containsEntry("impact", "MODERATE")
                .containsEntry("consequences", List.of());

        Ran byPosition = genomics("load", "variants", vcf, "--consequences", "--json");
        assertThat(byPosition.stderr())
                .contains(
                        "without --fasta, consequences are predicted from positions alone: missense, synonymous and stop_gained");
        assertThat(variant("rs15")).containsEntry("consequence", "coding_sequence_variant");
        assertThat(genomics("load", "variants", vcf, "--fasta", fasta()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void keepsAllConsequencesAndShowsThem() throws Exception {
        genomics("load", "genes", file("g.gtf", GTF));
        String vcf = file("v.vcf", VCF);
        Ran loaded =
                genomics("load", "variants", vcf, "--consequences", "--all-consequences", "--fasta", fasta(), "--json");
        assertThat(loaded.exitCode()).isZero();

        assertThat(variant("rs15").get("consequences"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .hasSize(2)
                .first()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("picked", true)
                .containsEntry("transcript_id", "T1")
                .containsEntry("terms", List.of("missense_variant"))
                .containsEntry("exon", "1/1")
                .containsEntry("intron", null)
                .containsEntry("cdna_position", "15")
                .containsEntry("cds_position", "5")
                .containsEntry("protein_position", "2")
                .containsEntry("amino_acids", "A/V")
                .containsEntry("codons", "gCa/gTa")
                .containsEntry("hgvs_p", null);
        assertThat(genomics("query", "variant", "rs15").stdout())
                .containsSubsequence(
                        "1-15-C-T", "T1", "missense_variant", "gCa/gTa", "T2", "non_coding_transcript_exon");
    }

    @Test
    void storesHgvsNamesOnRequest() throws Exception {
        genomics("load", "genes", file("g.gtf", GTF));
        String vcf = file("v.vcf", VCF);
        Ran loaded = genomics(
                "load",
                "variants",
                vcf,
                "--consequences",
                "--all-consequences",
                "--hgvs",
                "--fasta",
                fasta(),
                "--json");
        assertThat(loaded.exitCode()).isZero();
        Map<String, Object> variant = variant("rs15");
        assertThat(variant)
                .containsEntry("hgvs_g", "NC_000001.11:g.15C>T")
                .containsEntry("hgvs_c", "T1:c.5C>T")
                .containsEntry("hgvs_p", "T1:p.(Ala2Val)");
        assertThat(variant.get("consequences"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .extracting(of -> of.get("hgvs_c"))
                .containsExactly("T1:c.5C>T", "T2:n.15C>T");
        assertThat(genomics("query", "variants", "1", "--columns", "variant,hgvs_c,hgvs_p", "--tsv")
                        .stdout())
                .contains("1-15-C-T\tT1:c.5C>T\tT1:p.(Ala2Val)");

        assertThat(genomics("load", "variants", vcf, "--consequences", "--hgvs").exitCode())
                .isEqualTo(2);
    }

    @Test
    void findsVariantsByTheirHgvsNames() throws Exception {
        genomics("load", "genes", file("g.gtf", GTF));
        genomics("load", "variants", file("v.vcf", VCF + "1 8 . CCCA C . . . GT 0/1 0/0\n"));

        for (String name : List.of("T1:c.5C>T", "NC_000001.11:g.15C>T", "1:g.15C>T", "ONE:c.5C>T")) {
            Ran found = genomics("query", "variant", name, "--json");
            assertThat(found.exitCode()).as(name).isZero();
            assertThat(Json.objects(found.stdout()))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("variant", "1-15-C-T"));
            assertThat(found.stderr())
                    .isEqualTo(
                            name.startsWith("ONE")
                                    ? "ONE is read as T1, the transcript with the longest coding sequence\n"
                                    : "");
        }
        Ran deletion = genomics("query", "variant", "T1:c.-2_1del", "--fasta", fasta(), "--json");
        assertThat(Json.objects(deletion.stdout()))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("variant", "1-8-CCCA-C"));
        assertThat(Json.objects(genomics("query", "variant", "ONE:p.Ala2Val", "--fasta", fasta(), "--json")
                        .stdout()))
                .hasSize(1);

        Ran without = genomics("query", "variant", "T1:c.-2_1del");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.stderr()).contains("expected the genome", "--fasta names the genome");
        Ran absent = genomics("query", "variant", "ONE:c.4G>C");
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.stderr()).contains("no stored variant is ONE:c.4G>C: 1-14-G-C on T1");
        Ran malformed = genomics("query", "variant", "ONE:c.4GG>>C");
        assertThat(malformed.exitCode()).isEqualTo(2);
        assertThat(malformed.stderr()).contains("expected an HGVS name: column ");
        assertThat(genomics("query", "variant", "NINE:c.4G>C").stderr())
                .contains("expected a transcript, protein or gene of the gene models, found NINE");
    }

    @Test
    void keepsGenotypesAndFindsCarriers() throws Exception {
        String vcf = file("v.vcf", VCF);
        genomics("load", "variants", vcf);
        Ran without = genomics("query", "carriers", "rs15", "--json");
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.stderr()).contains("no variant with genotypes is called \"rs15\"");
        genomics("load", "variants", vcf, "--genotypes");

        Ran carriers = genomics("query", "carriers", "rs15", "--json");
        assertThat(carriers.stderr()).isEmpty();
        assertThat(Json.objects(carriers.stdout()))
                .extracting(row -> row.get("sample") + " " + row.get("genotype"))
                .containsExactly("S1 0/1", "S2 1/1");
        assertThat(Json.objects(genomics("query", "carriers", "chr1-15-C-T", "--dataset", "v", "--json")
                        .stdout()))
                .hasSize(2);
        assertThat(Json.objects(
                        genomics("query", "sample", "S2", "1:1-30", "--json").stdout()))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("position", 15L)
                        .containsEntry("alt", "T")
                        .containsEntry("genotype", "1/1"));
        assertThat(genomics("query", "sample", "S3", "1:1-30").stderr())
                .contains("no sample is called \"S3\"; there are: S1, S2");
        assertThat(genomics("query", "sample", "S1", "1:9-5").exitCode()).isEqualTo(2);
        assertThat(genomics("query", "carriers").exitCode()).isEqualTo(2);
    }

    private Map<String, Object> variant(String name) {
        return Json.objects(genomics("query", "variant", name, "--json").stdout())
                .get(0);
    }

    private Ran genomics(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = url;
        return Ran.genomics(all);
    }
}
