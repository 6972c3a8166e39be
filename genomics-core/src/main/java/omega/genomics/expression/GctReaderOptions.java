package omega.genomics.expression;

import java.io.IOException;
import java.util.Objects;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Opening;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** Options of a {@link GctReader}. Immutable: each method returns changed options. */
public final class GctReaderOptions {
    static final GctReaderOptions DEFAULTS = new GctReaderOptions(
            ParseMode.STRICT,
            null,
            HeaderBudget.defaultLimit(),
            BlockReader.DEFAULT_MAX_LINE_LENGTH,
            BlockReader.DEFAULT_BLOCK_SIZE);

    private final ParseMode mode;
    private final @Nullable DiagnosticListener diagnostics;
    private final int maxHeaderBytes;
    private final int maxLineLength;
    private final int blockSize;

    private GctReaderOptions(
            ParseMode mode,
            @Nullable DiagnosticListener diagnostics,
            int maxHeaderBytes,
            int maxLineLength,
            int blockSize) {
        this.mode = mode;
        this.diagnostics = diagnostics;
        this.maxHeaderBytes = maxHeaderBytes;
        this.maxLineLength = maxLineLength;
        this.blockSize = blockSize;
    }

    /**
     * Sets what happens to a row that violates the format.
     *
     * @param mode strict (the default) throws; lenient reports the row to the listener, counts it and skips it, and
     *     reports a header that contradicts the rows as a warning
     * @return changed options
     */
    public GctReaderOptions mode(ParseMode mode) {
        Objects.requireNonNull(mode, "mode");
        return new GctReaderOptions(mode, diagnostics, maxHeaderBytes, maxLineLength, blockSize);
    }

    /**
     * Sets the listener for invalid rows and contradictory headers; required for lenient reading.
     *
     * @param listener called on the reading thread, before the reader moves on
     * @return changed options
     */
    public GctReaderOptions diagnostics(DiagnosticListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new GctReaderOptions(mode, listener, maxHeaderBytes, maxLineLength, blockSize);
    }

    /**
     * Limits the size of the header, with the names of the columns and their metadata; a longer one throws in either
     * mode. The size is the bytes of its lines, plus 16 for each line and field; each of these bytes takes up to ten
     * in memory.
     *
     * @param bytes 1 or more; the default is what fits into half of the heap
     * @return changed options
     * @throws IllegalArgumentException if it is less than 1
     */
    public GctReaderOptions maxHeaderBytes(int bytes) {
        return new GctReaderOptions(mode, diagnostics, HeaderBudget.checked(bytes), maxLineLength, blockSize);
    }

    /**
     * Limits the length of a line; a longer one throws in either mode.
     *
     * @param bytes 1 or more
     * @return changed options
     * @throws IllegalArgumentException if it is less than 1
     */
    public GctReaderOptions maxLineLength(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected a line length of 1 or more, found " + bytes);
        }
        return new GctReaderOptions(mode, diagnostics, maxHeaderBytes, bytes, blockSize);
    }

    /** Sets the size of the blocks that are read, for tests; results must not depend on it. */
    GctReaderOptions blockSize(int bytes) {
        return new GctReaderOptions(mode, diagnostics, maxHeaderBytes, maxLineLength, bytes);
    }

    /**
     * Opens a source with these options.
     *
     * @param source the input, compressed or not
     * @return a reader positioned before the first row, which the caller closes
     * @throws IOException if the input cannot be opened
     * @throws omega.genomics.ParseException if the header is not that of a GCT file
     * @throws IllegalStateException if the mode is lenient and no listener is set
     */
    public GctReader open(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        if (mode == ParseMode.LENIENT && diagnostics == null) {
            throw new IllegalStateException("lenient reading needs a diagnostics listener");
        }
        LineCursor lines = new LineCursor(new BlockReader(source.open(), source.name(), blockSize, maxLineLength));
        try {
            return Opening.checked(() -> new GctReader(lines, this));
        } catch (IOException | RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    int maxHeaderBytes() {
        return maxHeaderBytes;
    }

    ParseMode mode() {
        return mode;
    }

    DiagnosticListener listener() {
        return diagnostics == null ? finding -> {} : diagnostics;
    }

    /** Returns the options, for logs and debugging. */
    @Override
    public String toString() {
        return "mode=" + mode + " maxLineLength=" + maxLineLength;
    }
}
