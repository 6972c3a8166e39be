package omega.genomics.postgres.load.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers and other loaders during a renewal, and renewals that are killed. */
@DatabaseTest
class ReleaseSafetyTest {
    @TempDir
    Path directory;

    private final List<Path> files = new ArrayList<>();
    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void write(TestDatabase fresh) throws SQLException, IOException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        RandomReleases releases = new RandomReleases(41, 400);
        for (int k = 0; k < 4; k++) {
            files.add(releases.write(directory.resolve(k + ".vcf"), RandomReleases.Form.PLAIN));
            releases.next(100);
        }
        renewal(0).run();
    }

    private VcfLoad renewal(int k) {
        return genome.loadVariants(InputSource.of(files.get(k)))
                .dataset("clinvar")
                .contigs(Assembly.grch38())
                .unknownContigs(UnknownContigs.KEEP)
                .release("2026-01-0" + (k + 1))
                .renew();
    }

    private List<String> rows() {
        return texts(genome.variants().list());
    }

    private static List<String> texts(List<StoredVariant> variants) {
        return variants.stream()
                .map(of -> of.name() + " " + of.id() + " " + of.info())
                .sorted()
                .toList();
    }

    @Test
    void readersSeeTheOldOrTheNewRelease() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        List<Supplier<List<String>>> reads = List.of(
                this::rows,
                this::streamed,
                () -> texts(genome.variants().asOf("2026-01-01").list()));
        // a thread for each, or the last may wait for one until the renewals are over
        ExecutorService readers = Executors.newFixedThreadPool(reads.size());
        Set<List<String>> states = new HashSet<>();
        List<String> first = rows();
        states.add(first);
        List<Set<List<String>>> seen = new ArrayList<>();
        try {
            List<Future<Set<List<String>>>> running = new ArrayList<>();
            for (Supplier<List<String>> read : reads) {
                running.add(readers.submit(() -> {
                    Set<List<String>> results = new HashSet<>();
                    do {
                        results.add(read.get());
                    } while (!isOver.get());
                    return results;
                }));
            }
            for (int k = 1; k < files.size(); k++) {
                renewal(k).run();
                states.add(rows());
            }
            isOver.set(true);
            for (Future<Set<List<String>>> reader : running) {
                seen.add(reader.get());
            }
        } finally {
            isOver.set(true);
            readers.shutdown();
        }

        assertThat(states).hasSize(files.size());
        assertThat(states).containsAll(seen.get(0));
        assertThat(states).containsAll(seen.get(1));
        assertThat(seen.get(2)).containsExactly(first);
    }

    private List<String> streamed() {
        try (var stream = genome.variants().stream()) {
            return texts(stream.toList());
        }
    }

    @Test
    void aSecondRenewalAtTheSameTimeIsRefused() throws Exception {
        List<Throwable> refused = new ArrayList<>();
        renewal(1)
                .onProgress(progress -> {
                    if (refused.isEmpty()) {
                        try {
                            renewal(2).run();
                        } catch (LoadException | IOException e) {
                            refused.add(e);
                        }
                    }
                })
                .run();

        assertThat(refused).hasSize(1);
        assertThat(refused.get(0)).isInstanceOf(LoadException.class).hasMessageContaining("clinvar");
        assertThat(genome.releases("clinvar").list()).hasSize(2);
        renewal(2).run();
        assertThat(genome.releases("clinvar").list()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITING", "INDEXING", "SWITCHING"})
    void aRenewalWhoseConnectionsAreEndedChangesNothing(LoadPhase phase) throws Exception {
        List<String> before = rows();

        assertThatThrownBy(() -> renewal(1)
                        .onProgress(progress -> {
                            if (progress.phase() == phase) {
                                endConnections();
                            }
                        })
                        .run())
                .isInstanceOf(RuntimeException.class);

        assertThat(rows()).isEqualTo(before);
        assertThat(genome.releases("clinvar").list()).hasSize(1);
        renewal(1).run();
        assertThat(database.value("SELECT count(*) FROM grch38.load_parts")).isEqualTo("0");
        assertThat(texts(genome.variants().in("clinvar").asOf("2026-01-01").list()))
                .isEqualTo(before);
        genome.loadVariants(InputSource.of(files.get(1)))
                .dataset("fresh")
                .contigs(Assembly.grch38())
                .unknownContigs(UnknownContigs.KEEP)
                .run();
        assertThat(texts(genome.variants().in("clinvar").list()))
                .isEqualTo(texts(genome.variants().in("fresh").list()));
    }

    private void endConnections() {
        try {
            database.rows(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid"
                            + " <> pg_backend_pid() AND backend_type = 'client backend'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
