package omega.genomics.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTest {
    private final List<String> calls = new ArrayList<>();

    /** Notes what is called; fails with the call that is named so. */
    private Connection connection(String failing) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    String call = method.getName() + (arguments == null ? "" : " " + arguments[0]);
                    calls.add(call);
                    if (call.equals(failing)) {
                        throw new SQLException("This connection has been closed.");
                    }
                    return null;
                });
    }

    @Test
    void aTransactionEndsWithItsWork() throws SQLException {
        String result = Sql.inTransaction(connection(""), transaction -> {
            calls.add("work");
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(calls).containsExactly("setAutoCommit false", "work", "commit", "setAutoCommit true");
    }

    @Test
    void workThatFailsIsRolledBack() {
        SQLException failure = new SQLException("no");
        assertThatThrownBy(() -> Sql.inTransaction(connection(""), transaction -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(calls).containsExactly("setAutoCommit false", "rollback", "setAutoCommit true");
    }

    /** "This connection has been closed" says nothing of why. */
    @Test
    void whatBrokeTheConnectionIsSaidAndNotThatItIsBroken() {
        SQLException failure = new SQLException("terminating connection due to administrator command");
        assertThatThrownBy(() -> Sql.inTransaction(connection("rollback"), transaction -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(SQLException.class);
    }
}
