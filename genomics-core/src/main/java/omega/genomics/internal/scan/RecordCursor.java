package omega.genomics.internal.scan;

import java.io.Closeable;
import omega.genomics.ParseException;

/** Walks the records of a source, each a range of bytes: the lines of text ({@link LineCursor}), or stored records with their lengths. */
public abstract class RecordCursor implements Closeable {
    /** Holds the current record. */
    protected byte[] buffer = {};
    /** First byte of the current record. */
    protected int start;
    /** One past the last byte of the current record. */
    protected int end;
    /** Number of the current line, or of the line that the current record stands for. */
    protected long lineNumber;

    /**
     * Makes a cursor before the first record.
     *
     * @param linesBefore how many lines of the file stand before it
     */
    protected RecordCursor(long linesBefore) {
        this.lineNumber = linesBefore;
    }

    /**
     * Moves to the next record.
     *
     * @return false at the end of the input
     * @throws ParseException if the record is longer than allowed, or the container is damaged
     * @throws java.io.UncheckedIOException if reading fails
     */
    public abstract boolean advance();

    /**
     * Tells whether the current block has another record.
     *
     * @return false before the first block and at the end of each
     */
    protected abstract boolean hasNext();

    /** Moves before the first record of the next block, when all of this one were read; false at the end of the input. */
    protected abstract boolean nextBlock();

    /** Skips the empty lines that follow in the current block, and counts them. */
    protected void passEmptyLines() {}

    /** Passes over all records that are left of the current block, uncounted. */
    protected abstract void passAll();

    /**
     * Returns the name for error messages.
     *
     * @return the source's name
     */
    public abstract String sourceName();

    @Override
    public abstract void close();

    /** Makes the failure of a line that is too long, the current one. */
    protected final ParseException tooLong(long length, int maxLineLength) {
        return BlockReader.tooLong(
                sourceName(), lineNumber, "lines of at most " + maxLineLength + " bytes, found " + length);
    }

    /**
     * Returns the buffer the record lies in.
     *
     * @return valid until {@link #advance()}
     */
    public final byte[] buffer() {
        return buffer;
    }

    /**
     * Returns where the record starts.
     *
     * @return index into {@link #buffer()}
     */
    public final int start() {
        return start;
    }

    /**
     * Returns where the record ends; a line, without its line feed and a carriage return right before it.
     *
     * @return one past its last byte
     */
    public final int end() {
        return end;
    }

    /**
     * Returns the number of the line.
     *
     * @return from 1
     */
    public final long lineNumber() {
        return lineNumber;
    }
}
