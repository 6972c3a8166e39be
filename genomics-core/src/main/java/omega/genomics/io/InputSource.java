package omega.genomics.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An input that can be opened for reading, with a name for error messages.
 *
 * <p>Compression is detected from the leading bytes, see {@link Compression}. A damaged or truncated container throws
 * a {@link omega.genomics.ParseException} with the byte offset in the stored (compressed) file; so does a BGZF file
 * without its end block, and anything other than zero padding after the last gzip member. An empty file is an empty
 * input.
 *
 * <p>Immutable. A source over a path or over bytes can be opened any number of times, from any thread; a source over a
 * stream can be opened only once.
 */
public final class InputSource {
    private final String name;
    private final @Nullable Path path;
    private final Opener opener;
    /** The stream of a source that can be opened only once; null for other sources. */
    private final @Nullable Once once;

    private final int threads;

    @FunctionalInterface
    private interface Opener {
        StoredBytes open() throws IOException;
    }

    private InputSource(String name, @Nullable Path path, Opener opener, @Nullable Once once, int threads) {
        this.name = name;
        this.path = path;
        this.opener = opener;
        this.once = once;
        this.threads = threads;
    }

    private static InputSource of(String name, @Nullable Path path, Opener opener) {
        return new InputSource(name, path, opener, null, Runtime.getRuntime().availableProcessors());
    }

    /** A stream, and whether it was opened. */
    private record Once(StoredBytes stored, AtomicBoolean opened) implements Opener {
        @Override
        public StoredBytes open() {
            if (opened.getAndSet(true)) {
                throw new IllegalStateException(stored.name() + ": a stream can be read only once");
            }
            return stored;
        }
    }

    /**
     * Creates a source over a file.
     *
     * @param path the file; not opened until {@link #open()}
     * @return a source whose name is the path
     */
    public static InputSource of(Path path) {
        String name = path.toString();
        return of(name, path, () -> new StoredBytes(name, file(path), true));
    }

    /** Some systems open a folder and fail on the first read, with a message that does not name it. */
    private static InputStream file(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "expected a file, found a folder");
        }
        return Files.newInputStream(path);
    }

    /**
     * Creates a source over bytes in memory, compressed or not.
     *
     * @param name the name in error messages
     * @param bytes the content; not copied, so it must not change while it is read
     * @return a source that can be opened any number of times
     */
    public static InputSource of(String name, byte[] bytes) {
        return of(name, null, () -> new StoredBytes(name, new ByteArrayInputStream(bytes), true));
    }

    /**
     * Creates a source over a stream, which can be read once and which the caller closes.
     *
     * @param name the name in error messages
     * @param stream the content, compressed or not; may be read beyond the content that was requested, because input
     *     is buffered
     * @return a source that can be opened once; opening it a second time throws {@link IllegalStateException}
     */
    public static InputSource of(String name, InputStream stream) {
        Once once = new Once(new StoredBytes(name, stream, false), new AtomicBoolean());
        return new InputSource(name, null, once, once, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Creates a source from a command line argument: a path, or {@code -} for standard input.
     *
     * @param argument the path or {@code -}
     * @return the source; for {@code -} it can be opened only once
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
     * Returns the file of this source.
     *
     * @return the path; empty for streams and memory
     */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /**
     * Sets the number of threads that decompress, including the reader's own.
     *
     * <p>BGZF uses all of them; plain gzip uses one thread that reads ahead. With 1 thread all work is done on the
     * reader's thread. The threads are daemon threads; they start only if the input is large enough, and end when the
     * stream is closed.
     *
     * @param count 1 or more; the default is the number of processors
     * @return a source with this number of threads; this source is unchanged
     * @throws IllegalArgumentException if the count is less than 1
     */
    public InputSource threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 thread or more, found " + count);
        }
        return new InputSource(name, path, opener, once, count);
    }

    /**
     * Opens the decompressed content.
     *
     * @return a stream, which the caller closes
     * @throws IOException if the input cannot be opened
     * @throws omega.genomics.ParseException from this method or from the stream, if the container is damaged
     */
    public InputStream open() throws IOException {
        return open(total -> {});
    }

    /**
     * Opens the decompressed content and reports the number of stored bytes read, for showing progress.
     *
     * @param onStoredBytes called after each read with the number of stored bytes read so far; called on the thread
     *     that reads ahead, if there is one, and never concurrently
     * @return a stream, which the caller closes
     * @throws IOException if the input cannot be opened
     * @throws omega.genomics.ParseException from this method or from the stream, if the container is damaged
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
            case GZIP -> gzip(stored);
            case BGZF -> new BgzfParallelInputStream(stored, threads);
            case BZIP2 -> ForeignInputStream.bzip2(stored);
            case XZ -> ForeignInputStream.xz(stored);
            case ZSTD -> ForeignInputStream.zstd(stored);
        };
    }

    private InputStream gzip(StoredBytes stored) {
        InputStream gzip = new GzipInputStream(stored);
        return threads > 1 ? new ReadAheadInputStream(gzip, stored) : gzip;
    }

    /**
     * Detects how the input is compressed, from its leading bytes.
     *
     * @return the compression; {@link Compression#NONE} for an empty input
     * @throws IOException if the input cannot be read
     * @throws IllegalStateException if this is a source over a stream that was already opened
     */
    public Compression compression() throws IOException {
        if (once != null) {
            if (once.opened.get()) {
                throw new IllegalStateException(name + ": the stream was already opened");
            }
            return Compression.of(once.stored);
        }
        try (StoredBytes stored = opener.open()) {
            return Compression.of(stored);
        }
    }

    /**
     * Returns the number of stored (compressed) bytes, for showing progress.
     *
     * @return the size of a regular file; empty for other inputs
     * @throws IOException if the file's size cannot be read
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
