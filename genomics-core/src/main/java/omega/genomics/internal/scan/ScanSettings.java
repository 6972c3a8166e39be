package omega.genomics.internal.scan;

import java.io.InputStream;
import java.util.Objects;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseMode;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the options of every reader share. Immutable.
 *
 * @param mode whether the first error throws
 * @param listener receives findings; null if none was set
 * @param maxLineLength of a line in bytes
 * @param maxHeaderBytes of a header or the metadata of a file, as {@link HeaderBudget} counts them
 * @param blockSize of a read; results must not depend on it
 */
public record ScanSettings(
        ParseMode mode, @Nullable DiagnosticListener listener, int maxLineLength, int maxHeaderBytes, int blockSize) {
    /** Strict, with the limits that hold unless the options set others. */
    public static final ScanSettings DEFAULTS = new ScanSettings(
            ParseMode.STRICT,
            null,
            BlockReader.DEFAULT_MAX_LINE_LENGTH,
            HeaderBudget.defaultLimit(),
            BlockReader.DEFAULT_BLOCK_SIZE);

    /** Returns the settings with another mode. */
    public ScanSettings withMode(ParseMode newMode) {
        Objects.requireNonNull(newMode, "newMode");
        return new ScanSettings(newMode, listener, maxLineLength, maxHeaderBytes, blockSize);
    }

    /** Returns the settings with another listener. */
    public ScanSettings withListener(DiagnosticListener newListener) {
        return new ScanSettings(mode, newListener, maxLineLength, maxHeaderBytes, blockSize);
    }

    /** Returns the settings with another limit, which must be 1 or more. */
    public ScanSettings withMaxLineLength(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected a line length of 1 or more, found " + bytes);
        }
        return new ScanSettings(mode, listener, bytes, maxHeaderBytes, blockSize);
    }

    /** Returns the settings with another limit, which must be 1 or more. */
    public ScanSettings withMaxHeaderBytes(int bytes) {
        return new ScanSettings(mode, listener, maxLineLength, HeaderBudget.checked(bytes), blockSize);
    }

    /** Returns the settings with another size of blocks, for tests. */
    public ScanSettings withBlockSize(int bytes) {
        return new ScanSettings(mode, listener, maxLineLength, maxHeaderBytes, bytes);
    }

    /** Refuses lenient reading that nobody listens to. */
    public void requireListener() {
        if (mode == ParseMode.LENIENT && listener == null) {
            throw new IllegalStateException("lenient reading needs a diagnostics listener");
        }
    }

    /** Returns a new reporter to the listener, or to nobody. */
    public Reporter reporter() {
        return new Reporter(mode, listenerOrNone());
    }

    /** Returns the listener, or one that does nothing. */
    public DiagnosticListener listenerOrNone() {
        return listener == null ? finding -> {} : listener;
    }

    /** Returns the lines of decompressed content; the stream is closed with them. */
    public LineCursor lines(InputStream in, String sourceName) {
        return lines(in, sourceName, 0);
    }

    /** Returns the lines of a part of a source that has so many lines before it. */
    public LineCursor lines(InputStream in, String sourceName, long linesBefore) {
        return new LineCursor(new BlockReader(in, sourceName, blockSize, maxLineLength), linesBefore);
    }

    /** Returns a new count of header bytes. */
    public HeaderBudget headerBudget(String sourceName) {
        return new HeaderBudget(sourceName, maxHeaderBytes);
    }

    /** Returns what a user may set. */
    @Override
    public String toString() {
        return "mode=" + mode + " maxLineLength=" + maxLineLength + " maxHeaderBytes=" + maxHeaderBytes;
    }
}
