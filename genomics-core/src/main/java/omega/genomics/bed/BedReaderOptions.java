package omega.genomics.bed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** How a {@link BedReader} reads. Immutable: each method returns changed options. */
public final class BedReaderOptions {
    static final BedReaderOptions DEFAULTS = new BedReaderOptions();

    // Set in with() only, before anybody else sees the object.
    private ParseMode mode = ParseMode.STRICT;
    private @Nullable DiagnosticListener diagnostics;
    private int standardColumns = 12;
    private int maxLineLength = BlockReader.DEFAULT_MAX_LINE_LENGTH;
    private int maxHeaderBytes = HeaderBudget.defaultLimit();
    private int blockSize = BlockReader.DEFAULT_BLOCK_SIZE;

    private BedReaderOptions() {}

    private BedReaderOptions with(Consumer<BedReaderOptions> change) {
        BedReaderOptions copy = new BedReaderOptions();
        copy.mode = mode;
        copy.diagnostics = diagnostics;
        copy.standardColumns = standardColumns;
        copy.maxLineLength = maxLineLength;
        copy.maxHeaderBytes = maxHeaderBytes;
        copy.blockSize = blockSize;
        change.accept(copy);
        return copy;
    }

    /**
     * Chooses what happens to a line that breaks the format.
     *
     * @param newMode strict (the default) throws; lenient reports to the listener, counts and skips
     * @return changed options
     */
    public BedReaderOptions mode(ParseMode newMode) {
        Objects.requireNonNull(newMode, "newMode");
        return with(copy -> copy.mode = newMode);
    }

    /**
     * Sets who hears of refused lines; lenient reading needs one.
     *
     * @param listener called on the reading thread, before the reader moves on
     * @return changed options
     */
    public BedReaderOptions diagnostics(DiagnosticListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(copy -> copy.diagnostics = listener);
    }

    /**
     * Sets how many of the columns are BED's own, for files with columns of another meaning after them (BEDn+m): 6 for narrowPeak,
     * 3 for bedGraph.
     *
     * @param count 3 to 9, or 12 (the default)
     * @return changed options
     * @throws IllegalArgumentException for another number
     */
    public BedReaderOptions standardColumns(int count) {
        if (count < 3 || count > 12 || count == 10 || count == 11) {
            throw new IllegalArgumentException("expected 3 to 9 or 12 columns, found " + count);
        }
        return with(copy -> copy.standardColumns = count);
    }

    /**
     * Limits the length of a line; a longer one throws in either mode.
     *
     * @param bytes 1 or more
     * @return changed options
     * @throws IllegalArgumentException if it is below 1
     */
    public BedReaderOptions maxLineLength(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected a line length of 1 or more, found " + bytes);
        }
        return with(copy -> copy.maxLineLength = bytes);
    }

    /**
     * Limits what {@link BedReader#directives()} keeps; more of it throws in either mode.
     *
     * @param bytes 1 or more; unless set, what half of the heap holds
     * @return changed options
     * @throws IllegalArgumentException if it is below 1
     */
    public BedReaderOptions maxHeaderBytes(int bytes) {
        int checked = HeaderBudget.checked(bytes);
        return with(copy -> copy.maxHeaderBytes = checked);
    }

    /** For tests: the result must not depend on it. */
    BedReaderOptions blockSize(int bytes) {
        return with(copy -> copy.blockSize = bytes);
    }

    /**
     * Opens a file.
     *
     * @param path plain or compressed
     * @return a reader before the first line
     * @throws IOException if it cannot be opened
     * @throws IllegalStateException if reading is lenient and nobody listens
     */
    public BedReader open(Path path) throws IOException {
        return open(InputSource.of(path));
    }

    /**
     * Opens a source.
     *
     * @param source plain or compressed
     * @return a reader before the first line
     * @throws IOException if it cannot be opened
     * @throws IllegalStateException if reading is lenient and nobody listens
     */
    public BedReader open(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        if (mode == ParseMode.LENIENT && diagnostics == null) {
            throw new IllegalStateException("lenient reading needs a diagnostics listener");
        }
        return new BedReader(
                new LineCursor(new BlockReader(source.open(), source.name(), blockSize, maxLineLength)), this);
    }

    ParseMode mode() {
        return mode;
    }

    DiagnosticListener listener() {
        return diagnostics == null ? finding -> {} : diagnostics;
    }

    int standardColumns() {
        return standardColumns;
    }

    int maxHeaderBytes() {
        return maxHeaderBytes;
    }

    /** Returns the settings for people. */
    @Override
    public String toString() {
        return "mode=" + mode + " standardColumns=" + standardColumns + " maxLineLength=" + maxLineLength
                + " maxHeaderBytes=" + maxHeaderBytes;
    }
}
