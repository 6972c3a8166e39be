package omega.genomics.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.sink.PartWriter;
import omega.genomics.postgres.load.sink.StagedSink;
import omega.genomics.spark.sink.PostgresTarget;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads whose backends are terminated, whose parts are written twice, and whose drivers are killed: what is visible is the old
 * dataset or the new one, whole, and nothing else is left. {@code docs/how-to/spark.md} has the table of faults.
 */
@DatabaseTest
class FaultsTest {
    /** More of them with {@code -Dgenomics.faults=200}. */
    private static final int ROUNDS = Integer.getInteger("genomics.faults", 15);

    private static final List<String> CONTIGS = List.of("1", "2", "5", "17", "X", "MT");

    @TempDir
    Path folder;

    private TestDatabase database;
    private AssemblyDatabase genome;
    private final AtomicBoolean ends = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void prepare(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = GenomicsDatabase.open(database.url()).assembly("grch38");
        if (!database.hasTable("grch38", "genomics_schema_history")) {
            genome.migrate();
        }
        database.clear("grch38");
    }

    @AfterEach
    void end() throws InterruptedException {
        ends.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private PostgresTarget target() {
        return PostgresTarget.of(
                database.url() + (database.url().contains("?") ? "&" : "?") + "ApplicationName=spark-load",
                "grch38",
                "cohort");
    }

    private Path file(long seed) throws IOException {
        return SomeVariants.write(folder.resolve("v" + seed + ".vcf.gz"), CONTIGS, 300, seed);
    }

    private List<String> expected(Path file, String name) throws IOException, SQLException {
        genome.loadVariants(InputSource.of(file)).dataset(name).run();
        return SomeVariants.content(database, name);
    }

    private void assertIsOneOf(List<List<String>> states) throws SQLException {
        assertThat(SomeVariants.content(database, "cohort")).isIn(states);
    }

    // ---- tasks and backends --------------------------------------------------------------------------------------

    @Test
    void tasksWhoseBackendsAreTerminatedAreRepeated() throws Exception {
        terminate(4, 11);
    }

    @Test
    @Tag("slow")
    void manyTasksWhoseBackendsAreTerminatedAreRepeated() throws Exception {
        terminate(ROUNDS, 12);
    }

    /** Each round loads another file while backends of its tasks, and sometimes the driver's, are terminated at random moments. */
    private void terminate(int rounds, long seed) throws Exception {
        Random random = new Random(seed);
        Path[] files = {file(1), file(2)};
        List<List<String>> states = List.of(expected(files[0], "one"), expected(files[1], "two"));
        GenomicsSpark.load(Sessions.session(), target(), files[0].toString()).run();
        assertIsOneOf(states);
        int failed = 0;
        int hits = 0;
        for (int round = 0; round < rounds; round++) {
            int which = random.nextInt(2);
            AtomicBoolean isOver = new AtomicBoolean();
            long pause = random.nextInt(40);
            String of = List.of(
                            "query LIKE 'COPY%'",
                            "query LIKE 'CREATE%' OR query LIKE 'ALTER%' OR query LIKE 'ANALYZE%'", "true")
                    .get(random.nextInt(3));
            int[] terminated = {0};
            Thread killer = new Thread(() -> {
                while (!isOver.get() && terminated[0] < 3) {
                    try {
                        TimeUnit.MILLISECONDS.sleep(pause);
                        terminated[0] += database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                        + " application_name = 'spark-load' AND state <> 'idle' AND (" + of
                                        + ") LIMIT 1")
                                .size();
                    } catch (SQLException | InterruptedException e) {
                        return;
                    }
                }
            });
            killer.start();
            boolean succeeded;
            try {
                GenomicsSpark.load(Sessions.session(), target(), files[which].toString())
                        .run();
                succeeded = true;
            } catch (Exception e) {
                succeeded = false;
                failed++;
            } finally {
                isOver.set(true);
                killer.join();
            }
            hits += terminated[0];
            List<String> found = SomeVariants.content(database, "cohort");
            assertThat(found).as("round " + round).isIn(states);
            if (succeeded) {
                assertThat(found).as("round " + round).isEqualTo(states.get(which));
                assertThat(SomeVariants.leftovers(database))
                        .as("round " + round)
                        .isEmpty();
            }
        }
        System.out.println(
                "Spark: " + rounds + " loads, " + hits + " backends terminated, " + failed + " loads failed");
        assertThat(hits).isPositive();
        GenomicsSpark.load(Sessions.session(), target(), files[0].toString()).run();
        assertThat(SomeVariants.content(database, "cohort")).isEqualTo(states.get(0));
        assertThat(SomeVariants.leftovers(database)).isEmpty();
    }

    // ---- duplicates and zombies ----------------------------------------------------------------------------------

    @Test
    void partsThatSomebodyElseWritesTooCountOnce() throws Exception {
        Path file = file(1);
        List<String> expected = expected(file, "one");
        List<String> outcomes = new ArrayList<>();
        Thread other = new Thread(() -> {
            while (!ends.get()) {
                try {
                    writeAsAnother(outcomes);
                    TimeUnit.MILLISECONDS.sleep(20);
                } catch (SQLException | LoadException e) {
                    outcomes.add("refused");
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        threads.add(other);
        other.start();
        for (int round = 0; round < 4; round++) {
            GenomicsSpark.load(Sessions.session(), target(), file.toString()).run();
            assertThat(SomeVariants.content(database, "cohort")).isEqualTo(expected);
        }
        end();
        assertThat(outcomes).contains("finished");
        assertThat(SomeVariants.leftovers(database)).isEmpty();
    }

    /** An attempt at a part of the sink that is open, with other rows, which is late or not. */
    private void writeAsAnother(List<String> outcomes) throws SQLException, InterruptedException {
        String id = database.value(
                "SELECT run_id FROM grch38.load_runs JOIN grch38.load_sinks USING (run_id) WHERE state = 'running'");
        if (id == null) {
            return;
        }
        String columns = database.value("SELECT columns->'variants' FROM grch38.load_sinks WHERE run_id = " + id);
        try (StagedSink sink = genome.openSink(Long.parseLong(id));
                PartWriter part = sink.stage("17", 99)) {
            BinaryCopyWriter row = part.row("17");
            for (String column : columns.replaceAll("[\\[\\]\" ]", "").split(",", -1)) {
                switch (column) {
                    case "position", "end_pos", "record_number" -> row.putInt(1);
                    case "allele_index" -> row.putShort(1);
                    case "variant_type", "ref" -> row.putText("SNV");
                    default -> row.putNull();
                }
            }
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(60));
            part.finish();
            outcomes.add("finished");
        }
    }

    // ---- drivers -------------------------------------------------------------------------------------------------

    @Test
    void aDriverThatIsKilledIsSucceededByTheNext() throws Exception {
        kill(1, 21);
    }

    @Test
    @Tag("slow")
    void manyDriversThatAreKilledAreSucceededByTheNext() throws Exception {
        kill(Math.max(2, ROUNDS / 5), 22);
    }

    /** Drivers in JVMs of their own are killed at a random moment; then another one does the same write. */
    private void kill(int rounds, long seed) throws Exception {
        Random random = new Random(seed);
        Path[] files = {file(1), file(2)};
        List<List<String>> states = List.of(expected(files[0], "one"), expected(files[1], "two"));
        GenomicsSpark.load(Sessions.session(), target(), files[0].toString()).run();
        int unfinished = 0;
        for (int round = 0; round < rounds; round++) {
            int which = (round + 1) % 2;
            String id = "round " + round;
            Process driver = driver(files[which], id);
            awaitSink(driver);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
            driver.destroyForcibly().waitFor();
            List<String> found = SomeVariants.content(database, "cohort");
            assertThat(found).as(id).isIn(states);
            unfinished += found.equals(states.get(which)) ? 0 : 1;
            again(files[which], id);
            assertThat(SomeVariants.content(database, "cohort")).as(id).isEqualTo(states.get(which));
            assertThat(SomeVariants.leftovers(database)).as(id).isEmpty();
            assertThat(database.rows(
                            "SELECT count(*) FROM grch38.load_runs WHERE state = 'done' AND source LIKE '%write " + id
                                    + "'"))
                    .as(id)
                    .containsExactly("1");
        }
        System.out.println("Spark: " + rounds + " drivers killed, " + unfinished + " before their commit");
    }

    /** The server needs a moment to see that the driver, which held the lock, is gone. */
    private void again(Path file, String id) throws Exception {
        for (int i = 0; ; i++) {
            try {
                GenomicsSpark.load(Sessions.session(), target().writeId(id), file.toString())
                        .run();
                return;
            } catch (LoadException e) {
                if (i == 50) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private void awaitSink(Process driver) throws Exception {
        while (driver.isAlive()
                && database.rows(
                                "SELECT 1 FROM grch38.load_runs JOIN grch38.load_sinks USING (run_id) WHERE state = 'running'")
                        .isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Process driver(Path file, String id) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList());
        command.addAll(List.of(
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Driver.class.getName(),
                database.url(),
                file.toString(),
                id));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.to(folder.resolve("driver.log").toFile()))
                .start();
    }

    /** A program that loads a file. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] args) throws IOException {
            try (SparkSession spark = SparkSession.builder()
                    .master("local[2]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "localhost")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .getOrCreate()) {
                GenomicsSpark.load(
                                spark,
                                PostgresTarget.of(args[0], "grch38", "cohort").writeId(args[2]),
                                args[1])
                        .run();
            }
        }
    }
}
