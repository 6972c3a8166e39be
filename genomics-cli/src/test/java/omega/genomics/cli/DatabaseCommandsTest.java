package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import omega.genomics.embedded.EmbeddedServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands against a server of their own, named by --url as a user's would be. */
class DatabaseCommandsTest {
    private static final String SAMPLE = "../docs/sample/sample.gtf";

    @TempDir
    private static Path folder;

    private static EmbeddedServer server;
    private static Ran loaded;

    @BeforeAll
    static void load() throws IOException {
        server = EmbeddedServer.startTemporary();
        loaded = genomics("load", "genes", SAMPLE, "--assembly", "grch38", "--dataset", "sample", "--json");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void loadSaysWhatItWrote() {
        assertThat(loaded.stderr()).isEmpty();
        assertThat(loaded.exitCode()).isZero();
        Map<String, Object> report = Json.object(loaded.stdout());
        assertThat(report)
                .containsEntry("state", "done")
                .containsEntry("dataset", "sample")
                .containsEntry("records_read", 550L)
                .containsEntry("rejects", 0L)
                .containsKeys("seconds", "rows_per_second");
        assertThat(report.get("rows_written"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("genes", 21L)
                .containsEntry("transcripts", 35L)
                .containsEntry("exons", 185L);
    }

    @Test
    void drawsAGeneByItsAlias() throws IOException {
        Path picture = folder.resolve("klotho.svg");
        Ran ran = genomics("plot", "gene", "KLOTHO", "--dataset", "sample", "--out", picture.toString());

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(picture).content().contains("<title>KL</title>", "ENSG00000133116 · protein coding · 13:");
        Ran none = genomics("plot", "gene", "NOGENE", "--out", picture.toString());
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.stderr()).contains("no gene is called \"NOGENE\"");
    }

    @Test
    void drawsTheExpressionOfAGene() throws IOException {
        Path file = Files.writeString(
                folder.resolve("median.gct"),
                "#1.2\n1\t2\nName\tDescription\tLiver\tKidney - Cortex\nENSG00000133116.6\tKL\t0.5\t31.5\n");
        assertThat(genomics("load", "expression", file.toString(), "--dataset", "tiny")
                        .exitCode())
                .isZero();

        Path picture = folder.resolve("expression.svg");
        Ran ran = genomics("plot", "expression", "--gene", "KL", "--out", picture.toString());
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(picture)
                .content()
                .containsSubsequence("KL by tissue", "2 tissues", "Kidney - Cortex", "31.5", "Liver");
        assertThat(genomics("plot", "expression", "--gene", "NOGENE", "--out", picture.toString())
                        .stderr())
                .contains("no gene is called \"NOGENE\"");
    }

    @Test
    void theSameFileAgainChangesNothingAndSaysSo() {
        Ran again = genomics("load", "genes", SAMPLE, "--dataset", "sample", "--json");

        assertThat(Json.object(again.stdout())).containsEntry("state", "unchanged");
    }

    @Test
    void queryGeneFindsByNameAliasAndId() {
        for (String name : List.of("KL", "KLOTHO", "ENSG00000133116")) {
            assertThat(Json.objects(genomics("query", "gene", name, "--json").stdout()))
                    .containsExactly(Map.of(
                            "gene_id", "ENSG00000133116",
                            "gene_name", "KL",
                            "chromosome", "13",
                            "start_pos", 33016423L,
                            "end_pos", 33066143L,
                            "strand", "+",
                            "biotype", "protein_coding"));
        }
    }

    @Test
    void queryGeneFindsAnIdOfAnotherVersionAndSaysSo() {
        Ran ran = genomics("query", "gene", "ENSG00000133116.1", "--json");
        assertThat(Json.objects(ran.stdout()))
                .extracting(gene -> gene.get("gene_name"))
                .containsExactly("KL");
        assertThat(ran.stderr()).isEqualTo("note: ENSG00000133116.1 is stored as ENSG00000133116\n");
    }

    @Test
    void queryGeneGivesAllLociOfAName() {
        assertThat(Json.objects(genomics("query", "gene", "CD99", "--json").stdout()))
                .extracting(gene -> gene.get("chromosome"))
                .containsExactlyInAnyOrder("X", "Y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOBODY | no gene is called \"NOBODY\"",
                "brca1 | no gene is called \"brca1\"; did you mean BRCA1?",
                "BRAC2 | no gene is called \"BRAC2\"; did you mean BRCA2 or BRCC2?",
                "klotho | no gene is called \"klotho\"; did you mean KLOTHO?",
                "T-P-53 | no gene is called \"T-P-53\"; did you mean TP53?",
            })
    void aGeneThatIsNotThereIsAnErrorThatTellsWhatMayBeMeant(String name, String message) {
        for (String[] command : List.of(
                new String[] {"query", "gene", name}, new String[] {"query", "gene", name, "--json"}, new String[] {
                    "plot", "gene", name, "-o", folder.resolve("none.svg").toString()
                })) {
            Ran ran = genomics(command);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.stdout()).isEmpty();
            assertThat(ran.stderr()).isEqualTo("genomics: " + message + "\n");
        }
    }

    @Test
    void positionsCanBePastedBack() {
        Ran ran = genomics("query", "gene", "KL");
        assertThat(ran.stdout()).contains("33016423").doesNotContain("33,016");
    }

    @Test
    void queryRegionKnowsTheOtherNamesOfAContig() {
        for (String contig : List.of("17", "chr17", "NC_000017.11", "CM000679.2")) {
            Ran ran = genomics("query", "region", contig + ":43044295-43125364", "--json");

            assertThat(Json.objects(ran.stdout()))
                    .extracting(gene -> gene.get("gene_name"))
                    .containsExactly("BRCA1");
        }
    }

    @Test
    void aRegionThatIsNoneIsWrongUsage() {
        Ran ran = genomics("query", "region", "17:9-5");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stdout()).isEmpty();
        assertThat(ran.stderr()).contains("17:9-5");
    }

    @Test
    void querySetFindsAllSixteen() {
        List<Map<String, Object>> members =
                Json.objects(genomics("query", "set", "longevity", "--json").stdout());

        assertThat(members)
                .hasSize(16)
                .allSatisfy(member -> assertThat(member.get("symbol")).isEqualTo(member.get("member")));
    }

    @Test
    void querySetReadsAFileAndSaysWhatItDidNotFind() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.txt"), "KLOTHO\nNOBODY\n");

        List<Map<String, Object>> members =
                Json.objects(genomics("query", "set", file.toString(), "--json").stdout());

        assertThat(members).extracting(member -> member.get("symbol")).containsExactly("KL", null);
        assertThat(members.get(1)).containsEntry("member", "NOBODY").containsEntry("gene_id", null);
    }

    @Test
    void anUnknownSetIsAnError() {
        Ran ran = genomics("query", "set", "nonsense");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains("no gene set and no file is called \"nonsense\"");
    }

    @Test
    void aBrokenRowEndsTheLoadOrIsCounted() throws IOException {
        Path file = Files.writeString(
                folder.resolve("broken.gtf"),
                "1\tx\tgene\t5\t9\t.\t+\t.\tgene_id \"g\";\n1\tx\tgene\t12x\t9\t.\t+\t.\tgene_id \"h\";\n");

        Ran strict = genomics("load", "genes", file.toString(), "--json");
        Ran lenient = genomics("load", "genes", file.toString(), "--lenient", "--json");

        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.stderr()).contains(file + ":2:10: ");
        assertThat(Json.object(lenient.stdout()))
                .containsEntry("dataset", "broken")
                .containsEntry("rejects", 1L);
    }

    @Test
    void fastaFillsTheContigs() throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.fa"), ">one\nACGTN\n>two\nGG\n");

        Ran ran = genomics("load", "fasta", file.toString(), "--assembly", "tiny", "--json");

        assertThat(ran.stderr()).isEmpty();
        assertThat(Json.object(ran.stdout())).containsEntry("state", "done").containsEntry("records_read", 2L);
    }

    @Test
    void genesAreFoundByTheNamesOfTheHgnc() throws IOException {
        Path file = Files.writeString(
                folder.resolve("hgnc.txt"), "hgnc_id\tsymbol\tname\tprev_symbol\nHGNC:6344\tKL\tklotho\tOLDKL\n");
        Ran loaded = genomics("load", "hgnc", file.toString(), "--assembly", "named", "--json");
        assertThat(loaded.stderr()).isEmpty();
        assertThat(Json.object(loaded.stdout()))
                .containsEntry("dataset", "hgnc")
                .containsEntry("records_stored", 1L);
        genomics("load", "genes", SAMPLE, "--assembly", "named");
        assertThat(genomics("query", "gene", "OLDKL", "--assembly", "named").stdout())
                .contains("ENSG00000133116");
    }

    @Test
    void vectorsAreMadeLoadedAskedAndClustered() throws IOException {
        Ran made = genomics("embed", "--json");
        assertThat(made.stderr()).isEmpty();
        assertThat(Json.object(made.stdout()))
                .containsEntry("model", "hashed-ngrams")
                .containsEntry("dimension", 384L);
        assertThat(Json.object(genomics("embed", "--json").stdout())).containsEntry("state", "unchanged");
        Path file = Files.writeString(folder.resolve("v.tsv"), "KLOTHO\t1\t0\nTP53\t1\t1\nNOSUCH\t0\t1\n");
        Ran loaded = genomics("load", "embeddings", file.toString(), "--model", "mine", "--json");
        assertThat(loaded.stderr()).isEmpty();
        assertThat(Json.object(loaded.stdout()))
                .containsEntry("vectors_stored", 3L)
                .containsEntry("unknown_genes", List.of("NOSUCH"));
        Ran similar = genomics("query", "similar", "KL", "--model", "mine", "--max-distance", "0.5", "--json");
        assertThat(similar.stderr()).isEmpty();
        assertThat(similar.stdout()).contains("\"TP53\"").doesNotContain("NOSUCH");
        assertThat(genomics("query", "similar", "tumor", "--text", "hashed", "--model", "hashed-ngrams")
                        .exitCode())
                .isZero();
        Ran clusters = genomics("query", "clusters", "--model", "mine", "-k", "2", "--json");
        assertThat(clusters.stderr()).isEmpty();
        assertThat(Json.object(clusters.stdout())).containsEntry("k", 2L).containsKey("genes");
        assertThat(genomics("query", "similar", "KL").stderr()).contains("several embedding models would do");
        assertThat(genomics("load", "embeddings", "x.npy", "--model", "m").exitCode())
                .isEqualTo(2);
    }

    @Test
    void anAssemblyWithoutASchemaIsAnErrorInOneLine() {
        for (String question : List.of("gene", "similar", "expression", "variant")) {
            Ran ran = genomics("query", question, "KL", "--assembly", "nowhere");

            assertThat(ran.exitCode()).as(question).isEqualTo(1);
            assertThat(ran.stderr().lines())
                    .singleElement()
                    .asString()
                    .contains("it has no assembly \"nowhere\" of this version: load something first");
        }
    }

    @Test
    void theDemoRunsOnTheSample() {
        Ran ran = genomics("demo", "--assembly", "demo");

        assertThat(ran.stderr()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.stdout())
                .contains("query gene KLOTHO", "ENSG00000133116", "query set longevity", "query variants", "43071077");
    }

    private static Ran genomics(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--url";
        all[arguments.length + 1] = server.jdbcUrl();
        return Ran.genomics(all);
    }
}
