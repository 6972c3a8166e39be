package omega.genomics.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.vector.file.VectorFile;
import omega.genomics.postgres.vector.file.VectorFiles;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors are loaded by the mechanism that loads everything else. */
@DatabaseTest
class EmbeddingLoadTest {
    private static final String CONTENTS =
            "SELECT gene_id || embedding::text FROM grch38.gene_embeddings ORDER BY gene_id";

    @TempDir
    private Path folder;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase shared) throws Exception {
        database = shared;
        try (Connection connection = DriverManager.getConnection(shared.url())) {
            Sql.execute(connection, "DROP SCHEMA IF EXISTS grch38 CASCADE");
        }
        genome = GenomicsDatabase.open(shared.url()).assembly("grch38");
        genome.migrate();
    }

    private static VectorFile tsv(String text) {
        return VectorFiles.tsv(VectorContract.source(text));
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind = 'r' AND relname ~ '_r[0-9]+$' AND NOT relispartition"))
                .isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_runs WHERE state = 'running'"))
                .isEmpty();
    }

    @Test
    void aModelIsADatasetWithARunAndAReport() throws Exception {
        Path file = Files.writeString(folder.resolve("v.tsv"), "A\t1\t0\nB\t0\t1\nA\t1\t1\n");
        LoadReport report = genome.vectors()
                .load("m", VectorFiles.tsv(InputSource.of(file)))
                .version("2")
                .run()
                .load()
                .orElseThrow();

        assertThat(report.kind()).isEqualTo("embeddings");
        assertThat(report.recordsRead()).isEqualTo(3);
        assertThat(report.recordsStored()).isEqualTo(2);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.rowsWritten()).containsOnly(Map.entry("gene_embeddings", 2L));
        assertThat(database.rows("SELECT kind, dataset, state, records_read FROM grch38.load_runs"))
                .containsExactly("embeddings|m 2|done|3");
        StoredDataset dataset = genome.datasets().list().get(0);
        assertThat(dataset.name()).isEqualTo("m 2");
        assertThat(dataset.sha256()).isEqualTo(database.value("SELECT source_hash FROM grch38.embedding_metadata"));

        assertThat(genome.datasets().drop("embeddings", "m 2")).isTrue();
        assertThat(genome.vectors().models()).isEmpty();
        assertThat(database.rows(CONTENTS)).isEmpty();
    }

    @Test
    void droppingAModelDropsItsDataset() throws Exception {
        genome.vectors().load("m", tsv("A\t1\n")).run();
        genome.vectors().load("m", tsv("A\t1\n")).version("2").run();
        genome.vectors().drop("m");
        assertThat(genome.datasets().list()).isEmpty();
        assertThat(database.rows(CONTENTS)).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void aFailedOrCancelledLoadLeavesNothing() throws Exception {
        genome.vectors().load("m", tsv("A\t1\t0\n")).run();
        List<String> before = database.rows(CONTENTS);
        assertThatThrownBy(() ->
                        genome.vectors().load("m", tsv("A\t1\t0\nB\t0\t0\n")).run())
                .isInstanceOf(VectorException.class);
        CancelSignal cancel = new CancelSignal();
        Planted planted = new Planted(3000, 8, 4, 1, 3);
        assertThatThrownBy(() -> genome.vectors()
                        .load("m", VectorFiles.tsv(planted.tsv()))
                        .onProgress(count -> cancel.cancel())
                        .cancelledBy(cancel)
                        .run())
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.isCancelled()).isTrue());
        assertThat(database.rows("SELECT state FROM grch38.load_runs ORDER BY run_id"))
                .containsExactly("done", "failed", "cancelled");
        assertThat(database.rows(CONTENTS)).isEqualTo(before);
        assertNothingIsLeft();
    }

    @Test
    void vectorsMadeFromTextsAreReplacedUnderTheSameNumber() throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        genome.vectors().embed(new HashedEmbedder()).run();
        EmbeddingModel made = genome.vectors().models().get(0);
        genome.vectors()
                .load(made.name(), tsv("A\t1\t0\n"))
                .version(made.version())
                .run();
        EmbeddingModel loaded = genome.vectors().models().get(0);
        assertThat(loaded.id()).isEqualTo(made.id());
        assertThat(loaded.revision()).isGreaterThan(made.revision());
        assertThat(loaded.dimension()).isEqualTo(2);
        assertThat(database.rows(CONTENTS)).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void modelsThatWouldShareANameAreRefused() throws Exception {
        genome.vectors().load("a b", tsv("A\t1\t0\n")).run();
        assertThatThrownBy(() -> genome.vectors()
                        .load("a", tsv("A\t0\t1\n"))
                        .version("b")
                        .run())
                .isInstanceOf(VectorException.class)
                .hasMessageContaining("another model and version are called \"a b\"");
        assertThat(genome.vectors().models()).hasSize(1);
    }

    /** The switch waits for a reader; the loader is killed while it does. The next call only switches. */
    @Test
    void aLoadKilledBeforeItsSwitchIsGoneOnWith() throws Exception {
        genome.vectors().load("m", tsv("A\t1\t0\n")).run();
        Path file = Files.writeString(folder.resolve("v.tsv"), "B\t1\t0\nC\t0\t1\nNOBODY\t1\t1\n");
        try (Connection reader = DriverManager.getConnection(database.url())) {
            reader.setAutoCommit(false);
            Sql.query(reader, row -> row.getInt(1), "SELECT count(*) FROM grch38.gene_embeddings");
            Process loader = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Loader.class.getName(),
                            database.url(),
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("loader.log").toFile())
                    .start();
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (database.rows("SELECT FROM grch38.load_parts").isEmpty()) {
                assertThat(System.nanoTime())
                        .as(Files.readString(folder.resolve("loader.log")))
                        .isLessThan(giveUp);
                LockSupport.parkNanos(20_000_000);
            }
            assertThat(loader.isAlive()).isTrue();
            loader.destroyForcibly().waitFor();
            assertThat(database.rows(CONTENTS)).hasSize(1);
            reader.rollback();
        }

        EmbeddingReport report = genome.vectors()
                .load("m", VectorFiles.tsv(InputSource.of(file)))
                .onProgress(count -> {
                    throw new AssertionError("read again");
                })
                .run();

        assertThat(report.read()).isEqualTo(3);
        assertThat(report.stored()).isEqualTo(3);
        assertThat(report.dimension()).isEqualTo(2);
        assertThat(report.unknown()).containsExactlyInAnyOrder("B", "C", "NOBODY");
        assertThat(database.rows("SELECT state FROM grch38.load_runs ORDER BY run_id"))
                .containsExactly("done", "done");
        assertThat(database.rows(CONTENTS)).hasSize(3);
        assertNothingIsLeft();
    }

    /** Loads in a JVM of its own. */
    static final class Loader {
        private Loader() {}

        public static void main(String[] args) throws Exception {
            GenomicsDatabase.open(args[0])
                    .assembly("grch38")
                    .vectors()
                    .load("m", VectorFiles.tsv(InputSource.of(Path.of(args[1]))))
                    .run();
        }
    }
}
