package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A page costs as much as a page, and not as much as its region: what its plans read of 600,000 rows is counted. What is looked
 * for stands at the end of the contig, where a plan that goes through the region in order would come last.
 */
@DatabaseTest
class PageCostTest {
    private static final int PAGE = 100;
    /** Of dataset one; dataset two has half as many. */
    private static final int ROWS = 400_000;

    private static final int SPACING = 50;
    private static final int A_GENE = 8_000;
    private static final int LAST_GENE = ROWS / A_GENE - 1;

    private static final Pattern ACTUAL = Pattern.compile("actual rows=([0-9.]+) loops=([0-9]+)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by .*: ([0-9]+)");

    private static VariantQueries variants;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadGenes(Fixtures.source(genes())).run();
        for (String dataset : List.of("one", "two")) {
            genome.loadVariants(InputSource.of("small.vcf", small().getBytes(StandardCharsets.UTF_8)))
                    .dataset(dataset)
                    .indexInfo("GENEINFO")
                    .allConsequences(true)
                    .run();
        }
        for (String dataset : List.of("one", "two")) {
            database.execute(many(dataset, dataset.equals("one") ? 1 : 2));
        }
        database.execute("ANALYZE grch38.variants; ANALYZE grch38.consequence_sets");
        database.execute("INSERT INTO grch38.gene_sets VALUES ('wide', '', '');"
                + "INSERT INTO grch38.gene_set_members VALUES ('wide', 'WIDE', 1), ('wide', 'LATE', 2)");
        variants = genome.variants();
    }

    /** One gene over nearly all, one over the end. */
    private static String genes() {
        StringBuilder text = new StringBuilder();
        for (String gene : List.of("WIDE 2000 19000000", "LATE 19500000 19900000")) {
            String[] of = gene.split(" ", -1);
            text.append(String.format(
                    "2\ttest\tgene\t%s\t%s\t.\t+\t.\tgene_id \"ENSG%s\"; gene_name \"%s\";%n"
                            + "2\ttest\ttranscript\t%s\t%s\t.\t+\t.\tgene_id \"ENSG%s\"; transcript_id \"ENST%s\"; gene_name \"%s\";%n"
                            + "2\ttest\texon\t%s\t%s\t.\t+\t.\tgene_id \"ENSG%s\"; transcript_id \"ENST%s\"; gene_name \"%s\";%n",
                    of[1], of[2], of[0], of[0], of[1], of[2], of[0], of[0], of[0], of[1], of[2], of[0], of[0], of[0]));
        }
        return text.toString();
    }

    /** Makes partitions and their indexes, and the consequences of one gene. */
    private static String small() {
        StringBuilder text = new StringBuilder("""
                ##fileformat=VCFv4.2
                ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
                ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
                ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
                ##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequences. Format: Allele|Consequence|IMPACT|SYMBOL|Gene|Feature_type|Feature|BIOTYPE">
                #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
                """);
        for (String contig : List.of("1", "2", "17")) {
            text.append(contig + "\t" + (contig.equals("2") ? 20_000_100 : 5)
                    + "\trs5\tA\tG\t.\tPASS\tAF=0.5;GENEINFO=G:1;CLNSIG=Benign"
                    + ";CSQ=G|intron_variant|MODIFIER|CSQGENE|ENSG9|Transcript|ENST9|protein_coding\n");
        }
        return text.toString();
    }

    /** Benign in front, pathogenic in the last tenth; common in the last fiftieth; some long ones everywhere. */
    private static String many(String dataset, int step) {
        return String.format(
                Locale.ROOT, """
                INSERT INTO grch38.variants (dataset_id, position, end_pos, record_number, allele_index, chromosome,
                    variant_type, ref, alt, id, rs_number, filter, gene, allele_frequency, clinical_significance, info,
                    consequence_set)
                SELECT (SELECT dataset_id FROM grch38.datasets WHERE kind = 'variants' AND name = '%s'),
                    %2$d * i, %2$d * i + CASE WHEN i %% 400 = 0 THEN 30000 ELSE 0 END, i, 1, '2', 'SNV', 'A', 'G',
                    'id' || i, i, 'PASS', 'G' || (i / %3$d), CASE WHEN i > %4$d THEN 0.4 ELSE 0.0001 END,
                    CASE WHEN i %% 10 > 0 THEN 'benign' WHEN i > %5$d THEN 'pathogenic' ELSE 'uncertain_significance' END,
                    jsonb_build_object('GENEINFO', 'G' || (i / %3$d)), CASE WHEN i > %4$d THEN 1 END
                FROM generate_series(1, %6$d, %7$d) AS i""", dataset, SPACING, A_GENE, ROWS - ROWS / 50, ROWS - ROWS / 10, ROWS, step);
    }

    static Stream<Arguments> queries() {
        String late = "G" + LAST_GENE;
        Map<String, UnaryOperator<VariantQueries>> filters = new TreeMap<>(Map.of(
                "all", all -> all,
                "a dataset", all -> all.in("two"),
                "rs", all -> all.rs(ROWS - 5),
                "id", all -> all.withId("id" + (ROWS - 5)),
                "label", all -> all.ofGene(late),
                "significance", all -> all.significance(ClinicalSignificance.PATHOGENIC),
                "significances",
                        all -> all.significance(
                                ClinicalSignificance.PATHOGENIC,
                                ClinicalSignificance.LIKELY_PATHOGENIC,
                                ClinicalSignificance.UNCERTAIN_SIGNIFICANCE),
                "label and significance",
                        all -> all.significance(ClinicalSignificance.BENIGN).ofGene(late),
                "a value of INFO", all -> all.info("GENEINFO", late)));
        filters.put("frequency", all -> all.frequency(0.3, 1));
        filters.put(
                "any consequence",
                all -> all.anyConsequence(ConsequenceFilter.any().ofGene("CSQGENE")));
        Map<String, UnaryOperator<VariantQueries>> places = new TreeMap<>(Map.of(
                "region", all -> all.overlapping(Region.parse("2:100000-19999999")),
                "contig", all -> all.overlapping(Region.whole("2")),
                "gene", all -> all.overlappingGene("WIDE"),
                "set", all -> all.overlappingGeneSet("wide"),
                "genome", all -> all));
        List<Arguments> queries = new ArrayList<>();
        places.forEach((place, at) -> filters.forEach((filter, which) ->
                queries.add(Arguments.of(place + ", " + filter, at.apply(which.apply(variants)), filter))));
        return queries.stream();
    }

    /** Filters without an index by position read all that they find, here a fiftieth of the rows: in the index and in the table. */
    private static long most(String filter) {
        return switch (filter) {
            case "rs", "id" -> 10;
            case "frequency", "any consequence", "a value of INFO" -> 10L * ROWS / 50;
            default -> 20L * PAGE;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void aPageReadsAsManyRowsAsAPage(String name, VariantQueries query, String filter) {
        for (String plan : query.eachOfPage(PAGE + 1, PageCostTest::plan)) {
            assertThat(rowsRead(plan)).as(plan).isLessThanOrEqualTo(most(filter));
            assertThat(plan).as(name).doesNotContain("Seq Scan on variants_chr2");
        }
    }

    private static String plan(DSLContext context, Select<? extends Record> rows) {
        return String.join(
                "\n",
                context.fetch("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " + context.renderInlined(rows))
                        .getValues(0, String.class));
    }

    /** Rows of variants that indexes and heaps gave, those that were thrown away among them. */
    private static long rowsRead(String plan) {
        long read = 0;
        long loops = 1;
        boolean scan = false;
        for (String line : plan.lines().toList()) {
            Matcher actual = ACTUAL.matcher(line);
            Matcher removed = REMOVED.matcher(line);
            if (actual.find()) {
                scan = line.contains("Scan") && line.contains(" variants_");
                loops = Long.parseLong(actual.group(2));
                read += scan ? Math.round(Double.parseDouble(actual.group(1)) * loops) : 0;
            } else if (scan && removed.find()) {
                read += Long.parseLong(removed.group(1)) * loops;
            }
        }
        return read;
    }
}
