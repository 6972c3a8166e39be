package omega.genomics.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.peer.Contender;
import omega.genomics.bench.peer.Question;
import omega.genomics.plot.Bar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness works from worker to page; what it measures here means nothing. */
class ReportTest {
    @TempDir
    Path folder;

    @Test
    void everyContenderIsAskedInItsOwnProcess() throws Exception {
        Path file = Question.POSITIONS.corpus().file(folder, 0.0005, Container.PLAIN);
        Map<Contender, Measurement> measured = new Trial(Question.POSITIONS, Container.PLAIN, file).run(1, 1);
        assertThat(measured.keySet()).extracting(Contender::name).startsWith("omega", "split", "htsjdk");
        assertThat(measured.values()).allSatisfy(best -> {
            assertThat(best.answer().records()).isEqualTo(50);
            assertThat(best.nanos()).isPositive();
        });
    }

    @Test
    void tablesReplaceWhatStandsBetweenTheMarkers() throws Exception {
        Path page = Files.writeString(
                folder.resolve("PERFORMANCE.md"),
                "before\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nafter\n");
        Report.write(page.toString(), "new");
        assertThat(page).hasContent("before\n<!-- measured: begin -->\n\nnew\n<!-- measured: end -->\nafter\n");
    }

    @Test
    void thePictureShowsTheTablesOfThePage() throws Exception {
        String page = """
                | contender | times ours |
                | before | 9 |
                <!-- measured: begin -->
                ### sites
                | contender | ms | times ours |
                |---|--:|--:|
                | omega | 10 | 1.00 |
                | omega with Intel's inflater | 6 | 0.60 |
                | htslib | 88 | 8.80 |
                | C | 5 | 0.50 |
                ### cold start
                | contender | ms from the start of its process |
                | omega | 80 |
                <!-- measured: end -->
                """;

        assertThat(BenchmarkPicture.bars(page))
                .containsExactly(new Bar("sites", "htslib", 8.8), new Bar("sites", "C", 0.5));
        String real = Files.readString(Path.of("..", "PERFORMANCE.md"));
        assertThat(BenchmarkPicture.bars(real)).hasSizeGreaterThan(20);
        assertThat(BenchmarkPicture.of(real).toSvg()).contains("gene rows, seven fields", "htslib");
    }

    /** A run of nothing because of a slip of the pen would be taken for a quick one. */
    @Test
    void refusesAQuestionThatNobodyKnows() {
        System.setProperty("bench.questions", "SITES,VARIANTS");
        try {
            assertThatThrownBy(() -> Report.main(new String[0]))
                    .hasMessageContaining("VARIANT_LOAD")
                    .hasMessageEndingWith("found \"VARIANTS\"");
        } finally {
            System.clearProperty("bench.questions");
        }
    }

    @Test
    void aMeasurementSurvivesThePipe() {
        String line = "50 2307030181 0 0.00000000 12 34 56 78";
        assertThat(Measurement.parse(line)).hasToString(line);
    }

    /** Without annotation processing JMH's list is empty and its runner finds nothing to do. */
    @Test
    void jmhListsABenchmarkForEveryQuestion() throws Exception {
        String list;
        try (var in = Report.class.getResourceAsStream("/META-INF/BenchmarkList")) {
            list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(list.lines().filter(line -> line.startsWith("JMH")).count())
                .isEqualTo(Arrays.stream(Question.values()).count());
    }
}
