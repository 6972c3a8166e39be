package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.consequence.Impact;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.packed.PackedFiles;
import omega.genomics.postgres.query.ContigOrder;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.postgres.query.cohorts.CohortQueries;
import omega.genomics.postgres.query.cohorts.SampleGenotype;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query over packed blocks finds what the same query over rows finds. */
@DatabaseTest
class PackedQueriesTest {
    private static final int RECORDS = 3_000;
    private static final List<String> CONTIGS = List.of("1", "17", "X", "MT", "KI270728.1");
    private static final Comparator<StoredVariant> ORDER = Comparator.comparing(
                    StoredVariant::contig, ContigOrder.BY_RANK)
            .thenComparingInt(StoredVariant::position)
            .thenComparingInt(StoredVariant::datasetId);

    private static AssemblyDatabase genome;
    private static VariantQueries variants;

    @BeforeAll
    static void load(TestDatabase database, @TempDir Path folder) throws Exception {
        genome = Genomes.empty(database, "packedqueries");
        genome.loadGenes(Fixtures.genes()).run();
        Path file = Files.writeString(folder.resolve("own.vcf"), PackedFiles.text(20, RECORDS));
        for (VariantLayout layout : VariantLayout.values()) {
            genome.loadVariants(InputSource.of(file))
                    .unknownContigs(UnknownContigs.KEEP)
                    .dataset(layout.name())
                    .layout(layout)
                    .genotypes(true)
                    .allConsequences(true)
                    .duplicates(DuplicatePolicy.FIRST)
                    .run();
        }
        Path other = Files.writeString(folder.resolve("other.vcf"), PackedFiles.unsorted(21, 500));
        genome.loadVariants(InputSource.of(other))
                .unknownContigs(UnknownContigs.KEEP)
                .dataset("other")
                .layout(VariantLayout.PACKED)
                .genotypes(true)
                .allConsequences(true)
                .duplicates(DuplicatePolicy.FIRST)
                .run();
        variants = genome.variants();
    }

    /** Asks as a seed says. */
    private static UnaryOperator<VariantQueries> filter(Random random) {
        List<UnaryOperator<VariantQueries>> filters = new ArrayList<>();
        place(random, filters);
        int more = random.nextInt(3);
        for (int i = 0; i < more; i++) {
            filters.add(which(random));
        }
        return queries -> {
            VariantQueries all = queries;
            for (UnaryOperator<VariantQueries> next : filters) {
                all = next.apply(all);
            }
            return all;
        };
    }

    private static void place(Random random, List<UnaryOperator<VariantQueries>> filters) {
        int kind = random.nextInt(5);
        if (kind == 0) {
            String contig = CONTIGS.get(random.nextInt(CONTIGS.size()));
            int position = random.nextInt(4_000);
            filters.add(queries -> queries.at(contig, position));
        } else if (kind < 4) {
            List<Region> regions = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                int start = 1 + random.nextInt(random.nextBoolean() ? 5_000 : 3_000_000);
                regions.add(new Region(
                        CONTIGS.get(random.nextInt(CONTIGS.size())),
                        start,
                        start + random.nextInt(random.nextBoolean() ? 200 : 2_000_000)));
            }
            filters.add(queries -> queries.overlapping(regions));
        }
    }

    /** The page of each region is the page of that region alone, whichever layouts are asked. */
    @ParameterizedTest
    @ValueSource(strings = {"ROWS", "PACKED", "other", ""})
    void readsAPageOfEachOfSeveralRegions(String dataset) {
        Random random = new Random(31);
        for (int round = 0; round < 6; round++) {
            List<Region> regions = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                int start = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(random.nextBoolean() ? 5_000 : 3_000_000);
                int length = random.nextInt(random.nextBoolean() ? 200 : 2_000_000);
                regions.add(new Region(CONTIGS.get(random.nextInt(CONTIGS.size())), start, start + length));
            }
            UnaryOperator<VariantQueries> which = random.nextBoolean() ? which(random) : all -> all;
            VariantQueries of = which.apply(dataset.isEmpty() ? variants : variants.in(dataset));
            int size = 1 + random.nextInt(20);
            assertThat(of.pages(regions, size))
                    .as("%s of %s", size, regions)
                    .isEqualTo(regions.stream()
                            .map(region -> of.overlapping(region).page(size))
                            .toList());
        }
    }

    private static UnaryOperator<VariantQueries> which(Random random) {
        double frequency = random.nextInt(1000) / 1000.0;
        int number = random.nextInt(5_000);
        String gene = "GENE" + random.nextInt(40);
        String depth = String.valueOf(random.nextInt(500));
        return switch (random.nextInt(15)) {
            case 0 -> queries -> queries.rs(number);
            case 1 -> queries -> queries.withId("rs" + number);
            case 2 -> queries -> queries.withId("rs" + number + ";other" + number);
            case 3 -> queries -> queries.ofGene(gene);
            case 4 -> queries -> queries.frequency(frequency, Math.min(1, frequency + 0.05));
            case 5 -> queries -> queries.rarerThan(frequency / 10);
            case 6 -> queries -> queries.significance(ClinicalSignificance.PATHOGENIC, ClinicalSignificance.BENIGN);
            case 7 -> queries -> queries.consequence("stop_gained");
            case 8 -> queries -> queries.impact(Impact.HIGH, Impact.LOW);
            case 9 -> queries -> queries.info("DP", depth);
            case 10 -> queries -> queries.ofType(VariantType.SV, VariantType.BND);
            case 11 -> queries -> queries.matching("COUNT(GT=\"het\") > " + number % 3);
            case 12 -> queries -> queries.matching("F_MISSING > 0.2 && INFO/DP < " + depth);
            case 13 -> queries -> queries.anyConsequence(ConsequenceFilter.any().ofGene(gene));
            default -> VariantQueries::passing;
        };
    }

    private static StoredVariant undated(StoredVariant v) {
        return new StoredVariant(
                0,
                v.recordNumber(),
                v.alleleIndex(),
                v.ordinal(),
                v.contig(),
                v.position(),
                v.end(),
                v.id(),
                v.ref(),
                v.alt(),
                v.type(),
                v.qual(),
                v.filter(),
                v.alleleFrequency(),
                v.alleleCount(),
                v.alleleNumber(),
                v.depth(),
                v.rsNumber(),
                v.gene(),
                v.geneId(),
                v.consequence(),
                v.impact(),
                v.clinicalSignificances(),
                v.info(),
                v.hgvsGenomic(),
                v.hgvsCoding(),
                v.hgvsProtein());
    }

    private static List<StoredVariant> undated(Stream<StoredVariant> of) {
        return of.map(PackedQueriesTest::undated).toList();
    }

    private static List<StoredVariant> listed(VariantQueries queries) {
        try {
            return queries.list();
        } catch (UnknownNameException e) {
            return List.of(); // an id or a gene that nothing has
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void findsWhatRowsHave(long seed) {
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 40; i++) {
            UnaryOperator<VariantQueries> filter = filter(random);
            VariantQueries ofRows = filter.apply(variants.in("ROWS"));
            VariantQueries ofBlocks = filter.apply(variants.in("PACKED"));
            List<StoredVariant> rows = listed(ofRows);
            String which = "seed " + seed + ", query " + i;
            assertThat(undated(listed(ofBlocks).stream())).as(which).isEqualTo(undated(rows.stream()));
            if (rows.isEmpty()) {
                continue;
            }
            found++;
            assertThat(ofBlocks.count()).as(which).isEqualTo(rows.size());
            assertThat(undated(ofBlocks.first().stream()))
                    .as(which)
                    .isEqualTo(undated(rows.stream().limit(1)));
            assertThat(undated(paged(ofBlocks, Math.max(7, rows.size() / 5)).stream()))
                    .as(which)
                    .isEqualTo(undated(rows.stream()));
            try (Stream<StoredVariant> stream = ofBlocks.stream()) {
                assertThat(undated(stream)).as(which).isEqualTo(undated(rows.stream()));
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    private static List<StoredVariant> paged(VariantQueries queries, int size) {
        List<StoredVariant> all = new ArrayList<>();
        VariantPage page = queries.page(size);
        all.addAll(page.variants());
        while (page.next().isPresent()) {
            page = queries.page(page.next().get(), size);
            all.addAll(page.variants());
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void mergesAllDatasetsWhateverTheirLayout(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 15; i++) {
            UnaryOperator<VariantQueries> filter = filter(random);
            List<StoredVariant> each = new ArrayList<>();
            for (String dataset : List.of("ROWS", "PACKED", "other")) {
                each.addAll(listed(filter.apply(variants.in(dataset))));
            }
            each.sort(ORDER);
            VariantQueries all = filter.apply(variants);
            String which = "seed " + seed + ", query " + i;
            assertThat(listed(all)).as(which).isEqualTo(each);
            if (!each.isEmpty()) {
                assertThat(all.count()).as(which).isEqualTo(each.size());
                assertThat(paged(all, Math.max(7, each.size() / 4))).as(which).isEqualTo(each);
                try (Stream<StoredVariant> stream = all.stream()) {
                    assertThat(stream.toList()).as(which).isEqualTo(each);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void findsTheCarriersAndConsequencesThatRowsHave(long seed) {
        Random random = new Random(seed);
        List<StoredVariant> all = variants.in("ROWS").list();
        CohortQueries ofRows = genome.cohorts().in("ROWS");
        CohortQueries ofBlocks = genome.cohorts().in("PACKED");
        int carried = 0;
        int changed = 0;
        for (int i = 0; i < 30; i++) {
            StoredVariant variant = all.get(random.nextInt(all.size()));
            String which = "seed " + seed + ", " + variant;
            if (variant.alt().isPresent()) {
                String alt = variant.alt().get();
                carried += ofRows.carriers(variant.contig(), variant.position(), variant.ref(), alt)
                        .list()
                        .size();
                assertThat(undatedGenotypes(
                                ofBlocks.carriers(variant.contig(), variant.position(), variant.ref(), alt)))
                        .as(which)
                        .isEqualTo(undatedGenotypes(
                                ofRows.carriers(variant.contig(), variant.position(), variant.ref(), alt)));
            }
            if (variant.id().isPresent()) {
                String id = variant.id().get();
                assertThat(undatedGenotypes(ofBlocks.carriers(id)))
                        .as(which)
                        .isEqualTo(undatedGenotypes(ofRows.carriers(id)));
            }
            StoredVariant packed = variants
                    .in("PACKED")
                    .at(
                            variant.contig(),
                            variant.position(),
                            variant.ref(),
                            variant.alt().orElse("."))
                    .list()
                    .stream()
                    .filter(of -> undated(of).equals(undated(variant)))
                    .findFirst()
                    .orElse(null);
            if (packed != null) {
                changed += variants.consequences(variant).size();
                assertThat(variants.consequences(packed)).as(which).isEqualTo(variants.consequences(variant));
            }
        }
        assertThat(carried).isPositive();
        assertThat(changed).isPositive();
        Region region = new Region("1", 1 + random.nextInt(3_000), 6_000);
        assertThat(undatedGenotypes(ofBlocks.variantsOf("S2", region)))
                .isNotEmpty()
                .isEqualTo(undatedGenotypes(ofRows.variantsOf("S2", region)));
    }

    private static List<String> undatedGenotypes(QueryResult<SampleGenotype> found) {
        try {
            return found.list().stream()
                    .map(of -> of.toString().replaceFirst("ROWS|PACKED", "dataset"))
                    .toList();
        } catch (UnknownNameException e) {
            return List.of(e.getMessage()); // a record without ALT has no genotypes
        }
    }

    @Test
    void exportsWhatRowsHave() throws Exception {
        for (String dataset : List.of("vcf", "tsv")) {
            assertThat(exported("PACKED", dataset)).isEqualTo(exported("ROWS", dataset));
        }
        assertThat(variants.in("PACKED").count()).isEqualTo(variants.in("ROWS").count());
    }

    private static String exported(String dataset, String format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VariantQueries of = variants.in(dataset);
        long written = format.equals("vcf") ? of.writeVcf(out) : of.writeTsv(out);
        assertThat(written).isGreaterThan(RECORDS);
        return out.toString(StandardCharsets.UTF_8).replace(dataset, "dataset");
    }

    @Test
    void findsTheSameWhileADatasetIsConverted() throws Exception {
        StoredVariant known = variants.in("other").first().orElseThrow();
        long all = variants.in("other").count();
        List<VariantQueries> asked =
                List.of(genome.variants(), genome.variants().in("other"));
        CompletableFuture<Void> converted = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 3; i++) {
                genome.convertVariants("other", VariantLayout.ROWS);
                genome.convertVariants("other", VariantLayout.PACKED);
            }
        });
        do {
            for (VariantQueries of : asked) {
                VariantQueries there = of.at(known.contig(), known.position());
                assertThat(there.list()).contains(known);
                assertThat(there.count()).isEqualTo(there.list().size());
                assertThat(of.at(known.contig(), known.position(), known.ref(), "TTTTTTTTTTTT")
                                .list())
                        .isEmpty();
            }
            assertThat(asked.get(1).count()).isEqualTo(all);
        } while (!converted.isDone());
        converted.get();
    }

    @Test
    void readsTheBlocksOfARegionOnly(TestDatabase database) throws Exception {
        String plan = plan(database, "SELECT * FROM packedqueries.packed_variants('17', 500, 600)");

        assertThat(plan).contains("block_span_idx").doesNotContain("Seq Scan on variant_blocks");
    }

    /** However many contigs there are, the statement of a lookup has no part for each, and those of functions are planned once. */
    @Test
    void plansLookupsOnce(TestDatabase database) throws Exception {
        for (String function : List.of(
                "packed_variants_of(42)", "packed_variants_at('17', 500)", "packed_variants_within('17', 500, 600)")) {
            assertThat(plan(database, "SELECT * FROM packedqueries." + function))
                    .startsWith("Function Scan on " + function.substring(0, function.indexOf('(')))
                    .hasLineCount(1);
        }
        assertThat(database.rows("SELECT proname FROM pg_proc WHERE pronamespace = 'packedqueries'::regnamespace AND"
                        + " proconfig @> '{plan_cache_mode=force_generic_plan}' ORDER BY 1"))
                .containsExactly("packed_variants_at", "packed_variants_of", "packed_variants_within");
        // as they plan it: other contigs are left out when it runs
        assertThat(plan(
                        database,
                        "EXECUTE at_a_place(3, '17', '{500}')",
                        "PREPARE at_a_place(int, text, int[]) AS SELECT * FROM packedqueries.packed_variants_at($1, $2, $3)",
                        "SET plan_cache_mode = force_generic_plan"))
                .contains("Subplans Removed");
        assertThat(plan(
                        database,
                        "EXECUTE places(42)",
                        "PREPARE places(bigint) AS SELECT * FROM packedqueries.packed_places($1)",
                        "SET plan_cache_mode = force_generic_plan"))
                .contains("int8range_idx")
                .doesNotContain("Seq Scan");
    }

    /** The tables are so small that reading them whole would be cheaper. */
    private static String plan(TestDatabase database, String sql, String... before) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            for (String each : before) {
                statement.execute(each);
            }
            try (ResultSet lines = statement.executeQuery("EXPLAIN (COSTS off) " + sql)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    @Test
    void saysWhichNameIsUnknown() {
        assertThatThrownBy(() -> variants.in("PACKED").ofGene("NOGENE").list())
                .isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> variants.in("PACKED")
                        .overlapping(new Region("chr99", 1, 2))
                        .list())
                .isInstanceOf(UnknownNameException.class);
    }
}
