package omega.genomics.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server neither deletes nor overwrites a file that it cannot prove to be its own. */
class ForeignFilesTest {
    /** A stopped cluster that holds the table {@code kept}; copied, because initdb is the slow part. */
    @TempDir
    static Path template;

    @TempDir
    Path temp;

    private Path root;

    @BeforeAll
    static void makeTheTemplate() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(template)) {
            execute(server, "CREATE TABLE kept AS SELECT 42 AS n");
        }
    }

    @BeforeEach
    void useAFolderOfItsOwn() {
        root = temp.resolve("p");
    }

    @Test
    void leavesAForeignDataFolderAlone() throws IOException {
        write("data/thesis", "x");
        refuses("is not empty and was not made by this program", "choose another folder");
    }

    @Test
    void leavesAForeignDataFolderAloneThatLooksLikeAnUnfinishedOne() throws IOException {
        write("data/PG_VERSION", "18\n");
        write("data/base/1/1259", "rows");
        write("password", "x\n");
        refuses("was not made by this program");
    }

    @Test
    void leavesAForeignDataFolderAloneBesideAnEmptyMarker() throws IOException {
        write("data/thesis", "x");
        write("initialised", "");
        refuses("PG_VERSION");
    }

    @Test
    void leavesAForeignFileCalledDataAlone() throws IOException {
        write("data", "x");
        refuses("is not a folder");
    }

    @Test
    void leavesAForeignPasswordAlone() throws IOException {
        write("password", "swordfish");
        refuses("password", "was not written by this program");
    }

    @Test
    void leavesAForeignMarkerAlone() throws IOException {
        write("initialised", "yes");
        refuses("initialised", "was not written by this program");
    }

    @Test
    void leavesForeignFoldersAloneThatAreNamedLikeUnfinishedWork() throws Exception {
        write("initialising-0123456789abcdef0123456789abcdef/thesis", "x");
        write("initialising-/thesis", "x");
        write("initialising-0123456789abcdef0123456789abcdee", "x");
        Map<String, String> before = contents(root);
        try (EmbeddedServer server = EmbeddedServer.start(root)) {
            assertThat(server.port()).isPositive();
        }
        assertThat(contents(root)).containsAllEntriesOf(before);
    }

    @Test
    void makesAClusterInAnEmptyDataFolder() throws Exception {
        Files.createDirectories(root.resolve("data"));
        try (EmbeddedServer server = EmbeddedServer.start(root)) {
            execute(server, "SELECT 1");
        }
    }

    @Test
    void refusesALinkToAnEmptyFolder() throws IOException {
        Files.createDirectories(root);
        Files.createDirectories(temp.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("data"), temp.resolve("elsewhere"));
        refuses("link");
        assertThat(root.resolve("data")).isSymbolicLink();
    }

    @Test
    void followsALinkToItsOwnDataElsewhere() throws Exception {
        copyTemplate();
        Files.move(root.resolve("data"), temp.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("data"), temp.resolve("elsewhere"));
        assertKept();
    }

    /** A backup that skips empty files, or a careless hand. */
    @Test
    void keepsTheDatabaseWhoseMarkerIsLost() throws Exception {
        copyTemplate();
        Files.delete(root.resolve("initialised"));
        assertKept();
        assertThat(Files.readString(root.resolve("initialised"))).isNotBlank();
    }

    @Test
    void acceptsTheEmptyMarkerOfEarlierVersionsAndFillsIt() throws Exception {
        copyTemplate();
        Files.writeString(root.resolve("initialised"), "");
        assertKept();
        String marker = Files.readString(root.resolve("initialised"));
        assertThat(marker).isNotBlank();
        assertKept();
        assertThat(root.resolve("initialised")).hasContent(marker);
    }

    @Test
    void refusesADatabaseWhoseMarkerAndPasswordAreLost() throws IOException {
        copyTemplate();
        Files.delete(root.resolve("initialised"));
        Files.delete(root.resolve("password"));
        refuses("was not made by this program");
    }

    @Test
    void refusesADatabaseWhosePasswordIsLost() throws IOException {
        copyTemplate();
        Files.delete(root.resolve("password"));
        refuses("password is missing", "put it back");
    }

    @Test
    void refusesADatabaseThatIsNotTheOneOfTheMarker() throws IOException {
        copyTemplate();
        Path control = root.resolve("data/global/pg_control");
        byte[] bytes = Files.readAllBytes(control);
        bytes[0]++;
        Files.write(control, bytes);
        refuses("is another cluster");
    }

    @Test
    void refusesAMarkerThatIsCutOff() throws IOException {
        copyTemplate();
        String marker = Files.readString(root.resolve("initialised"));
        Files.writeString(root.resolve("initialised"), marker.substring(0, marker.length() / 2));
        refuses("initialised", "was not written by this program or is damaged");
    }

    /** A volume that is not mounted must not be taken for a new folder. */
    @Test
    void refusesAMarkerWithoutItsData() throws IOException {
        copyTemplate();
        Files.move(root.resolve("data"), temp.resolve("elsewhere"));
        refuses("data is missing", "put it back");
        Files.createDirectories(root.resolve("data"));
        refuses("data is empty", "put it back");
    }

    /** Refused with words for the user, and nothing that was there is changed or gone. */
    private void refuses(String... words) throws IOException {
        Map<String, String> before = contents(root);
        assertThatThrownBy(() -> EmbeddedServer.start(root).close())
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
        assertThat(contents(root)).containsAllEntriesOf(before);
    }

    private void assertKept() throws IOException, SQLException {
        try (EmbeddedServer server = EmbeddedServer.start(root);
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private void copyTemplate() throws IOException {
        Folders.copy(template, root);
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every path below a folder, with the bytes of files as text. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String text = Files.isRegularFile(path)
                        ? Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1)
                        : "";
                contents.put(folder.relativize(path).toString(), text);
            }
        }
        return contents;
    }
}
