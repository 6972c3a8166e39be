package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.conf.SettingsTools;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every question about variants has its index and touches one partition: plans over 80,000 rows on four contigs. */
@DatabaseTest
class VariantPlanTest {
    private static final int A_CONTIG = 20_000;

    private static VariantQueries variants;

    @BeforeAll
    static void load(TestDatabase fresh) throws Exception {
        AssemblyDatabase genome = Genomes.empty(fresh, "grch38");
        for (String dataset : List.of("one", "two")) {
            genome.loadVariants(InputSource.of("generated.vcf", text().getBytes(StandardCharsets.UTF_8)))
                    .dataset(dataset)
                    .indexInfo("GENEINFO")
                    .run();
        }
        variants = genome.variants();
    }

    private static String text() {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder("""
                ##fileformat=VCFv4.2
                ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
                ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
                ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
                ##INFO=<ID=END,Number=1,Type=Integer,Description="End">
                #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
                """);
        for (String contig : List.of("1", "2", "3", "KI270728.1")) {
            for (int i = 0; i < A_CONTIG; i++) {
                int position = 100 + 50 * i + random.nextInt(50);
                boolean isLong = i % 500 == 0;
                text.append(String.format(
                        Locale.ROOT,
                        "%s\t%d\trs%d\tA\t%s\t.\tPASS\tAF=%.6f;GENEINFO=G%d:%d;CLNSIG=%s%s%n",
                        contig,
                        position,
                        random.nextInt(1_000_000),
                        isLong ? "<DEL>" : "G",
                        Math.pow(random.nextDouble(), 8),
                        i / 50,
                        i / 50,
                        i % 100 == 0 ? "Pathogenic" : "Benign",
                        isLong ? ";END=" + (position + 100 + random.nextInt(20_000)) : ""));
            }
        }
        return text.toString();
    }

    static Stream<Arguments> questions() {
        Region here = Region.parse("2:500000-501000");
        return Stream.of(
                Arguments.of("at", variants.at("2", 500_000), "allele_key"),
                Arguments.of("one allele", variants.at("2", 500_000, "A", "G"), "allele_key"),
                Arguments.of("overlapping, short ones", variants.overlapping(here), "allele_key"),
                Arguments.of("overlapping, long ones", variants.overlapping(here), "span_level"),
                Arguments.of("label", variants.ofGene("G77").overlapping(Region.whole("2")), "gene_position"),
                Arguments.of(
                        "significance",
                        variants.significance(ClinicalSignificance.PATHOGENIC).overlapping(Region.parse("2:1-100000")),
                        "clinical_significance_position"),
                Arguments.of(
                        "a value of INFO",
                        variants.info("GENEINFO", "G77:77").overlapping(Region.whole("2")),
                        "Bitmap Index Scan on variants_chr2_d1_r1_expr_idx"),
                Arguments.of("a dataset", variants.in("two").at("2", 500_000), "allele_key"),
                Arguments.of(
                        "frequency",
                        variants.frequency(0.9, 0.9001).overlapping(Region.whole("2")),
                        "allele_frequency"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void usesItsIndexOnOnePartition(String question, VariantQueries asked, String index) {
        String plan = plan(asked);
        assertThat(plan).as(question).contains(index).doesNotContain("Seq Scan on variants");
        assertThat(partitions(plan)).as(question).containsExactly("chr2");
    }

    /**
     * The driver prepares what is asked often, and from the sixth time on the server may keep one plan for all parameters. It knows
     * no contig then; the partitions are left out when it runs.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void touchesOnePartitionWithAPlanForAllParametersToo(String question, VariantQueries asked) {
        String plan = asked.each(VariantPlanTest::genericPlan).get(0);
        assertThat(plan).as(question).doesNotContain("Seq Scan on variants");
        assertThat(partitions(plan)).as(question).containsExactly("chr2");
    }

    private static String genericPlan(DSLContext context, Select<? extends Record> question) {
        context.execute("SET plan_cache_mode = force_generic_plan");
        context.execute("DEALLOCATE ALL");
        DSLContext numbered = DSL.using(context.configuration()
                .derive(SettingsTools.clone(context.settings()).withRenderNamedParamPrefix("$")));
        context.connection(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PREPARE question AS " + numbered.renderNamedParams(question));
            }
        });
        String values = question.getBindValues().stream()
                .map(value -> context.renderInlined(DSL.val(value)))
                .collect(Collectors.joining(", "));
        return context
                .fetch("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) EXECUTE question"
                        + (values.isEmpty() ? "" : "(" + values + ")"))
                .map(row -> row.get(0, String.class))
                .stream()
                .collect(Collectors.joining("\n"));
    }

    private static String plan(VariantQueries asked) {
        return asked.each((context, rows) -> context.explain(rows).plan()).get(0);
    }

    /** Which contigs' partitions a plan reads; what it left out when it ran is "never executed". */
    private static Set<String> partitions(String plan) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(" on variants_(\\w+?)_d\\d+_r\\d+ .*").matcher(plan);
        while (matcher.find()) {
            if (!matcher.group().contains("never executed")) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    /** Called as a function, the key of each row would take ten times as long to index. */
    @ParameterizedTest
    @ValueSource(strings = {"grch38.allele_key(ref, 0::smallint)", "grch38.span_level(position, end_pos)"})
    void whatAnIndexComputesIsWrittenOut(String expression) {
        String plan = variants.each((context, rows) -> context.fetch(
                                "EXPLAIN (VERBOSE, COSTS OFF) SELECT " + expression + " FROM grch38.variants_other")
                        .format())
                .get(0);
        assertThat(plan).contains("CASE WHEN").doesNotContain("allele_key(").doesNotContain("span_level(");
    }

    static Stream<Arguments> genomeWide() {
        return Stream.of(
                Arguments.of("rs", variants.rs(77), "rs_number"),
                Arguments.of("id", variants.withId("rs77"), "_id_idx"),
                Arguments.of("label", variants.ofGene("G77"), "gene_position"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("genomeWide")
    void looksIntoOneIndexOfEachPartition(String question, VariantQueries asked, String index) {
        assertThat(plan(asked)).as(question).contains(index).doesNotContain("Seq Scan on variants");
    }

    /** Sorting a contig of millions of rows would keep the first one waiting for the last. */
    @Test
    void streamsAContigInTheOrderOfItsIndex() {
        assertThat(plan(variants.in("one").overlapping(Region.whole("2"))))
                .containsPattern("Presorted Key: variants\\w*\\.\"position\"")
                .contains("allele_key");
    }

    @Test
    void findsAScaffoldByItsNameInTheIndex() {
        assertThat(plan(variants.overlapping(Region.parse("KI270728.1:500000-500100"))))
                .contains("Index Cond: ((chromosome = 'KI270728.1'::text) AND (\"position\" >=");
    }
}
