package omega.genomics.io;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/** The layout of one BGZF block (SAM specification §4.1): header, raw deflate data, checksum, length. */
final class BgzfBlock {
    /** The largest size of a block, stored or inflated. */
    static final int MAX_SIZE = 64 * 1024;

    static final int TRAILER = 8;

    /** The empty block that ends every BGZF file (SAM specification §4.1.2). */
    private static final byte[] END = {
        0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff, 6, 0, 'B', 'C', 2, 0, 0x1b, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private BgzfBlock() {}

    static byte[] end() {
        return END.clone();
    }

    /** Returns whether a BGZF block begins at the current position; consumes nothing. */
    static boolean isNext(StoredBytes stored) throws IOException {
        int header = headerLength(stored);
        return header > 0 && blockSize(stored.buffer(), stored.position(), header) > 0;
    }

    /** Buffers the header and returns its length, or 0 if this is not a member with extra fields. */
    static int headerLength(StoredBytes stored) throws IOException {
        if (stored.peek(12) < 12 || !startsMember(stored.buffer(), stored.position())) {
            return 0;
        }
        int header = headerLength(stored.buffer(), stored.position());
        return stored.peek(header) >= header ? header : 0;
    }

    /** Finds the BC field among the extra fields; returns the size of the whole block, or 0. */
    static int blockSize(byte[] bytes, int start, int header) {
        int at = start + 12;
        int end = start + header;
        while (at + 4 <= end) {
            int length = LittleEndian.unsignedShort(bytes, at + 2);
            if (bytes[at] == 'B' && bytes[at + 1] == 'C' && length == 2 && at + 6 <= end) {
                int size = LittleEndian.unsignedShort(bytes, at + 4) + 1;
                return size >= header + TRAILER ? size : 0;
            }
            at += 4 + length;
        }
        return 0;
    }

    /**
     * Inflates a whole block and checks it.
     *
     * @param places creates the errors
     * @param offset the offset of the block in the file
     * @return the number of bytes written at {@code target[to]}
     */
    static int inflate(
            byte[] bytes, int start, int size, byte[] target, int to, Tools tools, StoredBytes places, long offset) {
        int header = headerLength(bytes, start);
        int length = LittleEndian.integer(bytes, start + size - 4);
        if (length < 0 || length > MAX_SIZE) {
            throw places.damaged("bgzf", offset + size - 4, "at most " + MAX_SIZE + " bytes a block", "" + length);
        }
        int n;
        try {
            n = tools.inflater.inflate(bytes, start + header, size - header - TRAILER, target, to, length);
        } catch (DataFormatException e) {
            throw places.damaged("bgzf", offset, "deflate data", "damaged data (" + e.getMessage() + ")", e);
        }
        if (n != length) {
            throw places.damaged("bgzf", offset, "a block of " + length + " bytes", "another length");
        }
        tools.crc.reset();
        tools.crc.update(target, to, length);
        int expected = LittleEndian.integer(bytes, start + size - TRAILER);
        if ((int) tools.crc.getValue() != expected) {
            String found = Integer.toHexString(expected);
            String computed = Integer.toHexString((int) tools.crc.getValue());
            throw places.damaged("bgzf", offset + size - TRAILER, "checksum " + computed, found);
        }
        return length;
    }

    /** The inflater and checksum that one thread needs to inflate blocks. */
    static final class Tools implements AutoCloseable {
        private final BlockInflater inflater = new NativeInflater();
        private final CRC32 crc = new CRC32();

        @Override
        public void close() {
            inflater.close();
        }
    }

    static int headerLength(byte[] bytes, int start) {
        return 12 + LittleEndian.unsignedShort(bytes, start + 10);
    }

    /** Returns whether these bytes begin a gzip member whose only flag is the one for extra fields. */
    static boolean startsMember(byte[] bytes, int at) {
        return bytes[at] == 0x1f && bytes[at + 1] == (byte) 0x8b && bytes[at + 2] == 8 && bytes[at + 3] == 4;
    }
}
