package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import omega.genomics.embedded.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases by command: renewed, asked as of one, compared, listed and dropped. */
class ReleaseCommandsTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.1
            ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Classification">
            ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    @TempDir
    private static Path folder;

    private static EmbeddedServer server;
    private static Map<String, Object> first;
    private static Map<String, Object> second;

    @BeforeAll
    static void load() throws IOException {
        server = EmbeddedServer.startTemporary();
        first = renew(
                "2026-06-01",
                "17 43000100 1 A G . . CLNSIG=Uncertain_significance;GENEINFO=BRCA1:672",
                "17 43000200 2 C T . . CLNSIG=Benign;GENEINFO=BRCA1:672",
                "17 43000300 3 C T . . CLNSIG=Pathogenic;GENEINFO=BRCA1:672");
        second = renew(
                "2026-11-23",
                "17 43000100 1 A G . . CLNSIG=Pathogenic;GENEINFO=BRCA1:672",
                "17 43000300 3 C T . . CLNSIG=Pathogenic;GENEINFO=BRCA1:672",
                "17 43000400 4 C T . . CLNSIG=Benign;GENEINFO=BRCA1:672");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, Object> renew(String release, String... lines) throws IOException {
        Path file = folder.resolve("clinvar-" + release + ".vcf");
        Files.writeString(file, HEADER + String.join("\n", lines).replace(' ', '\t') + "\n");
        Ran ran = genomics(
                "load", "variants", file.toString(), "--dataset", "clinvar", "--release", release, "--renew", "--json");
        assertThat(ran.stderr()).isEmpty();
        return Json.object(ran.stdout());
    }

    private static Ran genomics(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--url", server.jdbcUrl(), "--assembly", "grch38"));
        return Ran.genomics(all.toArray(new String[0]));
    }

    @Test
    void loadSaysWhatDiffers() {
        assertThat(first)
                .containsEntry("release", "2026-06-01")
                .containsEntry("previous_release", null)
                .containsEntry("added", 3L)
                .containsEntry("rows_written", 3L);
        assertThat(second)
                .containsEntry("release", "2026-11-23")
                .containsEntry("previous_release", "2026-06-01")
                .containsEntry("added", 1L)
                .containsEntry("removed", 1L)
                .containsEntry("changed", 1L)
                .containsEntry("unchanged", 1L)
                .containsEntry("records_read", 3L);
    }

    @Test
    void variantsAreAskedAsOfARelease() {
        Ran ran = genomics("query", "variants", "--as-of", "2026-09-30", "--json");

        assertThat(Json.objects(ran.stdout()))
                .<Object>extracting(variant -> variant.get("position"))
                .containsExactly(43000100L, 43000200L, 43000300L);
        assertThat(genomics("query", "variants", "--as-of", "2025-01-01").stderr())
                .contains("expected a release of a dataset of variants called \"2025-01-01\"")
                .contains("clinvar has 2026-06-01 to 2026-11-23");
    }

    @Test
    void changesHaveBothSides() {
        Ran ran = genomics("query", "changes", "--dataset", "clinvar", "--since", "2026-06-01", "--json");

        assertThat(ran.stderr()).isEmpty();
        List<Map<String, Object>> changes = Json.objects(ran.stdout());
        assertThat(changes)
                .<Object>extracting(change -> change.get("kind"))
                .containsExactly("changed", "removed", "added");
        Map<String, Object> changed = changes.get(0);
        assertThat(changed.get("changed")).isEqualTo(List.of("clinical_significances", "info"));
        assertThat(((Map<?, ?>) changed.get("before")).get("clinical_significances"))
                .isEqualTo(List.of("uncertain_significance"));
        assertThat(((Map<?, ?>) changed.get("after")).get("clinical_significances"))
                .isEqualTo(List.of("pathogenic"));
        assertThat(changes.get(1).get("after")).isNull();
        assertThat(changes.get(2).get("before")).isNull();
    }

    @Test
    void changesAreNarrowed() {
        Ran ran = genomics(
                "query",
                "changes",
                "--dataset",
                "clinvar",
                "--since",
                "2026-06-01",
                "--significance-changed",
                "--json");

        assertThat(Json.objects(ran.stdout())).hasSize(1);
        assertThat(Json.object(genomics(
                                "query",
                                "changes",
                                "17:43000350-43000500",
                                "--dataset",
                                "clinvar",
                                "--since",
                                "2026-06-01",
                                "--count",
                                "--json")
                        .stdout()))
                .isEqualTo(Map.of("added", 1L, "removed", 0L, "changed", 0L));
        assertThat(genomics("query", "changes", "--since", "2026-06-01").exitCode())
                .isEqualTo(2);
    }

    @Test
    void releasesAreListed() {
        List<Map<String, Object>> releases = Json.objects(
                genomics("datasets", "releases", "clinvar", "--json").stdout());

        assertThat(releases)
                .<Object>extracting(release -> release.get("release"))
                .containsExactly("2026-06-01", "2026-11-23");
        assertThat(releases.get(1).get("current")).isEqualTo(true);
    }

    @Test
    void renewNeedsARelease() {
        Ran ran = genomics("load", "variants", "none.vcf", "--dataset", "clinvar", "--renew");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr()).contains("expected --release with --renew");
    }

    private static Map<String, Object> renewGenes(String release, String name) throws IOException {
        Path file = folder.resolve("genes-" + release + ".gtf");
        String ids = "gene_id \"ENSG1\"; gene_name \"" + name + "\"; transcript_id \"ENST1\";";
        Files.writeString(
                file,
                "17\tx\ttranscript\t1000\t5000\t.\t+\t.\t" + ids + "\n17\tx\texon\t1000\t5000\t.\t+\t.\t" + ids + "\n");
        Ran ran = genomics(
                "load", "genes", file.toString(), "--dataset", "ensembl", "--release", release, "--renew", "--json");
        assertThat(ran.stderr()).isEmpty();
        return Json.object(ran.stdout());
    }

    private static void assertGeneChanges() {
        List<String> asked = List.of("query", "gene-changes", "--dataset", "ensembl", "--since", "113");
        Map<String, Object> change =
                Json.objects(genomics(with(asked, "--json")).stdout()).get(0);

        assertThat(change)
                .containsEntry("kind", "changed")
                .containsEntry("gene_id", "ENSG1")
                .containsEntry("changed", List.of("gene_name"))
                .containsEntry("transcripts", List.of());
        assertThat(((Map<?, ?>) change.get("before")).get("gene_name")).isEqualTo("OLDNAME");
        assertThat(((Map<?, ?>) change.get("after")).get("gene_name")).isEqualTo("NEWNAME");
        assertThat(genomics(with(asked)).stdout()).contains("OLDNAME", "NEWNAME", "17:1000-5000");
        assertThat(Json.object(genomics(with(asked, "--count", "--json", "--until", "113"))
                        .stdout()))
                .isEqualTo(Map.of("added", 0L, "removed", 0L, "changed", 0L));
        assertThat(Json.objects(genomics(with(asked, "17:1-100", "--json")).stdout()))
                .isEmpty();
        assertThat(Json.objects(genomics(with(asked, "--gene", "OLDNAME", "--biotype", "lncRNA", "--json"))
                        .stdout()))
                .isEmpty();
        assertThat(genomics("query", "gene-changes", "--since", "113").exitCode())
                .isEqualTo(2);
    }

    private static String[] with(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    @Test
    void genesHaveReleasesAsWell() throws IOException {
        assertThat(renewGenes("113", "OLDNAME")).containsEntry("added", 1L);
        Map<String, Object> renewed = renewGenes("114", "NEWNAME");

        assertThat(renewed)
                .containsEntry("previous_release", "113")
                .containsEntry("added", 0L)
                .containsEntry("changed", 1L)
                .containsEntry("exons", Map.of("added", 0L, "removed", 0L, "changed", 0L, "unchanged", 1L));
        assertThat(genomics("query", "gene", "OLDNAME", "--as-of", "113", "--json")
                        .stdout())
                .contains("ENSG1");
        assertThat(genomics("query", "gene", "OLDNAME", "--json").exitCode()).isNotZero();
        assertGeneChanges();
        assertThat(genomics("load", "genes", "x.gtf", "--renew").stderr()).contains("--release");
        assertThat(genomics("datasets", "releases", "ensembl", "--drop", "114", "--json")
                        .stdout())
                .contains("\"113\"")
                .doesNotContain("\"114\"");
        assertThat(genomics("query", "gene", "OLDNAME", "--json").stdout()).contains("ENSG1");
    }
}
