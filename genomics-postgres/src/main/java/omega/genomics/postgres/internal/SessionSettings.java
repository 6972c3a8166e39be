package omega.genomics.postgres.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Connections for work that takes longer than a query: with the settings of the session that the work relies on, whatever the role or
 * the database has. Before such a connection is closed, which may return it to a pool, its own settings are restored.
 */
public final class SessionSettings {
    /**
     * A load may wait for its file with a transaction open, and an index takes as long as it takes. Strings and names are written and
     * read back in the server's usual form.
     */
    private static final Map<String, String> RELIED_ON = new TreeMap<>(Map.of(
            "idle_in_transaction_session_timeout", "0",
            "idle_session_timeout", "0",
            "transaction_timeout", "0",
            "statement_timeout", "0",
            "standard_conforming_strings", "on",
            "quote_all_identifiers", "off"));

    private static final String DIFFERENT = RELIED_ON.entrySet().stream()
            .map(setting -> "('" + setting.getKey() + "', '" + setting.getValue() + "')")
            .collect(Collectors.joining(
                    ", ",
                    "SELECT s.name, s.setting FROM pg_settings s JOIN (VALUES ",
                    ") AS wanted (name, setting) USING (name) WHERE s.setting <> wanted.setting"));

    /** A server that does not answer for so long will not answer any more, unless the address sets another time. */
    private static final int SILENCE_MILLIS = (int) TimeUnit.HOURS.toMillis(1);

    private final Connection connection;
    private final List<Setting> before;
    private final int timeoutBefore;

    private record Setting(String name, String value) {}

    private SessionSettings(Connection connection) throws SQLException {
        this.connection = connection;
        timeoutBefore = connection.getNetworkTimeout();
        if (timeoutBefore == 0) {
            connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
        }
        before = Sql.query(connection, row -> new Setting(row.getString(1), row.getString(2)), DIFFERENT);
        for (Setting setting : before) {
            set(setting.name(), String.valueOf(RELIED_ON.get(setting.name())));
        }
    }

    /**
     * Opens a connection.
     *
     * @param dataSource where
     * @return a connection in autocommit that has the settings until it is closed
     * @throws SQLException if there is none to be had
     */
    public static Connection open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            SessionSettings settings = new SessionSettings(connection);
            return (Connection) Proxy.newProxyInstance(
                    SessionSettings.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, values) -> {
                        if (method.getName().equals("close")) {
                            settings.close();
                            return null;
                        }
                        try {
                            return method.invoke(connection, values);
                        } catch (InvocationTargetException e) {
                            throw e.getCause() == null ? e : e.getCause();
                        }
                    });
        } catch (SQLException | RuntimeException e) {
            discard(connection, e);
            throw e;
        }
    }

    /** A pool must not hand out a connection whose settings are unknown. */
    private static void discard(Connection connection, Exception cause) {
        try (connection) {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void set(String name, String value) throws SQLException {
        Sql.query(connection, row -> row.getString(1), "SELECT set_config(?, ?, false)", name, value);
    }

    /** A broken connection has no settings left to restore. */
    private void close() throws SQLException {
        try {
            if (!connection.isClosed()) {
                restore();
            }
        } catch (SQLException | RuntimeException e) {
            discard(connection, e);
            throw e;
        }
        connection.close();
    }

    private void restore() throws SQLException {
        if (!before.isEmpty()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            for (Setting setting : before) {
                set(setting.name(), setting.value());
            }
        }
        if (timeoutBefore == 0) {
            connection.setNetworkTimeout(Runnable::run, timeoutBefore);
        }
    }
}
