package omega.genomics.gtf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Texts;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** How a {@link GtfReader} reads. Immutable: each method returns changed options. */
public final class GtfReaderOptions {
    static final GtfReaderOptions DEFAULTS = new GtfReaderOptions(
            ParseMode.STRICT,
            null,
            null,
            Set.of(),
            BlockReader.DEFAULT_MAX_LINE_LENGTH,
            HeaderBudget.defaultLimit(),
            BlockReader.DEFAULT_BLOCK_SIZE);

    /** How much of the content may be looked at to tell the dialect. */
    private static final int HEAD = 64 * 1024;

    private final ParseMode mode;
    private final @Nullable DiagnosticListener diagnostics;
    private final @Nullable GtfDialect dialect;
    private final Set<String> types;
    private final int maxLineLength;
    private final int maxHeaderBytes;
    private final int blockSize;

    private GtfReaderOptions(
            ParseMode mode,
            @Nullable DiagnosticListener diagnostics,
            @Nullable GtfDialect dialect,
            Set<String> types,
            int maxLineLength,
            int maxHeaderBytes,
            int blockSize) {
        this.mode = mode;
        this.diagnostics = diagnostics;
        this.dialect = dialect;
        this.types = types;
        this.maxLineLength = maxLineLength;
        this.maxHeaderBytes = maxHeaderBytes;
        this.blockSize = blockSize;
    }

    /**
     * Chooses what happens to a row that breaks the format.
     *
     * @param mode strict (the default) throws; lenient reports to the listener, counts and skips
     * @return changed options
     */
    public GtfReaderOptions mode(ParseMode mode) {
        Objects.requireNonNull(mode, "mode");
        return new GtfReaderOptions(mode, diagnostics, dialect, types, maxLineLength, maxHeaderBytes, blockSize);
    }

    /**
     * Sets who hears of refused rows; lenient reading needs one.
     *
     * @param listener called on the reading thread, before the reader moves on
     * @return changed options
     */
    public GtfReaderOptions diagnostics(DiagnosticListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new GtfReaderOptions(mode, listener, dialect, types, maxLineLength, maxHeaderBytes, blockSize);
    }

    /**
     * Fixes the dialect, which is else told by the content.
     *
     * @param dialect how to read column 9
     * @return changed options
     */
    public GtfReaderOptions dialect(GtfDialect dialect) {
        Objects.requireNonNull(dialect, "dialect");
        return new GtfReaderOptions(mode, diagnostics, dialect, types, maxLineLength, maxHeaderBytes, blockSize);
    }

    /**
     * Delivers only rows of the given types. Other rows are passed over on their third column alone, unchecked, which
     * is several times faster than reading them.
     *
     * @param types values of column 3, case-sensitive; none for all rows
     * @return changed options
     */
    public GtfReaderOptions types(String... types) {
        Objects.requireNonNull(types, "types");
        return new GtfReaderOptions(
                mode,
                diagnostics,
                dialect,
                new LinkedHashSet<>(List.of(types)),
                maxLineLength,
                maxHeaderBytes,
                blockSize);
    }

    /**
     * Limits the length of a line; a longer one is damage and throws in either mode.
     *
     * @param bytes 1 or more
     * @return changed options
     * @throws IllegalArgumentException if it is below 1
     */
    public GtfReaderOptions maxLineLength(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected a line length of 1 or more, found " + bytes);
        }
        return new GtfReaderOptions(mode, diagnostics, dialect, types, bytes, maxHeaderBytes, blockSize);
    }

    /**
     * Limits the metadata of a file, which {@link GtfReader#directives()} keeps; more of it throws in either mode. Counted are the
     * bytes of its lines and 16 for each, each of which takes up to ten in memory.
     *
     * @param bytes 1 or more; unless set, what half of the heap holds
     * @return changed options
     * @throws IllegalArgumentException if it is below 1
     */
    public GtfReaderOptions maxHeaderBytes(int bytes) {
        return new GtfReaderOptions(
                mode, diagnostics, dialect, types, maxLineLength, HeaderBudget.checked(bytes), blockSize);
    }

    /** For tests: the result must not depend on it. */
    GtfReaderOptions blockSize(int bytes) {
        return new GtfReaderOptions(mode, diagnostics, dialect, types, maxLineLength, maxHeaderBytes, bytes);
    }

    /**
     * Opens a file.
     *
     * @param path plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     * @throws IllegalStateException if reading is lenient and nobody listens
     */
    public GtfReader open(Path path) throws IOException {
        return open(InputSource.of(path));
    }

    /**
     * Opens a source.
     *
     * @param source plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     * @throws IllegalStateException if reading is lenient and nobody listens
     */
    public GtfReader open(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        if (mode == ParseMode.LENIENT && diagnostics == null) {
            throw new IllegalStateException("lenient reading needs a diagnostics listener");
        }
        InputStream in = source.open();
        try {
            byte[] head = in.readNBytes(HEAD);
            int mark = Texts.byteOrderMark(head, 0, head.length);
            GtfDialect told = dialect != null ? dialect : DialectDetector.detect(head, mark, head.length);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(head, mark, head.length - mark), in);
            return new GtfReader(
                    new LineCursor(new BlockReader(all, source.name(), blockSize, maxLineLength)), told, this);
        } catch (IOException | RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }

    ParseMode mode() {
        return mode;
    }

    DiagnosticListener listener() {
        return diagnostics == null ? finding -> {} : diagnostics;
    }

    @Nullable
    GtfDialect dialect() {
        return dialect;
    }

    int maxHeaderBytes() {
        return maxHeaderBytes;
    }

    Set<String> types() {
        return types;
    }
}
