package omega.genomics.internal.scan;

import java.io.Closeable;
import omega.genomics.ParseException;

/** Walks the lines of a {@link BlockReader}: (buffer, start, end, line number), no String, no copy. */
public final class LineCursor implements Closeable {
    private static final byte LINE_FEED = '\n';

    private final BlockReader blocks;
    private final int maxLineLength;
    private byte[] buffer = {};
    private int start;
    private int end;
    private int next;
    private int limit;
    private long lineNumber;

    /**
     * Makes a cursor before the first line.
     *
     * @param blocks closed by {@link #close()}
     */
    public LineCursor(BlockReader blocks) {
        this(blocks, 0);
    }

    /**
     * Makes a cursor for a part of a file.
     *
     * @param blocks closed by {@link #close()}
     * @param linesBefore how many lines of the file stand before its first
     */
    public LineCursor(BlockReader blocks, long linesBefore) {
        this.blocks = blocks;
        this.lineNumber = linesBefore;
        this.maxLineLength = blocks.maxLineLength();
    }

    /**
     * Moves to the next line.
     *
     * @return false at the end of the input
     * @throws ParseException if the line is longer than allowed, or the container is damaged
     * @throws java.io.UncheckedIOException if reading fails
     */
    public boolean advance() {
        if (next == limit && !nextBlock()) {
            return false;
        }
        int from = next;
        int lineFeed = ByteSearch.indexOf(buffer, from, limit, LINE_FEED);
        int to = lineFeed < 0 ? limit : lineFeed;
        next = lineFeed < 0 ? limit : lineFeed + 1;
        lineNumber++;
        if (to - from > maxLineLength) {
            throw tooLong(to - from);
        }
        start = from;
        end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        return true;
    }

    private ParseException tooLong(int length) {
        return blocks.tooLong(lineNumber, "lines of at most " + maxLineLength + " bytes, found " + length);
    }

    /**
     * Tells whether the current block has another line.
     *
     * @return false before the first block and at the end of each
     */
    boolean hasNext() {
        return next < limit;
    }

    /**
     * Returns where the next line starts, for a scan that finds its end by itself.
     *
     * @return index into {@link #buffer()}
     */
    public int next() {
        return next;
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
     * Goes past a line whose end a scan has found, and counts it.
     *
     * @param after where the line after it starts, or {@link #limit()}
     * @throws ParseException if the line is longer than allowed
     */
    public void pass(int after) {
        int length = after - next;
        next = after;
        lineNumber++;
        if (length > maxLineLength) {
            length -= buffer[after - 1] == LINE_FEED ? 1 : 0;
            if (length > maxLineLength) {
                throw tooLong(length);
            }
        }
    }

    /**
     * Moves to all lines that are left of the current block, or to the next block: {@code start()} is the first byte of the
     * first line, {@code end()} one past the line feed of the last one, {@code lineNumber()} the number of the last one.
     *
     * @return false at the end of the input
     * @throws ParseException if a line does not fit, or the container is damaged
     * @throws java.io.UncheckedIOException if reading fails
     */
    public boolean advanceBlock() {
        if (next == limit && !nextBlock()) {
            return false;
        }
        start = next;
        end = limit;
        next = limit;
        for (int at = start; at < end; lineNumber++) {
            int lineFeed = ByteSearch.indexOf(buffer, at, end, LINE_FEED);
            at = lineFeed < 0 ? end : lineFeed + 1;
        }
        return true;
    }

    /** Moves before the first line of the next block, when all lines of this one were read; false at the end of the input. */
    boolean nextBlock() {
        if (!blocks.next(lineNumber)) {
            return false;
        }
        buffer = blocks.buffer();
        next = blocks.start();
        limit = blocks.limit();
        return true;
    }

    /**
     * Leaves out the first bytes of the current line.
     *
     * @param bytes at most as many as the line has
     */
    public void skip(int bytes) {
        start += bytes;
    }

    /**
     * Returns the buffer the line lies in.
     *
     * @return valid until {@link #advance()}
     */
    public byte[] buffer() {
        return buffer;
    }

    /**
     * Returns where the line starts.
     *
     * @return index into {@link #buffer()}
     */
    public int start() {
        return start;
    }

    /**
     * Returns where the line ends, without its line feed and a carriage return right before it.
     *
     * @return one past its last byte
     */
    public int end() {
        return end;
    }

    /**
     * Returns the number of the line.
     *
     * @return from 1
     */
    public long lineNumber() {
        return lineNumber;
    }

    /**
     * Returns the name for error messages.
     *
     * @return the source's name
     */
    public String sourceName() {
        return blocks.sourceName();
    }

    /** Passes over all lines that are left of the current block, uncounted. */
    void passAll() {
        next = limit;
    }

    @Override
    public void close() {
        passAll();
        blocks.close();
    }
}
