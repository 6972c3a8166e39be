package omega.genomics.postgres.load.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.Region;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.StoredRelease;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.postgres.query.ChangeKind;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantChange;
import omega.genomics.postgres.query.variants.VariantChanges;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs between two releases, compared with both as they are; and what is left when releases are dropped. */
@DatabaseTest
class ReleaseChangesTest {
    private static final int RELEASES = 4;

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;
    /** The texts of the rows of each release. */
    private final List<Map<String, String>> expected = new ArrayList<>();

    @BeforeEach
    void load(TestDatabase fresh) throws SQLException, IOException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        RandomReleases releases = new RandomReleases(21, 300);
        for (int k = 1; k <= RELEASES; k++) {
            load(releases.write(directory.resolve(k + ".vcf"), RandomReleases.Form.PLAIN), "clinvar")
                    .release(name(k))
                    .renew()
                    .run();
            expected.add(texts(genome.variants().in("clinvar").list()));
            releases.next(70);
        }
    }

    private VcfLoad load(Path file, String dataset) {
        return genome.loadVariants(InputSource.of(file))
                .dataset(dataset)
                .contigs(Assembly.grch38())
                .unknownContigs(UnknownContigs.KEEP);
    }

    private static String name(int k) {
        return "2026-0" + k + "-01";
    }

    private static String text(StoredVariant of) {
        return of.id() + " " + of.gene() + " " + of.clinicalSignificances() + " " + of.alleleFrequency() + " "
                + of.info();
    }

    private static Map<String, String> texts(List<StoredVariant> variants) {
        Map<String, String> texts = new HashMap<>();
        variants.forEach(of -> assertThat(texts.put(of.name(), text(of))).isNull());
        return texts;
    }

    /** Every change between two releases, as text. */
    private static Set<String> differences(Map<String, String> before, Map<String, String> after) {
        Set<String> all = new TreeSet<>();
        before.forEach((name, of) -> {
            String now = after.get(name);
            if (now == null) {
                all.add(name + " REMOVED " + of);
            } else if (!now.equals(of)) {
                all.add(name + " CHANGED " + of + " " + now);
            }
        });
        after.forEach((name, of) -> {
            if (!before.containsKey(name)) {
                all.add(name + " ADDED " + of);
            }
        });
        return all;
    }

    private static Set<String> texts(VariantChanges changes) {
        Set<String> all = new TreeSet<>();
        changes.forEach(change -> assertThat(all.add(change.variant().name() + " " + change.kind()
                        + change.before().map(of -> " " + text(of)).orElse("")
                        + change.after().map(of -> " " + text(of)).orElse("")))
                .isTrue());
        return all;
    }

    @Test
    void areTheDifferencesOfBothReleases() throws Exception {
        for (int from = 1; from <= RELEASES; from++) {
            for (int to = from; to <= RELEASES; to++) {
                String as = from + " to " + to;
                Set<String> all = differences(expected.get(from - 1), expected.get(to - 1));
                VariantChanges changes =
                        genome.changes("clinvar").since(name(from)).until(name(to));

                assertThat(texts(changes)).as(as).isEqualTo(all);
                assertThat(changes.counts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(all.size());
                assertThat(texts(changes.ofGene("TP53")))
                        .as(as)
                        .isEqualTo(some(all, text -> text.contains("Optional[TP53]")));
                assertThat(texts(changes.significance(ClinicalSignificance.PATHOGENIC)))
                        .as(as)
                        .isEqualTo(some(all, text -> text.contains("[PATHOGENIC]")));
                assertThat(texts(changes.overlapping(Region.parse("17:1-2500"))))
                        .as(as)
                        .isEqualTo(some(all, text -> text.startsWith("17-")));
                assertThat(sqlCounts(name(from), name(to))).as(as).isEqualTo(all.size());
            }
        }
        assertThat(texts(genome.changes("clinvar").since("2026-02-15")))
                .isEqualTo(differences(expected.get(1), expected.get(3)));
    }

    private interface Choice {
        boolean has(String text);
    }

    private static Set<String> some(Set<String> all, Choice choice) {
        Set<String> some = new TreeSet<>(all);
        some.removeIf(text -> !choice.has(text));
        return some;
    }

    private int sqlCounts(String since, String until) throws SQLException {
        return Integer.parseInt(database.value(
                "SELECT count(*) FROM grch38.variant_changes('clinvar', '" + since + "', '" + until + "')"));
    }

    @Test
    void tellWhichColumnsDiffer() {
        List<VariantChange> reclassified =
                genome.changes("clinvar").since(name(1)).significanceChanged().list();

        assertThat(reclassified).isNotEmpty().allSatisfy(change -> {
            assertThat(change.kind()).isEqualTo(ChangeKind.CHANGED);
            assertThat(change.changed()).contains("clinical_significances", "info");
        });
        assertThat(genome.changes("clinvar").since(name(1)).list())
                .filteredOn(VariantChange::isSignificanceChanged)
                .isEqualTo(reclassified);
    }

    @Test
    void carriedInACohort() throws Exception {
        List<VariantChange> all = genome.changes("clinvar").since(name(1)).list();
        StringBuilder vcf = new StringBuilder("""
                ##fileformat=VCFv4.2
                ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tone\ttwo
                """);
        Set<String> carried = new TreeSet<>();
        int number = 0;
        for (VariantChange change : all) {
            StoredVariant of = change.variant();
            if (of.alt().isPresent() && of.contig().equals("17")) {
                boolean isCarried = number++ % 2 == 0;
                vcf.append("17\t")
                        .append(of.position())
                        .append("\t.\t")
                        .append(of.ref())
                        .append('\t')
                        .append(of.alt().get())
                        .append("\t.\t.\t.\tGT\t0/0\t")
                        .append(isCarried ? "0/1\n" : "./.\n");
                if (isCarried) {
                    carried.add(of.name());
                }
            }
        }
        Path cohort = Files.writeString(directory.resolve("cohort.vcf"), vcf);
        load(cohort, "cohort").genotypes(true).run();

        assertThat(genome.changes("clinvar").since(name(1)).carriedIn("cohort").list())
                .extracting(change -> change.variant().name())
                .containsExactlyInAnyOrderElementsOf(carried);
        assertThat(carried).isNotEmpty();
        assertThatThrownBy(() -> genome.changes("clinvar")
                        .since(name(1))
                        .carriedIn("cohorts")
                        .list())
                .isInstanceOf(QueryException.class);
    }

    @Test
    void droppedReleasesLeaveTheOthersAsTheyWere() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            List<Integer> left = new ArrayList<>(List.of(1, 2, 3, 4));
            Random random = new Random(seed);
            while (left.size() > 1) {
                int dropped = left.remove(random.nextInt(left.size()));
                genome.releases("clinvar").drop(name(dropped));
                for (int k : left) {
                    assertThat(texts(genome.variants()
                                    .in("clinvar")
                                    .asOf(name(k))
                                    .list()))
                            .as("seed " + seed + ": " + k + " after dropping " + dropped)
                            .isEqualTo(expected.get(k - 1));
                }
                assertThat(genome.releases("clinvar").list())
                        .extracting(StoredRelease::rows)
                        .isEqualTo(left.stream()
                                .map(k -> (long) expected.get(k - 1).size())
                                .toList());
                assertThat(texts(genome.changes("clinvar").since(name(left.get(0)))))
                        .isEqualTo(differences(
                                expected.get(left.get(0) - 1), expected.get(left.get(left.size() - 1) - 1)));
            }
            assertThatThrownBy(() -> genome.releases("clinvar").drop(name(left.get(0))))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("is the only release");
            genome.datasets().drop("variants", "clinvar");
            for (int k = 1; k <= RELEASES; k++) {
                load(directory.resolve(k + ".vcf"), "clinvar")
                        .release(name(k))
                        .renew()
                        .run();
            }
        }
    }

    @Test
    void afterTheNewestIsDroppedTheNextOneIsComparedWithTheOneBefore() throws Exception {
        genome.releases("clinvar").drop(name(3));
        genome.releases("clinvar").drop(name(4));

        load(directory.resolve("3.vcf"), "clinvar").release("again").renew().run();

        assertThat(texts(genome.variants().in("clinvar").list())).isEqualTo(expected.get(2));
        assertThat(texts(genome.changes("clinvar").since(name(2))))
                .isEqualTo(differences(expected.get(1), expected.get(2)));
    }

    @Test
    void prunedReleasesAreGone() {
        assertThat(genome.releases("clinvar").pruneBefore(LocalDate.parse("2026-02-20")))
                .isEqualTo(2);

        assertThat(genome.releases("clinvar").list())
                .extracting(StoredRelease::name)
                .containsExactly(name(3), name(4));
        assertThat(texts(genome.variants().in("clinvar").asOf(name(3)).list())).isEqualTo(expected.get(2));
        assertThat(texts(genome.changes("clinvar").since(name(3))))
                .isEqualTo(differences(expected.get(2), expected.get(3)));
        assertThatThrownBy(() -> genome.variants().asOf(name(2)).list()).isInstanceOf(QueryException.class);
        assertThat(genome.releases("clinvar").pruneBefore(LocalDate.parse("2030-01-01")))
                .isEqualTo(1);
        assertThat(texts(genome.variants().in("clinvar").list())).isEqualTo(expected.get(3));
    }
}
