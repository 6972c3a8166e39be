package omega.genomics.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a shell would run or cut, and what other users of the machine may see. */
class HostileNamesTest {
    private static final String NAME = "it's `touch ran-1` $(touch ran-2) \"; touch ran-3; \" $HOME \\ #%s é";

    @TempDir
    static Path shared;

    @TempDir
    Path temp;

    @BeforeAll
    static void makeTheTemplate() throws IOException {
        EmbeddedServer.start(shared.resolve("template")).close();
    }

    @BeforeEach
    void onlyOnPosix() {
        assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("posix"), "a POSIX file system");
    }

    @Test
    void neverRunsTheNameOfAFolder() throws Exception {
        Path folder = temp.resolve(NAME);
        for (int call = 1; call <= 2; call++) {
            try (EmbeddedServer server = EmbeddedServer.start(folder);
                    EmbeddedServer joined = EmbeddedServer.start(folder);
                    Connection connection = DriverManager.getConnection(joined.jdbcUrl())) {
                assertThat(joined.port()).isEqualTo(server.port());
                assertThat(connection.isValid(5)).isTrue();
            }
        }
        assertThat(names(temp)).containsExactly(NAME);
        assertThat(names(folder)).noneMatch(name -> name.startsWith("ran"));
        assertThat(Path.of("ran-1")).doesNotExist();
    }

    /** PostgreSQL's own files have a line for the name. */
    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "bell\u0007"})
    void refusesControlCharactersInTheNameOfAFolder(String name) {
        assertThatThrownBy(() -> EmbeddedServer.start(temp.resolve(name)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("control character")
                .hasMessageNotContaining("\n");
    }

    @Test
    void nobodyElseMayEnterAFolderThatWasMadeHere() throws Exception {
        Path made = temp.resolve("parent/made");
        Path empty = Files.createDirectory(temp.resolve("empty"));
        Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path folder : List.of(made, empty)) {
            EmbeddedServer.start(folder).close();
            assertThat(mode(folder)).isEqualTo("rwx------");
        }
    }

    /** A lock can be held by whoever may read the file. */
    @Test
    void nobodyElseMayOpenTheFilesOfAFolderThatIsNotOursAlone() throws Exception {
        Path folder = temp.resolve("project");
        Folders.copy(shared.resolve("template"), folder);
        Files.writeString(folder.resolve("thesis"), "x");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("start.lock", "users.lock", "server.log")) {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        }
        EmbeddedServer.start(folder).close();
        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
        for (String name : List.of("start.lock", "users.lock", "server.log", "password", "initialised")) {
            assertThat(mode(folder.resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
