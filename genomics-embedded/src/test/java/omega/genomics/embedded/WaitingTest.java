package omega.genomics.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing waits without a word, and nothing for ever. */
@Timeout(120)
class WaitingTest {
    @TempDir
    Path temp;

    private final Logger logger = Logger.getLogger(EmbeddedServer.class.getName());
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(listener);
    }

    @Test
    void saysAfterASecondThatAnotherProcessHoldsTheLock() throws Exception {
        Process holder = holderOf(temp.resolve("start.lock"));
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('y');
            assertThatThrownBy(() -> DirectoryLock.take(temp.resolve("start.lock"), Duration.ofMillis(1500)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("start.lock")
                    .hasMessageContaining("held");
            assertThat(logged).singleElement().asString().startsWith("WARNING").contains("start.lock");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        DirectoryLock.take(temp.resolve("start.lock"), Duration.ofSeconds(5)).close();
        assertThat(logged).hasSize(1);
    }

    @Test
    void saysNothingWhenItNeedNotWait() throws IOException {
        DirectoryLock.take(temp.resolve("start.lock"), Duration.ofSeconds(5)).close();
        assertThat(logged).isEmpty();
    }

    private static Process holderOf(Path lock) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Holds the lock until it is killed, as a stopped process does. */
    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] args) throws Exception {
            try (FileChannel channel =
                            FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                System.out.print(lock.isValid() ? 'y' : 'n');
                System.out.flush();
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void aGarbledPidFileIsClearedWhenNoServerRuns() throws Exception {
        EmbeddedServer.start(temp).close();
        for (String garbled : List.of("", "x\n", "\n\n\n\n\n\n\nready\n", "99999999999999999999\na\nb\nc\n")) {
            Files.writeString(temp.resolve("data/postmaster.pid"), garbled);
            try (EmbeddedServer server = EmbeddedServer.start(temp)) {
                assertThat(server.port()).isPositive();
            }
        }
    }

    @Test
    void aGarbledPidFileOfARunningServerIsRefusedAndLeftAlone() throws Exception {
        Path pidFile = temp.resolve("data/postmaster.pid");
        try (EmbeddedServer server = EmbeddedServer.start(temp)) {
            String sound = Files.readString(pidFile);
            Files.writeString(pidFile, "x\n");
            try {
                assertThatThrownBy(() -> EmbeddedServer.start(temp))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("postmaster.pid");
                assertThat(pidFile).hasContent("x\n");
            } finally {
                // the server looks at it every minute, and ends when it is not its own
                Files.writeString(pidFile, sound);
            }
            assertThat(server.port()).isPositive();
        }
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void anInterruptionEndsTheMakingOfACluster() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                EmbeddedServer.start(temp).close();
            } catch (IOException e) {
                failure.set(
                        Thread.currentThread().isInterrupted() ? e : new AssertionError("lost the interruption", e));
            }
        });
        caller.start();
        while (names(temp).stream().noneMatch(name -> name.startsWith("initialising-"))) {
            Thread.sleep(5);
        }
        Thread.sleep(100);
        caller.interrupt();
        caller.join(10_000);
        assertThat(caller.isAlive()).isFalse();
        assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(names(temp)).containsExactly("start.lock");
        EmbeddedServer.start(temp).close();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
