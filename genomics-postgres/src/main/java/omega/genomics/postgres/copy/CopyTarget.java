package omega.genomics.postgres.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A {@code COPY … FROM STDIN (FORMAT binary)} under way.
 *
 * <p>Closing without {@link #finish()} cancels it, so a failure between the first and the last row leaves nothing behind:
 *
 * <pre>{@code
 * try (CopyTarget target = CopyTarget.open(connection, "COPY t FROM STDIN (FORMAT binary)")) {
 *     target.write(block, 0, length);
 *     target.finish();
 * }
 * }</pre>
 *
 * <p>Not thread-safe; the connection can do nothing else meanwhile.
 */
public final class CopyTarget implements AutoCloseable {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};

    private final CopyIn copy;

    private CopyTarget(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * Starts a COPY.
     *
     * @param connection pgjdbc's, or one that unwraps to it; stays open
     * @param sql a COPY from standard input in binary format
     * @return the target; the caller finishes or closes it
     * @throws SQLException if the server refuses the statement
     */
    public static CopyTarget open(Connection connection, String sql) throws SQLException {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(sql, "sql");
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        CopyTarget target = new CopyTarget(copy);
        try {
            target.write(HEADER, 0, HEADER.length);
            return target;
        } catch (SQLException e) {
            try (target) {
                throw e;
            }
        }
    }

    /**
     * Sends encoded rows. Blocks while the server is behind.
     *
     * @param rows bytes of a {@link BinaryCopyWriter}
     * @param offset the first byte
     * @param length how many
     * @throws SQLException if the server has given up
     */
    public void write(byte[] rows, int offset, int length) throws SQLException {
        Objects.requireNonNull(rows, "rows");
        BatchEvent event = new BatchEvent();
        event.begin();
        copy.writeToCopy(rows, offset, length);
        if (event.shouldCommit()) {
            event.bytes = length;
            event.commit();
        }
    }

    /**
     * Ends the COPY after the last row.
     *
     * @return how many rows the server took
     * @throws SQLException if the server refuses a row
     */
    public long finish() throws SQLException {
        write(TRAILER, 0, TRAILER.length);
        return copy.endCopy();
    }

    /**
     * Cancels the COPY unless it is finished; the transaction is then as failed as after any other error.
     *
     * @throws SQLException if not even that reaches the server
     */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
