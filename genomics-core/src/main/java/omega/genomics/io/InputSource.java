package omega.genomics.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input that can be opened for reading and that names itself in error messages.
 *
 * <p>Immutable. A source over a path or over bytes can be opened any number of times, from any thread; one over a stream
 * only once.
 */
public final class InputSource {
    private final String name;
    private final @Nullable Path path;
    private final Opener opener;

    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    private InputSource(String name, @Nullable Path path, Opener opener) {
        this.name = name;
        this.path = path;
        this.opener = opener;
    }

    /**
     * Makes a source over a file.
     *
     * @param path the file; not opened yet
     * @return a source named like the path
     */
    public static InputSource of(Path path) {
        return new InputSource(path.toString(), path, () -> Files.newInputStream(path));
    }

    /**
     * Makes a source over bytes in memory, compressed or not.
     *
     * @param name the name in error messages
     * @param bytes the content, not copied
     * @return the source
     */
    public static InputSource of(String name, byte[] bytes) {
        return new InputSource(name, null, () -> new ByteArrayInputStream(bytes));
    }

    /**
     * Makes a source over a stream, which is read once and stays the caller's to close.
     *
     * @param name the name in error messages
     * @param stream the content, compressed or not
     * @return the source
     */
    public static InputSource of(String name, InputStream stream) {
        return new InputSource(name, null, () -> stream);
    }

    /**
     * Makes a source from a command line argument: a path, or {@code -} for standard input.
     *
     * @param argument the path or {@code -}
     * @return the source
     */
    public static InputSource parse(String argument) {
        return argument.equals("-") ? of("<stdin>", System.in) : of(Path.of(argument));
    }

    /**
     * Returns the name used in error messages.
     *
     * @return the path as given, or the name the caller chose
     */
    public String name() {
        return name;
    }

    /**
     * Returns the file behind this source.
     *
     * @return empty for streams and memory
     */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /**
     * Opens the decompressed content.
     *
     * @return a stream the caller closes
     * @throws IOException if it cannot be opened
     */
    public InputStream open() throws IOException {
        return new BufferedInputStream(opener.open());
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
