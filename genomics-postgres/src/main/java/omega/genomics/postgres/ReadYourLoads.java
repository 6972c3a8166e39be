package omega.genomics.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.CommitWitness;
import org.jspecify.annotations.Nullable;

/**
 * A primary for loads and replicas for queries, such that a query sees the load before it: a connection to a replica is given
 * out when the replica has replayed the write-ahead log up to the end of the last change made through here, and has the change.
 *
 * <p>The position alone is not enough: after a promotion that lost the change, the log of the new primary reaches the same
 * numbers with other contents. A server that has passed the position without the evidence of the change has lost it.
 */
final class ReadYourLoads {
    private static final long POLL_MILLIS = 20;
    /** A server that is only behind must be able to say so at the end of patience. */
    private static final long ANSWER_MILLIS = 200;
    /** After a promotion the driver finds the servers' new parts by failing once. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final String CONNECTION_FAILED = "08";
    /** Shutting down, crashing, starting up. */
    private static final Set<String> NOT_NOW = Set.of("57P01", "57P02", "57P03");

    private static final Set<String> UNDEFINED_TABLE_OR_SCHEMA = Set.of("42P01", "3F000");

    private static final String HERE = "SELECT pg_is_in_recovery(), coalesce(CASE WHEN pg_is_in_recovery()"
            + " THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END >= ?::pg_lsn, false)";

    private final AtomicReference<@Nullable Change> last = new AtomicReference<>();
    private final DataSource loads;
    private final DataSource questions;
    private final Duration patience;
    private final Executor openers = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), ReadYourLoads::opener);

    ReadYourLoads(DataSource primary, DataSource replicas, Duration patience) {
        this.patience = patience;
        loads = new Primary(primary);
        questions = new Replicas(replicas);
    }

    private static Thread opener(Runnable opening) {
        Thread thread = new Thread(opening, "genomics-replica-connection");
        thread.setDaemon(true);
        return thread;
    }

    DataSource loads() {
        return loads;
    }

    DataSource questions() {
        return questions;
    }

    /**
     * The last change made through here.
     *
     * @param position behind its commit
     * @param evidence true where it has arrived
     */
    record Change(Position position, String evidence) {
        /** Concurrent loads may report in a different order from their commits. */
        static Change later(@Nullable Change one, Change other) {
            return one == null || one.position.compareTo(other.position) < 0 ? other : one;
        }
    }

    private final class Primary extends DelegatingSource implements CommitWitness {
        Primary(DataSource primary) {
            super(primary);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return again(System.nanoTime() + RETRY_NANOS, super::getConnection);
        }

        /** The position behind the commit, also where that is not on the disk yet. */
        @Override
        public void committed(Connection connection, String evidence) throws SQLException {
            try (PreparedStatement ask = connection.prepareStatement(
                            "SELECT substr(pg_walfile_name(lsn), 1, 8), lsn::text FROM pg_current_wal_insert_lsn() lsn");
                    ResultSet answer = ask.executeQuery()) {
                answer.next();
                Position position = new Position(Long.parseLong(answer.getString(1), 16), answer.getString(2));
                last.accumulateAndGet(new Change(position, evidence), Change::later);
            }
        }
    }

    private final class Replicas extends DelegatingSource {
        Replicas(DataSource replicas) {
            super(replicas);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return open(super::getConnection);
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return open(() -> super.getConnection(user, password));
        }

        private Connection open(Opening opening) throws SQLException {
            long giveUp = System.nanoTime() + patience.toNanos();
            return again(Math.min(giveUp, System.nanoTime() + RETRY_NANOS), () -> caughtUp(opening, giveUp));
        }
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private static Connection again(long until, Opening opening) throws SQLException {
        for (long pause = POLL_MILLIS; ; pause *= 2) {
            try {
                return opening.open();
            } catch (SQLException e) {
                if (!isConnectionFailure(e) || System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) > until) {
                    throw e;
                }
                sleep(pause);
            }
        }
    }

    private static boolean isConnectionFailure(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith(CONNECTION_FAILED) || NOT_NOW.contains(state));
    }

    private static void sleep(long millis) throws SQLException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTimeoutException("interrupted while waiting for a replica");
        }
    }

    private Connection caughtUp(Opening opening, long giveUp) throws SQLException {
        Connection connection = within(opening, giveUp);
        Change change = last.get();
        if (change == null) {
            return connection;
        }
        try {
            int usual = connection.getNetworkTimeout();
            try {
                await(connection, change, giveUp);
            } finally {
                if (!connection.isClosed()) { // it may belong to a pool, also when it is not used now
                    connection.setNetworkTimeout(Runnable::run, usual);
                }
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** A server that hangs accepts a connection and sends nothing, and not every source limits how long that may take. */
    private Connection within(Opening opening, long giveUp) throws SQLException {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        openers.execute(() -> {
            try {
                handOver(opening.open(), opened);
            } catch (SQLException | RuntimeException | Error e) {
                opened.completeExceptionally(e);
            }
        });
        try {
            return opened.get(Math.max(1, giveUp - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return orThrow(
                    opened, new SQLTimeoutException("no replica answered within " + patience.toMillis() + " ms"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return orThrow(opened, new SQLTimeoutException("interrupted while waiting for a replica"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("could not connect to a replica", e.getCause());
        }
    }

    private static void handOver(Connection connection, CompletableFuture<Connection> opened) throws SQLException {
        if (!opened.complete(connection)) {
            connection.close();
        }
    }

    /** Gives up waiting; a connection that is opened later is closed by its thread, and one opened at this moment is used. */
    private static Connection orThrow(CompletableFuture<Connection> opened, SQLException failure) throws SQLException {
        if (opened.completeExceptionally(failure) || opened.isCompletedExceptionally()) {
            throw failure;
        }
        return opened.join();
    }

    private void await(Connection connection, Change change, long giveUp) throws SQLException {
        try {
            while (!has(connection, change, giveUp)) {
                if (System.nanoTime() > giveUp) {
                    throw new SQLTimeoutException("the replica has not replayed the last load (" + change.position.lsn()
                            + ") within " + patience.toMillis() + " ms");
                }
                sleep(POLL_MILLIS);
            }
        } catch (SQLException e) {
            if (isConnectionFailure(e) && System.nanoTime() > giveUp) {
                throw new SQLTimeoutException(
                        "the replica did not answer within " + patience.toMillis() + " ms", e.getSQLState(), e);
            }
            throw e;
        }
    }

    private static boolean has(Connection connection, Change change, long giveUp) throws SQLException {
        long left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime()));
        connection.setNetworkTimeout(Runnable::run, (int) Math.min(left + ANSWER_MILLIS, Integer.MAX_VALUE));
        Arrival found = arrival(connection, change);
        if (found == Arrival.LOST) {
            // the statement may have begun before the change arrived, and looked for the position after
            found = arrival(connection, change);
        }
        if (found == Arrival.LOST) {
            throw new SQLException(
                    "the server that answers does not have the last load or drop made here, though it should: it"
                            + " was lost when another server became the primary; load, or drop, again");
        }
        return found == Arrival.THERE;
    }

    private static Arrival arrival(Connection connection, Change change) throws SQLException {
        try {
            return arrival(connection, change, change.evidence);
        } catch (SQLException e) {
            if (e.getSQLState() == null || !UNDEFINED_TABLE_OR_SCHEMA.contains(e.getSQLState())) {
                throw e;
            }
            // a schema that has not come yet, or is gone: then no query finds anything in it either
            return arrival(connection, change, "true");
        }
    }

    private static Arrival arrival(Connection connection, Change change, String evidence) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(HERE + ", " + evidence)) {
            ask.setString(1, change.position.lsn());
            try (ResultSet answer = ask.executeQuery()) {
                answer.next();
                if (answer.getBoolean(2)) {
                    return answer.getBoolean(3) ? Arrival.THERE : Arrival.LOST;
                }
                return answer.getBoolean(1) ? Arrival.TO_COME : Arrival.LOST;
            }
        }
    }

    /** What a server knows of a change. */
    private enum Arrival {
        /** It has it. */
        THERE,
        /** It has not replayed so far. */
        TO_COME,
        /** It has, or is a primary, and does not have the change. */
        LOST
    }
}
