package omega.genomics.postgres.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The few JDBC idioms that loading, asking and vectors need. */
public final class Sql {
    private static final Set<String> UNDEFINED_TABLE_OR_SCHEMA = Set.of("42P01", "3F000");
    private static final Set<String> LOCK_NOT_AVAILABLE_OR_DEADLOCK = Set.of("55P03", "40P01");

    private Sql() {}

    /**
     * Reads a row.
     *
     * @param <T> what a row becomes
     */
    public interface Row<T> {
        /**
         * Reads the row the result stands on; does not advance it.
         *
         * @param result the answer
         * @return what the row holds
         * @throws SQLException when it cannot be read
         */
        T read(ResultSet result) throws SQLException;
    }

    /**
     * Something to do with a connection.
     *
     * @param <T> what comes of it
     */
    public interface Work<T> {
        /**
         * Does it.
         *
         * @param connection in a transaction
         * @return what came of it
         * @throws SQLException when the server refuses it
         */
        T run(Connection connection) throws SQLException;
    }

    /**
     * Does work in one transaction that ends with it: committed, or rolled back with what went wrong. Where the connection is
     * broken, that is not what is said, but what broke it.
     *
     * @param <T> what comes of the work
     * @param connection in autocommit, as it is left
     * @param work what to do
     * @return what came of it
     * @throws SQLException what the work throws, or that it could not be committed
     */
    public static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /**
     * Rolls back what failed.
     *
     * @param connection gets its autocommit back
     * @param failure why; takes what fails here
     */
    public static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException broken) {
            failure.addSuppressed(broken);
        }
    }

    /**
     * Makes the transaction's commit wait for the disk, even where the server is told that others need not; a stricter setting stays.
     *
     * @param connection in a transaction
     * @throws SQLException when the server refuses it
     */
    public static void commitDurably(Connection connection) throws SQLException {
        execute(
                connection,
                "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'");
    }

    /**
     * Says why the server did not answer.
     *
     * @param e its refusal
     * @param schema what was asked
     * @return the server's words, or, where tables are missing, what to do about it
     */
    public static String reason(SQLException e, String schema) {
        String said = String.valueOf(e.getMessage());
        if (e.getSQLState() == null || !UNDEFINED_TABLE_OR_SCHEMA.contains(e.getSQLState())) {
            return said;
        }
        String missing = said.lines().findFirst().orElse(said).replaceFirst("^ERROR: ", "");
        return "it has no assembly \"" + schema + "\" of this version: load something first, or call migrate() ("
                + missing + ")";
    }

    /**
     * Tells whether others were in the way, so that trying again may help.
     *
     * @param e what the server refused with
     * @return whether a lock was not to be had, or somebody had to give way in a deadlock
     */
    public static boolean isBusy(SQLException e) {
        return e.getSQLState() != null && LOCK_NOT_AVAILABLE_OR_DEADLOCK.contains(e.getSQLState());
    }

    /**
     * Runs a statement without values, whatever it answers.
     *
     * @param connection where
     * @param sql the statement
     * @throws SQLException when the server refuses it
     */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs a statement that changes rows.
     *
     * @param connection where
     * @param sql the statement, with a question mark a value
     * @param values the values, in order
     * @return how many rows it changed
     * @throws SQLException when the server refuses it
     */
    public static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /**
     * Reads all rows of an answer.
     *
     * @param <T> what a row becomes
     * @param connection where
     * @param row reads a row
     * @param sql the statement, with a question mark a value
     * @param values the values, in order
     * @return the rows, in the server's order
     * @throws SQLException when the server refuses it
     */
    public static <T> List<T> query(Connection connection, Row<T> row, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row.read(result));
                }
                return rows;
            }
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /**
     * Quotes a name of ours; schemas and tables hold no quote.
     *
     * @param schema the schema
     * @param table the table, or what else has a name there
     * @return the name as it stands in a statement
     */
    public static String name(String schema, String table) {
        return "\"" + schema + "\".\"" + table + "\"";
    }

    /**
     * Quotes a text for a statement.
     *
     * @param text any text
     * @return the text as an SQL literal, with its quotes doubled
     */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
