package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.CopyTarget;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A connection with a thread that works through a short queue, in one transaction: the reader goes on while the server
 * digests, and waits when the queue is full. The first failure ends the lane and is thrown to whoever submits or waits.
 *
 * <p>Blocks of rows for one table that follow each other share a COPY: ending it and beginning another for each block
 * cost the server a tenth of its time.
 */
final class Lane implements AutoCloseable {
    private static final int SHORTEST_QUEUE = 4;
    /** A contig of a million rows waits here while the reader goes on to the next, which keeps another lane busy. */
    private static final int LONGEST_QUEUE = 256;
    /** Where a COPY ends at the latest, unless the lane has nothing to do before: a statement stays a matter of seconds. */
    private static final long COPY_BYTES = 64L << 20;

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
        int blocks = queueLength(lanes);
        queue = new ArrayBlockingQueue<>(blocks);
        spare = new ArrayBlockingQueue<>(blocks + 2);
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The longer, the less a lane waits while the reader fills another's queue; an eighth of the heap for all. */
    private static int queueLength(int lanes) {
        long blocks = Runtime.getRuntime().maxMemory() / (8L * lanes * BinaryCopyWriter.DEFAULT_BLOCK_SIZE);
        return (int) Math.max(SHORTEST_QUEUE, Math.min(LONGEST_QUEUE, blocks));
    }

    private void work() {
        try {
            while (!closing) {
                @Nullable Work next = queue.poll(100, TimeUnit.MILLISECONDS);
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
        try {
            do {
                throwFailure();
            } while (!queue.offer(work, 100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("the load was cancelled", true);
        }
    }

    /** Queues a block of rows for a COPY; returns a buffer to fill next. */
    byte[] submitRows(String sql, byte[] block, int length) {
        unfinished.addAndGet(length);
        enqueue(open -> {
            copyInto(sql).write(block, 0, length);
            copied += length;
            spare.offer(block);
        });
        byte @Nullable [] next = spare.poll();
        return next == null ? new byte[BinaryCopyWriter.DEFAULT_BLOCK_SIZE] : next;
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
            while (!done.await(100, TimeUnit.MILLISECONDS)) {
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
            queue.clear();
            queue.offer(open -> {}); // whoever waits for work need not wait any longer
            join();
            if (!connection.isClosed()) {
                connection.rollback();
            }
        } finally {
            connection.close();
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
