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
     * Makes a source over a file.
     *
     * @param path the file; not opened yet
     * @return a source named like the path
     */
    public static InputSource of(Path path) {
        String name = path.toString();
        return of(name, path, () -> new StoredBytes(name, file(path), true));
    }

    /** A folder can be opened and not read, which the operating system says without its name. */
    private static InputStream file(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "expected a file, found a folder");
        }
        return Files.newInputStream(path);
    }

    /**
     * Makes a source over bytes in memory, compressed or not.
     *
     * @param name the name in error messages
     * @param bytes the content, not copied
     * @return the source
     */
    public static InputSource of(String name, byte[] bytes) {
        return of(name, null, () -> new StoredBytes(name, new ByteArrayInputStream(bytes), true));
    }

    /**
     * Makes a source over a stream, which is read once and stays the caller's to close.
     *
     * @param name the name in error messages
     * @param stream the content, compressed or not; may be read further than the content that was asked for
     * @return the source; opening it a second time throws {@link IllegalStateException}
     */
    public static InputSource of(String name, InputStream stream) {
        Once once = new Once(new StoredBytes(name, stream, false), new AtomicBoolean());
        return new InputSource(name, null, once, once, Runtime.getRuntime().availableProcessors());
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
     * Chooses how many threads inflate, the reader's own among them.
     *
     * <p>BGZF is inflated on all of them; plain gzip on one thread ahead of the reader. With 1 everything happens on the
     * reader's thread. The threads are daemons, start only when there is enough to do, and end with the stream.
     *
     * @param count 1 or more; the default is the number of processors
     * @return a source that differs in this only
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
     * Looks at the first bytes.
     *
     * @return how the input is stored; {@link Compression#NONE} for an empty one
     * @throws IOException if it cannot be read
     * @throws IllegalStateException if this is a stream that was already opened
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
