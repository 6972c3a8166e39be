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
