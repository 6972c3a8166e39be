package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Connections to one assembly's schema, and the few JDBC idioms this room needs. Thread-safe. */
record Db(DataSource dataSource, String schema) {
    /** The error code that our functions in the database raise. */
    private static final String OURS = "OG001";

    /** Something to do with a connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet result) throws SQLException;
    }

    /** Does work in one transaction that ends with it: committed, or rolled back with what went wrong. */
    <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    /** What our own functions refuse is an answer; the rest is the database's. */
    static VectorException refused(SQLException e) {
        if (OURS.equals(e.getSQLState())
                && e instanceof PSQLException server
                && server.getServerErrorMessage() != null) {
            return new VectorException(
                    String.valueOf(server.getServerErrorMessage().getMessage()), e);
        }
        return new VectorException("the database did not answer: " + e.getMessage(), e);
    }

    /** Quotes a name of ours in this schema. */
    String name(String object) {
        return "\"" + schema + "\".\"" + object + "\"";
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> query(Connection connection, Row<T> row, String sql, @Nullable Object... values)
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
}
