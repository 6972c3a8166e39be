package omega.genomics.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import omega.genomics.postgres.load.LoadWitness;
import org.jspecify.annotations.Nullable;

/**
 * A primary for loads and replicas for questions, such that a question asked after a load sees it: a connection to a replica is
 * given out when the replica has replayed the write-ahead log up to the end of the last load made through here.
 */
final class ReadYourLoads {
    private static final long POLL_MILLIS = 20;
    /** A server that is no replica, which a multi-host address may fall back to, has everything. */
    private static final String HAS_REPLAYED =
            "SELECT NOT pg_is_in_recovery() OR coalesce(pg_last_wal_replay_lsn() >= ?::pg_lsn, false)";

    private final AtomicReference<@Nullable String> lastLoad = new AtomicReference<>();
    private final DataSource loads;
    private final DataSource questions;
    private final Duration patience;

    ReadYourLoads(DataSource primary, DataSource replicas, Duration patience) {
        this.patience = patience;
        loads = new Primary(primary);
        questions = new Replicas(replicas);
    }

    DataSource loads() {
        return loads;
    }

    DataSource questions() {
        return questions;
    }

    private final class Primary extends DelegatingSource implements LoadWitness {
        Primary(DataSource primary) {
            super(primary);
        }

        /** The position behind the commit, also where that is not on the disk yet. */
        @Override
        public void loaded(Connection connection) throws SQLException {
            try (PreparedStatement ask = connection.prepareStatement("SELECT pg_current_wal_insert_lsn()::text");
                    ResultSet answer = ask.executeQuery()) {
                answer.next();
                lastLoad.set(answer.getString(1));
            }
        }
    }

    private final class Replicas extends DelegatingSource {
        Replicas(DataSource replicas) {
            super(replicas);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return caughtUp(super.getConnection());
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return caughtUp(super.getConnection(user, password));
        }

        private Connection caughtUp(Connection connection) throws SQLException {
            String wanted = lastLoad.get();
            if (wanted == null) {
                return connection;
            }
            try {
                await(connection, wanted);
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        }
    }

    private void await(Connection connection, String wanted) throws SQLException {
        long giveUp = System.nanoTime() + patience.toNanos();
        try (PreparedStatement ask = connection.prepareStatement(HAS_REPLAYED)) {
            ask.setString(1, wanted);
            while (!isTrue(ask)) {
                if (System.nanoTime() > giveUp) {
                    throw new SQLTimeoutException("the replica has not replayed the last load (" + wanted + ") within "
                            + patience.toMillis() + " ms");
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTimeoutException("interrupted while waiting for the replica");
        }
    }

    private static boolean isTrue(PreparedStatement ask) throws SQLException {
        try (ResultSet answer = ask.executeQuery()) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
