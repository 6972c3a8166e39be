package omega.genomics.longevity.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals planted with a seed are found where they were planted, and not where none was. */
class TrajectoryAnalysisTest {
    private static final double[] RAMP = {1, 2, 4, 8, 16, 32};

    /** By hand: windows of four, variance and correlation with the next value. */
    @Test
    void indicatorsAreThoseOfAHandCalculation() {
        EarlyWarning warning = EarlyWarning.of(new double[] {1, 2, 1, 2, 3, 4}, 4);
        assertThat(warning.variance()).containsExactly(new double[] {1.0 / 3, 2.0 / 3, 5.0 / 3}, within(1e-15));
        assertThat(warning.autocorrelation()[0]).isCloseTo(-1, within(1e-12));
        assertThat(warning.varianceTrend()).isEqualTo(1);
        assertThat(EarlyWarning.of(RAMP, 4).varianceTrend()).isEqualTo(1);
        assertThat(EarlyWarning.of(new double[] {5, 5, 5, 5, 5}, 4).autocorrelation())
                .containsOnly(Double.NaN);
    }

    /** An autoregressive series whose memory grows towards 1, as before a tipping point; around a slow trend. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void warnsOfCriticalSlowingDown(long seed) {
        double[] tipping = autoregressive(seed, 1200, 0.1, 0.97, 3);
        EarlyWarning warning = EarlyWarning.of(tipping, 400, 60);
        assertThat(warning.varianceTrend()).isGreaterThan(0.7);
        assertThat(warning.autocorrelationTrend()).isGreaterThan(0.7);
    }

    /** Overlapping windows wander, so a single quiet series may trend; on the average of many, none does. */
    @Test
    void doesNotWarnOfASteadySystem() {
        double sum = 0;
        for (int seed = 0; seed < 40; seed++) {
            sum += EarlyWarning.of(autoregressive(seed, 600, 0.4, 0.4, 3), 200, 60)
                    .autocorrelationTrend();
        }
        assertThat(sum / 40).isBetween(-0.25, 0.25);
    }

    private static double[] autoregressive(long seed, int length, double from, double to, double trend) {
        Random random = new Random(seed);
        double[] values = new double[length];
        double x = 0;
        for (int i = 0; i < length; i++) {
            double memory = from + (to - from) * i / length;
            x = memory * x + random.nextGaussian();
            values[i] = x + trend * i / length;
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {-7, -1, 0, 3, 12})
    void findsAPlantedLag(int lag) {
        Random random = new Random(17 + lag);
        double[] x = new double[300];
        Arrays.setAll(x, i -> random.nextGaussian());
        double[] y = new double[300];
        Arrays.setAll(y, i -> (i - lag >= 0 && i - lag < 300 ? -0.8 * x[i - lag] : 0) + 0.3 * random.nextGaussian());
        LaggedCorrelation strongest = LaggedCorrelation.strongest(x, y, 20);
        assertThat(strongest.lag()).isEqualTo(lag);
        assertThat(strongest.correlation()).isLessThan(-0.8);
        assertThat(strongest.pairs()).isEqualTo(300 - Math.abs(lag));
        assertThat(LaggedCorrelation.of(x, y, 20)).hasSize(41);
    }

    @Test
    void findsNoLagWhereNoneIs() {
        Random random = new Random(5);
        double[] x = random.doubles(400).toArray();
        double[] y = random.doubles(400).toArray();
        assertThat(Math.abs(LaggedCorrelation.strongest(x, y, 10).correlation()))
                .isLessThan(0.2);
        assertThat(LaggedCorrelation.of(new double[] {1, 1, 1, 1}, RAMP_OF_FOUR, 0)
                        .get(0)
                        .correlation())
                .isNaN();
    }

    private static final double[] RAMP_OF_FOUR = {1, 2, 3, 4};

    /** Three states at 0, 5 and 9 with noise; the visits are planted and come back, flickers at a boundary do not count. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void findsPlantedBasinsAndTransitions(long seed) {
        Random random = new Random(seed);
        int[] visits = {0, 1, 0, 2, 1};
        double[] centres = {0, 5, 9};
        double[] values = new double[500];
        Arrays.setAll(values, i -> centres[visits[i / 100]] + 0.5 * random.nextGaussian());
        values[50] = 5;
        Basins basins = Basins.of(values, 0.6);
        assertThat(basins.count()).isEqualTo(3);
        assertThat(basins.boundaries()[0]).isBetween(1.5, 3.5);
        assertThat(basins.boundaries()[1]).isBetween(6.0, 8.0);
        List<Basins.Transition> transitions = basins.transitions(values, 5);
        assertThat(transitions)
                .containsExactly(
                        new Basins.Transition(100, 0, 1),
                        new Basins.Transition(200, 1, 0),
                        new Basins.Transition(300, 0, 2),
                        new Basins.Transition(400, 2, 1));
        assertThat(basins.counts(transitions)).isDeepEqualTo(new int[][] {{0, 1, 1}, {1, 0, 0}, {0, 1, 0}});
        assertThat(basins.transitions(values, 1)).hasSize(6);
    }

    @Test
    void oneStateHasNoBoundary() {
        Random random = new Random(3);
        double[] values =
                random.doubles(500).map(v -> v + random.nextGaussian()).toArray();
        assertThat(Basins.of(values, 0.8).count()).isEqualTo(1);
        assertThat(Basins.between(1, 2).basinOf(1)).isEqualTo(1);
        assertThat(Basins.between().transitions(values, 2)).isEmpty();
    }

    @Test
    void refusesWhatItCannotAnswer() {
        assertThatThrownBy(() -> EarlyWarning.of(RAMP, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EarlyWarning.of(RAMP, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EarlyWarning.of(RAMP, 4, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LaggedCorrelation.of(RAMP, RAMP, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LaggedCorrelation.of(RAMP, RAMP_OF_FOUR, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Basins.between(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Basins.of(new double[] {1, 1}, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Basins.between(1).transitions(new double[] {Double.NaN}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
    }
}
