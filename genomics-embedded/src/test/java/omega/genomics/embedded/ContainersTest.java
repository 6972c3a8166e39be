package omega.genomics.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several containers over one folder: processes that see neither each other's processes nor, in part, each other's
 * network. Whatever happens, one server at most runs over the data, and no row is lost.
 */
@Tag("slow")
class ContainersTest {
    private static final String[] CONTAINER = {"unshare", "--pid", "--ipc", "--fork", "--mount-proc"};
    private static final String[] WITHOUT_NETWORK = {"unshare", "--pid", "--ipc", "--net", "--fork", "--mount-proc"};

    @TempDir
    static Path template;

    @TempDir
    Path temp;

    private Path root;
    private Path pidFile;

    @BeforeAll
    static void makeTheTemplate() throws Exception {
        assumeTrue(canUnshare(), "no namespaces of processes and network here: unshare as root is needed");
        EmbeddedServer.start(template).close();
    }

    private static boolean canUnshare() throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(WITHOUT_NETWORK));
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @BeforeEach
    void copyTheTemplate() throws IOException {
        root = temp.resolve("volume");
        pidFile = root.resolve("data/postmaster.pid");
        Folders.copy(template, root);
    }

    @Test
    void theSecondUsesTheServerOfTheFirstWhereItCanReachIt() throws Exception {
        try (EmbeddedUser first = EmbeddedUser.start(root, CONTAINER)) {
            assertThat(first.query("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n"))
                    .isEqualTo("done");
            String before = Files.readString(pidFile);
            try (EmbeddedUser second = EmbeddedUser.start(root, CONTAINER)) {
                assertThat(second.greeting()).isEqualTo(first.greeting());
                assertThat(second.query("SELECT count(*) FROM kept")).isEqualTo("1000");
                assertThat(second.query("INSERT INTO kept VALUES (1001)")).isEqualTo("done");
            }
            assertThat(pidFile).hasContent(before);
            assertThat(first.query("INSERT INTO kept VALUES (1002)")).isEqualTo("done");
        }
        assertThat(count()).isEqualTo("1002");
    }

    @Test
    void theSecondIsRefusedWhereItCannotReachTheServer() throws Exception {
        try (EmbeddedUser first = EmbeddedUser.start(root, CONTAINER)) {
            assertThat(first.query("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n"))
                    .isEqualTo("done");
            String before = Files.readString(pidFile);
            try (EmbeddedUser second = EmbeddedUser.start(root, WITHOUT_NETWORK)) {
                assertThat(second.greeting())
                        .startsWith("refused: ")
                        .contains("is in use by a PostgreSQL that cannot be reached from here", first.greeting());
            }
            assertThat(pidFile).hasContent(before);
            assertThat(first.query("INSERT INTO kept VALUES (1001)")).isEqualTo("done");
        }
        assertThat(count()).isEqualTo("1001");
    }

    /** The server goes on after its JVM, in a container that lives: no process holds users.lock any more. */
    @Test
    void theSecondIsRefusedWhileAServerLivesWhoseJvmWasKilled() throws Exception {
        // the shell is the first process of the container, and stays
        List<String> command = new ArrayList<>(List.of(CONTAINER));
        command.addAll(List.of("sh", "-c", "\"$@\"; sleep 1000", "sh"));
        EmbeddedUser first = EmbeddedUser.start(root, command.toArray(String[]::new));
        try {
            assertThat(first.query("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n"))
                    .isEqualTo("done");
            String before = Files.readString(pidFile);
            killTheJvmOf(first);
            try (EmbeddedUser second = EmbeddedUser.start(root, WITHOUT_NETWORK)) {
                assertThat(second.greeting()).startsWith("refused: ").contains("cannot be reached from here");
            }
            assertThat(pidFile).hasContent(before);
            try (EmbeddedUser third = EmbeddedUser.start(root, CONTAINER)) {
                assertThat(third.greeting()).isEqualTo(first.greeting());
                assertThat(third.query("SELECT count(*) FROM kept")).isEqualTo("1000");
            }
            assertThat(pidFile).hasContent(before);
        } finally {
            first.kill();
        }
        assertThat(count()).isEqualTo("1000");
    }

    private static void killTheJvmOf(EmbeddedUser user) {
        EmbeddedUser.kill(user.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow());
    }

    /** As after {@code docker kill}: the pid file names a process that is somebody else in the next container. */
    @Test
    void theNextContainerStartsAfterTheFirstWasKilled() throws Exception {
        for (int round = 1; round <= 3; round++) {
            EmbeddedUser user = EmbeddedUser.start(root, CONTAINER);
            try {
                assertThat(user.greeting()).containsOnlyDigits();
                assertThat(user.query("SET synchronous_commit = on; CREATE TABLE kept" + round + " (n int)"))
                        .isEqualTo("done");
            } finally {
                user.kill();
            }
            assertThat(pidFile).exists();
        }
        try (EmbeddedUser user = EmbeddedUser.start(root, CONTAINER)) {
            assertThat(user.query("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'kept_'"))
                    .isEqualTo("3");
        }
        assertThat(pidFile).doesNotExist();
    }

    /** PostgreSQL itself takes any living process of that number for a server. */
    @Test
    void theNextContainerStartsWhereThePidIsThatOfAnotherProcess() throws Exception {
        EmbeddedUser user = EmbeddedUser.start(root, CONTAINER);
        user.kill();
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(0, "2");
        Files.writeString(pidFile, String.join("\n", lines) + "\n");
        List<String> command = new ArrayList<>(List.of(CONTAINER));
        command.addAll(List.of("sh", "-c", "sleep 1000 & \"$@\"", "sh"));
        try (EmbeddedUser next = EmbeddedUser.start(root, command.toArray(String[]::new))) {
            assertThat(next.greeting()).containsOnlyDigits();
        }
    }

    /** A server that was started by hand holds no lock of ours. */
    @Test
    void aPidFileOfAnUnknownStartIsNotTouched() throws Exception {
        String foreign = "77777\n" + root.resolve("data") + "\n1700000000\n5432\n\nlocalhost\n\nready\n";
        Files.writeString(pidFile, foreign);
        try (EmbeddedUser user = EmbeddedUser.start(root, WITHOUT_NETWORK)) {
            assertThat(user.greeting()).startsWith("refused: ").contains("delete that file");
        }
        assertThat(pidFile).hasContent(foreign);
    }

    private String count() throws IOException {
        try (EmbeddedUser user = EmbeddedUser.start(root)) {
            return user.query("SELECT count(*) FROM kept");
        }
    }
}
