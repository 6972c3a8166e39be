package omega.genomics.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at seeded moments: of a JVM that makes a cluster or starts a server, of the server, and of all. The next
 * start works, every acknowledged row is there, and nothing is left over. More rounds: {@code -Dgenomics.kills=100}.
 */
@Tag("slow")
class KilledServersTest {
    private static final int ROUNDS = Integer.getInteger("genomics.kills", 3);
    private static final long SEED = Long.getLong("genomics.seed", 15);

    @TempDir
    Path temp;

    /** What a kill takes with it. */
    private enum Victim {
        JVM,
        SERVER,
        ONE_OF_SERVER,
        ALL
    }

    @BeforeEach
    void onlyWhereProcessesAreFound() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "the processes of a server are found in /proc");
    }

    @Test
    void aKillWhileTheClusterIsMadeOrStartedLosesNothing() throws Exception {
        long whole = millisOfAFirstStart();
        Random random = new Random(SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            Path root = temp.resolve("made-" + round);
            Files.createDirectories(root);
            Files.writeString(root.resolve("thesis"), "x");
            Victim victim = random.nextBoolean() ? Victim.JVM : Victim.ALL;
            long millis = (long) (random.nextDouble() * whole * 1.1);
            String what = "round " + round + ", kill of " + victim + " after " + millis + " ms";

            Process user = EmbeddedUser.launch(root);
            Thread.sleep(millis);
            kill(victim, user, root, random);

            try (EmbeddedUser next = EmbeddedUser.start(root)) {
                assertThat(next.greeting()).as(what).containsOnlyDigits();
                assertThat(next.query("CREATE TABLE kept AS SELECT 42 AS n"))
                        .as(what)
                        .isEqualTo("done");
            }
            try (EmbeddedUser last = EmbeddedUser.start(root)) {
                assertThat(last.query("SELECT n FROM kept")).as(what).isEqualTo("42");
            }
            assertThat(names(root))
                    .as(what)
                    .containsExactlyInAnyOrder(
                            "data", "initialised", "password", "server.log", "start.lock", "thesis", "users.lock");
            assertThat(root.resolve("thesis")).hasContent("x");
            assertThat(processesIn(root)).as(what).isEmpty();
            PrivateFiles.deleteTree(root);
        }
    }

    private long millisOfAFirstStart() throws IOException {
        long begin = System.nanoTime();
        try (EmbeddedUser user = EmbeddedUser.start(temp.resolve("measured"))) {
            assertThat(user.greeting()).containsOnlyDigits();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    @Test
    void aKillOfTheServerOrItsUserLosesNoRow() throws Exception {
        Path root = temp.resolve("kept");
        int rows = 0;
        try (EmbeddedUser user = EmbeddedUser.start(root)) {
            assertThat(user.query("ALTER ROLE postgres SET synchronous_commit = on"))
                    .isEqualTo("done");
            assertThat(user.query("CREATE TABLE kept (n int)")).isEqualTo("done");
        }
        Random random = new Random(SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
            int millis = random.nextInt(300);
            String what = "round " + round + ", kill of " + victim + " after " + millis + " ms";

            EmbeddedUser user = EmbeddedUser.start(root);
            assertThat(user.greeting()).as(what).containsOnlyDigits();
            CompletableFuture<Void> kill = CompletableFuture.runAsync(
                    () -> kill(victim, user.process(), root, random),
                    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
            String answer = "done";
            while (answer.equals("done") && !kill.isDone()) {
                answer = user.query("INSERT INTO kept VALUES (" + (rows + 1) + ")");
                rows += answer.equals("done") ? 1 : 0;
            }
            kill.join();

            try (EmbeddedUser next = EmbeddedUser.start(root)) {
                assertThat(next.greeting()).as(what).containsOnlyDigits();
                String count = next.query("SELECT count(*) || ' to ' || coalesce(max(n), 0) FROM kept");
                // the last row may have been written without a word
                assertThat(count).as(what).isIn(rows + " to " + rows, (rows + 1) + " to " + (rows + 1));
                rows = Integer.parseInt(count.substring(0, count.indexOf(' ')));
            }
            user.kill();
        }
        EmbeddedServer.start(root).close();
        assertThat(processesIn(root)).isEmpty();
        assertThat(root.resolve("data/postmaster.pid")).doesNotExist();
    }

    private static void kill(Victim victim, Process user, Path root, Random random) {
        List<ProcessHandle> dying = new ArrayList<>();
        if (victim == Victim.JVM || victim == Victim.ALL) {
            dying.add(user.toHandle());
        }
        if (victim == Victim.ALL) {
            user.descendants().forEach(dying::add);
        }
        if (victim != Victim.JVM) {
            List<ProcessHandle> servers = presentIn(root);
            Collections.shuffle(servers, random);
            dying.addAll(victim == Victim.ONE_OF_SERVER ? servers.subList(0, Math.min(1, servers.size())) : servers);
        }
        dying.forEach(EmbeddedUser::kill);
    }

    /** Those that still work in the folder; one that was killed may take a moment to end on a busy machine. */
    private static List<ProcessHandle> processesIn(Path root) throws InterruptedException {
        List<ProcessHandle> found = presentIn(root);
        for (int i = 0; i < 100 && !found.isEmpty(); i++) {
            Thread.sleep(50);
            found = presentIn(root);
        }
        return found;
    }

    private static List<ProcessHandle> presentIn(Path root) {
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(root, process)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
            return found;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean worksIn(Path root, Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(root);
        } catch (IOException e) {
            // ended, or not ours
            return false;
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
