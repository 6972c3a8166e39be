package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream a few recycled blocks ahead, on its own daemon thread.
 *
 * <p>The thread starts only after the first bytes were read on the caller's thread, so a small input starts none. The
 * reader receives an error after the valid bytes before it. Closing stops the thread; a thread that is blocked in a
 * stream passed in by the caller, which this class must not close, ends when that stream next returns.
 */
final class ReadAheadInputStream extends InputStream {
    /** Large, because each handover wakes the other thread: with 128 KB that took a seventh of the reader's time. */
    private static final int BLOCK = 512 * 1024;

    private static final int BLOCKS = 4;
    private static final long IN_PLACE = 512 * 1024;
    private static final long PATIENCE_MILLIS = 2_000;

    private static final class Block {
        private final byte[] bytes = new byte[BLOCK];
        private int length;
        private @Nullable Throwable failure;
    }

    private final InputStream source;
    private final StoredBytes stored;
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS + 1);
    private long readInPlace;
    private @Nullable Thread thread;
    private @Nullable Block current;
    private int position;
    private volatile boolean closed;
    private volatile @Nullable IOException closeFailure;

    /** Takes ownership of a source, which {@link #close()} closes, and of the stored bytes it reads. */
    ReadAheadInputStream(InputStream source, StoredBytes stored) {
        this.source = source;
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
        if (thread == null && readInPlace < IN_PLACE) {
            int n = source.read(target, from, length);
            readInPlace += Math.max(n, 0);
            return n;
        }
        return length == 0 ? 0 : readAhead(target, from, length);
    }

    private int readAhead(byte[] target, int from, int length) throws IOException {
        if (thread == null) {
            thread = start();
        }
        Block block = current;
        if (block == null || position == block.length) {
            block = next(block);
        }
        if (block.length <= 0) {
            rethrow(block.failure);
            return -1;
        }
        int n = Math.min(length, block.length - position);
        System.arraycopy(block.bytes, position, target, from, n);
        position += n;
        return n;
    }

    private Thread start() {
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new Block());
        }
        Thread ahead = new Thread(this::work, "gzip " + stored.name());
        ahead.setDaemon(true);
        ahead.start();
        return ahead;
    }

    private Block next(@Nullable Block last) throws IOException {
        if (last != null) {
            free.add(last);
        }
        current = null;
        try {
            Block block = full.take();
            current = block;
            position = 0;
            return block;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + stored.name());
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        }
    }

    private void work() {
        try {
            Block block;
            do {
                block = free.take();
                fill(block);
                full.add(block);
            } while (block.length > 0 && !closed);
        } catch (InterruptedException e) {
            // closed: nobody is waiting
        } finally {
            closeSource();
        }
    }

    /** Fills one block, but returns early rather than hold back bytes while the source blocks. */
    private void fill(Block block) {
        try {
            block.length = closed ? -1 : source.read(block.bytes, 0, BLOCK);
        } catch (IOException | RuntimeException | Error e) {
            block.length = -1;
            block.failure = e;
        }
    }

    private void closeSource() {
        try {
            source.close();
        } catch (IOException e) {
            closeFailure = e;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (thread == null) {
            source.close();
            return;
        }
        free.add(new Block()); // wakes a thread that is waiting for a block
        if (stored.isOwned()) {
            awaitEnd(thread);
        }
        if (closeFailure != null) {
            throw closeFailure;
        }
    }

    /**
     * Waits for the thread to end. A named pipe may block indefinitely, so the thread is interrupted; but only if this
     * class owns the stream, because an interrupt closes it.
     */
    private static void awaitEnd(Thread thread) {
        thread.interrupt();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        boolean interrupted = false;
        for (long left = PATIENCE_MILLIS; left > 0 && thread.isAlive(); left = millisUntil(deadline)) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisUntil(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
}
