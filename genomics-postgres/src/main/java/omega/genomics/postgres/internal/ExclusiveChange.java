package omega.genomics.postgres.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A change of tables that others read, such that they hardly notice.
 *
 * <p>Whoever asks for a lock that keeps readers out keeps out all who come after him while he waits for those who came before.
 * So the waiting has a limit, and it is one for all the locks of an attempt together: an attempt that does not get all of
 * them gives back those that it has. The longer an attempt has kept readers waiting, the longer it is until the next one, such that
 * they wait for a small share of the time only; between attempts nothing is locked. Locks that let others read are
 * taken first: they end an autovacuum and keep out other changes, and no reader waits for that.
 *
 * <p>PostgreSQL ends one of two transactions that wait for each other, after {@code deadlock_timeout}. That must not be the
 * reader's: who has a lock waits for another only as long as no reader who waits for him can have waited so long.
 */
public final class ExclusiveChange {
    /** Readers are kept waiting for less than a twentieth of the time. */
    private static final int QUIET = 22;
    /** How much longer an attempt is than the one before it. */
    private static final int STEP = 6;
    /** Nobody notices; enough where nobody is in the way. */
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(50);
    /** Of each table that is locked: where 24 partitions of as many tables are dropped and others attached, half of it was measured. */
    private static final long CHANGE_OF_TABLE = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long CHANGE = TimeUnit.MILLISECONDS.toNanos(50);
    /** A transaction that has lasted so long will hardly end within the next seconds: no reader is kept waiting for it. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final String SHARED_LOCK_TIMEOUT = "3s";
    /** Of what a change meets that is not in the list, such as a row that somebody else is writing. */
    private static final String CHANGE_LOCK_TIMEOUT = "500ms";

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int NAMED = 3;

    private final Connection connection;
    private final TableLocks locks;
    private final LockLimits limits;
    private final Runnable watch;
    private final long longest;
    private long deadlockNanos;
    /** Since when no reader was kept waiting. */
    private long quietSince;
    /** How long the last attempt that failed was ready to wait. */
    private long tried;

    private ExclusiveChange(Connection connection, TableLocks locks, LockLimits limits, long since, Runnable watch) {
        this.connection = connection;
        this.locks = locks;
        this.limits = limits;
        this.watch = watch;
        quietSince = since - QUIET * FIRST;
        long change = CHANGE + CHANGE_OF_TABLE * locks.exclusive().size();
        long whole = limits.longest().toNanos();
        longest = Math.max(whole / 4, whole - change);
    }

    /**
     * Takes locks and changes tables; waits for others, and comes back to try again.
     *
     * @param connection in a transaction, which holds no lock that keeps readers out; the caller commits it, soon, or rolls it
     *     back if this throws
     * @param locks what to lock
     * @param limits how long to wait
     * @param since the {@code System.nanoTime()} since when the caller has kept no reader waiting
     * @param watch called several times a second between attempts; may throw to end the waiting
     * @param change run again from the start if others are in its way
     * @throws ObstructedException if others were in the way until patience ended; says who
     * @throws SQLException when the server refuses
     */
    public static void run(
            Connection connection, TableLocks locks, LockLimits limits, long since, Runnable watch, Change change)
            throws SQLException {
        new ExclusiveChange(connection, locks, limits, since, watch).run(change);
    }

    /** What is done with the locks. */
    public interface Change {
        /**
         * Changes the tables.
         *
         * @throws SQLException when the server refuses it
         */
        void run() throws SQLException;
    }

    private void run(Change change) throws SQLException {
        // what is said to be visible must survive the server; where somebody chose more than that, or less with care,
        // it stays
        Sql.commitDurably(connection);
        deadlockNanos = TimeUnit.MILLISECONDS.toNanos(Sql.query(
                        connection,
                        row -> row.getLong(1),
                        "SELECT setting::bigint FROM pg_settings WHERE name = 'deadlock_timeout'")
                .get(0));
        long giveUp = System.nanoTime() + limits.patience().toNanos();
        List<LockHolder> inTheWay = List.of();
        while (true) {
            watch.run();
            List<LockHolder> holders = LockHolder.of(connection, locks);
            inTheWay = holders.isEmpty() ? inTheWay : holders;
            long allowed = Math.min(longest, (System.nanoTime() - quietSince) / QUIET);
            if (isTime(holders, allowed) && succeeds(holders, allowed, change)) {
                return;
            }
            if (System.nanoTime() - giveUp > 0) {
                throw obstructed(inTheWay);
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    private boolean isTime(List<LockHolder> holders, long allowed) {
        if (holders.isEmpty()) {
            return allowed >= SHORTEST;
        }
        boolean isVain = holders.stream()
                .anyMatch(holder -> holder.age().orElse(Duration.ZERO).compareTo(LONG) > 0);
        return !isVain && allowed >= Math.min(longest, Math.max(FIRST, STEP * tried));
    }

    private ObstructedException obstructed(List<LockHolder> inTheWay) {
        List<LockHolder> processes = new ArrayList<>();
        for (LockHolder holder : inTheWay) {
            if (processes.stream().noneMatch(other -> other.pid() == holder.pid())) {
                processes.add(holder);
            }
        }
        String named = processes.isEmpty()
                ? "transactions too short to be seen"
                : processes.stream().limit(NAMED).map(LockHolder::toString).collect(Collectors.joining("; "));
        String others = processes.size() > NAMED ? "; and " + (processes.size() - NAMED) + " more" : "";
        return new ObstructedException("for " + limits.patience().toSeconds()
                + " s other transactions were in the way of changing tables that they use: " + named + others);
    }

    /** Takes all the locks and makes the change, or nothing. */
    private boolean succeeds(List<LockHolder> holders, long budget, Change change) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Sql.execute(connection, "SET LOCAL lock_timeout = '" + SHARED_LOCK_TIMEOUT + "'");
            lock(List.copyOf(locks.shared()), "SHARE UPDATE EXCLUSIVE");
        } catch (SQLException e) {
            giveBack(before, e);
            return false;
        }
        long begin = System.nanoTime();
        try {
            lockOut(holders, begin + budget);
            Sql.execute(connection, "SET LOCAL lock_timeout = '" + CHANGE_LOCK_TIMEOUT + "'");
            change.run();
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            giveBack(before, e);
            quietSince = System.nanoTime();
            tried = budget;
            return false;
        }
    }

    private void giveBack(Savepoint before, SQLException busy) throws SQLException {
        if (!Sql.isBusy(busy)) {
            throw busy;
        }
        connection.rollback(before);
    }

    private void lockOut(List<LockHolder> holders, long deadline) throws SQLException {
        List<String> gates = busiestFirst(holders);
        long until = deadline;
        for (int i = 0; i < gates.size(); i++) {
            lockOut(gates.get(i), until);
            if (i == 0) {
                until = Math.min(deadline, System.nanoTime() + deadlockNanos * 9 / 10);
                refuseDeadlock(gates.get(0));
            }
        }
        for (String table : locks.exclusive()) {
            lockOut(table, until);
        }
    }

    /** The first is the one that is waited for at length. */
    private List<String> busiestFirst(List<LockHolder> holders) {
        List<String> gates = new ArrayList<>(locks.gates());
        gates.sort(Comparator.comparingLong(gate ->
                -holders.stream().filter(holder -> holder.table().equals(gate)).count()));
        return gates;
    }

    private void lockOut(String table, long until) throws SQLException {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
        Sql.execute(connection, "SET LOCAL lock_timeout = " + millis);
        lock(List.of(table), "ACCESS EXCLUSIVE");
    }

    private void lock(List<String> tables, String mode) throws SQLException {
        if (!tables.isEmpty()) {
            Sql.execute(
                    connection,
                    "LOCK TABLE "
                            + tables.stream().map(table -> "ONLY " + table).collect(Collectors.joining(", ")) + " IN "
                            + mode + " MODE");
        }
    }

    /** A reader may have waited for the first gate since long before it was ours, with a lock that we need next. */
    private void refuseDeadlock(String gate) throws SQLException {
        boolean isDeadlock = Sql.query(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT EXISTS (SELECT FROM pg_locks w JOIN pg_locks h ON h.pid = w.pid WHERE NOT w.granted"
                                + " AND w.relation = ?::regclass AND h.granted AND h.relation = ANY (?::regclass[]))",
                        gate,
                        locks.shared().stream()
                                .filter(table -> !table.equals(gate))
                                .toArray(String[]::new))
                .get(0);
        if (isDeadlock) {
            throw new SQLException("a reader of what is needed next waits for what is locked", "55P03");
        }
    }
}
