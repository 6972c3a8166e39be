package omega.genomics.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.embedded.Standby;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A primary with a replica. */
class ServersTest {
    private static final String HEADER =
            "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\tS2\n";

    @TempDir
    private static Path folder;

    private static EmbeddedServer primary;
    private static EmbeddedServer replica;

    @BeforeAll
    static void start() throws Exception {
        primary = Standby.startPrimary(folder.resolve("primary"));
        replica = Standby.startOf(primary, folder.resolve("primary"), folder.resolve("replica"));
        GenomicsDatabase.open(primary.jdbcUrl()).assembly("grch38").migrate();
    }

    @AfterAll
    static void stop() {
        replica.close();
        primary.close();
    }

    private static InputSource file(String name, String... records) throws Exception {
        String text = HEADER + String.join("\n", records).replace(' ', '\t') + "\n";
        return InputSource.of(Files.writeString(folder.resolve(name), text));
    }

    @Test
    void aQuestionToTheReplicaSeesTheLoadBeforeIt() throws Exception {
        AssemblyDatabase grch38 = GenomicsDatabase.openReplicated(
                        "jdbc:postgresql://127.0.0.1:" + primary.port() + ",127.0.0.1:" + replica.port()
                                + "/postgres?user=postgres&password=" + primary.password(),
                        Duration.ofSeconds(60))
                .assembly("grch38");
        for (int i = 1; i <= 5; i++) {
            grch38.loadVariants(file("replicated.vcf", "3 " + i + "00 . A G . . . GT 0/1 0/1"))
                    .dataset("replicated")
                    .genotypes(true)
                    .run();

            assertThat(grch38.cohorts().carriers("3", i * 100, "A", "G").list()).hasSize(2);
        }
    }

    @Test
    void aReplicaThatDoesNotCatchUpIsAnErrorAndNotAnOldAnswer() throws Exception {
        PGSimpleDataSource replicas = new PGSimpleDataSource();
        replicas.setUrl(replica.jdbcUrl());
        AssemblyDatabase grch38 = GenomicsDatabase.open(primary.jdbcUrl())
                .withReplicas(replicas, Duration.ofMillis(200))
                .assembly("grch38");
        new TestDatabase(replica.jdbcUrl()).execute("SELECT pg_wal_replay_pause()");
        try {
            grch38.loadVariants(file("paused.vcf", "4 100 . A G . . . GT 0/1 0/1"))
                    .dataset("replicated")
                    .genotypes(true)
                    .run();
            assertThatThrownBy(() -> grch38.cohorts().samples().list())
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("has not replayed the last load");
        } finally {
            new TestDatabase(replica.jdbcUrl()).execute("SELECT pg_wal_replay_resume()");
        }
        AssemblyDatabase patient = GenomicsDatabase.open(primary.jdbcUrl())
                .withReplicas(replicas, Duration.ofSeconds(60))
                .assembly("grch38");
        assertThat(patient.cohorts().samples().list()).isNotNull();
    }

    private static AssemblyDatabase elsewhere() {
        return GenomicsDatabase.open(primary.jdbcUrl()).assembly("grch38");
    }

    /** Another process has loaded the file meanwhile. */
    @Test
    void anUnchangedLoadIsWaitedForAsWell() throws Exception {
        InputSource source = file("unchanged.vcf", "5 100 . A G . . . GT 0/1 0/1");
        whilePaused(hasty -> {
            elsewhere().loadVariants(source).dataset("unchanged").run();
            assertThat(hasty.assembly("grch38")
                            .loadVariants(source)
                            .dataset("unchanged")
                            .run()
                            .state())
                    .isEqualTo(LoadState.UNCHANGED);
        });
    }

    @Test
    void aDropIsWaitedForAsWell() throws Exception {
        VcfLoad load = elsewhere()
                .loadVariants(file("dropped.vcf", "6 100 . A G . . . GT 0/1 0/1"))
                .dataset("dropped");
        load.run();
        whilePaused(hasty -> assertThat(hasty.assembly("grch38").datasets().drop("variants", "dropped"))
                .isTrue());
        load.run();
        whilePaused(hasty -> {
            elsewhere().datasets().drop("variants", "dropped");
            assertThat(hasty.assembly("grch38").datasets().drop("variants", "dropped"))
                    .as("another process was faster")
                    .isFalse();
        });
    }

    @Test
    void aMigrationIsWaitedForAsWell() throws Exception {
        whilePaused(hasty -> hasty.assembly("migrated_later").migrate());
    }

    private interface Doing {
        void run(GenomicsDatabase hasty) throws Exception;
    }

    /** Whatever is done, the replica does not have it, and a question says so. */
    private static void whilePaused(Doing doing) throws Exception {
        PGSimpleDataSource replicas = new PGSimpleDataSource();
        replicas.setUrl(replica.jdbcUrl());
        GenomicsDatabase hasty =
                GenomicsDatabase.open(primary.jdbcUrl()).withReplicas(replicas, Duration.ofMillis(200));
        AssemblyDatabase genome = hasty.assembly("grch38");
        assertThat(genome.cohorts().samples().list()).isNotNull();
        new TestDatabase(replica.jdbcUrl()).execute("SELECT pg_wal_replay_pause()");
        try {
            doing.run(hasty);
            assertThatThrownBy(() -> genome.cohorts().samples().list())
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("has not replayed");
        } finally {
            new TestDatabase(replica.jdbcUrl()).execute("SELECT pg_wal_replay_resume()");
        }
    }
}
