package omega.genomics.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
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
    /** Null for sources over a path, bytes or a stream. */
    private final @Nullable FetchedFiles files;
    /** Which of them. */
    private final String suffix;
    /** The stream of a source that can be opened only once; null for other sources. */
    private final @Nullable Once once;

    private final int threads;

    @FunctionalInterface
    private interface Opener {
        StoredBytes open() throws IOException;
    }

    private InputSource(
            String name,
            @Nullable Path path,
            Opener opener,
            @Nullable FetchedFiles files,
            String suffix,
            @Nullable Once once,
            int threads) {
        this.name = name;
        this.path = path;
        this.opener = opener;
        this.files = files;
        this.suffix = suffix;
        this.once = once;
        this.threads = threads;
    }

    private static InputSource of(String name, @Nullable Path path, Opener opener) {
        return new InputSource(
                name, path, opener, null, "", null, Runtime.getRuntime().availableProcessors());
    }

    private static InputSource of(String name, FetchedFiles files, String suffix) {
        Opener opener = () -> new StoredBytes(name, new RangeInputStream(files.open(suffix), 0, Long.MAX_VALUE), true);
        return new InputSource(
                name, null, opener, files, suffix, null, Runtime.getRuntime().availableProcessors());
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
        Objects.requireNonNull(path, "path");
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
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bytes, "bytes");
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
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(stream, "stream");
        Once once = new Once(new StoredBytes(name, stream, false), new AtomicBoolean());
        return new InputSource(
                name, null, once, null, "", once, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Creates a source over a file in storage of any kind. Ranges are read ahead and kept, 8 MB of them, so that a region of an indexed
     * file costs few requests; {@link #open()} reads the file from its start to its end, in ranges of up to 4 MB.
     *
     * @param name the name in error messages
     * @param store opens the file and those beside it
     * @return a source that can be opened any number of times
     */
    public static InputSource of(String name, ByteStore store) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(store, "store");
        return of(name, new FetchedFiles(store), "");
    }

    /**
     * Creates a source over a file on a web server that answers range requests.
     *
     * @param address of https; of http only if it is this machine's
     * @return a source as {@link #of(String, ByteStore)} makes it; its name is the address, without its query
     * @throws IllegalArgumentException if the address is of another kind
     */
    public static InputSource of(URI address) {
        Objects.requireNonNull(address, "address");
        return of(address, HttpAccess.defaults());
    }

    /**
     * Creates a source over a file on a web server that answers range requests.
     *
     * @param address of https; of http if it is this machine's or the settings allow it
     * @param access headers, timeout and attempts
     * @return a source as {@link #of(String, ByteStore)} makes it; its name is the address, without its query
     * @throws IllegalArgumentException if the address is of another kind
     */
    public static InputSource of(URI address, HttpAccess access) {
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(address, "address");
        return of(HttpAccess.shown(address), new HttpStore(address, access));
    }

    /**
     * Creates a source from a command line argument: a path, an address of https, or {@code -} for standard input.
     *
     * @param argument the path, the address or {@code -}
     * @return the source; for {@code -} it can be opened only once
     * @throws IllegalArgumentException for an address that is not read, see {@link #of(URI)}
     */
    public static InputSource parse(String argument) {
        Objects.requireNonNull(argument, "argument");
        if (argument.startsWith("https://") || argument.startsWith("http://")) {
            return of(URI.create(argument));
        }
        return argument.equals("-") ? of("<stdin>", System.in) : of(Path.of(argument));
    }

    /**
     * Opens the stored bytes for random access.
     *
     * @return the bytes as they are stored, which the caller closes
     * @throws IOException if the file cannot be opened, or this source is a stream or in memory
     */
    public ByteRanges openRanges() throws IOException {
        if (files != null) {
            return files.open(suffix);
        }
        if (path == null) {
            throw new IOException(name + ": expected a file for reading regions, found a stream");
        }
        return ByteRanges.of(path);
    }

    /**
     * Opens a range of the stored bytes, as they are stored.
     *
     * @param start of the first byte, from 0
     * @param end one past the last byte; the stream ends earlier if the file does
     * @return a stream, which the caller closes
     * @throws IOException if the file cannot be opened, or this source is a stream or in memory
     * @throws IllegalArgumentException if the range is not in order
     */
    public InputStream openRange(long start, long end) throws IOException {
        if (start < 0 || start > end) {
            throw new IllegalArgumentException("expected a range of bytes, found " + start + " to " + end);
        }
        return new RangeInputStream(openRanges(), start, end);
    }

    /**
     * Returns a file that has the name of this one and a suffix.
     *
     * @param more the suffix, such as {@code .tbi}
     * @return the file; empty if there is none, or this source is a stream or in memory
     * @throws IOException if it cannot be told whether there is one
     */
    public Optional<InputSource> beside(String more) throws IOException {
        Objects.requireNonNull(more, "more");
        if (files != null) {
            try (ByteRanges there = files.open(suffix + more)) {
                there.size();
                return Optional.of(of(name + more, files, suffix + more));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }
        if (path == null) {
            return Optional.empty();
        }
        Path there = path.resolveSibling(path.getFileName() + more);
        return Files.exists(there) ? Optional.of(of(there)) : Optional.empty();
    }

    /**
     * Returns how many bytes were fetched so far from a web server or a {@link ByteStore}: for this source, the files beside it, and all
     * sources made of it.
     *
     * @return 0 for other sources
     */
    public long fetchedBytes() {
        return files == null ? 0 : files.fetchedBytes();
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
        return new InputSource(name, path, opener, files, suffix, once, count);
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
        Objects.requireNonNull(onStoredBytes, "onStoredBytes");
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
     * @return the size of a regular file or one in storage; empty for other inputs
     * @throws IOException if the file's size cannot be read
     */
    public OptionalLong storedSize() throws IOException {
        if (files != null) {
            try (ByteRanges ranges = files.open(suffix)) {
                return OptionalLong.of(ranges.size());
            }
        }
        return path != null && Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
