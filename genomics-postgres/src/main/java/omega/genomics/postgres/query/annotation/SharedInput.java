package omega.genomics.postgres.query.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are read once for two readers, each on a thread of its own. What one of them has not read yet is kept; whoever has nothing left
 * reads on for both.
 */
final class SharedInput {
    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final Object reading = new Object();
    private final Side first = new Side();
    private final Side second = new Side();
    private final AtomicLong total = new AtomicLong();
    /** Guarded by {@code reading}. */
    private boolean isAtEnd;

    SharedInput(InputStream in) {
        this.in = in;
    }

    InputStream first() {
        return first;
    }

    InputStream second() {
        return second;
    }

    /** Returns how many bytes have been read. */
    long total() {
        return total.get();
    }

    private void keep(Side reader, byte[] bytes) {
        Side other = reader == first ? second : first;
        if (!other.isClosed) {
            other.kept.add(bytes);
        }
    }

    private final class Side extends BlockStream {
        private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();
        private volatile boolean isClosed;

        Side() {
            super(new byte[0]);
        }

        @Override
        byte @Nullable [] nextBlock() throws IOException {
            byte[] bytes = kept.poll();
            if (bytes != null) {
                return bytes;
            }
            synchronized (reading) {
                bytes = kept.poll(); // the other one may have read meanwhile
                return bytes != null ? bytes : fill();
            }
        }

        private byte @Nullable [] fill() throws IOException {
            byte[] bytes = new byte[BLOCK];
            int n = isAtEnd ? -1 : in.read(bytes);
            if (n < 0) {
                isAtEnd = true;
                return null;
            }
            byte[] more = n == BLOCK ? bytes : Arrays.copyOf(bytes, n);
            keep(this, more);
            total.addAndGet(n);
            return more;
        }

        /** What the other one has not read is still to be had. */
        @Override
        public void close() {
            isClosed = true;
            kept.clear();
        }
    }
}
