package omega.genomics.postgres.load.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dataset is renewed by its differences, and asked as of any release. */
@DatabaseTest
class ReleaseLoadTest {
    /** All columns but the dataset and the record number. */
    private static final String CONTENT = "to_jsonb(v) - 'dataset_id' - 'record_number'";

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private VcfLoad clinvar(Path file) {
        return genome.loadVariants(InputSource.of(file))
                .dataset("clinvar")
                .contigs(Assembly.grch38())
                .unknownContigs(UnknownContigs.KEEP);
    }

    private LoadReport renew(RandomReleases of, String release, RandomReleases.Form form) throws IOException {
        Path file = of.write(directory.resolve(release + "-" + form + ".vcf"), form);
        return clinvar(file).release(release).renew().run();
    }

    private List<String> rowsOf(String dataset) throws SQLException {
        return database.rows("SELECT " + CONTENT + " FROM grch38.variants v WHERE dataset_id ="
                + " (SELECT dataset_id FROM grch38.datasets WHERE name = '" + dataset + "') ORDER BY 1");
    }

    private List<String> rowsAsOf(String release) throws SQLException {
        return database.rows("SELECT " + CONTENT + " FROM (SELECT DISTINCT chromosome FROM grch38.variant_digests) c,"
                + " grch38.variants_as_of(c.chromosome, 0, 2147483647, '" + release + "') v ORDER BY 1");
    }

    private static ReleaseCounts named(ReleaseCounts counts, String release, String previous) {
        return new ReleaseCounts(
                release, Optional.of(previous), counts.added(), counts.removed(), counts.changed(), counts.unchanged());
    }

    @Test
    void eachReleaseIsWhatAFreshLoadOfItIs() throws Exception {
        assertEachReleaseIsWhatAFreshLoadOfItIs(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8})
    @Tag("slow")
    void eachOfManyReleasesIsWhatAFreshLoadOfItIs(long seed) throws Exception {
        assertEachReleaseIsWhatAFreshLoadOfItIs(seed);
    }

    private void assertEachReleaseIsWhatAFreshLoadOfItIs(long seed) throws Exception {
        Random random = new Random(seed);
        RandomReleases releases = new RandomReleases(seed, 400);
        List<List<String>> expected = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            ReleaseCounts counts = k == 0 ? null : k == 4 ? releases.dropContig(1) : releases.next(60);
            RandomReleases.Form[] forms = RandomReleases.Form.values();
            RandomReleases.Form form = forms[random.nextInt(forms.length)];
            String name = "2026-0" + (k + 1) + "-01";
            LoadReport report = renew(releases, name, form);

            ReleaseCounts release = report.release().orElseThrow();
            if (counts == null) {
                assertThat(release).isEqualTo(new ReleaseCounts(name, Optional.empty(), releases.size(), 0, 0, 0));
            } else {
                assertThat(release).as(name + " " + form).isEqualTo(named(counts, name, names.get(k - 1)));
            }
            clinvar(releases.write(directory.resolve("fresh.vcf"), RandomReleases.Form.PLAIN))
                    .dataset("fresh")
                    .run();
            expected.add(rowsOf("fresh"));
            names.add(name);
            assertThat(rowsOf("clinvar")).as(name).isEqualTo(expected.get(k));
        }
        for (int k = 0; k < names.size(); k++) {
            assertThat(rowsAsOf(names.get(k))).as(names.get(k)).isEqualTo(expected.get(k));
        }
        assertThat(rowsAsOf("2026-03-20")).isEqualTo(expected.get(2));
        assertThat(rowsAsOf("2025-12-31")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anotherFormOfTheSameFileHasNoChanges(RandomReleases.Form form) throws Exception {
        RandomReleases releases = new RandomReleases(5, 500);
        renew(releases, "2026-01-01", RandomReleases.Form.PLAIN);
        List<String> before = rowsOf("clinvar");

        LoadReport report = renew(releases, "2026-01-08", form);

        assertThat(report.release()).hasValue(new ReleaseCounts("2026-01-08", Optional.of("2026-01-01"), 0, 0, 0, 500));
        assertThat(report.alleles().stored()).isEqualTo(500);
        assertThat(rowsOf("clinvar")).isEqualTo(before);
        assertThat(database.value("SELECT count(*) FROM grch38.variant_history"))
                .isEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM grch38.load_parts")).isEqualTo("0");
    }

    @Test
    void theSameFileAndReleaseAgainIsUnchanged() throws Exception {
        RandomReleases releases = new RandomReleases(6, 100);
        Path file = releases.write(directory.resolve("a.vcf"), RandomReleases.Form.PLAIN);
        clinvar(file).release("2026-01-01").renew().run();

        LoadReport report = clinvar(file).release("2026-01-01").renew().run();

        assertThat(report.state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(report.release()).hasValue(new ReleaseCounts("2026-01-01", Optional.empty(), 0, 0, 0, 100));
    }

    @Test
    void datasetsCountTheirRows() throws Exception {
        RandomReleases releases = new RandomReleases(7, 300);
        renew(releases, "2026-01-01", RandomReleases.Form.PLAIN);
        releases.next(100);
        renew(releases, "2026-01-08", RandomReleases.Form.PLAIN);

        assertThat(database.value("SELECT sum(value::int) FROM grch38.datasets, jsonb_each_text(row_counts)"
                        + " WHERE key LIKE 'variants%'"))
                .isEqualTo(String.valueOf(releases.size()));
    }

    @Test
    void loadsThatWouldForgetReleasesAreRefused() throws Exception {
        RandomReleases releases = new RandomReleases(8, 100);
        renew(releases, "2026-01-01", RandomReleases.Form.PLAIN);
        releases.next(10);
        renew(releases, "2026-01-08", RandomReleases.Form.PLAIN);
        releases.next(10);
        Path next = releases.write(directory.resolve("next.vcf"), RandomReleases.Form.PLAIN);

        assertThatThrownBy(() -> clinvar(next).run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("the dataset has 2 releases, which this load would forget");
        assertThatThrownBy(() -> clinvar(next).mode(LoadMode.APPEND).run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("no file can be appended");
        assertThatThrownBy(() -> clinvar(next).release("2026-01-01").renew().run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("has a release \"2026-01-01\"");
        assertThatThrownBy(() -> clinvar(next).release("2026-01-05").renew().run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("not earlier than \"2026-01-08\"");
        assertThatThrownBy(() -> genome.convertVariants("clinvar", VariantLayout.PACKED))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("releases");
        assertThatThrownBy(() -> clinvar(next).renew().run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name of a release");
        assertThat(genome.datasets().drop("variants", "clinvar")).isTrue();
        assertThat(database.value("SELECT count(*) FROM grch38.dataset_releases"))
                .isEqualTo("0");
        assertThat(database.value("SELECT count(*) FROM grch38.variant_history"))
                .isEqualTo("0");
    }
}
