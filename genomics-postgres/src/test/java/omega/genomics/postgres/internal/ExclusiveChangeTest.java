package omega.genomics.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest
class ExclusiveChangeTest {
    private static final TableLocks BOTH = TableLocks.of(List.of("public.one", "public.two"), List.of(), List.of());
    private static final LockLimits LIMITS = new LockLimits(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private TestDatabase database;

    @BeforeEach
    void makeTables(TestDatabase fresh) throws SQLException {
        database = fresh;
        database.execute("DROP TABLE IF EXISTS one, two; CREATE TABLE one (); CREATE TABLE two ()");
    }

    private Connection reading(String table) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        read(connection, table);
        return connection;
    }

    private static void read(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM " + table).close();
        }
    }

    /** Begins long after the last change, so that the first attempt may wait at length. */
    private CompletableFuture<Void> change() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        new Thread(() -> {
                    try (Connection connection = database.connect()) {
                        connection.setAutoCommit(false);
                        ExclusiveChange.run(
                                connection,
                                BOTH,
                                LIMITS,
                                System.nanoTime() - TimeUnit.MINUTES.toNanos(2),
                                () -> {},
                                () -> {});
                        connection.commit();
                        done.complete(null);
                    } catch (SQLException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                })
                .start();
        return done;
    }

    private void untilSomebodyWaits(int waiting) throws SQLException {
        while (!database.value("SELECT count(*) FROM pg_locks WHERE NOT granted")
                .equals(Integer.toString(waiting))) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    /**
     * One reads the second table and then the first, for which the change is waiting already; it is the first that waits, so it
     * would be the one that PostgreSQL ends.
     */
    @Test
    void noReaderIsTheVictimOfADeadlock() throws Exception {
        try (Connection first = reading("one");
                Connection second = reading("two")) {
            CompletableFuture<Void> change = change();
            untilSomebodyWaits(1);
            CompletableFuture<Void> both = CompletableFuture.runAsync(() -> {
                try {
                    read(second, "one");
                    second.commit();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            untilSomebodyWaits(2);
            first.commit();

            assertThatCode(() -> both.get(5, TimeUnit.SECONDS)).doesNotThrowAnyException();
            assertThatCode(() -> change.get(60, TimeUnit.SECONDS)).doesNotThrowAnyException();
        }
    }

    @Test
    void locksThatItHasAreGivenBackWhereOneIsMissing() throws Exception {
        try (Connection second = reading("two")) {
            CompletableFuture<Void> change = change();
            untilSomebodyWaits(1);
            long begin = System.nanoTime();
            try (Connection first = reading("one")) {
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
                first.commit();
            }
            assertThat(change).isNotDone();
            second.commit();
            assertThatCode(() -> change.get(60, TimeUnit.SECONDS)).doesNotThrowAnyException();
        }
    }
}
