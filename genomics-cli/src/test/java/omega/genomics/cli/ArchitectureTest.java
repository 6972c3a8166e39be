package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.testing.ClassGraph;
import org.junit.jupiter.api.Test;

/** Rooms of limited size, whose classes do not know each other in a circle. */
class ArchitectureTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String ROOT = "omega.genomics.cli.GenomicsCommand";

    /** The root lists its commands, and a command reaches the root's options through picocli's parent link. */
    @Test
    void onlyThePathToTheRootCommandIsACircle() throws IOException {
        List<Set<String>> cycles = ClassGraph.of(CLASSES).cycles().stream()
                .filter(cycle -> !cycle.contains(ROOT))
                .collect(Collectors.toList());
        assertThat(cycles).isEmpty();
    }

    @Test
    void noRoomHasMoreThan36Files() throws IOException {
        assertThat(ClassGraph.filesByRoom(SOURCES))
                .isNotEmpty()
                .allSatisfy((room, files) -> assertThat(files).as(room).isLessThanOrEqualTo(36));
    }

    @Test
    void noClassHasMoreThanTenCollaborators() throws IOException {
        assertThat(ClassGraph.of(CLASSES).fieldTypes())
                .allSatisfy((name, types) -> assertThat(types).as(name).hasSizeLessThanOrEqualTo(10));
    }
}
