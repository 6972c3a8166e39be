package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.spark.FaultySockets.Action;
import omega.genomics.spark.FaultySockets.Point;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads by a cluster whose processes, connections and server die at given points: readers see the old dataset or the new one, whole; the
 * same write again ends with the new one, and nothing else is left. {@code docs/how-to/spark.md} has the table of faults.
 */
@Tag("slow")
class ClusterFaultsTest {
    /** All kinds of faults, several times, with {@code -Dgenomics.faults=200}. */
    private static final int ROUNDS = Integer.getInteger("genomics.faults", 0);

    private static final long SEED = Long.getLong("genomics.faults.seed", 1);
    private static final List<String> CONTIGS = List.of("1", "2", "5", "17", "X", "MT");

    private static final List<Point> BEFORE_THE_END =
            List.of(Point.BEFORE_COPY, Point.IN_COPY, Point.AFTER_COPY, Point.BEFORE_COMMIT);
    private static final String ACTIVITY = "SELECT pid, state, wait_event, left(query, 200) FROM pg_stat_activity WHERE"
            + " application_name = 'spark-load'";

    /** What happens in a round. */
    private enum Fault {
        EXECUTOR_HALTS_BEFORE_COPY(Point.BEFORE_COPY, Action.HALT),
        EXECUTOR_HALTS_IN_COPY(Point.IN_COPY, Action.HALT),
        EXECUTOR_HALTS_AFTER_COPY(Point.AFTER_COPY, Action.HALT),
        EXECUTOR_HALTS_BEFORE_COMMIT(Point.BEFORE_COMMIT, Action.HALT),
        EXECUTOR_HALTS_IN_COMMIT(Point.IN_COMMIT, Action.HALT),
        EXECUTOR_HALTS_AFTER_COMMIT(Point.AFTER_COMMIT, Action.HALT),
        ERROR_IN_COPY(Point.IN_COPY, Action.BREAK),
        ERROR_IN_COMMIT(Point.IN_COMMIT, Action.BREAK),
        ERROR_AFTER_COMMIT(Point.AFTER_COMMIT, Action.BREAK),
        BACKENDS_TERMINATED(null, Action.WAIT),
        SERVER_RESTARTED(null, Action.WAIT),
        TASK_TWICE(null, Action.WAIT),
        ZOMBIE_BEFORE_COPY(Point.BEFORE_COPY, Action.WAIT),
        ZOMBIE_IN_COPY(Point.IN_COPY, Action.WAIT),
        ZOMBIE_AFTER_COPY(Point.AFTER_COPY, Action.WAIT),
        ZOMBIE_BEFORE_COMMIT(Point.BEFORE_COMMIT, Action.WAIT),
        DRIVER_HALTS_BEFORE_COMMIT(Point.BEFORE_COMMIT, Action.HALT),
        DRIVER_HALTS_IN_COMMIT(Point.IN_COMMIT, Action.HALT),
        DRIVER_HALTS_AFTER_COMMIT(Point.AFTER_COMMIT, Action.HALT);

        private final Point point;
        private final Action action;

        /** Without a point: at any before COMMIT. */
        Fault(Point point, Action action) {
            this.point = point;
            this.action = action;
        }

        private boolean isOfDriver() {
            return name().startsWith("DRIVER");
        }

        private boolean isZombie() {
            return name().startsWith("ZOMBIE");
        }
    }

    /** What became of the loads with a fault. */
    private static final class Tally {
        private int rounds;
        private int succeeded;
        private int failed;
        private int dead;

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d rounds: %d loads succeeded, %d failed, %d drivers died",
                    rounds,
                    succeeded,
                    failed,
                    dead);
        }
    }

    @TempDir
    Path folder;

    private Path faults;
    private EmbeddedServer server;
    private TestDatabase database;
    private ClusterDriver driver;
    private final Path[] files = new Path[2];
    private final List<List<String>> states = new ArrayList<>();
    private final Map<Fault, Tally> tallies = new EnumMap<>(Fault.class);

    @BeforeEach
    void prepare() throws Exception {
        faults = Files.createDirectory(folder.resolve("faults"));
        server = EmbeddedServer.startTemporary(); // of its own: it is killed
        database = new TestDatabase(server.jdbcUrl());
        AssemblyDatabase genome = GenomicsDatabase.open(database.url()).assembly("grch38");
        genome.migrate();
        for (int i = 0; i < 2; i++) {
            files[i] = SomeVariants.write(folder.resolve("v" + i + ".vcf.gz"), CONTIGS, 300, i);
            genome.loadVariants(InputSource.of(files[i]))
                    .dataset("expected" + i)
                    .run();
            states.add(SomeVariants.content(database, "expected" + i));
        }
        genome.loadVariants(InputSource.of(files[0])).dataset("cohort").run();
    }

    @AfterEach
    void end() {
        if (driver != null) {
            driver.close();
        }
        server.close();
    }

    @Test
    void someFaults() throws Exception {
        run(List.of(
                Fault.EXECUTOR_HALTS_IN_COPY,
                Fault.ZOMBIE_IN_COPY,
                Fault.ERROR_AFTER_COMMIT,
                Fault.SERVER_RESTARTED,
                Fault.DRIVER_HALTS_IN_COMMIT));
    }

    /** One kind, several times: {@code -Dgenomics.faults.of=ZOMBIE_IN_COPY}. */
    @Test
    void faultsOfAKind() throws Exception {
        String kind = System.getProperty("genomics.faults.of");
        org.junit.jupiter.api.Assumptions.assumeTrue(kind != null, "switched on by -Dgenomics.faults.of=KIND");
        run(Collections.nCopies(Math.max(1, ROUNDS), Fault.valueOf(kind)));
    }

    /** Takes many minutes. */
    @Test
    void allFaults() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(ROUNDS > 0, "switched on by -Dgenomics.faults=200");
        List<Fault> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(Fault.values()[i % Fault.values().length]);
        }
        Collections.shuffle(rounds, new Random(SEED));
        run(rounds);
    }

    private void run(List<Fault> rounds) throws Exception {
        Random random = new Random(SEED);
        try {
            for (int round = 0; round < rounds.size(); round++) {
                round(round, rounds.get(round), random);
            }
        } finally {
            tallies.forEach((fault, tally) -> System.out.println("Spark: " + fault + ": " + tally));
        }
    }

    private String url() {
        return database.url() + "&ApplicationName=spark-load&socketFactory=" + FaultySockets.class.getName()
                + "&socketFactoryArg=" + faults;
    }

    private ClusterDriver driver() throws IOException {
        if (driver == null || !driver.isAlive()) {
            driver = ClusterDriver.start(url(), folder);
        }
        return driver;
    }

    /** Loads the file that is not there yet, with a fault. */
    private void round(int round, Fault fault, Random random) throws Exception {
        String id = "round " + round;
        String name = id + ", " + fault;
        int which = (round + 1) % 2;
        Point point = fault.point != null ? fault.point : BEFORE_THE_END.get(random.nextInt(BEFORE_THE_END.size()));
        FaultySockets.clear(faults);
        FaultySockets.arm(
                faults,
                fault.isOfDriver(),
                point,
                fault.action,
                fault.isOfDriver() ? 0 : random.nextInt(CONTIGS.size()));
        ClusterDriver used = driver();
        Optional<String> answer;
        long begun;
        try (Reader reader = new Reader(states.get(1 - which), states.get(which))) {
            begun = System.nanoTime();
            used.load(id, files[which]);
            CompletableFuture<Optional<String>> end = CompletableFuture.supplyAsync(() -> answer(used));
            while (!end.isDone() && !FaultySockets.happened(faults, fault.isOfDriver(), point)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(FaultySockets.happened(faults, fault.isOfDriver(), point))
                    .as(name + " did not happen: " + (end.isDone() ? end.join() : ""))
                    .isTrue();
            injure(fault);
            if (!fault.isZombie()) {
                FaultySockets.release(faults);
            }
            try {
                answer = end.get(5, TimeUnit.MINUTES);
            } catch (TimeoutException e) {
                throw new AssertionError(name + " does not end: " + String.join("\n", database.rows(ACTIVITY)), e);
            }
            FaultySockets.release(faults);
            awaitWriters();
            assertThat(reader.wrong).as(name).isEmpty();
        }
        count(fault, answer, (System.nanoTime() - begun) / 1e9);
        List<String> found = SomeVariants.content(database, "cohort");
        if (answer.isPresent() && answer.get().equals("done")) {
            assertThat(found).as(name).isEqualTo(states.get(which));
            assertThat(SomeVariants.leftovers(database)).as(name).isEmpty();
        } else {
            assertThat(found).as(name).isIn(states);
        }
        boolean wasDone = found.equals(states.get(which));
        assertThat(again(id, files[which])).as(name).isEqualTo(wasDone ? "done before" : "done");
        assertThat(SomeVariants.content(database, "cohort")).as(name).isEqualTo(states.get(which));
        assertThat(SomeVariants.leftovers(database)).as(name).isEmpty();
        assertThat(database.rows("SELECT count(*) FROM grch38.load_runs WHERE state = 'done' AND source LIKE '%write "
                        + id + "'"))
                .as(name)
                .containsExactly("1");
    }

    private void injure(Fault fault) throws Exception {
        switch (fault) {
            case BACKENDS_TERMINATED ->
                database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
                        + " 'spark-load' AND xact_start IS NOT NULL");
            case SERVER_RESTARTED -> {
                // the postmaster ends all others and starts again with what is in the log
                String pid = database.value("SELECT pid FROM pg_stat_activity WHERE application_name = 'spark-load'"
                        + " AND xact_start IS NOT NULL LIMIT 1");
                ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
                TimeUnit.MILLISECONDS.sleep(200);
                awaitServer();
            }
            case TASK_TWICE -> TimeUnit.MILLISECONDS.sleep(1000);
            default -> {}
        }
    }

    private void awaitServer() throws Exception {
        for (int i = 0; ; i++) {
            try {
                database.value("SELECT 1");
                return;
            } catch (SQLException e) {
                if (i == 300) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** What killed processes and zombies had begun ends when the server notices. */
    private void awaitWriters() throws Exception {
        awaitServer();
        for (int i = 0; i < 300; i++) {
            if (database.rows(
                            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'spark-load' AND xact_start IS NOT"
                                    + " NULL")
                    .isEmpty()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(database.rows(ACTIVITY)).as("writers that do not end").isEmpty();
    }

    private void count(Fault fault, Optional<String> answer, double seconds) {
        Tally tally = tallies.computeIfAbsent(fault, key -> new Tally());
        tally.rounds++;
        tally.dead += answer.isEmpty() ? 1 : 0;
        tally.succeeded += answer.filter("done"::equals).isPresent() ? 1 : 0;
        tally.failed += answer.filter(text -> text.startsWith("failed")).isPresent() ? 1 : 0;
        System.out.printf(Locale.ROOT, "Spark: %s: %s, %.1f s%n", fault, answer.orElse("the driver died"), seconds);
    }

    private static Optional<String> answer(ClusterDriver of) {
        try {
            return of.answer();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The same write again; the server may need a moment to see that a driver, which held the lock, is gone. */
    private String again(String id, Path file) throws Exception {
        FaultySockets.clear(faults);
        String answer = "";
        for (int i = 0; i < 50; i++) {
            ClusterDriver used = driver();
            used.load(id, file);
            answer = used.answer().orElse("the driver died");
            if (!answer.contains("another loader")) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return answer;
    }

    /** Looks at the dataset all the time: it is the old one until it is the new one, whole. */
    private final class Reader extends Thread implements AutoCloseable {
        private final List<String> before;
        private final List<String> after;
        private final AtomicBoolean ends = new AtomicBoolean();
        private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

        Reader(List<String> before, List<String> after) {
            this.before = before;
            this.after = after;
            start();
        }

        @Override
        public void run() {
            boolean isNew = false;
            while (!ends.get()) {
                try {
                    List<String> found = SomeVariants.content(database, "cohort");
                    if (!found.equals(after) && (isNew || !found.equals(before))) {
                        wrong.add(isNew + " " + found);
                    }
                    isNew |= found.equals(after);
                    TimeUnit.MILLISECONDS.sleep(20);
                } catch (SQLException e) {
                    // the server is being restarted
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        @Override
        public void close() {
            ends.set(true);
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
