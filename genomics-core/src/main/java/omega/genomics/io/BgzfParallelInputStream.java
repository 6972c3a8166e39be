package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Inflates BGZF on several threads and returns the bytes in order.
 *
 * <p>The reader's thread reads chunks of stored blocks into a bounded window and returns the content of the first.
 * Workers inflate any unclaimed chunk of the window; so does the reader while the chunk it needs is not ready, so no
 * core idles, and a single thread needs no worker. The window grows as the file is read, and workers start with the
 * third chunk: a small file starts no thread.
 */
final class BgzfParallelInputStream extends InputStream {
    private final StoredBytes stored;
    private final int threads;
    private final int maxWindow;
    private final BgzfBlock.Tools tools = new BgzfBlock.Tools();
    private final List<Thread> workers = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workLeft = lock.newCondition();
    private final Condition chunkDone = lock.newCondition();
    /** Chunks in file order; changed only by the reader's thread, under the lock. */
    private final ArrayDeque<BgzfChunk> window = new ArrayDeque<>();

    private boolean noMoreWork;

    private final ArrayDeque<BgzfChunk> free = new ArrayDeque<>();
    private int windowSize = 1;
    private boolean inputEnded;
    private boolean lastBlockWasEmpty;
    private boolean closed;
    private @Nullable BgzfChunk current;
    private int position;
    /** Reads plain gzip members that were appended after the blocks. */
    private @Nullable GzipInputStream tail;

    BgzfParallelInputStream(StoredBytes stored, int threads) {
        this.stored = stored;
        this.threads = threads;
        this.maxWindow = threads == 1 ? 1 : 2 * threads + 2;
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
        BgzfChunk chunk = readable();
        if (chunk == null) {
            return tail().read(target, from, length);
        }
        int n = Math.min(length, chunk.length() - position);
        System.arraycopy(chunk.data(), position, target, from, n);
        position += n;
        return n;
    }

    /** Returns a chunk with unread bytes, or null after the last block. */
    private @Nullable BgzfChunk readable() throws IOException {
        while (current == null || position == current.length()) {
            if (current != null) {
                rethrow(current.failure());
                free.add(current);
            }
            fillWindow();
            current = takeFirst();
            position = 0;
            if (current == null) {
                return null;
            }
        }
        return current;
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

    private void fillWindow() {
        while (!inputEnded && window.size() < windowSize) {
            BgzfChunk chunk = free.isEmpty() ? new BgzfChunk() : free.remove();
            chunk.read(stored, windowSize == 1 && threads > 1);
            inputEnded = !chunk.hasBlocks() || chunk.failure() != null;
            if (chunk.hasBlocks()) {
                lastBlockWasEmpty = chunk.endsEmpty();
            }
            if (chunk.hasBlocks() || chunk.failure() != null) {
                offer(chunk);
            }
        }
        if (windowSize < maxWindow) {
            windowSize++;
        }
        if (windowSize > 2 && workers.isEmpty() && !inputEnded) {
            startWorkers();
        }
    }

    private void offer(BgzfChunk chunk) {
        lock.lock();
        try {
            window.add(chunk);
            noMoreWork = inputEnded;
            workLeft.signal();
        } finally {
            lock.unlock();
        }
    }

    private void startWorkers() {
        for (int i = 1; i < threads; i++) {
            Thread worker = new Thread(this::work, "bgzf-" + i + " " + stored.name());
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /** Waits for the first chunk of the window, inflating unclaimed chunks in the meantime. */
    private @Nullable BgzfChunk takeFirst() {
        lock.lock();
        try {
            BgzfChunk first = window.peek();
            while (first != null && !first.isDone) {
                if (!inflateOne(tools)) {
                    chunkDone.awaitUninterruptibly();
                }
            }
            return window.poll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try (BgzfBlock.Tools own = new BgzfBlock.Tools()) {
            lock.lock();
            try {
                while (inflateOne(own) || !noMoreWork) {
                    if (nextUnclaimed() == null && !noMoreWork) {
                        workLeft.awaitUninterruptibly();
                    }
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Inflates one unclaimed chunk. Called under the lock, which is released while inflating; returns false if there
     * is none.
     */
    private boolean inflateOne(BgzfBlock.Tools own) {
        BgzfChunk chunk = nextUnclaimed();
        if (chunk == null) {
            return false;
        }
        chunk.isClaimed = true;
        lock.unlock();
        try {
            chunk.inflate(own, stored);
        } finally {
            lock.lock();
        }
        chunk.isDone = true;
        chunkDone.signalAll();
        return true;
    }

    private @Nullable BgzfChunk nextUnclaimed() {
        for (BgzfChunk chunk : window) {
            if (!chunk.isClaimed) {
                return chunk;
            }
        }
        return null;
    }

    /** Returns a stream over what follows the last block: nothing, zero padding, or members of plain gzip. */
    private GzipInputStream tail() throws IOException {
        if (tail == null) {
            boolean isMember = stored.peek(1) > 0 && stored.at(0) == 0x1f;
            if (!isMember && !lastBlockWasEmpty) {
                throw stored.truncated("bgzf", "the empty block that ends a BGZF file");
            }
            tail = new GzipInputStream(stored);
        }
        return tail;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        stopWorkers();
        tools.close();
        if (tail != null) {
            tail.close();
        } else {
            stored.close();
        }
    }

    private void stopWorkers() {
        lock.lock();
        try {
            window.clear();
            noMoreWork = true;
            workLeft.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) { // takes at most one chunk: workers never wait for input
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
