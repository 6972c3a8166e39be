package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.CopyTarget;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A connection with a thread that works through a queue, in one transaction: the reader goes on while the server digests, and
 * waits when there is no room in the queue. The first failure ends the lane and is thrown to whoever submits or waits.
 *
 * <p>Blocks of rows for one table that follow each other share a COPY: ending it and beginning another for each block
 * cost the server a tenth of its time.
 */
final class Lane implements AutoCloseable {
    /** So many blocks may always wait, however little heap there is and however many loads are at work. */
    private static final int SHORTEST_QUEUE = 4;
    /** A contig of a million rows waits here while the reader goes on to the next, which keeps another lane busy. */
    private static final int LONGEST_QUEUE = 256;

    private static final int LARGEST_SPARE = 16;
    /** What waits beyond the shortest queue, in all lanes of this JVM together: an eighth of its heap. */
    static final Semaphore ROOM = new Semaphore(roomOfAll());

    /** Where a COPY ends at the latest, unless the lane has nothing to do before: a statement stays a matter of seconds. */
    private static final long COPY_BYTES = 64L << 20;

    /** How long anybody waits before looking whether something has failed. */
    private static final long PATIENCE_MILLIS = 100;

    private final Connection connection;
    private final boolean isOneOfSeveral;
    private final Thread thread;
    private final BlockingQueue<Work> queue;
    private final BlockingQueue<byte[]> spare;
    private volatile @Nullable Throwable failure;
    private volatile boolean closing;
    /** Bytes of rows in tables that are not complete. */
    private final AtomicLong unfinished = new AtomicLong();

    // Of the COPY under way; the lane's thread only.
    private @Nullable CopyTarget copy;
    private String copySql = "";
    private long copied;

    /** Something to do on the connection. */
    interface Work {
        void run(Connection connection) throws SQLException;
    }

    /** @param lanes how many there are, this one among them */
    Lane(DataSource dataSource, String name, int lanes) throws SQLException {
        isOneOfSeveral = lanes > 1;
        queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
        spare = new ArrayBlockingQueue<>(Math.max(SHORTEST_QUEUE, Math.min(LARGEST_SPARE, roomOfAll() / lanes)));
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static int roomOfAll() {
        return (int) (Runtime.getRuntime().maxMemory() / (8L * BinaryCopyWriter.DEFAULT_BLOCK_SIZE));
    }

    private void work() {
        try {
            while (!closing) {
                @Nullable Work next = queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.run(connection);
                } else {
                    endCopy();
                }
            }
        } catch (SQLException | RuntimeException | Error e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cancelCopy();
        }
    }

    /** Tells whether the server has other lanes' work to do beside this one's. */
    boolean isOneOfSeveral() {
        return isOneOfSeveral;
    }

    /** Returns how many bytes of rows it was given for tables that are not complete: what it has yet to do, copied or not. */
    long unfinished() {
        return unfinished.get();
    }

    /** Says that the table of so many bytes of rows is complete. */
    void completed(long bytes) {
        unfinished.addAndGet(-bytes);
    }

    /** Queues work; waits while the queue is full. */
    void submit(Work work) {
        enqueue(open -> {
            endCopy();
            work.run(open);
        });
    }

    private void enqueue(Work work) {
        until(() -> queue.offer(work, PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** An attempt that gives up soon. */
    private interface Attempt {
        boolean succeeds() throws InterruptedException;
    }

    private void until(Attempt attempt) {
        try {
            do {
                throwFailure();
            } while (!attempt.succeeds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("the load was cancelled", true);
        }
    }

    /** Queues a block of rows for a COPY; returns a buffer to fill next. */
    byte[] submitRows(String sql, byte[] block, int length) {
        unfinished.addAndGet(length);
        Rows rows = new Rows(sql, block, length);
        until(() -> queue.size() < SHORTEST_QUEUE || rows.takeRoom());
        try {
            enqueue(rows);
        } catch (LoadException | IllegalStateException e) {
            rows.giveRoomBack();
            throw e;
        }
        byte @Nullable [] next = spare.poll();
        return next == null ? new byte[BinaryCopyWriter.DEFAULT_BLOCK_SIZE] : next;
    }

    /** A block of rows on its way into a COPY. */
    private final class Rows implements Work {
        private final String sql;
        private final byte[] block;
        private final int length;
        private int room;

        Rows(String sql, byte[] block, int length) {
            this.sql = sql;
            this.block = block;
            this.length = length;
        }

        /** A row longer than a block makes a longer block, which takes the room of several. */
        boolean takeRoom() throws InterruptedException {
            int wanted = 1 + (block.length - 1) / BinaryCopyWriter.DEFAULT_BLOCK_SIZE;
            // not for long: the lane may have done its own meanwhile
            boolean taken = ROOM.tryAcquire(wanted, 10, TimeUnit.MILLISECONDS);
            room = taken ? wanted : 0;
            return taken;
        }

        void giveRoomBack() {
            ROOM.release(room);
        }

        @Override
        public void run(Connection open) throws SQLException {
            try {
                copyInto(sql).write(block, 0, length);
            } finally {
                giveRoomBack();
            }
            copied += length;
            if (block.length == BinaryCopyWriter.DEFAULT_BLOCK_SIZE) {
                spare.offer(block);
            }
        }
    }

    /** Returns the COPY under way if it is this one, else ends it and begins this one. */
    private CopyTarget copyInto(String sql) throws SQLException {
        CopyTarget target = copy;
        if (target == null || !sql.equals(copySql) || copied >= COPY_BYTES) {
            endCopy();
            target = CopyTarget.open(connection, sql);
            copy = target;
            copySql = sql;
            copied = 0;
        }
        return target;
    }

    /** A COPY that cannot be ended is still there to be cancelled. */
    private void endCopy() throws SQLException {
        CopyTarget target = copy;
        if (target != null) {
            target.finish();
            copy = null;
        }
    }

    /** Whatever ended the lane, the connection must be free for a rollback. */
    private void cancelCopy() {
        CopyTarget target = copy;
        if (target == null) {
            return;
        }
        try {
            target.close();
        } catch (SQLException e) {
            Throwable thrown = failure;
            if (thrown != null) {
                thrown.addSuppressed(e);
            }
        }
    }

    /** Waits until all the work queued so far is done. */
    void await(ProgressMeter meter) {
        java.util.concurrent.CountDownLatch done = new java.util.concurrent.CountDownLatch(1);
        submit(open -> done.countDown());
        try {
            while (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throwFailure();
                meter.tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("the load was cancelled", true);
        }
    }

    private void throwFailure() {
        Throwable thrown = failure;
        if (thrown instanceof SQLException e) {
            throw new LoadException("the database refused the load", e);
        }
        if (thrown instanceof LoadException e) {
            throw e;
        }
        if (thrown != null) {
            throw new IllegalStateException("a loading thread failed", thrown);
        }
    }

    /** Ends the lane; whatever it has not committed is gone. */
    @Override
    public void close() throws SQLException {
        closing = true;
        try {
            if (!queue.isEmpty() || thread.getState() == Thread.State.RUNNABLE) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
            clear();
            queue.offer(open -> {}); // whoever waits for work need not wait any longer
            join();
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } finally {
            connection.close();
        }
    }

    private void clear() {
        List<Work> undone = new ArrayList<>();
        queue.drainTo(undone);
        for (Work work : undone) {
            if (work instanceof Rows rows) {
                rows.giveRoomBack();
            }
        }
    }

    private void join() {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
