package omega.genomics.expression;

import java.io.IOException;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** How a {@link GctReader} reads. Immutable: each method returns changed options. */
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
     * Chooses what happens to a row that breaks the format.
     *
     * @param mode strict (the default) throws; lenient reports to the listener, counts and skips, and takes a header at odds
     *     with the file for a warning
     * @return changed options
     */
    public GctReaderOptions mode(ParseMode mode) {
        return new GctReaderOptions(mode, diagnostics, maxHeaderBytes, maxLineLength, blockSize);
    }

    /**
     * Sets who hears of refused rows and doubtful headers; lenient reading needs one.
     *
     * @param listener called on the reading thread, before the reader moves on
     * @return changed options
     */
    public GctReaderOptions diagnostics(DiagnosticListener listener) {
        return new GctReaderOptions(mode, listener, maxHeaderBytes, maxLineLength, blockSize);
    }

    /**
     * Limits the header, the names of the columns and their metadata; a longer one throws in either mode. Counted are the bytes of its
     * lines and 16 for each line and field, each of which takes up to ten in memory.
     *
     * @param bytes 1 or more; unless set, what half of the heap holds
     * @return changed options
     * @throws IllegalArgumentException if it is below 1
     */
    public GctReaderOptions maxHeaderBytes(int bytes) {
        return new GctReaderOptions(mode, diagnostics, HeaderBudget.checked(bytes), maxLineLength, blockSize);
    }

    /**
     * Sets the longest line read; a longer one throws in any mode.
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

    /** For tests: the result must not depend on it. */
    GctReaderOptions blockSize(int bytes) {
        return new GctReaderOptions(mode, diagnostics, maxHeaderBytes, maxLineLength, bytes);
    }

    /**
     * Opens a source.
     *
     * @param source plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     * @throws omega.genomics.ParseException if its header is none of GCT
     * @throws IllegalStateException if reading is lenient and nobody listens
     */
    public GctReader open(InputSource source) throws IOException {
        if (mode == ParseMode.LENIENT && diagnostics == null) {
            throw new IllegalStateException("lenient reading needs a diagnostics listener");
        }
        LineCursor lines = new LineCursor(new BlockReader(source.open(), source.name(), blockSize, maxLineLength));
        try {
            return new GctReader(lines, this);
        } catch (RuntimeException | Error e) {
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

    /** Returns the options for people. */
    @Override
    public String toString() {
        return "mode=" + mode + " maxLineLength=" + maxLineLength;
    }
}
