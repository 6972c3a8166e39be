package omega.genomics.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An input that can be opened for reading and that names itself in error messages.
 *
 * <p>What is compressed is told by the first bytes, see {@link Compression}. A damaged or cut container throws a
 * {@link omega.genomics.ParseException} with the byte offset in the file as stored; so does a BGZF file without its end
 * block, and anything but zero padding behind the last gzip member. An empty file is an empty input.
 *
 * <p>Immutable. A source over a path or over bytes can be opened any number of times, from any thread; one over a stream
 * only once.
 */
public final class InputSource {
    private final String name;
    private final @Nullable Path path;
    private final Opener opener;
    /** The stream behind a source that can be opened once; null for the others. */
    private final @Nullable StoredBytes once;

    private final AtomicBoolean opened = new AtomicBoolean();

    @FunctionalInterface
    private interface Opener {
        StoredBytes open() throws IOException;
    }

    private InputSource(String name, @Nullable Path path, Opener opener) {
        this.name = name;
        this.path = path;
        this.opener = opener;
        this.once = null;
    }

    private InputSource(String name, StoredBytes once) {
        this.name = name;
        this.path = null;
        this.opener = () -> {
            if (opened.getAndSet(true)) {
                throw new IllegalStateException(name + ": a stream can be read only once");
            }
            return once;
        };
        this.once = once;
    }

    /**
     * Makes a source over a file.
     *
     * @param path the file; not opened yet
     * @return a source named like the path
     */
    public static InputSource of(Path path) {
        String name = path.toString();
        return new InputSource(name, path, () -> new StoredBytes(name, Files.newInputStream(path), true));
    }

    /**
     * Makes a source over bytes in memory, compressed or not.
     *
     * @param name the name in error messages
     * @param bytes the content, not copied
     * @return the source
     */
    public static InputSource of(String name, byte[] bytes) {
        return new InputSource(name, null, () -> new StoredBytes(name, new ByteArrayInputStream(bytes), true));
    }

    /**
     * Makes a source over a stream, which is read once and stays the caller's to close.
     *
     * @param name the name in error messages
     * @param stream the content, compressed or not; may be read further than the content that was asked for
     * @return the source; opening it a second time throws {@link IllegalStateException}
     */
    public static InputSource of(String name, InputStream stream) {
        return new InputSource(name, new StoredBytes(name, stream, false));
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
     * @throws omega.genomics.ParseException from here or from the stream, if the container is damaged
     */
    public InputStream open() throws IOException {
        return open(total -> {});
    }

    /**
     * Opens the decompressed content and tells how far its stored bytes were read, for progress.
     *
     * @param onStoredBytes called after each read with the number of stored bytes read so far; on the thread that
     *     reads ahead, if there is one, and never on two threads at once
     * @return a stream the caller closes
     * @throws IOException if it cannot be opened
     * @throws omega.genomics.ParseException from here or from the stream, if the container is damaged
     */
    public InputStream open(LongConsumer onStoredBytes) throws IOException {
        StoredBytes stored = opener.open().reportTo(onStoredBytes);
        try {
            return decompress(stored);
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e, stored);
            throw e;
        }
    }

    private static void closeAfter(Throwable e, StoredBytes stored) {
        try {
            stored.close();
        } catch (IOException more) {
            e.addSuppressed(more);
        }
    }

    private InputStream decompress(StoredBytes stored) throws IOException {
        return switch (Compression.of(stored)) {
            case NONE -> stored;
            case GZIP, BGZF -> new GzipInputStream(stored);
            case BZIP2 -> ForeignInputStream.bzip2(stored);
            case XZ -> ForeignInputStream.xz(stored);
            case ZSTD -> ForeignInputStream.zstd(stored);
        };
    }

    /**
     * Looks at the first bytes.
     *
     * @return how the input is stored; {@link Compression#NONE} for an empty one
     * @throws IOException if it cannot be read
     * @throws IllegalStateException if this is a stream that was already opened
     */
    public Compression compression() throws IOException {
        if (once != null) {
            if (opened.get()) {
                throw new IllegalStateException(name + ": the stream was already opened");
            }
            return Compression.of(once);
        }
        try (StoredBytes stored = opener.open()) {
            return Compression.of(stored);
        }
    }

    /**
     * Returns the number of stored bytes, for progress.
     *
     * @return empty where it is not known before the end
     * @throws IOException if the file cannot be looked at
     */
    public OptionalLong storedSize() throws IOException {
        return path != null && Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
