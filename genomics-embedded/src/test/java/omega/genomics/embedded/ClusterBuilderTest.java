package omega.genomics.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kill leaves while a cluster is made, and what the next call makes of it; initdb is played by the test. */
class ClusterBuilderTest {
    private static final String WORK = "initialising-0123456789abcdef0123456789abcdef";
    private static final List<String> MOVED_IN_THIS_ORDER = List.of("data", "initialised", "password");

    @TempDir
    Path root;

    private final List<Path> made = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void goesOnWhereAKillLeftTheMoves(int moved) throws IOException {
        build();
        String password = Files.readString(root.resolve("password"));
        Files.createDirectory(root.resolve(WORK));
        Files.writeString(root.resolve(WORK).resolve("made-by-omega-genomics"), WORK + "\n");
        for (String name : MOVED_IN_THIS_ORDER.subList(moved, 3)) {
            Files.move(root.resolve(name), root.resolve(WORK).resolve(name));
        }

        build();

        assertThat(root.resolve("password")).hasContent(password);
        assertThat(made).as("runs of initdb").hasSize(1);
        assertThat(names()).containsExactlyInAnyOrderElementsOf(MOVED_IN_THIS_ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "initialising-0123", WORK + "\n"})
    void discardsWhatAKillLeftBeforeInitdbHadEnded(String tag) throws IOException {
        Files.createDirectory(root.resolve(WORK));
        Files.writeString(root.resolve(WORK).resolve("made-by-omega-genomics"), tag);
        if (tag.endsWith("\n")) {
            Files.writeString(root.resolve(WORK).resolve("password"), "0");
            Files.createDirectories(root.resolve(WORK).resolve("data/base"));
        }

        build();

        assertThat(names()).containsExactlyInAnyOrderElementsOf(MOVED_IN_THIS_ORDER);
    }

    /** Between the kill and the next call somebody puts a backup where the cluster was to be. */
    @Test
    void discardsAWholeClusterRatherThanMoveItOverAnother() throws IOException {
        build();
        Files.createDirectory(root.resolve(WORK));
        Files.writeString(root.resolve(WORK).resolve("made-by-omega-genomics"), WORK + "\n");
        for (String name : MOVED_IN_THIS_ORDER) {
            Files.move(root.resolve(name), root.resolve(WORK).resolve(name));
        }
        Files.createDirectory(root.resolve("data"));
        Files.writeString(root.resolve("data/backup"), "precious");

        assertThatThrownBy(this::build).isInstanceOf(IOException.class).hasMessageContaining("was not made by");

        assertThat(root.resolve("data/backup")).hasContent("precious");
        assertThat(names()).containsExactly("data");
    }

    @Test
    void leavesNothingWhenInitdbFails() throws IOException {
        ClusterBuilder builder = new ClusterBuilder(root, new ClusterFiles(root));
        assertThatThrownBy(() -> builder.build(true, (work, arguments, lock) -> {
                    Files.createDirectory(work.resolve("data"));
                    throw new IOException("no space");
                }))
                .hasMessage("no space");
        assertThat(names()).isEmpty();
    }

    private void build() throws IOException {
        ClusterFiles files = new ClusterFiles(root);
        ClusterBuilder builder = new ClusterBuilder(root, files);
        builder.finishOrDiscard();
        if (files.hasNoData()) {
            files.checkThatNothingIsInTheWay();
            builder.build(true, this::initdb);
        }
        files.checkThatItIsOurs();
    }

    private void initdb(Path work, List<String> arguments, ServerLock lock) throws IOException {
        Path data = work.resolve("data");
        made.add(data);
        Files.createDirectories(data.resolve("global"));
        Files.writeString(data.resolve("PG_VERSION"), "18\n");
        Files.writeString(data.resolve("global/pg_control"), "12345678" + "the rest");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
