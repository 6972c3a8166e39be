package omega.genomics.postgres.load.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantCursor;
import omega.genomics.postgres.query.variants.VariantPage;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries of an older release return what they return of a dataset into which that release is loaded alone. */
@DatabaseTest
class PastReleasesTest {
    private static final int RELEASES = 4;

    private static final Map<String, UnaryOperator<VariantQueries>> QUERIES = new LinkedHashMap<>();

    static {
        QUERIES.put("everything", variants -> variants);
        QUERIES.put("a region", variants -> variants.overlapping(Region.parse("17:500-900")));
        QUERIES.put(
                "regions",
                variants -> variants.overlapping(List.of(Region.parse("1:1-300"), Region.parse("X:1000-1400"))));
        QUERIES.put("a scaffold", variants -> variants.overlapping(Region.parse("KI270728.1:1-2000")));
        QUERIES.put("a significance", variants -> variants.significance(ClinicalSignificance.PATHOGENIC));
        QUERIES.put(
                "a significance in a region",
                variants -> variants.overlapping(Region.parse("1:200-1500"))
                        .significance(ClinicalSignificance.BENIGN, ClinicalSignificance.LIKELY_BENIGN));
        QUERIES.put("a gene", variants -> variants.ofGene("TP53"));
        QUERIES.put("a value", variants -> variants.info("CLNDN", "disease_3"));
        QUERIES.put("a frequency", variants -> variants.rarerThan(0.002));
    }

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void load(TestDatabase fresh) throws SQLException, IOException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        RandomReleases releases = new RandomReleases(11, 500);
        for (int k = 1; k <= RELEASES; k++) {
            Path file = releases.write(directory.resolve(k + ".vcf"), RandomReleases.Form.PLAIN);
            load(file, "clinvar").release(name(k)).renew().run();
            load(file, "fresh" + k).run();
            releases.next(80);
        }
    }

    private omega.genomics.postgres.load.variants.VcfLoad load(Path file, String dataset) {
        return genome.loadVariants(InputSource.of(file))
                .dataset(dataset)
                .contigs(Assembly.grch38())
                .unknownContigs(UnknownContigs.KEEP);
    }

    private static String name(int k) {
        return "2026-0" + k + "-01";
    }

    private static List<String> texts(List<StoredVariant> variants) {
        return variants.stream()
                .map(of -> of.name() + " " + of.end() + " " + of.id() + " " + of.gene() + " " + of.rsNumber() + " "
                        + of.clinicalSignificances() + " " + of.alleleFrequency() + " " + of.info())
                .sorted()
                .toList();
    }

    @Test
    void areQueriedAsFreshLoadsAre() {
        QUERIES.forEach((what, query) -> {
            for (int k = 1; k <= RELEASES; k++) {
                String as = what + " as of " + k;
                List<String> expected =
                        texts(query.apply(genome.variants().in("fresh" + k)).list());
                VariantQueries past =
                        query.apply(genome.variants().in("clinvar")).asOf(name(k));

                List<StoredVariant> all = past.list();
                assertThat(texts(all)).as(as).isEqualTo(expected);
                assertThat(past.count()).as(as).isEqualTo(expected.size());
                try (Stream<StoredVariant> stream = past.stream()) {
                    assertThat(stream.toList()).as(as).isEqualTo(all);
                }
                assertThat(pages(past)).as(as).isEqualTo(all);
            }
        });
    }

    private static List<StoredVariant> pages(VariantQueries past) {
        List<StoredVariant> all = new ArrayList<>();
        VariantPage page = past.page(37);
        all.addAll(page.variants());
        for (Optional<VariantCursor> next = page.next(); next.isPresent(); next = page.next()) {
            page = past.page(next.get(), 37);
            all.addAll(page.variants());
        }
        return all;
    }

    @Test
    void areChosenByDateOrByName() {
        VariantQueries clinvar = genome.variants().in("clinvar");

        assertThat(clinvar.asOf("2026-03-31").count())
                .isEqualTo(clinvar.asOf("2026-03-01").count());
        assertThat(clinvar.asOf("2030-01-01").list()).isEqualTo(clinvar.list());
        assertThat(genome.variants().asOf("2030-01-01").count()).isEqualTo(clinvar.count());
        assertThatThrownBy(() -> clinvar.asOf("2025-12-31").list())
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "expected a release of \"clinvar\" called \"2025-12-31\", or not later than that date, found"
                                + " none: clinvar has 2026-01-01 to 2026-04-01");
        assertThatThrownBy(
                        () -> genome.variants().in("fresh1").asOf("2026-01-01").count())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("no release is loaded");
        assertThatThrownBy(
                        () -> genome.variants().in("clinva").asOf("2026-01-01").count())
                .hasMessageContaining("clinvar");
    }

    @Test
    void areExportedUnderTheirNames() throws IOException {
        VariantQueries clinvar = genome.variants().in("clinvar");
        assertThat(header(clinvar)).containsOnlyOnce("##datasetRelease=" + name(RELEASES));
        assertThat(header(genome.variants().asOf("2026-02-15"))).containsOnlyOnce("##datasetRelease=" + name(2));
        assertThat(header(genome.variants().in("fresh1"))).noneMatch(line -> line.startsWith("##datasetRelease"));

        Path exported = directory.resolve("exported.vcf");
        try (OutputStream out = Files.newOutputStream(exported)) {
            clinvar.asOf(name(1)).writeVcf(out);
        }
        load(exported, "exported").release("again").run();
        VariantQueries again = genome.variants().in("exported");
        assertThat(header(again))
                .filteredOn(line -> line.startsWith("##datasetRelease"))
                .containsExactly("##datasetRelease=again");
        assertThat(texts(again.list())).isEqualTo(texts(clinvar.asOf(name(1)).list()));
    }

    private static List<String> header(VariantQueries of) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        of.writeVcf(out);
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("##"))
                .toList();
    }

    /** What was looked up for an earlier query does not outlive the releases. */
    @Test
    void areLookedUpAgainWhenOthersCome() throws IOException {
        VariantQueries always = genome.variants().in("clinvar").asOf("2030-01-01");
        VariantQueries april = genome.variants().in("clinvar").asOf("2026-04-30");
        VariantQueries region = always.overlapping(Region.parse("17:1-900"));
        List<StoredVariant> inApril = april.list();
        assertThat(always.list()).isEqualTo(inApril);
        long before = region.count();

        Path file = new RandomReleases(12, 300).write(directory.resolve("other.vcf"), RandomReleases.Form.PLAIN);
        load(file, "clinvar").release("2026-05-01").renew().run();

        assertThat(always.list())
                .isEqualTo(genome.variants().in("clinvar").list())
                .isNotEqualTo(inApril);
        assertThat(region.count()).isEqualTo(region.list().size()).isNotEqualTo(before);
        assertThat(texts(april.list())).isEqualTo(texts(inApril));

        genome.releases("clinvar").drop("2026-05-01");
        assertThat(texts(always.list())).isEqualTo(texts(inApril));
        assertThat(region.count()).isEqualTo(before);
    }

    @Test
    void takeOneStatementFromTheSecondQueryOn() throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection connection = database.connect()) {
            AssemblyDatabase counted = GenomicsDatabase.open(TestDatabase.keeping(noting(connection, statements)))
                    .assembly("grch38");
            for (String release : List.of(name(1), name(RELEASES), "2030-01-01")) {
                VariantQueries region = counted.variants().asOf(release).overlapping(Region.parse("17:500-900"));
                region.list();
                for (Supplier<?> query : List.<Supplier<?>>of(region::list, region::count, () -> region.page(20))) {
                    statements.clear();
                    assertThat(query.get()).as(release).isNotNull();
                    assertThat(statements).as(release).hasSize(1);
                }
            }
        }
    }

    private static Connection noting(Connection connection, List<String> statements) {
        return (Connection) Proxy.newProxyInstance(
                PastReleasesTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    }
                    return method.invoke(connection, arguments);
                });
    }
}
