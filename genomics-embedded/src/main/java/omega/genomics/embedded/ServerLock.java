package omega.genomics.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file lock held by the processes of PostgreSQL themselves, from their start until the last of them ends, even if
 * the JVM that started them is gone. Unlike a process id, it is visible in other containers.
 *
 * <p>It is acquired by the program {@code flock} of util-linux or BusyBox, because child processes inherit such a
 * lock, but not those of {@link java.nio.channels.FileChannel}. Without this program the lock is neither held nor
 * checked.
 */
final class ServerLock {
    private final Path file;
    private final Optional<Path> program;

    ServerLock(Path file) {
        this.file = file;
        program = isLinux() ? programOnPath("flock") : Optional.empty();
    }

    static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    }

    private static Optional<Path> programOnPath(String name) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    boolean isSupported() {
        return program.isPresent();
    }

    /** Returns the command prefix that makes a program and its children hold the lock. */
    List<String> holder() {
        return program.map(flock -> List.of(flock.toString(), "-n", file.toString()))
                .orElse(List.of());
    }

    /** Returns whether a process in any container holds the lock; false if this cannot be determined. */
    boolean isHeld() throws IOException {
        if (program.isEmpty() || !Files.exists(file)) {
            return false;
        }
        Process attempt = new ProcessBuilder(program.get().toString(), "-n", file.toString(), "true")
                .redirectErrorStream(true)
                .start();
        attempt.getOutputStream().close();
        String output = new String(attempt.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int exit = Waiting.forEnd(attempt);
        if (exit > 1 || !output.isBlank()) {
            throw new IOException("cannot find out whether a PostgreSQL holds " + file + ": " + output.strip());
        }
        return exit == 1;
    }

    /** Waits until the processes that hold the lock have ended. */
    void awaitFree(long seconds) throws IOException {
        long giveUp = System.nanoTime() + seconds * 1_000_000_000;
        while (isHeld()) {
            if (System.nanoTime() > giveUp) {
                throw new IOException("a program that a call started earlier still works in " + file.getParent()
                        + "; wait for its end, or end it");
            }
            Waiting.pause();
        }
    }
}
