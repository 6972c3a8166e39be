package omega.genomics.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionProfileTest {
    private static final double NAN = Double.NaN;

    /** By hand: log2(x + 1) of 3, 0, 1 is 2, 0, 1; 1 − x/2 is 0, 1, 0.5; their sum over n − 1 = 2 is 0.75. */
    @Test
    void tauIsThatOfAHandCalculation() {
        assertThat(ExpressionProfile.tauOf(3, 0, 1)).hasValue(0.75);
        assertThat(ExpressionProfile.tauOf(5, 5, 5)).hasValue(0);
        assertThat(ExpressionProfile.tauOf(0, 0, 7)).hasValue(1);
        assertThat(ExpressionProfile.tauOf(3, NAN, 0, 1)).hasValue(0.75);
        assertThat(ExpressionProfile.tauOf(0, 0, 0)).isEmpty();
        assertThat(ExpressionProfile.tauOf(4)).isEmpty();
        assertThat(ExpressionProfile.tauOf()).isEmpty();
    }

    @Test
    void tauStaysWithinItsBoundsWhateverTheRounding() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            double[] values = new double[2 + random.nextInt(60)];
            double level = Math.exp(random.nextGaussian() * 4);
            Arrays.setAll(values, j -> random.nextInt(9) == 0 ? level : level * (1 + 1e-15 * random.nextInt(3)));
            assertThat(ExpressionProfile.tauOf(values).orElseThrow()).isBetween(0.0, 1.0);
        }
    }

    /** Two regions of one organ count once, by the higher. */
    @Test
    void collapsesTissuesToOrgans() {
        ExpressionProfile profile = ExpressionProfile.of(new double[] {3, 1, 0, 1}, new int[] {0, 0, 1, 2});
        assertThat(profile)
                .isEqualTo(new ExpressionProfile(4, 3, 0, 0, 3, OptionalDouble.of(1), OptionalDouble.of(0.75)));
        assertThat(profile.isEnriched()).isFalse();
    }

    @Test
    void saysNothingOfWhatIsNotMeasured() {
        ExpressionProfile profile = ExpressionProfile.of(new double[] {NAN, NAN}, new int[] {0, 1});
        assertThat(profile)
                .isEqualTo(new ExpressionProfile(0, 0, -1, -1, 0, OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(profile.isEnriched()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"4,1,true", "3.9,1,false", "0.9,0,false", "1,0,true", "8,2,true"})
    void isEnrichedFromFourTimesTheNextOrganOn(double top, double next, boolean enriched) {
        assertThat(ExpressionProfile.of(new double[] {next, top}, new int[] {0, 1})
                        .isEnriched())
                .isEqualTo(enriched);
    }

    /** By hand, and as R's quantile(type = 7) has it: 1, 2, 3, 4 have quartiles 1.75, 2.5, 3.25. */
    @Test
    void sumsUpSamples() {
        SampleStatistics four = SampleStatistics.of(new double[] {99, 4, 1, NAN, 3, 2}, 1, 6);
        assertThat(four).isNotNull();
        assertThat(four.n()).isEqualTo(4);
        assertThat(four.mean()).isEqualTo(2.5);
        assertThat(four.sd().orElseThrow()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-15));
        assertThat(new double[] {four.q1(), four.median(), four.q3()}).containsExactly(1.75, 2.5, 3.25);
        assertThat(four.shareAboveOne()).isEqualTo(0.75);
        assertThat(SampleStatistics.of(new double[] {NAN}, 0, 1)).isNull();
        assertThat(SampleStatistics.of(new double[] {6}, 0, 1))
                .isEqualTo(new SampleStatistics(1, 6, OptionalDouble.empty(), 6, 6, 6, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "ENSG00000223972.5,ENSG00000223972,5",
        "ENSG00000182378.13_PAR_Y,ENSG00000182378_PAR_Y,13",
        "ENSG00000182378.13_1,ENSG00000182378,13",
        "ENSMUSG00000059552.14,ENSMUSG00000059552,14",
        "ENSG00000223972,ENSG00000223972,",
        "STRG.1,STRG.1,",
        "200814_at,200814_at,",
    })
    void takesIdsApartAsAnnotationsDo(String written, String id, Integer version) {
        GeneId parsed = GeneId.parse(written);
        assertThat(parsed.id()).isEqualTo(id);
        assertThat(parsed.version().isPresent() ? parsed.version().getAsInt() : null)
                .isEqualTo(version);
        assertThat(parsed.isParY()).isEqualTo(written.contains("PAR_Y"));
    }
}
