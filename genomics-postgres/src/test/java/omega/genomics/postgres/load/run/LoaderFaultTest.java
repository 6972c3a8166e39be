package omega.genomics.postgres.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.genes.GeneLoad;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever dies in the middle of a load: the old data stands complete, the next call finishes, nothing is left over. */
@DatabaseTest
class LoaderFaultTest {
    private static final String DATA = "SELECT gene_id, count(*) FROM grch38.genes JOIN grch38.transcripts"
            + " USING (dataset_id, gene_key) JOIN grch38.exons USING (dataset_id, transcript_key) GROUP BY 1 ORDER BY 1";

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;
    private Path changed;

    @BeforeEach
    void loadOldData(TestDatabase fresh) throws Exception {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.genes()).run();
        changed = Files.writeString(directory.resolve("changed.gtf"), Fixtures.GENES.replace("\"ENSG", "\"NEWG"));
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadPhase.class,
            names = {"WRITING", "INDEXING", "SWITCHING"})
    void survivesAKilledLoader(LoadPhase phase) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        database.url(),
                        changed.toString(),
                        phase.name())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).as("nothing but what the child says").isEqualTo("reached " + phase);
        }
        child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(database.rows(DATA)).containsExactly("ENSG01|3", "ENSG02|2", "ENSG03|1");

        LoadReport report = genome.loadGenes(InputSource.of(changed)).run();

        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(report.recordsRead()).isEqualTo(20);
        assertThat(database.rows(DATA)).containsExactly("NEWG01|3", "NEWG02|2", "NEWG03|1");
        // what was staged to the end is not staged again
        boolean takenOver = phase == LoadPhase.SWITCHING;
        assertThat(database.rows("SELECT state FROM grch38.load_runs ORDER BY run_id"))
                .isEqualTo(takenOver ? List.of("done", "done") : List.of("done", "abandoned", "done"));
        assertNoLeftovers();
    }

    /** Loads in a JVM of its own, says when it reaches a phase, and waits there to be killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            GenomicsDatabase.open(args[0])
                    .assembly("grch38")
                    .loadGenes(InputSource.of(Path.of(args[1])))
                    .onProgress(progress -> {
                        if (progress.phase() == LoadPhase.valueOf(args[2])) {
                            System.out.println("reached " + progress.phase());
                            System.out.close();
                            java.util.concurrent.locks.LockSupport.parkNanos(60_000_000_000L);
                        }
                    })
                    .run();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadPhase.class,
            names = {"WRITING", "INDEXING", "SWITCHING"})
    void survivesATerminatedBackend(LoadPhase phase) throws Exception {
        GeneLoad load = genome.loadGenes(InputSource.of(changed));
        GeneLoad interrupted = load.onProgress(progress -> {
            if (progress.phase() == phase) {
                terminateLoaders();
            }
        });
        assertThatThrownBy(interrupted::run)
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.sqlState()).isPresent());
        assertThat(database.rows(DATA)).containsExactly("ENSG01|3", "ENSG02|2", "ENSG03|1");

        assertThat(load.run().state()).isEqualTo(LoadState.DONE);
        assertThat(database.rows(DATA)).containsExactly("NEWG01|3", "NEWG02|2", "NEWG03|1");
        assertNoLeftovers();
    }

    private void terminateLoaders() {
        try {
            database.rows("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    + " WHERE application_name = 'omega-genomics' AND datname = current_database()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything is staged, and the switch does not come. */
    private void dieBeforeTheSwitch(GeneLoad load) throws SQLException {
        assertThatThrownBy(() -> load.onProgress(progress -> {
                            if (progress.phase() == LoadPhase.SWITCHING) {
                                terminateLoaders();
                            }
                        })
                        .run())
                .isInstanceOf(LoadException.class);
    }

    private String parts() throws SQLException {
        return database.value("SELECT count(*) FROM grch38.load_parts");
    }

    /** A load of something else leaves alone what a later call can go on with. */
    @Test
    void keepsWhatWasStagedForAnotherDataset() throws Exception {
        GeneLoad other = genome.loadGenes(InputSource.of(changed)).dataset("other");
        dieBeforeTheSwitch(other);
        String staged = parts();
        assertThat(staged).isNotEqualTo("0");
        genome.loadGenes(InputSource.of(changed)).run();
        assertThat(parts()).isEqualTo(staged);

        assertThat(other.run().state()).isEqualTo(LoadState.DONE);
        assertThat(database.rows("SELECT dataset, state FROM grch38.load_runs ORDER BY run_id"))
                .as("the load of the other dataset is one run, taken over")
                .containsExactly("genes|done", "other|done", "genes|done");
        assertNoLeftovers();
    }

    /** Appending is never taken over: whoever comes next cleans up. */
    @Test
    void cleansUpAfterAnotherDatasetsKilledAppend() throws Exception {
        dieBeforeTheSwitch(
                genome.loadGenes(InputSource.of(changed)).dataset("other").mode(LoadMode.APPEND));
        assertThat(parts()).isNotEqualTo("0");
        genome.loadGenes(InputSource.of(changed)).run();
        assertNoLeftovers();
    }

    @Test
    void loadingTheOldFileDropsWhatWasStagedOfTheNewOne() throws Exception {
        GeneLoad old =
                genome.loadGenes(InputSource.of(Files.writeString(directory.resolve("old.gtf"), Fixtures.GENES)));
        dieBeforeTheSwitch(genome.loadGenes(InputSource.of(changed)));
        assertThat(parts()).isNotEqualTo("0");
        assertThat(old.run().state()).isEqualTo(LoadState.UNCHANGED);
        assertNoLeftovers();
        assertThat(database.rows(DATA)).containsExactly("ENSG01|3", "ENSG02|2", "ENSG03|1");
    }

    @Test
    void droppingADatasetThatNeverBecameVisibleFreesItsTables() throws Exception {
        dieBeforeTheSwitch(genome.loadGenes(InputSource.of(changed)).dataset("other"));
        assertThat(genome.datasets().drop("genes", "other")).isTrue();
        assertNoLeftovers();
        assertThat(database.rows("SELECT * FROM grch38.load_runs WHERE state = 'running'"))
                .isEmpty();
        assertThat(genome.datasets().drop("genes", "other")).isFalse();
        assertThat(database.rows(DATA)).containsExactly("ENSG01|3", "ENSG02|2", "ENSG03|1");
    }

    @Test
    void droppingADatasetFreesWhatWasStagedToReplaceIt() throws Exception {
        dieBeforeTheSwitch(genome.loadGenes(InputSource.of(changed)));
        assertThat(genome.datasets().drop("genes", "genes")).isTrue();
        assertNoLeftovers();
        assertThat(database.rows(DATA)).isEmpty();
    }

    private void assertNoLeftovers() throws SQLException {
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind = 'r' AND relname ~ '_r[0-9]+$' AND NOT relispartition"))
                .isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
    }
}
