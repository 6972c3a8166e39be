package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code gtf validate} and {@code vcf validate} write one shape of report. */
class ValidateReportTest {
    /** A file of each format with a warning in the first row and an error in the second. */
    private enum Format {
        GTF(
                "",
                "1\tx\tCDS\t5\t9\t.\t+\t.\tgene_id \"g\"; transcript_id \"t\";\n",
                "1\tx\tgene\tten\t9\t.\t+\t.\tgene_id \"h\";\n",
                "phase-missing",
                "coordinate"),
        VCF(
                "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n",
                "1\t5\t.\tA\tC\t.\tq10\t.\n",
                "1\tten\t.\tA\tC\t.\t.\t.\n",
                "filter-undefined",
                "pos-integer");

        private final String text;
        private final String warning;
        private final String error;

        Format(String header, String doubtful, String wrong, String warning, String error) {
            this.text = header + doubtful + wrong;
            this.warning = warning;
            this.error = error;
        }

        String command() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("unchecked")
    void listsErrorsAndWarningsAndCountsThem(Format format) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), format.text);

        Ran ran = Ran.genomics(format.command(), "validate", file.toString(), "--json");

        assertThat(ran.exitCode()).isEqualTo(1);
        Map<String, Object> report = Json.object(ran.stdout());
        assertThat(report.keySet()).contains("file", "violations", "valid", "errors", "warnings", "rules");
        assertThat(report)
                .containsEntry("file", file.toString())
                .containsEntry("valid", false)
                .containsEntry("errors", 1L)
                .containsEntry("warnings", 1L)
                .containsKeys("records", "seconds");
        assertThat((Map<String, Object>) report.get("rules"))
                .hasSize(2)
                .containsEntry(format.warning, 1L)
                .containsEntry(format.error, 1L);
        List<Map<String, Object>> violations = (List<Map<String, Object>>) report.get("violations");
        assertThat(violations).hasSize(2).allSatisfy(violation -> {
            assertThat(violation.keySet())
                    .containsExactlyInAnyOrder("severity", "rule", "line", "column", "contig", "field", "message");
            assertThat(violation).containsEntry("contig", "1");
        });
        assertThat(violations)
                .extracting(violation -> violation.get("severity") + " " + violation.get("rule"))
                .containsExactlyInAnyOrder("warning " + format.warning, "error " + format.error);
    }

    /** Where the file breaks off, the report has the same shape. */
    @ParameterizedTest
    @EnumSource
    void aCutFileIsReportedInTheSameShape(Format format) throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(format.text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] cut = Arrays.copyOf(gzip.toByteArray(), gzip.size() - 12);
        Path file = Files.write(folder.resolve("file.gz"), cut);

        Ran ran = Ran.genomics(format.command(), "validate", file.toString(), "--json");

        assertThat(ran.exitCode()).isEqualTo(1);
        Map<String, Object> report = Json.object(ran.stdout());
        assertThat(report.keySet()).contains("file", "violations", "valid", "errors", "warnings", "rules");
        assertThat(report).containsEntry("valid", false).containsEntry("errors", 1L);
        assertThat(report.get("rules").toString()).contains("container-damaged");
    }
}
