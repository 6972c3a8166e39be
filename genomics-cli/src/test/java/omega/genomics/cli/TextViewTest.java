package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextViewTest {
    private static Map<String, Object> row(String gene, Object length) {
        Map<String, Object> row = Output.document();
        row.put("gene", gene);
        row.put("length", length);
        return row;
    }

    @Test
    void alignsColumnsBelowTheirNames() {
        assertThat(TextView.of(List.of(row("KL", 49_721L), row("ENSG00000133116", Optional.empty()))))
                .isEqualTo("""
                        gene             length
                        KL               49,721
                        ENSG00000133116  -
                        """);
    }

    @Test
    void showsAnObjectInATableOnOneLine() {
        Map<String, Object> bytes = Output.document();
        bytes.put("heap", 8_192L);
        bytes.put("indexes", 16_384L);

        assertThat(TextView.of(List.of(row("clinvar", bytes), row("genes", Map.of()))))
                .isEqualTo("""
                        gene     length
                        clinvar  heap 8,192; indexes 16,384
                        genes    -
                        """);
    }

    /** Where the widths of all rows were taken anew for each row, 40,000 took 45 s. */
    @Test
    void aTableOfManyRowsTakesTheTimeOfItsRows() {
        List<Map<String, Object>> rows =
                IntStream.range(0, 100_000).mapToObj(i -> row("G" + i, i)).toList();
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> TextView.of(rows))
                        .lines())
                .hasSize(100_001);
    }
}
