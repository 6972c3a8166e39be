package omega.genomics.postgres.query.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest
class StatisticsQueriesTest {
    private static final String VCF = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=RS,Number=1,Type=String,Description="Number">
            ##INFO=<ID=CLNSIG,Number=.,Type=String,Description="Significance">
            ##INFO=<ID=GENEINFO,Number=1,Type=String,Description="Gene">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
            1	1000000	rs1	A	G,T	10	PASS	AF=0.00005,0.5;AC=1,9;CLNSIG=Pathogenic;GENEINFO=KL:1
            1	1000001	.	AC	AT,A	20	q	AF=0.0001,0.6;GENEINFO=KL:1;CLNSIG=Pathogenic/Likely_pathogenic
            1	3000000	.	CTG	CAG	.	.	CLNSIG=risk_factor
            2	7	.	C	<DEL>	.	PASS	GENEINFO=XYZ:1
            2	8	.	C	.	.	PASS	.
            """;

    private TestDatabase database;
    private AssemblyDatabase genome;
    private StatisticsQueries statistics;

    @BeforeEach
    void load(TestDatabase fresh) throws Exception {
        database = fresh;
        genome = Genomes.empty(fresh, "grch38");
        statistics = genome.statistics();
        load("first", VCF);
    }

    private void load(String dataset, String text) throws Exception {
        genome.loadVariants(InputSource.of(dataset + ".vcf", text.getBytes(StandardCharsets.UTF_8)))
                .dataset(dataset)
                .run();
    }

    @Test
    void countsEachContigOfADataset() {
        assertThat(statistics.isCurrent()).isFalse();
        assertThat(genome.refreshStatistics()).isEqualTo(1);
        assertThat(statistics.isCurrent()).isTrue();
        assertThat(statistics.byContig())
                .containsExactly(
                        new VariantStatistics(
                                "first",
                                "1",
                                3,
                                5,
                                Map.of(VariantType.SNV, 4L, VariantType.DEL, 1L),
                                2,
                                2,
                                2,
                                2,
                                2,
                                1,
                                2,
                                1,
                                new FrequencySpectrum(1, 1, 0, 0, 0, 2, 1),
                                OptionalDouble.of((0.00005 + 0.5 + 0.0001 + 0.6) / 4),
                                OptionalDouble.of(15),
                                1,
                                1000000,
                                3000000,
                                1,
                                Map.of("none", 5L),
                                Map.of(
                                        ClinicalClass.PATHOGENIC,
                                        2L,
                                        ClinicalClass.PATHOGENIC_OR_LIKELY,
                                        2L,
                                        ClinicalClass.OTHER,
                                        1L)),
                        new VariantStatistics(
                                "first",
                                "2",
                                2,
                                2,
                                Map.of(VariantType.SV, 1L, VariantType.REF, 1L),
                                0,
                                0,
                                0,
                                2,
                                0,
                                0,
                                0,
                                0,
                                new FrequencySpectrum(0, 0, 0, 0, 0, 0, 2),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                2,
                                7,
                                8,
                                1,
                                Map.of("none", 2L),
                                Map.of(ClinicalClass.NONE, 2L)));
        assertThat(statistics.byContig().get(0).tiTv()).hasValue(1);
        assertThat(statistics.byContig().get(1).tiTv()).isEmpty();
        assertThat(statistics.byConsequence()).containsExactly(Map.entry("none", 7L));
    }

    /** No allele stands for its record: the first may be a repetition, and an appended file numbers its records anew. */
    @Test
    void countsTheRecordsOfFilesWhateverAllelesHaveRows() throws Exception {
        String header = VCF.substring(0, VCF.indexOf("1\t"));
        load("merged", header + "1\t5\t.\tA\tC\t.\t.\t.\n1\t5\t.\tA\tC,G\t.\t.\t.\n1\t5\t.\tA\tC\t.\t.\t.\n");
        statistics.refresh();
        assertThat(statistics.in("merged").byContig())
                .singleElement()
                .satisfies(counts -> assertThat(counts.records()).isEqualTo(2))
                .satisfies(counts -> assertThat(counts.alleles()).isEqualTo(2));

        String more = header + "1\t5\t.\tA\tG,T\t.\t.\t.\n1\t9\t.\tA\tC\t.\t.\t.\n2\t9\t.\tA\tC\t.\t.\t.\n";
        genome.loadVariants(InputSource.of("more.vcf", more.getBytes(StandardCharsets.UTF_8)))
                .dataset("merged")
                .mode(LoadMode.APPEND)
                .run();
        statistics.refresh();
        assertThat(statistics.in("merged").byContig())
                .extracting(VariantStatistics::records)
                .containsExactly(4L, 1L);

        database.execute("DELETE FROM grch38.variants WHERE chromosome = '2'");
        database.execute("SELECT grch38.count_variants(dataset_id) FROM grch38.datasets WHERE name = 'first'");
        database.execute("REFRESH MATERIALIZED VIEW grch38.variant_stats");
        assertThat(statistics.in("first").byContig())
                .as("rows that a hand deleted do not count")
                .extracting(VariantStatistics::records)
                .containsExactly(3L);
    }

    @Test
    void countsGenesAndWindows() {
        statistics.refresh();
        assertThat(statistics.ofGene("KLOTHO"))
                .containsExactly(
                        new GeneCount("first", "1", "KL", Optional.empty(), ClinicalClass.PATHOGENIC, 2),
                        new GeneCount("first", "1", "KL", Optional.empty(), ClinicalClass.PATHOGENIC_OR_LIKELY, 2));
        assertThat(statistics.density(Region.whole("1")))
                .containsExactly(
                        new WindowCount("first", Region.parse("1:1-1000000"), 2, 2, 0),
                        new WindowCount("first", Region.parse("1:1000001-2000000"), 2, 1, 1),
                        new WindowCount("first", Region.parse("1:2000001-3000000"), 1, 1, 0));
        assertThat(statistics.density(Region.parse("1:1000000-1000001"))).hasSize(2);
        assertThat(statistics.density(Region.parse("chr1:1000000-1000001"))).hasSize(2);
    }

    @Test
    void countsOnlyWhatChangedAndForgetsWhatIsGone() throws Exception {
        assertThat(statistics.refresh()).isEqualTo(1);
        assertThat(statistics.refresh()).isZero();
        load("second", VCF.replace("1\t3000000", "3\t3000000"));
        assertThat(statistics.byContig()).hasSize(2);
        assertThat(statistics.refresh()).isEqualTo(1);
        assertThat(statistics.byContig()).hasSize(5);
        load("first", VCF.replace("2\t8\t.\tC\t.\t.\tPASS\t.\n", ""));
        assertThat(statistics.isCurrent()).isFalse();
        assertThat(statistics.refresh()).isEqualTo(1);
        assertThat(statistics.in("first").byContig().get(1).alleles()).isEqualTo(1);
        database.execute("DELETE FROM grch38.datasets WHERE name = 'second'");
        assertThat(statistics.refresh()).isZero();
        assertThat(statistics.byContig()).hasSize(2);
        assertThat(database.rows("SELECT DISTINCT dataset_id FROM grch38.variant_gene_stats"))
                .hasSize(1);
    }

    @Test
    void takesAQueryAndAConsequenceFromTheAnnotation() throws Exception {
        database.execute("UPDATE grch38.variants SET consequence = 'missense_variant', impact = 'MODERATE'"
                + " WHERE alt = 'G'");
        statistics.refresh();
        assertThat(statistics.byConsequence())
                .containsExactly(Map.entry("none", 6L), Map.entry("missense_variant", 1L));
        assertThat(database.rows("SELECT impact_moderate, impact_missing, ti_tv FROM grch38.variant_stats"))
                .isEqualTo(List.of("1|4|1", "0|2|null"));
    }

    @Test
    void isReadWhileItIsRefreshed() throws Exception {
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM grch38.variant_stats");
            assertThat(database.value("SELECT grch38.refresh_variant_stats()")).isEqualTo("1");
            reader.rollback();
        }
        assertThat(database.value("SELECT sum(alleles) FROM grch38.variant_stats"))
                .isEqualTo("7");
    }
}
