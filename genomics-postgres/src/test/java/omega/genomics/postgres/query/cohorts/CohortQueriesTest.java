package omega.genomics.postgres.query.cohorts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DatabaseTest
class CohortQueriesTest {
    private static CohortQueries cohorts;

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        genome.loadVariants(vcf(
                        "S1 S2 S3",
                        "19 100 rs7 T C,G 0/1 1|2 ./.",
                        "19 150 . AT A 0/0 1/1 ./1",
                        "19 160 . " + "A".repeat(200) + " A 1 0/0 0/0",
                        "20 100 . A G 1/1 1/1 1/1"))
                .dataset("first")
                .genotypes(true)
                .run();
        genome.loadVariants(vcf("S3 S4", "19 100 rs7 T C 1/1 0/1"))
                .dataset("second")
                .genotypes(true)
                .run();
        genome.loadVariants(vcf("S3 S4", "19 100 rs7 T C 1/1 0/1"))
                .dataset("without")
                .run();
        cohorts = genome.cohorts();
    }

    private static InputSource vcf(String samples, String... records) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.3\n#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT ");
        text.append(samples).append('\n');
        for (String record : records) {
            String[] columns = record.split(" ", 6);
            text.append(String.join(" ", columns[0], columns[1], columns[2], columns[3], columns[4]))
                    .append(" . . . GT ")
                    .append(columns[5])
                    .append('\n');
        }
        return InputSource.of("made.vcf", text.toString().replace(' ', '\t').getBytes(StandardCharsets.UTF_8));
    }

    private static String line(SampleGenotype found) {
        return found.dataset() + " " + found.sample() + " " + found.position() + " " + found.alt() + " "
                + found.genotype();
    }

    @Test
    void findCarriersByPlaceInEveryDatasetThatHasGenotypes() {
        assertThat(cohorts.carriers("19", 100, "T", "C").list().stream().map(CohortQueriesTest::line))
                .containsExactly(
                        "first S1 100 C 0/1", "first S2 100 C 0/1", "second S3 100 C 1/1", "second S4 100 C 0/1");
        assertThat(cohorts.in("second").carriers("19", 100, "T", "C").list()).hasSize(2);
    }

    @Test
    void findCarriersOfEveryAlleleOfAnId() {
        assertThat(cohorts.in("first").carriers("rs7").list().stream().map(CohortQueriesTest::line))
                .containsExactly("first S1 100 C 0/1", "first S2 100 C 0/1", "first S2 100 G 0/1");
    }

    @Test
    void findWhatASampleHasInARegion() {
        assertThat(cohorts.variantsOf("S2", Region.parse("19:100-151")).list().stream()
                        .map(CohortQueriesTest::line))
                .containsExactly("first S2 100 C 0/1", "first S2 100 G 0/1", "first S2 150 A 1/1");
        assertThat(cohorts.variantsOf("S1", Region.parse("19:350-360")).list().stream()
                        .map(CohortQueriesTest::line))
                .as("a deletion that begins further left")
                .containsExactly("first S1 160 A 1");
        assertThat(cohorts.variantsOf("S3", Region.parse("19")).list().stream().map(CohortQueriesTest::line))
                .as("half a call is enough, a missing one is not")
                .containsExactly("second S3 100 C 1/1", "first S3 150 A ./1");
        assertThat(cohorts.variantsOf("S1", Region.parse("chr19:350-360")).list())
                .hasSize(1);
        assertThat(cohorts.variantsOf("S1", Region.parse("19:1-99")).list()).isEmpty();
    }

    @Test
    void listSamples() {
        assertThat(cohorts.samples().list()).hasSize(5);
        assertThat(cohorts.in("first").samples().list())
                .containsExactly(
                        new CohortSample("first", 0, "S1"),
                        new CohortSample("first", 1, "S2"),
                        new CohortSample("first", 2, "S3"));
    }

    /** A question about one place touches one chromosome, through an index. */
    @Test
    void touchOneChromosome() {
        assertThat(cohorts.carriers("19", 100, "T", "C").plan())
                .contains("variants_chr19")
                .doesNotContain("variants_chr20");
        assertThat(cohorts.variantsOf("S1", Region.parse("19:100-151")).plan())
                .contains("variants_chr19")
                .doesNotContain("variants_chr20");
    }
}
