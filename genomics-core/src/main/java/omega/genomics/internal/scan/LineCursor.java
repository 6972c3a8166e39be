package omega.genomics.internal.scan;

import omega.genomics.ParseException;

/** Walks the lines of a {@link BlockReader}: (buffer, start, end, line number), no String, no copy. */
public final class LineCursor extends RecordCursor {
    private static final byte LINE_FEED = '\n';

    private final BlockReader blocks;
    private final int maxLineLength;
    private int next;
    private int limit;

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
        super(linesBefore);
        this.blocks = blocks;
        this.maxLineLength = blocks.maxLineLength();
    }

    @Override
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
            throw tooLong(to - from, maxLineLength);
        }
        start = from;
        end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        return true;
    }

    @Override
    protected boolean hasNext() {
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
                throw tooLong(length, maxLineLength);
            }
        }
    }

    @Override
    protected void passEmptyLines() {
        int at = next;
        while (at < limit && buffer[at] == LINE_FEED) {
            at++;
        }
        lineNumber += at - next;
        next = at;
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

    @Override
    protected boolean nextBlock() {
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

    @Override
    public String sourceName() {
        return blocks.sourceName();
    }

    @Override
    protected void passAll() {
        next = limit;
    }

    @Override
    public void close() {
        passAll();
        blocks.close();
    }
}
