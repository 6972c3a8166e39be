package omega.genomics.postgres.internal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a source of connections implements that wants to know what has been committed through it. */
public interface CommitWitness {
    /**
     * Is told of a change that everybody can see on this server from now on.
     *
     * @param connection to the server that was changed, in autocommit; stays the caller's
     * @param evidence an expression of SQL that is true on every server that has the change, now and later
     * @throws SQLException if the server does not answer
     */
    void committed(Connection connection, String evidence) throws SQLException;

    /**
     * Tells a source of a change, if it wants to know.
     *
     * @param source of the connection
     * @param connection as of {@link #committed}
     * @param evidence as of {@link #committed}
     * @throws SQLException if the server does not answer
     */
    static void tell(DataSource source, Connection connection, String evidence) throws SQLException {
        if (source instanceof CommitWitness witness) {
            witness.committed(connection, evidence);
        }
    }
}
