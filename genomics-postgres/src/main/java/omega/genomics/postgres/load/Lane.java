package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.CopyTarget;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A connection with a thread that works through a short queue, in one transaction: the reader goes on while the server
 * digests, and waits when the queue is full. The first failure ends the lane and is thrown to whoever submits or waits.
 */
final class Lane implements AutoCloseable {
    private static final int QUEUE = 4;

    private final Connection connection;
    private final Thread thread;
    private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE);
    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(QUEUE + 2);
    private volatile @Nullable Throwable failure;
    private volatile boolean closing;
    private volatile boolean busy;

    /** Something to do on the connection. */
    interface Work {
        void run(Connection connection) throws SQLException;
    }

    Lane(DataSource dataSource, String name) throws SQLException {
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            while (!closing) {
                @Nullable Work next = queue.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    busy = true;
                    next.run(connection);
                    busy = false;
                }
            }
        } catch (SQLException | RuntimeException | Error e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how much is waiting or under way. */
    int backlog() {
        return queue.size() + (busy ? 1 : 0);
    }

    /** Queues work; waits while the queue is full. */
    void submit(Work work) {
        try {
            do {
                throwFailure();
            } while (!queue.offer(work, 100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("the load was cancelled", true);
        }
    }

    /** Queues a block of rows for a COPY of its own; returns a buffer to fill next. */
    byte[] submitRows(String copySql, byte[] block, int length) {
        submit(open -> {
            try (CopyTarget target = CopyTarget.open(open, copySql)) {
                target.write(block, 0, length);
                target.finish();
            }
            spare.offer(block);
        });
        byte @Nullable [] next = spare.poll();
        return next == null ? new byte[BinaryCopyWriter.DEFAULT_BLOCK_SIZE] : next;
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
