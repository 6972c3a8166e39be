package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.testing.DatabaseTest;
import omega.genomics.postgres.testing.TestDatabase;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DatabaseTest
class LaneTest {
    private static final String COPY = "COPY numbers FROM STDIN (FORMAT binary)";

    private TestDatabase database;
    private PGSimpleDataSource source;

    @BeforeEach
    void set(TestDatabase fresh) throws SQLException {
        database = fresh;
        source = new PGSimpleDataSource();
        source.setUrl(database.url());
        database.execute("DROP TABLE IF EXISTS numbers; CREATE TABLE numbers (number int)");
    }

    private Lane lane() throws SQLException {
        return new Lane(source, "lane", 1);
    }

    /** Sends each number as a block of its own. */
    private static void send(Lane lane, int... numbers) {
        BinaryCopyWriter rows = new BinaryCopyWriter((block, length) -> lane.submitRows(COPY, block, length));
        for (int number : numbers) {
            rows.startRow(1);
            rows.putInt(number);
            rows.flush();
        }
    }

    private static void await(Lane lane) throws InterruptedException {
        while (lane.backlog() > 0) {
            Thread.sleep(5);
        }
    }

    /** Rows that were sent in blocks are there for whatever comes after them. */
    @Test
    void endsTheCopyBeforeOtherWork() throws Exception {
        long[] seen = new long[1];
        try (Lane lane = lane()) {
            send(lane, 1, 2, 3);
            lane.submit(connection ->
                    seen[0] = Sql.query(connection, row -> row.getLong(1), "SELECT sum(number) FROM numbers")
                            .get(0));
            lane.submit(connection -> connection.commit());
            send(lane, 4);
            lane.submit(connection -> connection.commit());
            await(lane);
        }
        assertThat(seen[0]).isEqualTo(6);
        assertThat(database.value("SELECT sum(number) FROM numbers")).isEqualTo("10");
    }

    @Test
    void whatIsNotCommittedIsGone() throws Exception {
        try (Lane lane = lane()) {
            send(lane, 1, 2, 3);
        }
        assertThat(database.value("SELECT count(*) FROM numbers")).isEqualTo("0");
        assertThat(backends()).isZero();
    }

    /** A server may have a time limit for statements; the reader may be busy with another lane. */
    @Test
    void hasNoStatementUnderWayWhileItIdles() throws Exception {
        source.setOptions("-c statement_timeout=1000");
        try (Lane lane = lane()) {
            send(lane, 1);
            Thread.sleep(2_000);
            send(lane, 2);
            lane.submit(connection -> connection.commit());
            await(lane);
        }
        assertThat(database.value("SELECT sum(number) FROM numbers")).isEqualTo("3");
    }

    @Test
    void closesThoughTheServerDiedUnderItsCopy() throws Exception {
        Lane lane = lane();
        send(lane, 1);
        await(lane);
        database.rows("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE query LIKE 'COPY numbers%'"
                + " AND pid <> pg_backend_pid()");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        lane.submit(connection -> connection.commit());
                        Thread.sleep(10);
                    }
                })
                .isInstanceOf(LoadException.class);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                lane.close();
            } catch (SQLException e) {
                assertThat(e.getMessage())
                        .as("there is nothing left to roll back")
                        .isNotEmpty();
            }
        });
        assertThat(backends()).isZero();
    }

    private int backends() throws SQLException {
        return database.rows(
                        "SELECT pid FROM pg_stat_activity WHERE query LIKE 'COPY numbers%' AND pid <> pg_backend_pid()")
                .size();
    }
}
