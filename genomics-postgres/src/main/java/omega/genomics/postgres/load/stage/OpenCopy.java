package omega.genomics.postgres.load.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.CopyTarget;
import org.jspecify.annotations.Nullable;

/**
 * The COPY under way on a connection, if there is one: blocks of rows for one table that follow each other share it, since
 * ending a COPY and beginning another for each block cost the server a tenth of its time. Used by the thread of the connection; others may
 * take spare blocks and look whether it writes.
 */
final class OpenCopy {
    /** Where a COPY ends at the latest: a statement stays a matter of seconds. */
    private static final long MAX_BYTES = 64L << 20;

    private final Connection connection;
    private @Nullable CopyTarget target;
    private String targetSql = "";
    private long written;
    /** Since when a block has been written, 0 if none is. */
    private volatile long writing;

    private final BlockingQueue<byte[]> spare;

    /** @param spareBlocks how many blocks are kept at most to be filled again */
    OpenCopy(Connection connection, int spareBlocks) {
        this.connection = connection;
        spare = new ArrayBlockingQueue<>(spareBlocks);
    }

    Connection connection() {
        return connection;
    }

    /** Returns since when a block has been written, by {@link System#nanoTime()}; 0 if none is. */
    long writingSince() {
        return writing;
    }

    /** Returns a block that was written, to be filled again; null if there is none. */
    byte @Nullable [] spare() {
        return spare.poll();
    }

    /** Keeps a block that was written, unless it is longer than others or there are enough. */
    void reuse(byte[] block) {
        if (block.length == BinaryCopyWriter.DEFAULT_BLOCK_SIZE) {
            spare.offer(block);
        }
    }

    /** Writes a block of rows, into the COPY under way if it is this one. */
    void write(String sql, byte[] block, int length) throws SQLException {
        writing = System.nanoTime();
        try {
            append(sql, block, length);
        } finally {
            writing = 0;
        }
    }

    private void append(String sql, byte[] block, int length) throws SQLException {
        CopyTarget open = target;
        if (open == null || !sql.equals(targetSql) || written >= MAX_BYTES) {
            end();
            open = CopyTarget.open(connection, sql);
            target = open;
            targetSql = sql;
            written = 0;
        }
        open.write(block, 0, length);
        written += length;
    }

    /** Ends the COPY, if one is under way. One that cannot be ended is still there to be cancelled. */
    void end() throws SQLException {
        CopyTarget open = target;
        if (open != null) {
            open.finish();
            target = null;
        }
    }

    /**
     * Gives up the COPY: the connection is free for a rollback.
     *
     * @param because gets what goes wrong on the way
     */
    void cancel(@Nullable Throwable because) {
        CopyTarget open = target;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (SQLException e) {
            if (because != null) {
                because.addSuppressed(e);
            }
        }
    }
}
