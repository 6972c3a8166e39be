package omega.genomics.postgres.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder for the files of one export, which only its user can enter; removed when closed, or when the JVM is ended by a signal. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;
    private final Thread removal;

    private ScratchFolder(Path path) {
        this.path = path;
        this.removal = new Thread(this::removeQuietly, "genomics-scratch-folder");
        Runtime.getRuntime().addShutdownHook(removal);
    }

    /** Creates it where the result will be, which has the room; in the system's temporary folder if that is a device or a pipe. */
    public static ScratchFolder beside(Path result) throws IOException {
        Objects.requireNonNull(result, "result");
        Path folder = result.toAbsolutePath().getParent();
        boolean isFile = !Files.exists(result) || Files.isRegularFile(result);
        return new ScratchFolder(
                folder != null && isFile
                        ? Files.createTempDirectory(folder, ".genomics-export")
                        : Files.createTempDirectory("genomics-export"));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try {
            remove();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(removal);
            } catch (IllegalStateException e) { // the JVM is shutting down, and the hook finds nothing to remove
            }
        }
    }

    private void remove() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    private void removeQuietly() {
        try {
            remove();
        } catch (IOException e) { // the JVM ends, and nobody is left to tell
        }
    }
}
