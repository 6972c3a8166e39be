package omega.genomics.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * One connection, given again and again and closed once: what asks for several at a time need not have a pool of several. Its
 * session holds an advisory lock.
 */
final class SharedConnection extends DelegatingSource implements AutoCloseable {
    private final Connection shared;

    private final String lock;

    /** Waits until no other session has the lock. */
    SharedConnection(DataSource source, String lock) throws SQLException {
        super(source);
        this.lock = lock;
        shared = source.getConnection();
        try {
            call("pg_advisory_lock");
        } catch (SQLException e) {
            shared.close();
            throw e;
        }
    }

    private void call(String function) throws SQLException {
        try (PreparedStatement statement = shared.prepareStatement("SELECT " + function + "(hashtextextended(?, 0))")) {
            statement.setString(1, lock);
            statement.execute();
        }
    }

    @Override
    public Connection getConnection() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(shared, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() throws SQLException {
        try (shared) {
            if (!shared.isClosed()) {
                if (!shared.getAutoCommit()) {
                    shared.rollback();
                    shared.setAutoCommit(true);
                }
                call("pg_advisory_unlock");
            }
        }
    }
}
