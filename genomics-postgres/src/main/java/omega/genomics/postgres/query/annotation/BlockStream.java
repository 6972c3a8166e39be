package omega.genomics.postgres.query.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream whose bytes come in blocks. */
abstract class BlockStream extends InputStream {
    private byte[] block;
    private int next;

    /** @param first is read before any other block; not changed any more */
    BlockStream(byte[] first) {
        block = first;
    }

    /** Returns the next block, which may be empty; null at the end, however often it is called. */
    abstract byte @Nullable [] nextBlock() throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] target, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, target.length);
        if (count == 0) {
            return 0;
        }
        while (next == block.length) {
            byte[] following = nextBlock();
            if (following == null) {
                return -1;
            }
            block = following;
            next = 0;
        }
        int n = Math.min(count, block.length - next);
        System.arraycopy(block, next, target, from, n);
        next += n;
        return n;
    }
}
