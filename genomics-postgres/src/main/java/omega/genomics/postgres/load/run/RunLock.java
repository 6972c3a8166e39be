package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.SQLException;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;

/** The advisory lock of a dataset: it belongs to a session, so the server gives it back when a loader dies. */
public final class RunLock {
    private static final long PATIENCE_MILLIS = 5_000;
    private static final String OF_ATTEMPT = "locktype = 'advisory' AND objsubid = 1"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND ((classid::bigint << 32) | objid::bigint) = hashtextextended(?, 0)";

    private RunLock() {}

    /** Waits a little, since the server may not have noticed yet that the last holder is dead. */
    public static void take(Connection connection, String schema, String kind, String dataset, CancelSignal cancel)
            throws SQLException {
        long giveUp = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!tryTake(connection, schema, kind, dataset)) {
            if (System.nanoTime() > giveUp) {
                throw new LoadException(
                        "another loader is at work on the " + kind + " dataset \"" + dataset + "\" in " + schema);
            }
            cancel.check();
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    public static boolean tryTake(Connection connection, String schema, String kind, String dataset)
            throws SQLException {
        return ask(connection, "pg_try_advisory_lock", schema, kind, dataset);
    }

    /** Takes the lock until the connection's transaction ends. */
    public static boolean tryTakeForTransaction(Connection connection, String schema, String kind, String dataset)
            throws SQLException {
        return ask(connection, "pg_try_advisory_xact_lock", schema, kind, dataset);
    }

    public static void release(Connection connection, String schema, String kind, String dataset) throws SQLException {
        ask(connection, "pg_advisory_unlock", schema, kind, dataset);
    }

    /** Marks the connection's transaction as an attempt to write a part of the dataset, until it ends. */
    static void markAttempt(Connection connection, String schema, String kind, String dataset) throws SQLException {
        Sql.query(
                connection,
                row -> row.getString(1),
                "SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0))",
                attempt(schema, kind, dataset));
    }

    /**
     * Ends the sessions of attempts that are under way, by the same role: they came too late, and their clients may be frozen or cut off, so
     * that nobody else would end their transactions, which hold locks. The caller holds the lock of the dataset.
     */
    static void endAttempts(Connection connection, String schema, String kind, String dataset) throws SQLException {
        Sql.query(
                connection,
                row -> row.getBoolean(1),
                "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                        + " WHERE usename = current_user AND " + OF_ATTEMPT,
                attempt(schema, kind, dataset));
    }

    static boolean hasOtherAttempts(Connection connection, String schema, String kind, String dataset)
            throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE " + OF_ATTEMPT + " AND pid <> pg_backend_pid())",
                        attempt(schema, kind, dataset))
                .get(0);
    }

    private static String attempt(String schema, String kind, String dataset) {
        return "omega-genomics attempt " + schema + " " + kind + " " + dataset;
    }

    /** For connections of a pool, which outlive the load. */
    static void releaseAll(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            Sql.execute(connection, "SELECT pg_advisory_unlock_all()");
        }
    }

    /** Closes a connection without its locks; it may belong to a pool. A failure to do so is added to what went wrong before, if anything. */
    static void giveBack(Connection connection, @Nullable Throwable failure) {
        try (connection) {
            releaseAll(connection);
        } catch (SQLException e) {
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }

    private static boolean ask(Connection connection, String function, String schema, String kind, String dataset)
            throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT " + function + "(hashtextextended(?, 0))",
                        "omega-genomics " + schema + " " + kind + " " + dataset)
                .get(0);
    }
}
