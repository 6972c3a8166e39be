package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952) with any number of members, and verifies every checksum and length.
 *
 * <p>{@link java.util.zip.GZIPInputStream} is not used because it treats {@code available() == 0} at the end of a
 * member as the end of the input (JDK-7036144). Zero bytes after the last member are padding, as in gzip itself
 * (tapes, block devices); anything else there is an error.
 */
final class GzipInputStream extends InputStream {
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final StoredBytes stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean inMember;
    private boolean ended;
    private boolean closed;

    GzipInputStream(StoredBytes stored) {
        this.stored = stored;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, target.length);
        if (closed) {
            throw new IOException("stream closed: " + stored.name());
        }
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !beginMember()) {
                ended = true;
                break;
            }
            int n = inflate(target, from, length);
            if (n > 0) {
                return n;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int from, int length) throws IOException {
        if (inflater.needsInput() && !inflater.finished()) {
            int n = stored.peek(1);
            if (n == 0) {
                throw stored.truncated("gzip", "more compressed data");
            }
            inflater.setInput(stored.buffer(), stored.position(), n);
            stored.skip(n);
        }
        int n;
        try {
            n = inflater.inflate(target, from, length);
        } catch (DataFormatException e) {
            throw stored.damaged("gzip", here(), "deflate data", "damaged data (" + e.getMessage() + ")", e);
        }
        crc.update(target, from, n);
        if (inflater.finished()) {
            stored.skip(-inflater.getRemaining());
            endMember();
        } else if (inflater.needsDictionary()) {
            throw stored.damaged("gzip", here(), "deflate data", "a preset dictionary, which gzip does not have");
        }
        return n;
    }

    private long here() {
        return stored.offset() - inflater.getRemaining();
    }

    private boolean beginMember() throws IOException {
        int n = stored.peek(2);
        if (n == 0 || (stored.offset() > 0 && stored.at(0) == 0)) {
            skipPadding();
            return false;
        }
        long start = stored.offset();
        readHeader(start);
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    private void skipPadding() throws IOException {
        for (int n = stored.peek(1); n > 0; n = stored.peek(1)) {
            for (int i = 0; i < n; i++) {
                if (stored.at(i) != 0) {
                    String found = String.format("byte 0x%02x", stored.at(i));
                    throw stored.damaged("gzip", stored.offset() + i, "only zero padding after the members", found);
                }
            }
            stored.skip(n);
        }
    }

    private void readHeader(long start) throws IOException {
        crc.reset();
        if (header() != 0x1f || header() != 0x8b) {
            throw stored.damaged("gzip", start, "another member or the end of the file", "something else");
        }
        int method = header();
        if (method != 8) {
            throw stored.damaged("gzip", start + 2, "compression method 8 (deflate)", "method " + method);
        }
        int flags = header();
        if ((flags & 0xe0) != 0) {
            throw stored.damaged("gzip", start + 3, "no reserved flags", String.format("flags 0x%02x", flags));
        }
        skipHeader(6); // time, extra flags, operating system
        if ((flags & EXTRA) != 0) {
            skipHeader(header() | header() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            int computed = (int) crc.getValue() & 0xffff;
            check(stored.offset(), "header checksum", computed, header() | header() << 8);
        }
    }

    private int header() throws IOException {
        int b = stored.read();
        if (b < 0) {
            throw stored.truncated("gzip", "the rest of a member's header");
        }
        crc.update(b);
        return b;
    }

    private void skipHeader(int n) throws IOException {
        for (int i = 0; i < n; i++) {
            header();
        }
    }

    private void skipText() throws IOException {
        int b;
        do {
            b = header();
        } while (b != 0);
    }

    private void endMember() throws IOException {
        inMember = false;
        if (stored.peek(8) < 8) {
            throw stored.truncated("gzip", "the 8 bytes of a member's checksum and length");
        }
        check(stored.offset(), "checksum", (int) crc.getValue(), littleEndian(0));
        check(stored.offset() + 4, "length", (int) inflater.getBytesWritten(), littleEndian(4));
        stored.skip(8);
    }

    private int littleEndian(int at) {
        return stored.at(at) | stored.at(at + 1) << 8 | stored.at(at + 2) << 16 | stored.at(at + 3) << 24;
    }

    private void check(long offset, String what, int computed, int found) {
        if (computed != found) {
            throw stored.damaged(
                    "gzip", offset, what + " " + Integer.toHexString(computed), Integer.toHexString(found));
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            inflater.end();
            stored.close();
        }
    }
}
