package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills at moments nobody chose: while rows of a large file are being copied and indexed, the loader, one of its backends, or
 * the whole server dies. Each time the old data stands complete, the next call finishes, and nothing is left over.
 *
 * <p>A kill that comes too late, after the switch, proves nothing and is tried again. {@code -Dgenomics.kills=20} kills as often in
 * each of the three ways, {@code -Dgenomics.kills.seed=…} at other moments.
 */
abstract class KilledLoads {
    private static final int KILLS = Integer.getInteger("genomics.kills", 2);
    private static final long SEED = Long.getLong("genomics.kills.seed", 20_240_229);

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private TestDatabase database;
    private AssemblyDatabase genome;
    private Path old;
    private Path changed;
    private String oldTables;
    private String changedTables;
    private LoadReport clean;

    /** Writes a file of a few rows. */
    abstract void writeOld(Path file) throws IOException;

    /** Writes a large file of other rows. */
    abstract void writeChanged(Path file) throws IOException;

    /** Loads a file in the way that {@link #program()} does. */
    abstract LoadReport load(AssemblyDatabase into, Path file) throws IOException;

    /** Returns a program that loads the file of its second argument into the database of its first. */
    abstract Class<?> program();

    /** Tells whether rows are written from the first record on. */
    abstract boolean readsWhileWriting();

    /** Returns a question with one row, which is another for every content of the tables. */
    abstract String contents();

    /** Loads both files undisturbed, and learns how long writing and indexing take. */
    private void begin(TestDatabase of) throws Exception {
        database = of;
        genome = Genomes.empty(of, "grch38");
        old = directory.resolve("old");
        changed = directory.resolve("changed");
        writeOld(old);
        writeChanged(changed);
        clean = load(genome, changed);
        assertThat(clean.recordsRead()).isGreaterThan(50_000);
        changedTables = tables();
        load(genome, old);
        oldTables = tables();
        assertThat(oldTables).isNotEqualTo(changedTables);
    }

    private String tables() throws SQLException {
        return database.rows(contents()).get(0);
    }

    /** Waits until rows are being copied, and then for a moment within the time that copying and indexing took before. */
    private void awaitRandomMoment(CompletableFuture<?> loader) throws SQLException {
        while (!loader.isDone()
                && database.rows("SELECT * FROM pg_stat_progress_copy WHERE datname = current_database()")
                        .isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        Map<LoadPhase, Duration> phases = clean.phases();
        long nanos = phases.get(readsWhileWriting() ? LoadPhase.READING : LoadPhase.WRITING)
                .plus(phases.get(LoadPhase.INDEXING))
                .toNanos();
        LockSupport.parkNanos((long) (random.nextDouble() * nanos));
    }

    /** Tells whether the kill came before the switch; if so, checks what it left, and loads again. */
    private boolean survived() throws SQLException, IOException {
        String left = tables();
        if (left.equals(changedTables)) {
            load(genome, old);
            return false;
        }
        assertThat(left).as("the old data, complete").isEqualTo(oldTables);
        LoadReport again = load(genome, changed);
        assertThat(again.state()).isEqualTo(LoadState.DONE);
        assertThat(again.recordsRead()).isEqualTo(clean.recordsRead());
        assertThat(again.recordsStored()).isEqualTo(clean.recordsStored());
        assertThat(again.contigs()).isEqualTo(clean.contigs());
        assertThat(again.rowsWritten()).isEqualTo(clean.rowsWritten());
        assertThat(tables()).isEqualTo(changedTables);
        assertNoLeftovers();
        load(genome, old);
        assertNoLeftovers();
        return true;
    }

    private void assertNoLeftovers() throws SQLException {
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind = 'r' AND relname ~ '_r[0-9]+$' AND NOT relispartition"))
                .isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_runs WHERE state = 'running'"))
                .isEmpty();
    }

    private interface Kill {
        void during(Process loader) throws Exception;
    }

    private void killTimes(int times, Kill kill) throws Exception {
        int survived = 0;
        for (int i = 0; survived < times; i++) {
            assertThat(i).as("kills that came too late").isLessThan(5 * times);
            Process loader = start();
            kill.during(loader);
            assertEnds(loader);
            survived += survived() ? 1 : 0;
        }
    }

    /** One that does not end says where its threads are, and does not disturb the tests that follow. */
    private static void assertEnds(Process loader) throws Exception {
        if (!loader.waitFor(60, TimeUnit.SECONDS)) {
            Process dump = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jstack")
                                    .toString(),
                            "" + loader.pid())
                    .redirectErrorStream(true)
                    .start();
            String threads = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            loader.destroyForcibly();
            fail("the loader did not end within a minute:\n" + threads);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m", // gene models with their sequences take 56 MB of it
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program().getName(),
                        database.url(),
                        changed.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("loader.log").toFile())
                .start();
    }

    @Test
    void survivesAKilledLoader(TestDatabase fresh) throws Exception {
        begin(fresh);
        killTimes(KILLS, loader -> {
            awaitRandomMoment(loader.onExit());
            loader.destroyForcibly();
        });
    }

    @Test
    void survivesATerminatedBackend(TestDatabase fresh) throws Exception {
        begin(fresh);
        killTimes(KILLS, loader -> {
            awaitRandomMoment(loader.onExit());
            database.rows("SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity WHERE datname ="
                    + " current_database() AND application_name = 'omega-genomics' AND state <> 'idle'"
                    + " ORDER BY hashint8(pid # " + random.nextInt(1000) + ") LIMIT 1) busy");
        });
    }

    /** With a server of our own, since all of it dies. */
    @Test
    void survivesAKilledServer() throws Exception {
        Path home = directory.resolve("server");
        EmbeddedServer[] server = {EmbeddedServer.start(home)};
        try {
            begin(new TestDatabase(server[0].jdbcUrl()));
            killTimes(KILLS, loader -> {
                awaitRandomMoment(loader.onExit());
                killServer(home);
                assertEnds(loader);
                server[0] = EmbeddedServer.start(home);
                database = new TestDatabase(server[0].jdbcUrl());
                genome = GenomicsDatabase.open(database.url()).assembly("grch38");
            });
        } finally {
            server[0].close();
        }
    }

    /** The postmaster and every backend at once, as when the machine loses its power. */
    private static void killServer(Path home) throws Exception {
        List<String> pidFile = Files.readAllLines(home.resolve("data/postmaster.pid"));
        ProcessHandle postmaster =
                ProcessHandle.of(Long.parseLong(pidFile.get(0).strip())).orElseThrow();
        List<ProcessHandle> backends = postmaster.children().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().get(30, TimeUnit.SECONDS);
        for (ProcessHandle backend : backends) {
            backend.onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
