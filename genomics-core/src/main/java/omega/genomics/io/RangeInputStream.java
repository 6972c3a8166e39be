package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads ranges from the first byte of a file to its last. */
final class RangeInputStream extends InputStream {
    private final ByteRanges ranges;
    private long position;

    RangeInputStream(ByteRanges ranges) {
        this.ranges = ranges;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, target.length);
        int n = count == 0 ? 0 : ranges.read(position, ByteBuffer.wrap(target, from, count));
        position += Math.max(0, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        ranges.close();
    }
}
