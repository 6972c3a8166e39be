package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;

/** What a source of connections implements that wants to know when a load made through it has become visible. */
public interface LoadWitness {
    /**
     * Is told that a load has become visible, after its commit.
     *
     * @param connection to the server that was loaded; the loader's to close
     * @throws SQLException if the server does not answer; the load then counts as failed, though its rows are there
     */
    void loaded(Connection connection) throws SQLException;
}
