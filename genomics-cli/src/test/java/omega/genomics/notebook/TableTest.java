package omega.genomics.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.model.Gene;
import org.junit.jupiter.api.Test;

class TableTest {
    record Row(String name, int count, Optional<String> note, List<String> tags, Region place) {}

    private static final List<Row> ROWS = List.of(
            new Row("a", 5, Optional.empty(), List.of("x", "y"), Region.parse("1:10-20")),
            new Row("long name", 12345, Optional.of("<n>"), List.of(), Region.parse("MT:1-2")));

    @Test
    void recordsHaveAColumnForEachPartThatFits() {
        assertThat(Table.of(ROWS)).hasToString("""
                        name       count  note  place
                        a              5  -     1:10-20
                        long name  12345  <n>   MT:1-2
                        """);
    }

    @Test
    void columnsAreChosenByNameAndPath() {
        assertThat(Table.of(ROWS).columns("tags", "place.start")).hasToString("""
                        tags  place.start
                        x,y            10
                        -               1
                        """);
    }

    @Test
    void aColumnThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> Table.of(ROWS).columns("nmae"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a part of Row, found \"nmae\"");
    }

    @Test
    void moreRowsThanAreShownAreCounted() {
        Table table = Table.of(IntStream.range(0, 45).boxed()).first(2);

        assertThat(table).hasToString("value\n    0\n    1\n… and 43 more\n");
        assertThat(table.size()).isEqualTo(45);
    }

    @Test
    void genesShowWhatIsAskedForFirst() {
        Gene gene = Gene.builder("G1", "1", 10, 20, Strand.PLUS)
                .name("N")
                .biotype("b")
                .build();

        assertThat(Table.of(gene)).hasToString("""
                        id  name  biotype  region   strand  transcripts
                        G1  N     b        1:10-20  +       -
                        """);
    }

    @Test
    void mapsArraysAndNullsAreRowsToo() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("k", 0.000123456789);
        row.put("v", null);

        assertThat(Table.of(List.of(row))).hasToString("k            v\n0.000123457  -\n");
        assertThat(Table.of(Map.of("k", OptionalInt.of(3)))).hasToString("key  value\nk        3\n");
        assertThat(Table.of(new ArrayList<>(Arrays.asList("x", null)))).hasToString("value\nx\n-\n");
        assertThat(Table.of(List.of())).hasToString("(no rows)\n");
    }

    @Test
    void aStreamIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        Table.of(Stream.of(1).onClose(() -> closed.set(true)));

        assertThat(closed).isTrue();
    }

    @Test
    void htmlIsEscaped() {
        assertThat(Table.of(ROWS).columns("note", "count").html()).isEqualTo("""
                        <table>
                        <tr><th>note</th><th>count</th></tr>
                        <tr><td>-</td><td style="text-align:right">5</td></tr>
                        <tr><td>&lt;n&gt;</td><td style="text-align:right">12345</td></tr>
                        </table>
                        """);
    }

    @Test
    void progressTellsHowManyPassed() {
        assertThat(ProgressCount.line(1_234_567, 2)).isEqualTo("1,234,567  617,284/s  2.0 s");
    }
}
