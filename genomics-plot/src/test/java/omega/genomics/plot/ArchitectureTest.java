package omega.genomics.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import omega.genomics.testing.ClassGraph;
import org.junit.jupiter.api.Test;

/** One room, whose classes do not know each other in a circle. */
class ArchitectureTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void noClassesKnowEachOtherInACircle() throws IOException {
        assertThat(ClassGraph.of(CLASSES).cycles()).isEmpty();
    }

    @Test
    void noRoomHasMoreThan36Files() throws IOException {
        assertThat(ClassGraph.filesByRoom(SOURCES))
                .hasSize(1)
                .allSatisfy((room, files) -> assertThat(files).as(room).isLessThanOrEqualTo(36));
    }

    @Test
    void noClassHasMoreThanTenCollaborators() throws IOException {
        assertThat(ClassGraph.of(CLASSES).fieldTypes())
                .allSatisfy((name, types) -> assertThat(types).as(name).hasSizeLessThanOrEqualTo(10));
    }
}
