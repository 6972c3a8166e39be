package omega.genomics.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GctReaderTest {
    private static final String GTEX = """
            #1.2
            3\t2
            Name\tDescription\tLiver\tBrain - Cortex
            ENSG01.5\tAAA\t1.5\t0
            ENSG02.1\tBBB\tNaN\t2e3
            ENSG03\t\t\t-0.25
            """;

    private static final String CMAP = """
            #1.3
            2\t2\t1\t1
            id\tgene_symbol\ts1\ts2
            dose\tNA\t10\t-666
            p1\tAAA\t0.1\tNA
            p2\tBBB\t1\t2
            """;

    private static InputSource source(String text) {
        return InputSource.of("m.gct", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rows(GctReader reader) {
        try (reader;
                Stream<GctRow> rows = reader.stream()) {
            return rows.map(row -> row.name() + row.fields() + java.util.Arrays.toString(row.values()))
                    .toList();
        }
    }

    @Test
    void readsVersion12() throws IOException {
        GctReader reader = GctReader.open(source(GTEX));
        assertThat(reader.header())
                .isEqualTo(new GctHeader(
                        "1.2", 3, 2, List.of("Description"), List.of("Liver", "Brain - Cortex"), java.util.Map.of()));
        assertThat(rows(reader))
                .containsExactly("ENSG01.5[AAA][1.5, 0.0]", "ENSG02.1[BBB][NaN, 2000.0]", "ENSG03[][NaN, -0.25]");
    }

    @Test
    void readsVersion13WithMetadataOfRowsAndColumns() throws IOException {
        GctReader reader = GctReader.open(source(CMAP));
        assertThat(reader.header().rowFields()).containsExactly("gene_symbol");
        assertThat(reader.header().columnMetadata()).containsEntry("dose", List.of("10", "-666"));
        assertThat(rows(reader)).containsExactly("p1[AAA][0.1, NaN]", "p2[BBB][1.0, 2.0]");
    }

    /** Block size, line ends, compression and a spreadsheet's trailing tabs say nothing about the matrix. */
    @Test
    void readsTheSameHoweverTheBytesCome() throws IOException {
        List<String> expected = rows(GctReader.open(source(GTEX)));
        for (int size = 1; size < 70; size++) {
            assertThat(rows(GctReader.options().blockSize(size).open(source(GTEX))))
                    .isEqualTo(expected);
        }
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(GTEX.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(rows(GctReader.open(InputSource.of("m.gct.gz", zipped.toByteArray()))))
                .isEqualTo(expected);
        for (String same : List.of(
                GTEX.replace("\n", "\r\n"),
                GTEX.stripTrailing(),
                "\ufeff" + GTEX,
                GTEX.replace("#1.2\n3\t2\n", "#1.2\t\t\n3\t2\t\t\n"))) {
            assertThat(rows(GctReader.open(source(same)))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#1.1 | m.gct:1:1: version: expected #1.2 or #1.3, found \"#1.1\"",
                "#1.2 | m.gct:2:1: size: expected the number of rows and of columns, found the end of the file",
                "#1.2/3 | m.gct:2:2: size: expected the number of rows and of columns, found nothing",
                "#1.2/x→2 | m.gct:2:1: size: expected the number of rows and of columns, found \"x\"",
                "#1.2/1→2/N→D→a | m.gct:3:1: columns: expected names of 2 columns as line 2 says, found 1",
                "#1.2/1→2/N→D→a→b/g→d→1 | m.gct:4:6: columns: expected 4 columns (2 values) as in the header, of which"
                        + " there are 3, found nothing",
                "#1.2/1→2/N→D→a→b/g→d→1→2→3 | m.gct:4:8: columns: expected 4 columns (2 values) as in the header, of"
                        + " which there are 5, found \"→3\"",
                "#1.2/1→2/N→D→a→b/→d→1→2 | m.gct:4:1: Name: expected a name, found nothing",
                "#1.2/1→2/N→D→a→b/g→d→1→x2 | m.gct:4:7: b: expected a finite number, found \"x2\"",
                "#1.2/1→2/N→D→a→b/g→d→1→1e999 | m.gct:4:7: b: expected a finite number, found \"1e999\"",
                "#1.2/7→2/N→D→a→b/g→d→1→2 | m.gct:2:1: rows: expected 7 rows as line 2 says, found 1",
                "#1.2/0→2/N→D→a→b/g→d→1→2 | m.gct:2:1: rows: expected 0 rows as line 2 says, found 1",
                "#1.3/1→1→0→1/id→a/m | m.gct:4:2: column metadata: expected 2 fields as in line 3, of which there are 1,"
                        + " found nothing",
                "#1.3/1→1→2147483647→0/id→a | m.gct:3:1: columns: expected names of 1 columns as line 2 says, found 0",
            })
    void strictReadingNamesThePlaceAndBothSides(String text, String message) {
        assertThatThrownBy(
                        () -> rows(GctReader.open(source(text.replace('/', '\n').replace('→', '\t')))))
                .isInstanceOfSatisfying(
                        ParseException.class,
                        e -> assertThat(e.diagnostic().toString().lines().findFirst())
                                .contains(message));
    }

    @Test
    void lenientReadingSkipsBadRowsAndWarnsOfAWrongHeader() throws IOException {
        List<Diagnostic> found = new ArrayList<>();
        String text = "#1.2\n9\t1\nName\tDescription\ta\nx\td\t1\ny\td\nz\td\t3\n";
        GctReader reader = GctReader.options()
                .mode(ParseMode.LENIENT)
                .diagnostics(found::add)
                .open(source(text));
        assertThat(rows(reader)).containsExactly("x[d][1.0]", "z[d][3.0]");
        assertThat(reader.records()).isEqualTo(2);
        assertThat(reader.skipped()).isEqualTo(1);
        assertThat(found).extracting(Diagnostic::rule).containsExactly("gct-column-count", "gct-row-count");
        assertThat(found).extracting(Diagnostic::severity).containsExactly(Severity.ERROR, Severity.WARNING);
    }

    @Test
    void reportsUseOfTheViewAfterItsRow() throws IOException {
        try (GctReader reader = GctReader.open(source(GTEX))) {
            assertThatThrownBy(() -> reader.record().name()).isInstanceOf(IllegalStateException.class);
            reader.forEach(row -> {});
            assertThatThrownBy(() -> reader.record().value(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    /** Every matrix of the Connectivity Map's own tests, and GTEx's counts, whose header claims a thousand times too much. */
    @Test
    void readsRealFiles() throws IOException {
        Path data = Needs.data("expression");
        try (Stream<Path> files = Files.list(data.resolve("cmapPy"))) {
            for (Path file : files.toList()) {
                try (GctReader reader = GctReader.open(file)) {
                    assertThat(rows(reader)).hasSize(reader.header().declaredRows());
                }
            }
        }
        Path counts = data.resolve("gtex/GTEx_Analysis_2017-06-05_v8_RNASeQCv1.1.9_gene_reads.acmg_59.gct.gz");
        assertThatThrownBy(() -> GctReader.open(counts).forEach(row -> {}))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("expected 56200 rows as line 2 says, found 59");
        List<Diagnostic> warnings = new ArrayList<>();
        try (GctReader reader = GctReader.options()
                .mode(ParseMode.LENIENT)
                .diagnostics(warnings::add)
                .open(InputSource.of(counts))) {
            double[] values = new double[reader.header().columns().size()];
            assertThat(values).hasSize(17_382);
            reader.forEach(row -> row.values(values));
            assertThat(reader.records() + reader.skipped()).isEqualTo(59);
        }
        assertThat(warnings)
                .singleElement()
                .satisfies(warning -> assertThat(warning.severity()).isEqualTo(Severity.WARNING));
    }
}
