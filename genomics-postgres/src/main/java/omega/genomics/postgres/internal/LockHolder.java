package omega.genomics.postgres.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose transaction is in the way.
 *
 * @param table what it uses
 * @param pid its process; 0 for a prepared transaction
 * @param who its application and user, as far as they are known
 * @param doing its state, such as {@code idle in transaction}; empty if the role may not see it
 * @param age how long its transaction has lasted, if the role may see it
 */
record LockHolder(String table, int pid, String who, String doing, Optional<Duration> age) {
    /** Those that a lock which lets others read has to wait for. */
    private static final String STRONG =
            "'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'";

    /** Finds who is in the way of locks, the longest transaction first. */
    static List<LockHolder> of(Connection connection, TableLocks locks) throws SQLException {
        // else a transaction sees the state of the others as it was when it looked first
        Sql.execute(connection, "SELECT pg_stat_clear_snapshot()");
        List<String> exclusive = new ArrayList<>(locks.gates());
        exclusive.addAll(locks.exclusive());
        return Sql.query(
                connection,
                LockHolder::read,
                "SELECT t.name, coalesce(a.leader_pid, l.pid, 0), a.application_name, a.usename, a.backend_type, a.state,"
                        + " extract(epoch FROM clock_timestamp() - a.xact_start)"
                        + " FROM unnest(?::text[]) AS t (name) JOIN pg_locks l ON l.locktype = 'relation'"
                        + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                        + " AND l.relation = t.name::regclass AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()"
                        + " AND (t.name = ANY (?::text[]) OR l.mode IN (" + STRONG + "))"
                        + " LEFT JOIN pg_stat_activity a ON a.pid = l.pid ORDER BY a.xact_start NULLS LAST, t.name",
                (Object) locks.shared().toArray(new String[0]),
                exclusive.toArray(new String[0]));
    }

    private static LockHolder read(ResultSet row) throws SQLException {
        String application = row.getString(3);
        String user = row.getString(4);
        String type = row.getString(5);
        List<String> who = new ArrayList<>();
        if (type != null && !type.equals("client backend")) {
            who.add(type);
        }
        if (application != null && !application.isEmpty()) {
            who.add("application \"" + application + "\"");
        }
        if (user != null) {
            who.add("user " + user);
        }
        double seconds = row.getDouble(7);
        Optional<Duration> age =
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis((long) (seconds * 1000)));
        return new LockHolder(row.getString(1), row.getInt(2), String.join(", ", who), text(row.getString(6)), age);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(pid == 0 ? "a prepared transaction" : "process " + pid);
        List<String> details = new ArrayList<>();
        if (!who.isEmpty()) {
            details.add(who);
        }
        age.ifPresent(lasted ->
                details.add(String.format(Locale.ROOT, "in a transaction for %.1f s", lasted.toMillis() / 1000.0)));
        if (!doing.isEmpty()) {
            details.add(doing);
        }
        if (!details.isEmpty()) {
            text.append(" (").append(String.join(", ", details)).append(')');
        }
        return text.append(" uses ").append(table).toString();
    }
}
