package omega.genomics.internal.bcf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import omega.genomics.internal.scan.RecordCursor;

/** Walks the records of a BCF file as they are stored. Each is checked as a whole when the cursor moves to it. */
public final class BcfRecords extends RecordCursor {
    private final BcfBytes bytes;
    private final BcfRecord record;
    private final String sourceName;
    private final int maxLineLength;
    private boolean isPassed;

    BcfRecords(BcfBytes bytes, BcfHeader header, String sourceName, int maxLineLength, long linesBefore) {
        super(linesBefore);
        this.bytes = bytes;
        this.record = new BcfRecord(bytes, header);
        this.sourceName = sourceName;
        this.maxLineLength = maxLineLength;
    }

    /**
     * Opens records from the middle of a file.
     *
     * @param in decompressed whole records; closed with the cursor
     * @param sourceName the file's name for error messages
     * @param offset where the first byte is in the decompressed file, for error messages; 0 to count from the first of these records
     * @param header of the file
     * @param maxLineLength a record whose line is longer throws
     * @param linesBefore how many lines of the file's text stand before the first record
     * @return before the first record
     */
    public static BcfRecords of(
            InputStream in, String sourceName, long offset, BcfHeader header, int maxLineLength, long linesBefore) {
        return new BcfRecords(new BcfBytes(in, sourceName, offset), header, sourceName, maxLineLength, linesBefore);
    }

    /**
     * Returns the record that the cursor is at.
     *
     * @return always the same object
     */
    public BcfRecord record() {
        return record;
    }

    @Override
    public boolean advance() {
        try {
            if (isPassed || !record.next()) {
                return false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lineNumber++;
        buffer = bytes.buffer();
        start = record.place();
        end = bytes.position();
        if (record.longest() > maxLineLength) {
            record.clear();
            record.writeLine();
            if (record.length() - 1 > maxLineLength) {
                throw tooLong(record.length() - 1L, maxLineLength);
            }
        }
        return true;
    }

    @Override
    protected boolean hasNext() {
        return !isPassed && bytes.isBuffered();
    }

    @Override
    protected boolean nextBlock() {
        try {
            return !isPassed && bytes.fill(1) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void passAll() {
        isPassed = true;
    }

    @Override
    public String sourceName() {
        return sourceName;
    }

    @Override
    public void close() {
        passAll();
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
