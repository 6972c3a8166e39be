package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads a range of a file from its first byte to its last. */
final class RangeInputStream extends InputStream {
    private final ByteRanges ranges;
    private final long end;
    private long position;

    RangeInputStream(ByteRanges ranges, long start, long end) {
        this.ranges = ranges;
        this.position = start;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, target.length);
        int wanted = (int) Math.min(count, end - position);
        if (wanted <= 0) {
            return count == 0 ? 0 : -1;
        }
        int n = ranges.read(position, ByteBuffer.wrap(target, from, wanted));
        position += Math.max(0, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        ranges.close();
    }
}
