package omega.genomics.internal.bcf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.internal.scan.RecordedReads;

/** Decompressed bytes of a BCF file, in a buffer that grows with what is there and not with what lengths claim. */
final class BcfBytes {
    private static final int SIZE = 1 << 18;
    /** So many bytes after the last one can be loaded. They have no meaning. */
    private static final int SPARE = 8;

    private final InputStream in;
    private final String source;
    private final RecordedReads reads = new RecordedReads();
    private byte[] buffer = new byte[SIZE];
    private int position;
    private int limit;
    /** Where the buffer begins in the input. */
    private long offset;

    BcfBytes(InputStream in, String source, long offset) {
        this.in = in;
        this.source = source;
        this.offset = offset;
    }

    byte[] buffer() {
        return buffer;
    }

    /** The next byte in the buffer. */
    int position() {
        return position;
    }

    void skip(int count) {
        position += count;
    }

    boolean isBuffered() {
        return position < limit;
    }

    /** Buffers bytes; returns how many of those wanted there are. */
    int fill(long wanted) throws IOException {
        while (limit - position < wanted) {
            if (limit == buffer.length - SPARE) {
                makeRoom(wanted);
            }
            int n = reads.read(in, source, buffer, limit, buffer.length - SPARE - limit);
            if (n < 0) {
                break;
            }
            limit += n;
        }
        return (int) Math.min(wanted, limit - position);
    }

    private void makeRoom(long wanted) {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            offset += position;
            limit -= position;
            position = 0;
        } else {
            long size = Math.min(Math.min(wanted + SPARE, 2L * buffer.length), Integer.MAX_VALUE - 16);
            if (size <= buffer.length) {
                throw damaged(0, "a record of less than 2 GB, found " + wanted + " bytes");
            }
            try {
                buffer = Arrays.copyOf(buffer, (int) size);
            } catch (OutOfMemoryError e) { // hostile input may be refused, but must not take the application down
                throw damaged(0, "a record that fits into memory, found one of " + wanted + " bytes");
            }
        }
    }

    /** Makes the failure of the byte at an index of the buffer. */
    ParseException damaged(int at, String expected) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.ofByte(source, offset + at),
                "bcf",
                InputRule.BCF_DAMAGED,
                "expected " + expected + (expected.contains("found") ? "" : ", found something else")
                        + " (offset in the inflated data)"));
    }

    void close() throws IOException {
        in.close();
    }
}
