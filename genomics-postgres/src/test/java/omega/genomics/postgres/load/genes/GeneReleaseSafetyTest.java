package omega.genomics.postgres.load.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.query.genes.GeneQueries;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renewals of genes that are killed, and two of them at the same time. */
@DatabaseTest
class GeneReleaseSafetyTest {
    private static final String NAME = "ensembl";

    @TempDir
    Path directory;

    private final List<Path> files = new ArrayList<>();
    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void write(TestDatabase fresh) throws SQLException, IOException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        RandomGeneReleases releases = new RandomGeneReleases(21, 60);
        for (int k = 0; k < 3; k++) {
            files.add(releases.write(directory.resolve(k + ".gtf"), RandomGeneReleases.Form.PLAIN));
            releases.next(20);
        }
        renewal(0).run();
    }

    private GeneLoad renewal(int k) {
        return genome.loadGenes(InputSource.of(files.get(k)))
                .dataset(NAME)
                .release("11" + (3 + k))
                .renew();
    }

    private static List<String> models(GeneQueries genes) {
        return genes.models().stream()
                .map((Gene gene) -> gene + " " + gene.transcripts())
                .sorted()
                .toList();
    }

    private List<String> models() {
        return models(genome.genes().in(NAME));
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
        assertThat(refused.get(0)).isInstanceOf(LoadException.class).hasMessageContaining(NAME);
        assertThat(genome.geneReleases(NAME).list()).hasSize(2);
        renewal(2).run();
        assertThat(genome.geneReleases(NAME).list()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITING", "INDEXING", "SWITCHING"})
    void aRenewalWhoseConnectionsAreEndedChangesNothing(LoadPhase phase) throws Exception {
        List<String> before = models();

        assertThatThrownBy(() -> renewal(1)
                        .onProgress(progress -> {
                            if (progress.phase() == phase) {
                                endConnections();
                            }
                        })
                        .run())
                .isInstanceOf(RuntimeException.class);

        assertUnchanged(before);
    }

    /** The rows of some tables have been exchanged by then, within the transaction. */
    @ParameterizedTest
    @ValueSource(strings = {"gene_history", "exon_history", "dataset_releases"})
    void aRenewalWhoseConnectionEndsWithinTheSwitchChangesNothing(String table) throws Exception {
        List<String> before = models();
        database.execute("CREATE FUNCTION grch38.die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM"
                + " pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NEW; END'");
        database.execute("CREATE TRIGGER die BEFORE INSERT OR UPDATE ON grch38." + table
                + " FOR EACH ROW EXECUTE FUNCTION grch38.die()");

        assertThatThrownBy(() -> renewal(1).run()).isInstanceOf(LoadException.class);

        database.execute("DROP FUNCTION grch38.die() CASCADE");
        assertUnchanged(before);
    }

    private void assertUnchanged(List<String> before) throws SQLException, IOException {
        assertThat(models()).isEqualTo(before);
        assertThat(genome.geneReleases(NAME).list()).hasSize(1);
        renewal(1).run();
        assertThat(database.value("SELECT count(*) FROM grch38.load_parts")).isEqualTo("0");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind = 'r' AND relname ~ '_r[0-9]+$' AND NOT relispartition"))
                .isEmpty();
        assertThat(models(genome.genes().in(NAME).asOf("113"))).isEqualTo(before);
        genome.loadGenes(InputSource.of(files.get(1))).dataset("fresh").run();
        assertThat(models()).isEqualTo(models(genome.genes().in("fresh")));
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
