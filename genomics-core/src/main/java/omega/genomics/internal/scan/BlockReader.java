package omega.genomics.internal.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;

/**
 * Cuts a stream into blocks of whole lines, in one reused buffer that grows only for a longer line.
 *
 * <p>After {@link #next()} returns true, {@code buffer()[start() .. limit())} holds one or more whole lines; each ends
 * with a line feed except perhaps the very last of the input. The unfinished line at the end of a read is carried to the
 * front of the buffer and finished by the next one.
 */
public final class BlockReader implements Closeable {
    /** Large enough that the carry is noise, small enough to stay in the second-level cache. */
    public static final int DEFAULT_BLOCK_SIZE = 256 * 1024;
    /** The longest line read unless the caller says otherwise: the largest array a JVM is sure to give. */
    public static final int DEFAULT_MAX_LINE_LENGTH = Integer.MAX_VALUE - 16;

    private final InputStream in;
    private final String sourceName;
    private final int maxLineLength;
    private byte[] buffer;
    private int limit;
    /** End of the bytes read so far; {@code limit .. filled} is the carry. */
    private int filled;

    private boolean exhausted;
    private final RecordedReads reads = new RecordedReads();

    /**
     * Makes a reader.
     *
     * @param in decompressed content; closed by {@link #close()}
     * @param sourceName for error messages
     * @param blockSize the size of a read, 1 or more
     * @param maxLineLength a longer line throws
     */
    public BlockReader(InputStream in, String sourceName, int blockSize, int maxLineLength) {
        this.in = in;
        this.sourceName = sourceName;
        this.maxLineLength = maxLineLength;
        this.buffer = new byte[blockSize];
    }

    /**
     * Moves to the next block; the bytes of the last one are gone.
     *
     * @return false at the end of the input
     * @throws ParseException if a line is longer than allowed, or the container is damaged
     * @throws UncheckedIOException if reading fails
     */
    public boolean next() {
        return next(-1);
    }

    /**
     * Moves to the next block; the bytes of the last one are gone.
     *
     * @param linesBefore how many lines the blocks so far had, to place a line that is too long; −1 if not counted
     * @return false at the end of the input
     * @throws ParseException if a line is longer than allowed, or the container is damaged
     * @throws UncheckedIOException if reading fails
     */
    public boolean next(long linesBefore) {
        System.arraycopy(buffer, limit, buffer, 0, filled - limit);
        filled -= limit;
        limit = 0;
        int searched = 0;
        while (true) {
            int lineFeed = exhausted ? filled - 1 : ByteSearch.lastIndexOf(buffer, searched, filled, (byte) '\n');
            if (lineFeed >= 0) {
                limit = lineFeed + 1;
                return true;
            }
            if (exhausted) {
                return false;
            }
            searched = filled;
            if (filled == buffer.length) {
                grow(linesBefore);
            }
            fill();
        }
    }

    private void grow(long linesBefore) {
        if (filled > maxLineLength) {
            throw tooLong(
                    sourceName, linesBefore + 1, "lines of at most " + maxLineLength + " bytes, found a longer one");
        }
        int size = (int) Math.min(Math.max(2L * buffer.length, 64), maxLineLength + 1L);
        try {
            buffer = Arrays.copyOf(buffer, size);
        } catch (OutOfMemoryError e) { // hostile input may be refused, but must not take the application down
            throw tooLong(
                    sourceName,
                    linesBefore + 1,
                    "lines that fit into memory, found one of more than " + filled + " bytes");
        }
    }

    static ParseException tooLong(String sourceName, long line, String expected) {
        Location location = Location.of(sourceName, line, 0);
        return new ParseException(
                Findings.at(Severity.ERROR, location, "line", InputRule.LINE_LENGTH, "expected " + expected));
    }

    /**
     * Returns the longest line allowed.
     *
     * @return bytes, without the line feed
     */
    int maxLineLength() {
        return maxLineLength;
    }

    private void fill() {
        try {
            int n = reads.read(in, sourceName, buffer, filled, buffer.length - filled);
            if (n < 0) {
                exhausted = true;
            } else {
                filled += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the buffer of the current block.
     *
     * @return the array, replaced when a longer line makes it grow
     */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * Returns where the current block starts.
     *
     * @return index into {@link #buffer()}
     */
    public int start() {
        return 0;
    }

    /**
     * Returns where the current block ends.
     *
     * @return one past its last byte
     */
    public int limit() {
        return limit;
    }

    /**
     * Returns the name for error messages.
     *
     * @return the source's name
     */
    public String sourceName() {
        return sourceName;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
