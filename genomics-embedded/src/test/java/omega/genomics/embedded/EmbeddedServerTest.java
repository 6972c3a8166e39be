package omega.genomics.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {
    @TempDir
    static Path shared;

    private Path directory;

    @BeforeEach
    void oneDirectoryForAll() {
        // initdb is the slow part; every test leaves a stopped, sound cluster behind
        directory = shared.resolve("kept");
    }

    @Test
    void refusesNullByName() throws Exception {
        assertThatThrownBy(() -> EmbeddedServer.start(null)).hasMessage("directory");
        assertThatThrownBy(() -> EmbeddedServer.usualDirectory(null)).hasMessage("environment");
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThatThrownBy(() -> server.jdbcUrl(null)).hasMessage("database");
        }
    }

    @Test
    void keepsItsDataBetweenConsecutiveCalls() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            query(server, "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS n; SELECT 0");
        }
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(query(server, "SELECT n FROM kept")).isEqualTo("42");
            assertThat(query(server, "SELECT datcollate FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("C");
        }
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void isSharedByCallsAtTheSameTimeAndStoppedByTheLast() throws Exception {
        EmbeddedServer first = EmbeddedServer.start(directory);
        EmbeddedServer second = EmbeddedServer.start(directory);
        assertThat(second.port()).isEqualTo(first.port());
        first.close();
        first.close();
        assertThat(query(second, "SELECT 1")).isEqualTo("1");
        second.close();
        assertThatThrownBy(() -> query(second, "SELECT 1")).isInstanceOf(SQLException.class);
    }

    /** A pid is soon reused in a container, where ours would otherwise be taken for a running server. */
    @Test
    void clearsAPidFileOfAnotherLivingProcess() throws Exception {
        EmbeddedServer.start(directory).close();
        String stale = ProcessHandle.current().pid() + "\n" + directory.resolve("data") + "\n0\n1\n\n\n\nready\n";
        Files.writeString(directory.resolve("data/postmaster.pid"), stale);
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void joinsAndThenStopsAServerWhoseJvmWasKilled() throws Exception {
        EmbeddedUser user = EmbeddedUser.start(directory);
        user.kill();
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(user.greeting()).isEqualTo(Integer.toString(server.port()));
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void isTheSameServerByWhateverPathItsDirectoryIsNamed() throws Exception {
        Path link = Files.createSymbolicLink(shared.resolve("link"), directory);
        Path pidFile = directory.resolve("data/postmaster.pid");
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            String before = Files.readString(pidFile);
            try (EmbeddedServer same = EmbeddedServer.start(link);
                    EmbeddedUser user = EmbeddedUser.start(link)) {
                assertThat(same.port()).isEqualTo(server.port());
                assertThat(user.greeting()).isEqualTo(Integer.toString(server.port()));
            }
            assertThat(pidFile).hasContent(before);
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
        assertThat(pidFile).doesNotExist();
    }

    /** The server of one folder is not that of its copy, though the copy's pid file says so. */
    @Test
    void aCopyOfARunningServersDirectoryGetsAServerOfItsOwn(@TempDir Path temp) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            query(server, "CHECKPOINT; SELECT 1");
            Folders.copy(directory, temp.resolve("copy"));
            try (EmbeddedServer copy = EmbeddedServer.start(temp.resolve("copy"))) {
                assertThat(copy.port()).isNotEqualTo(server.port());
            }
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void leavesNothingOfATemporaryServer() throws Exception {
        Path log;
        try (EmbeddedServer server = EmbeddedServer.startTemporary()) {
            log = server.log();
            assertThat(server.toString()).doesNotContain(server.password());
            assertThat(log).exists();
        }
        assertThat(log.getParent()).doesNotExist();
    }

    private static String query(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String part : List.of(sql.split("; "))) {
                statement.execute(part);
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
