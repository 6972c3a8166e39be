package omega.genomics.postgres.load.packed;

import java.sql.Connection;
import java.sql.SQLException;
import omega.genomics.postgres.internal.Sql;

/** How blocks are compressed. */
public final class BlockCompression {
    private BlockCompression() {}

    /**
     * Compresses what this transaction writes with lz4 if the server can; returns the name of the method.
     *
     * @param connection in a transaction
     */
    public static String choose(Connection connection) throws SQLException {
        boolean hasLz4 = !Sql.query(
                        connection,
                        row -> true,
                        "SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)")
                .isEmpty();
        if (hasLz4) {
            Sql.execute(connection, "SET LOCAL default_toast_compression = 'lz4'");
        }
        return hasLz4 ? "lz4" : "pglz";
    }
}
