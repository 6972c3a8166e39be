package omega.genomics.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.embedded.Standby;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A primary is lost, or a replica stands still. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FailOverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @TempDir
    private Path folder;

    private EmbeddedServer primary;
    private EmbeddedServer replica;
    private AssemblyDatabase genome;

    @BeforeEach
    void start() throws Exception {
        primary = Standby.startPrimary(folder.resolve("primary"));
        replica = Standby.startOf(primary, folder.resolve("primary"), folder.resolve("replica"));
        genome = GenomicsDatabase.openReplicated(
                        "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:" + replica.port()
                                + "/postgres?user=postgres&password=" + primary.password(),
                        PATIENCE)
                .assembly("grch38");
        genome.migrate();
        load(1);
        assertThat(positions()).containsExactly(1);
    }

    @AfterEach
    void stop() {
        replica.close();
        primary.close();
    }

    private void load(int position) throws Exception {
        String text = "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n3\t" + position
                + "\t.\tA\tG\t.\t.\t.\n";
        genome.loadVariants(InputSource.of(Files.writeString(folder.resolve(position + ".vcf"), text)))
                .run();
    }

    private List<Integer> positions() {
        return genome.variants().overlapping(omega.genomics.Region.parse("3:1-1000")).list().stream()
                .map(variant -> variant.position())
                .toList();
    }

    private TestDatabase onReplica() {
        return new TestDatabase(replica.jdbcUrl());
    }

    private void promote() throws Exception {
        primary.close();
        onReplica().execute("SELECT pg_promote()");
    }

    @Test
    void theFirstQuestionAfterAPromotionIsAnswered() throws Exception {
        promote();

        assertThat(positions()).containsExactly(1);
        load(2);
        assertThat(positions()).containsExactly(2);
    }

    /** The load never came to the replica that takes the primary's place, whatever that writes from then on. */
    @Test
    void aLoadThatAFailOverHasLostIsSaidToBeLost() throws Exception {
        onReplica().execute("ALTER SYSTEM SET primary_conninfo = ''");
        onReplica().execute("SELECT pg_reload_conf()");
        while (!onReplica().value("SELECT count(*) FROM pg_stat_wal_receiver").equals("0")) {
            Thread.sleep(20);
        }
        load(2);
        promote();

        assertThatThrownBy(this::positions).isInstanceOf(QueryException.class).hasMessageContaining("lost");
        onReplica().execute("CREATE TABLE filler AS SELECT repeat('x', 100) FROM generate_series(1, 200000)");
        assertThatThrownBy(this::positions)
                .as("its log has gone beyond the place of the load")
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("lost");

        load(2);
        assertThat(positions()).containsExactly(2);
    }

    @Test
    void aFrozenReplicaLeavesTheQuestionToThePrimary() throws Exception {
        List<ProcessHandle> frozen = freeze();
        try {
            long begin = System.nanoTime();
            assertThat(positions()).containsExactly(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
        } finally {
            thaw(frozen);
        }
    }

    @Test
    void nobodyWaitsForAFrozenReplicaBeyondPatience() throws Exception {
        PGSimpleDataSource replicas = new PGSimpleDataSource();
        replicas.setUrl(replica.jdbcUrl());
        AssemblyDatabase alone = GenomicsDatabase.open(primary.jdbcUrl())
                .withReplicas(replicas, PATIENCE)
                .assembly("grch38");
        List<ProcessHandle> frozen = freeze();
        try {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> alone.variants().first())
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("within 4000 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE.plusSeconds(1));
        } finally {
            thaw(frozen);
        }
    }

    /** A connection that a pool had kept. */
    @Test
    void nobodyWaitsForAFrozenConnectionBeyondPatience() throws Exception {
        try (java.sql.Connection kept = onReplica().connect()) {
            AssemblyDatabase pooled = GenomicsDatabase.open(primary.jdbcUrl())
                    .withReplicas(TestDatabase.keeping(kept), PATIENCE)
                    .assembly("grch38");
            pooled.datasets().drop("variants", "none");
            List<ProcessHandle> frozen = freeze();
            try {
                long begin = System.nanoTime();
                assertThatThrownBy(() -> pooled.variants().first()).isInstanceOf(QueryException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE.plusSeconds(1));
            } finally {
                thaw(frozen);
            }
        }
    }

    /** The server with all its processes. */
    private List<ProcessHandle> freeze() throws Exception {
        long pid = Long.parseLong(Files.readAllLines(folder.resolve("replica/data/postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(server), server.descendants())
                .toList();
        signal("-STOP", all);
        return all;
    }

    private static void thaw(List<ProcessHandle> frozen) throws Exception {
        signal("-CONT", frozen);
    }

    private static void signal(String signal, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
