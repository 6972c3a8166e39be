package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Sql;
import org.postgresql.util.PSQLException;

/** Connections to one assembly's schema, what fails on them told in this room's words. Thread-safe. */
record Db(DataSource dataSource, String schema) {
    /** The error code that our functions in the database raise. */
    private static final String OURS = "OG001";

    /** Does work in one transaction that ends with it: committed, or rolled back with what went wrong. */
    <T> T inTransaction(Sql.Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.inTransaction(connection, work);
        } catch (SQLException e) {
            throw refused(e, Sql.reason(e, schema));
        }
    }

    /** What our own functions refuse is an answer; the rest is the database's. */
    static VectorException refused(SQLException e) {
        return refused(e, String.valueOf(e.getMessage()));
    }

    private static VectorException refused(SQLException e, String said) {
        if (OURS.equals(e.getSQLState())
                && e instanceof PSQLException server
                && server.getServerErrorMessage() != null) {
            return new VectorException(
                    String.valueOf(server.getServerErrorMessage().getMessage()), e);
        }
        return new VectorException("the database did not answer: " + said, e);
    }

    /** Quotes a name of ours in this schema. */
    String name(String object) {
        return Sql.name(schema, object);
    }
}
