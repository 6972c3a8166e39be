package omega.genomics.postgres.load.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

@DatabaseTest
class CopyConnectionTest {
    private static final String COPY = "COPY numbers FROM STDIN (FORMAT binary)";

    private TestDatabase database;
    private PGSimpleDataSource source;

    @BeforeEach
    void set(TestDatabase fresh) throws SQLException {
        database = fresh;
        source = new PGSimpleDataSource();
        source.setUrl(database.url());
        database.execute("DROP TABLE IF EXISTS numbers, done; CREATE TABLE numbers (number int);"
                + "CREATE TABLE done (name text, pid int, at serial)");
    }

    private CopyConnection copy() throws SQLException {
        return copy("copy", 1);
    }

    private CopyConnection copy(String name, int connections) throws SQLException {
        return new CopyConnection(source, name, connections, () -> {});
    }

    /** Sends each number as a block of its own. */
    private static void send(CopyConnection copy, int... numbers) {
        BinaryCopyWriter rows =
                new BinaryCopyWriter((block, length) -> copy.submitRows(new TableGroup(), COPY, block, length));
        for (int number : numbers) {
            rows.startRow(1);
            rows.putInt(number);
            rows.flush();
        }
    }

    /** Rows that were sent in blocks are there for whatever comes after them. */
    @Test
    void endsTheCopyBeforeOtherWork() throws Exception {
        long[] seen = new long[1];
        try (CopyConnection copy = copy()) {
            send(copy, 1, 2, 3);
            copy.submit(connection ->
                    seen[0] = Sql.query(connection, row -> row.getLong(1), "SELECT sum(number) FROM numbers")
                            .get(0));
            copy.submit(connection -> connection.commit());
            send(copy, 4);
            copy.submit(connection -> connection.commit());
            copy.await();
        }
        assertThat(seen[0]).isEqualTo(6);
        assertThat(database.value("SELECT sum(number) FROM numbers")).isEqualTo("10");
    }

    @Test
    void whatIsNotCommittedIsGone() throws Exception {
        try (CopyConnection copy = copy()) {
            send(copy, 1, 2, 3);
        }
        assertThat(database.value("SELECT count(*) FROM numbers")).isEqualTo("0");
        assertThat(backends()).isZero();
    }

    /** As when memory runs out while the driver reads: nobody may wait for the rest of that answer. */
    @Test
    void hangsUpAfterAnErrorInTheMiddleOfAnAnswer() throws Exception {
        CopyConnection copy = copy();
        copy.submit(connection -> {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM generate_series(1, 100000)) TO STDOUT")
                    .readFromCopy();
            throw new OutOfMemoryError("made up");
        });

        assertThatThrownBy(copy::await)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(OutOfMemoryError.class);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), copy::close);
        for (int i = 0; i < 100 && backends() > 0; i++) {
            Thread.sleep(100); // the server notices a little later
        }
        assertThat(backends()).isZero();
    }

    /** A server may have a time limit for statements; the reader may be busy with another copy. */
    @Test
    void hasNoStatementUnderWayWhileItIdles() throws Exception {
        source.setOptions("-c statement_timeout=1000");
        try (CopyConnection copy = copy()) {
            send(copy, 1);
            Thread.sleep(2_000);
            send(copy, 2);
            copy.submit(connection -> connection.commit());
            copy.await();
        }
        assertThat(database.value("SELECT sum(number) FROM numbers")).isEqualTo("3");
    }

    @Test
    void closesThoughTheServerDiedUnderItsCopy() throws Exception {
        CopyConnection copy = copy();
        send(copy, 1);
        while (backends("AND state = 'active' AND wait_event = 'ClientRead'") == 0) {
            Thread.sleep(5);
        }
        database.rows("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE query LIKE 'COPY numbers%'"
                + " AND pid <> pg_backend_pid()");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        copy.submit(connection -> connection.commit());
                        Thread.sleep(10);
                    }
                })
                .isInstanceOf(LoadException.class);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                copy.close();
            } catch (SQLException e) {
                assertThat(e.getMessage())
                        .as("there is nothing left to roll back")
                        .isNotEmpty();
            }
        });
        assertThat(backends()).isZero();
    }

    /** More blocks than may wait at once, for a copy that fails in between and for one that does not. */
    @Test
    void givesBackTheRoomOfItsBlocksHoweverItEnds() throws Exception {
        int before = CopyConnection.ROOM.availablePermits();
        int[] numbers = IntStream.range(0, 2_000).toArray();
        try (CopyConnection whole = copy()) {
            send(whole, numbers);
            whole.submit(Connection::commit);
            whole.await();
            assertThat(CopyConnection.ROOM.availablePermits()).isEqualTo(before);
        }
        try (CopyConnection undone = copy()) {
            undone.submit(connection -> Sql.execute(connection, "SELECT pg_sleep(0.3)"));
            send(undone, Arrays.copyOf(numbers, 100));
            assertThat(CopyConnection.ROOM.availablePermits()).isLessThan(before);
        }
        try (CopyConnection broken = copy()) {
            broken.submit(connection -> Sql.execute(connection, "SELECT pg_sleep(0.2), 1 / 0"));
            assertThatThrownBy(() -> send(broken, numbers)).isInstanceOf(LoadException.class);
        }
        assertThat(CopyConnection.ROOM.availablePermits()).isEqualTo(before);
        assertThat(database.value("SELECT count(*) FROM numbers")).isEqualTo("2000");
    }

    /** What is cancelled between two statements is not heard of by the second. */
    @Test
    void closesThoughItsStatementBeginsAfterThat() throws Exception {
        CopyConnection copy = copy();
        copy.submit(connection -> {
            sleepQuietly(500);
            Sql.execute(connection, "SELECT pg_sleep(60)");
        });
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), copy::close);
        assertThat(backends()).isZero();
    }

    private static void sleepQuietly(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The driver refuses to cancel anything on a connection that it found dead. */
    @Test
    void givesBackTheRoomOfItsBlocksThoughTheServerDied() throws Exception {
        int before = CopyConnection.ROOM.availablePermits();
        CopyConnection copy = copy();
        copy.submit(connection -> Sql.execute(connection, "SELECT pg_sleep(60) AS numbers"));
        send(copy, IntStream.range(0, 20).toArray());
        assertThat(CopyConnection.ROOM.availablePermits()).isLessThan(before);
        String sleeping = "SELECT pid FROM pg_stat_activity WHERE query LIKE '%AS numbers' AND state = 'active'";
        while (database.rows(sleeping).isEmpty()) {
            Thread.sleep(5);
        }
        database.rows("SELECT pg_terminate_backend(pid, 5000) FROM (" + sleeping + ") of");
        assertThatThrownBy(copy::await).isInstanceOf(LoadException.class);
        copy.close();
        assertThat(CopyConnection.ROOM.availablePermits()).isEqualTo(before);
    }

    /** An index may take ten minutes; the reader, who waits for room, must see before that the load is cancelled. */
    @Test
    void whoWaitsForRoomIsToldWhatHappensElsewhere() throws Exception {
        int before = CopyConnection.ROOM.availablePermits();
        AtomicInteger looks = new AtomicInteger();
        Runnable watch = () -> {
            if (looks.incrementAndGet() == 3) {
                throw new LoadException("cancelled", true);
            }
        };
        try (CopyConnection copy = new CopyConnection(source, "copy", 2, watch)) {
            copy.submit(connection -> Sql.execute(connection, "SELECT pg_sleep(60)"));
            assertThatThrownBy(() -> send(copy, IntStream.range(0, 100_000).toArray()))
                    .hasMessage("cancelled");
        }
        assertThat(CopyConnection.ROOM.availablePermits()).isEqualTo(before);

        looks.set(0);
        try (CopyConnection copy = new CopyConnection(source, "copy", 2, watch)) {
            copy.submit(connection -> Sql.execute(connection, "SELECT pg_sleep(60)"));
            assertThatThrownBy(copy::await).hasMessage("cancelled");
        }
    }

    /** Else a few hundred rows of many megabytes each would wait at once, and the heap be full. */
    @Test
    void aLongBlockTakesTheRoomOfSeveral() throws Exception {
        int before = CopyConnection.ROOM.availablePermits();
        try (CopyConnection undone = copy()) {
            undone.submit(connection -> Sql.execute(connection, "SELECT pg_sleep(60)"));
            for (int i = 0; i < 10; i++) {
                undone.submitRows(new TableGroup(), COPY, new byte[5 * BinaryCopyWriter.DEFAULT_BLOCK_SIZE], 0);
            }
            assertThat(before - CopyConnection.ROOM.availablePermits())
                    .as("all but the first four")
                    .isBetween(6 * 5, 7 * 5);
        }
        assertThat(CopyConnection.ROOM.availablePermits()).isEqualTo(before);
    }

    /** Of many connections each has had its busy time; what all of them kept from it would fill a small heap. */
    @Test
    void manyLanesKeepFewBlocksEach() throws Exception {
        try (CopyConnection copy = copy("copy", 1_000)) {
            copy.submit(connection -> Sql.execute(connection, "SELECT pg_sleep(0.2)"));
            Set<byte[]> sent = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int i = 0; i < 10; i++) {
                byte[] block = new byte[BinaryCopyWriter.DEFAULT_BLOCK_SIZE];
                sent.add(block);
                copy.submitRows(new TableGroup(), COPY, block, 0);
            }
            copy.await();
            int kept = 0;
            for (int i = 0; i < 10; i++) {
                kept += sent.contains(copy.submitRows(new TableGroup(), COPY, new byte[1], 0)) ? 1 : 0;
            }
            assertThat(kept).isEqualTo(4);
        }
    }

    /** The copy gives up within its own patience, not that of a queue that nobody fills. */
    @Test
    void closesAtOnceWhenItHasNothingToDo() throws Exception {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            CopyConnection copy = copy();
            copy.await();
            long start = System.nanoTime();
            copy.close();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(30));
    }

    // ---- shared pieces -------------------------------------------------------------------------------------------

    private static final long GATE = 4711;

    /** Queues a piece that writes its name beside its copy's backend, with so many rows of its own. */
    private static void piece(CopyConnection copy, String name, int rows, Set<String> failing) {
        TableGroup piece = new TableGroup();
        copy.submit(
                piece,
                connection -> Sql.execute(
                        connection, "INSERT INTO done (name, pid) VALUES ('" + name + "', pg_backend_pid())"));
        byte[] block = new byte[6 * rows + 4 * rows];
        for (int i = 0; i < rows; i++) {
            block[10 * i + 1] = 1;
            block[10 * i + 5] = 4;
        }
        copy.submitRows(piece, COPY, block, block.length);
        copy.submit(piece, connection -> {
            if (failing.contains(name)) {
                Sql.execute(connection, "SELECT 1 / 0");
            }
        });
    }

    /** Keeps a copy in the middle of its first piece, as a long COPY would. */
    private static void begin(CopyConnection copy) {
        piece(copy, "begun", 1, Set.of());
        TableGroup held = new TableGroup();
        copy.submit(held, connection -> Sql.execute(connection, "SELECT pg_advisory_lock(" + GATE + ")"));
        copy.submit(held, connection -> Sql.execute(connection, "INSERT INTO done VALUES ('held', pg_backend_pid())"));
    }

    private void awaitGate() throws SQLException, InterruptedException {
        while (database.rows("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = " + GATE)
                .isEmpty()) {
            Thread.sleep(5);
        }
    }

    @Test
    void whatABusyLaneHasNotBegunIsDoneByAnotherTheLargestFirst() throws Exception {
        try (Connection gate = database.connect();
                CopyConnection busy = copy("busy", 2);
                CopyConnection free = copy("free", 2)) {
            Sql.query(gate, row -> "", "SELECT pg_advisory_lock(" + GATE + ")::text");
            begin(busy);
            piece(busy, "small", 10, Set.of());
            piece(busy, "large", 3000, Set.of());
            busy.submit(Connection::commit);
            piece(busy, "medium", 200, Set.of());
            awaitGate();

            Queue<TableGroup> pieces = TableGroup.largestFirst();
            pieces.addAll(busy.takeBack());
            assertThat(pieces).hasSize(3);
            pieces.addAll(free.takeBack());
            busy.share(pieces);
            free.share(pieces);
            free.await();

            assertThat(database.rows("SELECT name FROM done ORDER BY at")).containsExactly("large", "medium", "small");
            assertThat(database.value("SELECT count(DISTINCT pid) FROM done")).isEqualTo("1");
            Sql.query(gate, row -> "", "SELECT pg_advisory_unlock(" + GATE + ")::text");
            busy.submit(Connection::commit);
            busy.await();
        }
        assertThat(database.rows("SELECT name FROM done WHERE pid <> (SELECT pid FROM done WHERE name = 'large')"
                        + " ORDER BY at"))
                .as("what was begun goes on where it was")
                .containsExactly("begun", "held");
        assertThat(database.value("SELECT count(*) FROM numbers")).isEqualTo("3211");
    }

    /** Whole pieces or nothing, and no room is lost, whichever way a copy ends that shares. */
    @Test
    void aPieceThatFailsLeavesNothingAndTheOthersAreDropped() throws Exception {
        int before = CopyConnection.ROOM.availablePermits();
        Queue<TableGroup> pieces = TableGroup.largestFirst();
        try (Connection gate = database.connect();
                CopyConnection busy = copy("busy", 2);
                CopyConnection free = copy("free", 2)) {
            Sql.query(gate, row -> "", "SELECT pg_advisory_lock(" + GATE + ")::text");
            begin(busy);
            for (int i = 10; i < 30; i++) {
                piece(busy, "piece " + i, i, Set.of("piece 25"));
            }
            awaitGate();
            pieces.addAll(busy.takeBack());
            assertThat(CopyConnection.ROOM.availablePermits()).isLessThan(before);
            free.share(pieces);
            assertThatThrownBy(free::await).isInstanceOf(LoadException.class);
        } finally {
            pieces.forEach(TableGroup::drop);
        }
        assertThat(database.rows("SELECT name FROM done ORDER BY at"))
                .containsExactly("piece 29", "piece 28", "piece 27", "piece 26");
        assertThat(database.value("SELECT count(*) FROM numbers")).isEqualTo("110");
        assertThat(CopyConnection.ROOM.availablePermits()).isEqualTo(before);
    }

    @Test
    void closingInTheMiddleOfAPieceCommitsNoHalf() throws Exception {
        int before = CopyConnection.ROOM.availablePermits();
        CopyConnection copy = copy("copy", 2);
        copy.submit(connection -> Sql.execute(connection, "SELECT pg_sleep(0.2)"));
        TableGroup half = new TableGroup();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        copy.submit(half, connection -> {
            Sql.execute(connection, "INSERT INTO done VALUES ('half', 0)");
            inside.countDown();
            awaitQuietly(goOn);
        });
        copy.submitRows(half, COPY, new byte[10], 10);
        copy.submit(half, connection -> Sql.execute(connection, "INSERT INTO done VALUES ('other half', 0)"));
        Queue<TableGroup> pieces = TableGroup.largestFirst();
        pieces.addAll(copy.takeBack());
        copy.share(pieces);
        inside.await();
        Thread closing = new Thread(() -> {
            try {
                copy.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        goOn.countDown();
        closing.join();
        assertThat(database.value("SELECT count(*) FROM done")).isEqualTo("0");
        assertThat(CopyConnection.ROOM.availablePermits()).isEqualTo(before);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int backends() throws SQLException {
        return backends("");
    }

    private int backends(String also) throws SQLException {
        return database.rows("SELECT pid FROM pg_stat_activity WHERE query LIKE 'COPY numbers%'"
                        + " AND pid <> pg_backend_pid() " + also)
                .size();
    }
}
