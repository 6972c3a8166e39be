package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import omega.genomics.testing.ClassGraph;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.junit.jupiter.api.Test;

/** Two rooms, whose classes do not know each other in a circle, and whose sources are found by their names. */
class ArchitectureTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void noClassesKnowEachOtherInACircle() throws IOException {
        assertThat(ClassGraph.of(CLASSES).cycles()).isEmpty();
    }

    /** The sink knows nothing of files. */
    @Test
    void theSinkDoesNotKnowTheSource() throws IOException {
        try (var files = Files.list(SOURCES.resolve("omega/genomics/spark/sink"))) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContain("import omega.genomics.spark.V", "import omega.genomics.spark.P"));
        }
    }

    @Test
    void noRoomHasMoreThan36Files() throws IOException {
        assertThat(ClassGraph.filesByRoom(SOURCES))
                .hasSize(2)
                .allSatisfy((room, files) -> assertThat(files).as(room).isLessThanOrEqualTo(36));
    }

    @Test
    void noClassHasMoreThanTenCollaborators() throws IOException {
        assertThat(ClassGraph.of(CLASSES).fieldTypes())
                .allSatisfy((name, types) -> assertThat(types).as(name).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void everySourceIsRegistered() {
        List<String> names = StreamSupport.stream(
                        ServiceLoader.load(DataSourceRegister.class).spliterator(), false)
                .filter(source -> source.getClass().getName().startsWith("omega.genomics."))
                .map(DataSourceRegister::shortName)
                .toList();
        assertThat(names)
                .contains("vcf", "genomics-vcf", "gtf", "genomics-postgres")
                .doesNotHaveDuplicates();
    }

    /** The guide names every option, and no other. */
    @Test
    void theGuideHasEveryOption() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "how-to", "spark.md"));
        assertThat(VcfOptions.KNOWN)
                .filteredOn(option -> !option.equals("path") && !option.equals("paths"))
                .allSatisfy(option ->
                        assertThat(guide.toLowerCase(java.util.Locale.ROOT)).contains("`" + option + "`"));
    }
}
