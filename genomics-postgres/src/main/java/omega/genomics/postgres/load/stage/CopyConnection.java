package omega.genomics.postgres.load.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.SessionSettings;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A connection with a thread that works through a queue, in one transaction: the reader goes on while the server digests, and
 * waits when there is no room in the queue. The first failure ends the connection and is thrown to whoever submits or waits.
 *
 * <p>When all is read, connections may share what none of them has begun: {@link #takeBack}, {@link #share}.
 */
public final class CopyConnection implements AutoCloseable {
    /** So many blocks may always wait, however little heap there is and however many loads are at work. */
    private static final int SHORTEST_QUEUE = 4;
    /** A contig of a million rows waits here while the reader goes on to the next, which keeps another connection busy. */
    private static final int LONGEST_QUEUE = 256;

    private static final int LARGEST_SPARE = 16;
    /** What waits beyond the shortest queue, in all of this JVM together: an eighth of its heap. */
    static final Semaphore ROOM = new Semaphore(roomOfAll());

    /** How long a connection that is closed waits for the server to cancel a statement before it hangs up. */
    private static final long CANCEL_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How long anybody waits before looking whether something has failed. */
    private static final long PATIENCE_MILLIS = 100;

    private final Connection connection;
    private final Runnable watch;
    private final Thread owner;
    private final Thread thread;
    private final BlockingQueue<Queued> queue;
    private volatile @Nullable Throwable failure;
    private volatile boolean closing;
    private final long longestSilence;
    /** Bytes of rows in tables that are not complete. */
    private final AtomicLong unfinished = new AtomicLong();

    private final OpenCopy copy;

    /** Something to do on the connection. */
    public interface Work {
        void run(Connection connection) throws SQLException;
    }

    /** What stands in a queue: work, and the group that it belongs to. */
    private record Queued(CopyWork work, @Nullable TableGroup group, boolean isFirst) {
        static Queued of(@Nullable TableGroup group, CopyWork work) {
            return new Queued(work, group, group != null && group.isQueuedFirst());
        }
    }

    /**
     * @param connections how many there are, this one among them
     * @param watch run several times a second while the thread that makes this waits for it; ends the wait by throwing
     */
    public CopyConnection(DataSource dataSource, String name, int connections, Runnable watch) throws SQLException {
        this.watch = watch;
        owner = Thread.currentThread();
        queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
        connection = open(dataSource);
        longestSilence = TimeUnit.MILLISECONDS.toNanos(connection.getNetworkTimeout());
        copy = new OpenCopy(connection, Math.max(SHORTEST_QUEUE, Math.min(LARGEST_SPARE, roomOfAll() / connections)));
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static Connection open(DataSource dataSource) throws SQLException {
        Connection opened = SessionSettings.open(dataSource);
        try {
            opened.setAutoCommit(false);
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private static int roomOfAll() {
        return (int) (Runtime.getRuntime().maxMemory() / (8L * BinaryCopyWriter.DEFAULT_BLOCK_SIZE));
    }

    private void work() {
        try {
            while (!closing) {
                @Nullable Queued next = queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.work().run(copy);
                } else {
                    copy.end();
                }
            }
        } catch (SQLException | RuntimeException | Error e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!isBroken()) {
                copy.cancel(failure);
            }
        }
    }

    /** Returns how many bytes of rows it was given for tables that are not complete: what it has yet to do, copied or not. */
    public long unfinished() {
        return unfinished.get();
    }

    /** Says that the table of so many bytes of rows is complete. */
    void completed(long bytes) {
        unfinished.addAndGet(-bytes);
    }

    /** Queues work; waits while the queue is full. */
    public void submit(Work work) {
        enqueue(Queued.of(null, new Task(work)));
    }

    /** Queues work of a group; as {@link #submit(Work)}. */
    public void submit(TableGroup group, Work work) {
        enqueue(Queued.of(group, new Task(work)));
    }

    private void enqueue(Queued item) {
        until(() -> queue.offer(item, PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Work that no COPY may be under way for. */
    private record Task(Work work) implements CopyWork {
        @Override
        public void run(OpenCopy on) throws SQLException {
            on.end();
            work.run(on.connection());
        }
    }

    /** An attempt that gives up soon. */
    private interface Attempt {
        boolean succeeds() throws InterruptedException;
    }

    private void until(Attempt attempt) {
        try {
            throwFailure();
            while (!attempt.succeeds()) {
                throwFailure();
                throwSilence();
                watch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("the load was cancelled", true);
        }
    }

    /** Sockets time out when they are read, not when they are written to. */
    private void throwSilence() {
        long since = copy.writingSince();
        if (since == 0 || longestSilence == 0 || System.nanoTime() - since < longestSilence) {
            return;
        }
        hangUp();
        throw new LoadException("the database server has not taken any rows for "
                + TimeUnit.NANOSECONDS.toSeconds(longestSilence) + " seconds");
    }

    private void hangUp() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new LoadException("a connection could not be given up", e);
        }
    }

    /** Others that submit have nobody to tell of progress, and are stopped by the owner. */
    private void watch() {
        if (Thread.currentThread() == owner) {
            watch.run();
        }
    }

    /** Queues a block of a group's rows for a COPY; returns a buffer to fill next. */
    byte[] submitRows(TableGroup group, String sql, byte[] block, int length) {
        unfinished.addAndGet(length);
        Rows rows = new Rows(sql, block, length);
        until(() -> queue.size() < SHORTEST_QUEUE || rows.takeRoom());
        try {
            enqueue(Queued.of(group, rows));
        } catch (RuntimeException e) {
            rows.drop();
            throw e;
        }
        byte @Nullable [] next = copy.spare();
        return next == null ? new byte[BinaryCopyWriter.DEFAULT_BLOCK_SIZE] : next;
    }

    /** A block of rows on its way into a COPY. */
    private static final class Rows implements CopyWork {
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
            // not for long: the connection may have done its own meanwhile
            boolean taken = ROOM.tryAcquire(wanted, 10, TimeUnit.MILLISECONDS);
            room = taken ? wanted : 0;
            return taken;
        }

        @Override
        public void drop() {
            ROOM.release(room);
        }

        @Override
        public int bytes() {
            return length;
        }

        @Override
        public void run(OpenCopy on) throws SQLException {
            try {
                on.write(sql, block, length);
            } finally {
                drop();
            }
            on.reuse(block);
        }
    }

    /**
     * Takes all groups off the queue that the connection has not begun. They must be complete: nothing more may be submitted for them.
     */
    public Collection<TableGroup> takeBack() {
        List<Queued> waiting = new ArrayList<>();
        queue.drainTo(waiting);
        Set<TableGroup> unbegun = new LinkedHashSet<>();
        for (Queued item : waiting) {
            TableGroup group = item.group();
            if (group != null && (item.isFirst() || unbegun.contains(group))) {
                group.add(item.work());
                unbegun.add(group);
            } else {
                queue.add(item);
            }
        }
        return unbegun;
    }

    /** Queues the work on groups that connections share: one after the other, each committed, until none is left. */
    public void share(Queue<TableGroup> groups) {
        submit(open -> {
            for (TableGroup next = groups.poll(); next != null; next = groups.poll()) {
                finish(next);
            }
        });
    }

    private void finish(TableGroup group) throws SQLException {
        try {
            while (!closing && !group.isEmpty()) {
                group.next().run(copy);
            }
            if (!closing) {
                copy.end();
                connection.commit();
            }
        } finally {
            group.drop();
        }
    }

    /** Waits until all the work queued so far is done. */
    public void await() {
        CountDownLatch done = new CountDownLatch(1);
        submit(open -> done.countDown());
        until(() -> done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Throws what ended the connection, if anything has. */
    public void throwFailure() {
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

    /** Ends the connection; whatever it has not committed is gone. */
    @Override
    public void close() throws SQLException {
        closing = true;
        clear();
        queue.offer(Queued.of(null, new Task(open -> {}))); // wakes the thread that waits for work
        try (connection) {
            end();
            if (isBroken()) {
                hangUp();
            } else if (!connection.isClosed()) {
                connection.rollback();
            }
        }
    }

    /** Running out of memory, for instance, may leave the driver in the middle of reading a response: a rollback would wait for the rest of it. */
    private boolean isBroken() {
        Throwable thrown = failure;
        return thrown != null && !(thrown instanceof SQLException) && !(thrown instanceof LoadException);
    }

    private void clear() {
        List<Queued> undone = new ArrayList<>();
        queue.drainTo(undone);
        undone.forEach(item -> item.work().drop());
    }

    /**
     * Waits for the thread, however often whoever closes it is interrupted. What is cancelled before it has begun goes on
     * all the same, so a statement is cancelled again and again; where the server takes no notice, the connection is cut.
     */
    private void end() throws SQLException {
        boolean interrupted = false;
        @Nullable SQLException refusal = null;
        long begun = System.nanoTime();
        for (long patience = 10; thread.isAlive(); patience = PATIENCE_MILLIS) {
            try {
                thread.join(patience);
                if (thread.isAlive() && System.nanoTime() - begun > CANCEL_NANOS) {
                    hangUp();
                }
                if (thread.isAlive() && refusal == null && !connection.isClosed()) {
                    connection.unwrap(PGConnection.class).cancelQuery();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (SQLException e) {
                refusal = e;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (refusal != null) {
            throw refusal;
        }
    }
}
