package omega.genomics.postgres.vector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of a {@code COPY … TO STDOUT (FORMAT binary)}, columns read in order. An array of floats comes as it is on the wire,
 * where the driver's own arrays would box each value. Format: PostgreSQL manual, COPY, "Binary Format".
 */
final class CopyRows implements AutoCloseable {
    private static final int SIGNATURE = 11;

    private final CopyOut copy;
    private ByteBuffer row = ByteBuffer.allocate(0);
    private boolean first = true;

    private CopyRows(CopyOut copy) {
        this.copy = copy;
    }

    static CopyRows open(Connection connection, String sql) throws SQLException {
        return new CopyRows(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql));
    }

    /** The server sends a row a message; the first has the file's header before it. */
    boolean advance() throws SQLException {
        byte[] message = copy.readFromCopy();
        if (message == null) {
            return false;
        }
        row = ByteBuffer.wrap(message);
        if (first) {
            first = false;
            row.position(SIGNATURE + 4);
            row.position(row.getInt() + row.position());
            if (!row.hasRemaining()) {
                return advance();
            }
        }
        if (row.getShort() >= 0) {
            return true;
        }
        drain();
        return false;
    }

    /** Reads up to the end of the statement: the next one on this connection would take what is left for its own result. */
    private void drain() throws SQLException {
        while (copy.isActive() && copy.readFromCopy() != null) {
            // nothing of it is wanted
        }
    }

    @Nullable
    String text() {
        int length = row.getInt();
        if (length < 0) {
            return null;
        }
        String text = new String(row.array(), row.position(), length, StandardCharsets.UTF_8);
        row.position(row.position() + length);
        return text;
    }

    /** Reads a {@code real[]} of one dimension without nulls. */
    float[] floats() {
        row.getInt();
        int dimensions = row.getInt();
        row.getLong();
        if (dimensions != 1) {
            throw new VectorException("expected an array of one dimension, found " + dimensions);
        }
        float[] values = new float[row.getInt()];
        row.getInt();
        for (int i = 0; i < values.length; i++) {
            row.getInt();
            values[i] = row.getFloat();
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        drain();
    }
}
