package omega.genomics.postgres.load.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.expression.TissueTable;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.query.studies.GeneProfile;
import omega.genomics.postgres.query.studies.SetExpression;
import omega.genomics.postgres.query.studies.StoredExpression;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest
class ExpressionLoadTest {
    /** Four tissues of three organs. TP53: 3 in the brain, 0, 1; the same everywhere; lung only; nothing; one value; PAR. */
    static final String MEDIANS = """
            #1.2
            6\t4
            Name\tDescription\tBrain - Cortex\tBrain - Amygdala\tLiver\tLung
            ENSG00000141510.18\tTP53\t3\t1\t0\t1
            ENSG00000000002.1\tEVEN\t1\t1\t1\t1
            ENSG00000000003.1\tLUNGY\t0\t0\t0\t7
            ENSG00000000004.1\tNOTHING\t0\t0\t0\t0
            ENSG00000000005.1\tONE\tNaN\tNaN\t5\tNaN
            ENSG00000182378.13_PAR_Y\tPLCXD1\t0\t0\t2\t2
            """;

    private static final String SAMPLES = """
            #1.2
            1\t6
            Name\tDescription\ts1\ts2\ts3\ts4\ts5\ts6
            ENSG00000141510.18\tTP53\t4\t9\t1\t3\t2\tNaN
            """;

    private static final String ATTRIBUTES =
            "SAMPID\tSMTS\tSMTSD\ns1\tLung\tLung\ns3\tLung\tLung\ns4\tLung\tLung\ns5\tLung\tLung\ns2\tLiver\tLiver\ns6\tBrain\tBrain - Cortex\n";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws Exception {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private static InputSource source(String text) {
        return InputSource.of("m.gct", text.getBytes(StandardCharsets.UTF_8));
    }

    private static TissueTable tissues() throws IOException {
        return TissueTable.read(InputSource.of("s.txt", ATTRIBUTES.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void loadsMedians() throws Exception {
        LoadReport report =
                genome.loadExpression(source(MEDIANS)).dataset("toy").run();
        assertThat(report.recordsRead()).isEqualTo(6);
        assertThat(report.recordsStored()).isEqualTo(6);
        assertThat(report.rowsWritten())
                .containsEntry("tissues", 4L)
                .containsEntry("expression_genes", 6L)
                .containsEntry("gene_expression", 21L);
        assertThat(report.warnings()).isEmpty();
        assertThat(genome.loadExpression(source(MEDIANS)).dataset("toy").run().state())
                .isEqualTo(LoadState.UNCHANGED);
        assertThat(genome.expression().ofGene("TP53").list())
                .extracting(StoredExpression::tissue, StoredExpression::organ, StoredExpression::median)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Brain - Cortex", "Brain", 3.0),
                        org.assertj.core.groups.Tuple.tuple("Brain - Amygdala", "Brain", 1.0),
                        org.assertj.core.groups.Tuple.tuple("Lung", "Lung", 1.0),
                        org.assertj.core.groups.Tuple.tuple("Liver", "Liver", 0.0));
    }

    /** The stored profile, the view that computes it in SQL, and the numbers worked out by hand are the same. */
    @Test
    void profilesAreThoseOfAHandCalculation() throws Exception {
        genome.loadExpression(source(MEDIANS)).run();
        String columns = "gene_id, measured, breadth, top_value, top_organ, next_organ_value, tau";
        String stored = "SELECT " + columns + " FROM grch38.expression_genes ORDER BY gene_key";
        String view = "SELECT " + columns + " FROM grch38.tissue_specificity ORDER BY gene_key";
        assertThat(database.rows(stored))
                .containsExactly(
                        "ENSG00000141510|4|3|3|Brain|1|0.75",
                        "ENSG00000000002|4|4|1|Brain|1|0",
                        "ENSG00000000003|4|1|7|Lung|0|1",
                        "ENSG00000000004|4|0|0|Brain|0|null",
                        "ENSG00000000005|1|1|5|Liver|null|null",
                        "ENSG00000182378_PAR_Y|4|2|2|Liver|2|0.5");
        assertThat(database.rows(view)).isEqualTo(database.rows(stored));
        assertThat(genome.expression().profile("TP53").list()).singleElement().satisfies(profile -> {
            assertThat(profile.tau()).hasValue(0.75);
            assertThat(profile.topTissue()).contains("Brain - Cortex");
        });
    }

    @Test
    void answersTheOtherQuestions() throws Exception {
        genome.loadExpression(source(MEDIANS)).run();
        assertThat(genome.expression().topGenes("Lung", 2).list())
                .extracting(StoredExpression::geneId)
                .containsExactly("ENSG00000000003", "ENSG00000182378_PAR_Y");
        assertThat(genome.expression().enrichedIn("Lung").list())
                .extracting(GeneProfile::geneId)
                .containsExactly("ENSG00000000003");
        assertThat(database.rows("SELECT organ, gene_id, fold FROM grch38.enriched_genes"))
                .containsExactly("Lung|ENSG00000000003|null");
        assertThat(genome.expression().ofSet("longevity").list())
                .extracting(SetExpression::member)
                .hasSize(4)
                .containsOnly("TP53");
        assertThat(genome.expression().tissues().list()).hasSize(4);
        assertThat(genome.expression().ofGene("p53").list()).hasSize(4);
        assertThat(genome.expression().ofGene("ENSG00000141510.99").list()).hasSize(4);
        List<String> names = List.of("p53", "ENSG00000000003.1", "NOSUCH", "ENSG00000141510.99", "p53");
        assertThat(genome.expression().ofGenes(names).list())
                .isEqualTo(names.stream()
                        .distinct()
                        .filter(name -> !name.equals("NOSUCH"))
                        .flatMap(name -> genome.expression().ofGene(name).list().stream()
                                .map(row -> new SetExpression(name, row)))
                        .toList());
        assertThat(genome.expression().ofGenes(List.of()).list()).isEmpty();
        assertThat(database.rows("SELECT medians FROM grch38.expression_rows WHERE symbol = 'TP53'"))
                .containsExactly("{3,1,0,1}");
        assertThat(database.value("SELECT gene_id FROM grch38.top_genes('Liver', 1)"))
                .isEqualTo("ENSG00000000005");
    }

    /** Ids that no annotation has are kept, counted in the report, and listed; a PAR copy goes by its gene. */
    @Test
    void reportsRetiredIdsAndKeepsTheirRows() throws Exception {
        genome.loadGenes(Fixtures.source("""
                        17\tx\tgene\t1\t9\t.\t+\t.\tgene_id "ENSG00000141510"; gene_name "TP53";
                        X\tx\tgene\t1\t9\t.\t+\t.\tgene_id "ENSG00000182378"; gene_name "PLCXD1";
                        1\tx\tgene\t1\t9\t.\t+\t.\tgene_id "ENSG00000000003"; gene_name "KL";
                        """)).run();
        LoadReport report = genome.loadExpression(source(MEDIANS)).run();
        assertThat(report.recordsStored()).isEqualTo(6);
        assertThat(report.warnings()).singleElement().asString().startsWith("3 gene ids are in no loaded annotation");
        assertThat(genome.expression().unknownGenes().list())
                .containsExactly("ENSG00000000002", "ENSG00000000004", "ENSG00000000005");
        assertThat(genome.expression().ofGene("KLOTHO").list())
                .as("the annotation's symbol, by its alias")
                .extracting(StoredExpression::geneId)
                .containsOnly("ENSG00000000003");
    }

    @Test
    void sumsUpSamplesByTissue() throws Exception {
        LoadReport report = genome.loadExpression(source(SAMPLES))
                .tissues(tissues())
                .unit("reads")
                .run();
        assertThat(report.rowsWritten()).containsEntry("gene_expression", 2L).containsEntry("tissues", 3L);
        StoredExpression lung = genome.expression().ofGene("TP53").list().get(1);
        assertThat(lung.tissue()).isEqualTo("Lung");
        assertThat(lung.unit()).isEqualTo("reads");
        assertThat(lung.samples()).hasValueSatisfying(samples -> {
            assertThat(samples.n()).isEqualTo(4);
            assertThat(samples.mean()).isEqualTo(2.5);
            assertThat(samples.sd().orElseThrow()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-15));
            assertThat(new double[] {samples.q1(), samples.median(), samples.q3()})
                    .containsExactly(1.75, 2.5, 3.25);
            assertThat(samples.shareAboveOne()).isEqualTo(0.75);
        });
        assertThat(database.rows("SELECT tissue, sample_count FROM grch38.tissues ORDER BY tissue_key"))
                .containsExactly("Lung|4", "Liver|1", "Brain - Cortex|1");
    }

    @Test
    void anotherTableOfTissuesIsAnotherLoad() throws Exception {
        genome.loadExpression(source(MEDIANS)).run();
        TissueTable own = TissueTable.read(
                InputSource.of("t.csv", "tissue,organ\nBrain - Cortex,Cortex\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(genome.loadExpression(source(MEDIANS)).tissues(own).run().state())
                .isEqualTo(LoadState.DONE);
        assertThat(genome.expression().profile("TP53").first().orElseThrow().topOrgan())
                .contains("Cortex");
        assertThat(database.value("SELECT count(*) FROM grch38.tissues")).isEqualTo("4");
    }

    @Test
    void refusesSamplesWithoutATissueUnlessLenient() throws Exception {
        InputSource more = source(SAMPLES.replace("\ts6", "\ts7"));
        assertThatThrownBy(() -> genome.loadExpression(more).tissues(tissues()).run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("m.gct:3: columns: expected a sample of the table of tissues, found \"s7\"");
        LoadReport report = genome.loadExpression(source(SAMPLES.replace("\ts6", "\ts7")))
                .tissues(tissues())
                .parseMode(ParseMode.LENIENT)
                .run();
        assertThat(report.warnings())
                .containsExactly("1 of 6 samples are not in the table of tissues and were left out");
        assertThat(report.rejects()).isZero();
    }

    @Test
    void countsEachRowOnceAndKeepsWhatItRefuses() throws Exception {
        String bad = "#1.2\n9\t1\nName\tDescription\tLiver\na\tA\t1\nb\tB\tx\na\tA\t2\nc\tC\n";
        assertThatThrownBy(() -> genome.loadExpression(source(bad)).run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("m.gct:5:5: Liver: expected a finite number, found \"x\"");
        assertThat(database.value("SELECT count(*) FROM grch38.tissues")).isEqualTo("0");
        LoadReport report =
                genome.loadExpression(source(bad)).parseMode(ParseMode.LENIENT).run();
        assertThat(report.recordsRead()).isEqualTo(4);
        assertThat(report.recordsStored()).isEqualTo(1);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.rejects()).isEqualTo(2);
        assertThat(report.warnings()).containsExactly("m.gct:2:1: expected 9 rows as line 2 says, found 4");
        assertThat(database.rows("SELECT line_number, column_number, rule FROM grch38.load_rejects r"
                        + " JOIN grch38.load_runs USING (run_id) WHERE state = 'done' ORDER BY 1"))
                .containsExactly(
                        "2|1|gct-row-count", "5|5|gct-number", "6|1|gct-name-repeated", "7|4|gct-column-count");
    }

    @Test
    void refusesSamplesThatNobodyExplains() {
        String names = IntStream.range(0, 1200).mapToObj(i -> "\ts" + i).collect(Collectors.joining());
        assertThatThrownBy(() -> genome.loadExpression(source("#1.2\n0\t1200\nName\tDescription" + names + "\n"))
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("1200 columns, which are samples");
        assertThatThrownBy(() -> genome.loadExpression(source("#1.2\n0\t2\nName\tDescription\tLiver\tLiver\n"))
                        .run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("expected each tissue once");
    }

    /** 59 genes in 17,382 samples, whose header claims 56,200; the tissues are made up, their sums compared with SQL's own. */
    @Test
    void loadsTheCountsOfGtexDespiteTheirHeader() throws Exception {
        Path counts = Needs.data("expression/gtex/GTEx_Analysis_2017-06-05_v8_RNASeQCv1.1.9_gene_reads.acmg_59.gct.gz");
        TissueTable tissues = halves(counts);
        assertThatThrownBy(() -> genome.loadExpression(InputSource.of(counts))
                        .tissues(tissues)
                        .run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("expected 56200 rows as line 2 says, found 59");
        LoadReport report = genome.loadExpression(InputSource.of(counts))
                .tissues(tissues)
                .unit("reads")
                .parseMode(ParseMode.LENIENT)
                .run();
        assertThat(report.recordsStored()).isEqualTo(59);
        assertThat(report.rowsWritten()).containsEntry("gene_expression", 118L);
        assertThat(report.warnings()).singleElement().asString().contains("expected 56200 rows");
        assertThat(database.rows("SELECT n, median, q1, q3 FROM grch38.expression_by_tissue"
                        + " WHERE symbol = 'SDHB' ORDER BY tissue"))
                .isEqualTo(plainly(counts, "SDHB"));
    }

    private static String[] line(Path counts, int skip) throws IOException {
        try (var lines = new java.io.BufferedReader(
                new java.io.InputStreamReader(InputSource.of(counts).open(), StandardCharsets.UTF_8))) {
            return lines.lines().skip(skip).findFirst().orElseThrow().split("\t");
        }
    }

    private static TissueTable halves(Path counts) throws IOException {
        String[] names = line(counts, 2);
        String table = IntStream.range(2, names.length)
                .mapToObj(i -> names[i] + "\t" + (i % 2 == 0 ? "even" : "odd") + "\n")
                .collect(Collectors.joining("", "sample\ttissue\n", ""));
        return TissueTable.read(InputSource.of("halves.tsv", table.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same by the server: percentile_cont over the samples, one row each. */
    private List<String> plainly(Path counts, String symbol) throws Exception {
        String[] first = line(counts, 3);
        assertThat(first[1]).isEqualTo(symbol);
        String rows = IntStream.range(2, first.length)
                .mapToObj(i -> "('" + (i % 2 == 0 ? "even" : "odd") + "', " + first[i] + "::float8)")
                .collect(Collectors.joining(", "));
        return database.rows("SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY v),"
                + " percentile_cont(0.25) WITHIN GROUP (ORDER BY v), percentile_cont(0.75) WITHIN GROUP (ORDER BY v)"
                + " FROM (VALUES " + rows + ") AS s (t, v) GROUP BY t ORDER BY t");
    }
}
