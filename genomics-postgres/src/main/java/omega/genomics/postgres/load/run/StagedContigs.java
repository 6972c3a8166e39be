package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code chromosome_metadata} in a temporary table of the run's own connection, so that a file of any number of
 * sequences is read in little memory: a killed run leaves nothing, because the table goes with the session.
 */
public final class StagedContigs implements AutoCloseable {
    private static final String TABLE = "pg_temp.staged_contigs";
    private static final int AT_ONCE = 500;

    private final Connection connection;
    private final String schema;
    private @Nullable PreparedStatement insert;
    private int waiting;
    private long stored;
    private long duplicates;

    private StagedContigs(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    static StagedContigs create(Connection connection, String schema) throws SQLException {
        Sql.execute(connection, "DROP TABLE IF EXISTS " + TABLE);
        Sql.execute(
                connection,
                "CREATE TEMP TABLE staged_contigs (LIKE " + Sql.name(schema, "chromosome_metadata")
                        + " INCLUDING DEFAULTS, PRIMARY KEY (chromosome))");
        return new StagedContigs(connection, schema);
    }

    /** Keeps a row; of several for one contig the first. */
    public void add(ContigRow row) {
        try {
            PreparedStatement statement = insert;
            if (statement == null) {
                statement = connection.prepareStatement("INSERT INTO " + TABLE + " (" + ContigRow.COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
                insert = statement;
            }
            row.bind(statement);
            statement.addBatch();
            if (++waiting == AT_ONCE) {
                flush();
            }
        } catch (SQLException e) {
            throw new LoadException("staging contigs", e);
        }
    }

    public void flush() throws SQLException {
        if (insert != null && waiting > 0) {
            long kept = Arrays.stream(insert.executeBatch()).filter(n -> n > 0).count();
            stored += kept;
            duplicates += waiting - kept;
            waiting = 0;
        }
    }

    public long stored() {
        return stored;
    }

    public long duplicates() {
        return duplicates;
    }

    /** Inserts or updates the contigs themselves, in the caller's transaction. */
    public void switchIn(Connection inTransaction) throws SQLException {
        ContigRow.putAll(inTransaction, schema, TABLE);
    }

    @Override
    public void close() throws SQLException {
        if (insert != null) {
            insert.close();
        }
        if (!connection.isClosed() && connection.getAutoCommit()) {
            Sql.execute(connection, "DROP TABLE IF EXISTS " + TABLE);
        }
    }
}
