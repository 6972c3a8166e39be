package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GtfCommandsTest {
    private static final String SAMPLE = "../docs/sample/sample.gtf";

    @TempDir
    private Path folder;

    @Test
    void statsHasTheKeysThatScriptsRelyOn() {
        Ran ran = Ran.genomics("gtf", "stats", SAMPLE, "--json");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.stderr()).isEmpty();
        Map<String, Object> stats = Json.object(ran.stdout());
        assertThat(stats)
                .containsEntry("lines", 553L)
                .containsEntry("records", 550L)
                .containsEntry("genes", 21L)
                .containsEntry("transcripts", 35L)
                .containsEntry("exons", 185L)
                .containsEntry("cds", 179L)
                .containsEntry("contigs", 16L)
                .containsEntry("genes_without_name", 2L)
                .containsEntry("derived_genes", 0L)
                .containsEntry("biotypes", Map.of("protein_coding", 18L, "lncRNA", 3L))
                .containsEntry("bytes", Path.of(SAMPLE).toFile().length());
        assertThat(stats).containsKeys("seconds", "mb_per_second", "derived_transcripts", "features");
    }

    @Test
    void statsCountsDerivedGenesUnderTheirOwnKey() throws IOException {
        Path file = write("1→x→exon→5→9→.→+→.→gene_id \"g\"; transcript_id \"t\";");

        Map<String, Object> stats = Json.object(
                Ran.genomics("gtf", "stats", file.toString(), "--json").stdout());

        assertThat(stats)
                .containsEntry("genes", 0L)
                .containsEntry("derived_genes", 1L)
                .containsEntry("transcripts", 0L)
                .containsEntry("derived_transcripts", 1L);
    }

    @Test
    void bedHasTranscriptsGenesOrExons() throws IOException {
        Ran transcripts = Ran.genomics("gtf", "bed", SAMPLE);
        assertThat(transcripts.exitCode()).as(transcripts.stderr()).isZero();
        assertThat(transcripts.stdout().lines())
                .hasSize(35)
                .allMatch(line -> line.split("\t", -1).length == 12)
                .contains("3\t169764519\t169765060\tSAMPLE_T05\t0\t-\t169764519\t169764519\t0\t1\t541,\t0,");
        assertThat(Ran.genomics("gtf", "bed", SAMPLE, "--feature", "gene")
                        .stdout()
                        .lines())
                .hasSize(21)
                .allMatch(line -> line.split("\t", -1).length == 6);
        Path file = folder.resolve("exons.bed");
        Ran exons = Ran.genomics("gtf", "bed", SAMPLE, "--feature", "exon", "-o", file.toString(), "--json");
        assertThat(Json.object(exons.stdout())).containsEntry("rows_written", 185L);
        assertThat(Files.readAllLines(file)).hasSize(185).contains("3\t169764519\t169765060\tSAMPLE_T05:1\t0\t-");
        assertThat(Ran.genomics("gtf", "bed", SAMPLE, "--json").exitCode()).isEqualTo(2);
    }

    @Test
    void statsForPeopleShowsTheSameNumbers() {
        Ran ran = Ran.genomics("gtf", "stats", SAMPLE);

        assertThat(ran.stdout()).containsPattern("(?m)^genes +21$").containsPattern("(?m)^  protein_coding +18$");
    }

    @Test
    void aBadRowIsRefusedWithItsPlace() throws IOException {
        Path file = write("1→x→gene→5→9→.→+→.→gene_id \"g\";", "1→x→gene→12x→9→.→+→.→gene_id \"h\";");

        Ran strict = Ran.genomics("gtf", "stats", file.toString(), "--json");
        Ran lenient = Ran.genomics("gtf", "stats", file.toString(), "--json", "--lenient");

        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.stdout()).isEmpty();
        assertThat(strict.stderr())
                .contains(file + ":2:10: start: expected", "found \"12x\"")
                .doesNotContain("\tat ");
        assertThat(lenient.exitCode()).isZero();
        assertThat(Json.object(lenient.stdout())).containsEntry("rejects", 1L).containsEntry("genes", 1L);
    }

    @Test
    void aMissingFileIsExitCodeOne() {
        for (String command : List.of("stats", "validate")) {
            Ran ran = Ran.genomics("gtf", command, "nowhere.gtf", "--json");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.stdout()).isEmpty();
            assertThat(ran.stderr()).isEqualTo("genomics: no such file: nowhere.gtf" + System.lineSeparator());
        }
    }

    @Test
    void validateFindsNothingInTheSample() {
        Ran ran = Ran.genomics("gtf", "validate", SAMPLE, "--json");

        assertThat(ran.exitCode()).isZero();
        assertThat(Json.object(ran.stdout()))
                .containsEntry("valid", true)
                .containsEntry("violations", List.of())
                .containsEntry("records", 550L)
                .containsEntry("errors", 0L)
                .containsEntry("warnings", 0L)
                .containsEntry("rules", Map.of());
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsOnlyDoubtfulDoesNotMakeAFileInvalid() throws IOException {
        Path file = write("1→x→gene→5→9→.→+→.→gene_id \"g\";", "1→x→CDS→5→9→.→+→.→gene_id \"g\"; transcript_id \"t\";");

        Ran ran = Ran.genomics("gtf", "validate", file.toString(), "--json");

        assertThat(ran.exitCode()).isZero();
        Map<String, Object> answer = Json.object(ran.stdout());
        assertThat(answer)
                .containsEntry("valid", true)
                .containsEntry("errors", 0L)
                .containsEntry("warnings", 1L);
        assertThat((List<Map<String, Object>>) answer.get("violations"))
                .singleElement()
                .satisfies(found ->
                        assertThat(found).containsEntry("rule", "phase-missing").containsEntry("severity", "warning"));
    }

    @Test
    void validateMeasuresContigsByTheAssembly() throws IOException {
        Path file = write("chrM→x→gene→16560→16570→.→+→.→gene_id \"g\";");

        assertThat(Ran.genomics("gtf", "validate", file.toString(), "--json").exitCode())
                .isZero();
        Ran ran = Ran.genomics("gtf", "validate", file.toString(), "--json", "--assembly", "grch38");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stdout()).contains("contig-bounds", "16569");
        Ran unknown = Ran.genomics("gtf", "validate", file.toString(), "--assembly", "nonesuch");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.stdout()).isEmpty();
        assertThat(unknown.stderr())
                .startsWith("expected --assembly grch38, grch37, grcm39, grcm38, hs1, found \"nonesuch\"\n");
    }

    @Test
    @SuppressWarnings("unchecked")
    void validateTellsEveryViolationWithItsLine() throws IOException {
        Path file = write(
                "1→x→gene→5→9→.→+→.→gene_id \"g\";",
                "1→x→gene→12x→9→.→+→.→gene_id \"h\";",
                "1→x→gene→9→5→.→+→.→gene_id \"i\";");

        Ran ran = Ran.genomics("gtf", "validate", file.toString(), "--json");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).isEmpty();
        Map<String, Object> answer = Json.object(ran.stdout());
        assertThat(answer).containsEntry("valid", false).containsEntry("errors", 2L);
        List<Map<String, Object>> violations = (List<Map<String, Object>>) answer.get("violations");
        assertThat(violations).extracting(found -> found.get("line")).containsExactly(2L, 3L);
        assertThat(violations)
                .allSatisfy(found -> assertThat(found)
                        .containsKeys("line", "column", "rule", "message", "severity")
                        .containsEntry("severity", "error"));
    }

    @Test
    void aCutContainerIsAViolationAndAnError() throws IOException {
        Path file = folder.resolve("cut.gtf.gz");
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(Files.readAllBytes(Path.of(SAMPLE)));
        }
        Files.write(file, Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2));

        Ran ran = Ran.genomics("gtf", "validate", file.toString(), "--json");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains(file + ": byte ");
        assertThat(Json.object(ran.stdout())).containsEntry("valid", false);
    }

    private Path write(String... rows) throws IOException {
        return Files.writeString(
                folder.resolve("rows.gtf"), String.join("\n", rows).replace('→', '\t') + "\n");
    }
}
