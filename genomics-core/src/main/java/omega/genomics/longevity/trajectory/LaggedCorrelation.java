package omega.genomics.longevity.trajectory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The correlation of two series when one is shifted in time. Immutable.
 *
 * @param lag the number of steps by which the second series follows the first; negative if it precedes
 * @param correlation Pearson's r of x(t) and y(t + lag) over all t at which both exist; NaN if either is constant
 *     there
 * @param pairs the number of such t
 */
public record LaggedCorrelation(int lag, double correlation, int pairs) {
    private static final int FEWEST = 3;

    /**
     * Computes the correlation at every lag up to a maximum, in both directions.
     *
     * <p>Two series with trends correlate at any lag; remove the trends first, for instance with {@link #differences}.
     * A lag does not prove causation.
     *
     * @param x finite values at equal time steps
     * @param y finite values at the same times
     * @param maxLag the maximum lag, 0 or more; at least three pairs must remain
     * @return the correlations ordered by lag, from −maxLag to maxLag
     * @throws IllegalArgumentException if the series differ in length, are too short, or have a value that is not
     *     finite
     */
    public static List<LaggedCorrelation> of(double[] x, double[] y, int maxLag) {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        Series.requireFinite(x);
        Series.requireFinite(y);
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    "expected series of one length, found " + x.length + " and " + y.length + " values");
        }
        if (maxLag < 0 || x.length - (long) maxLag < FEWEST) {
            throw new IllegalArgumentException(
                    "expected a largest lag from 0 to " + (x.length - FEWEST) + ", found " + maxLag);
        }
        List<LaggedCorrelation> all = new ArrayList<>();
        for (int lag = -maxLag; lag <= maxLag; lag++) {
            int from = Math.max(0, -lag);
            int to = x.length - Math.max(0, lag);
            all.add(new LaggedCorrelation(lag, Series.correlation(x, y, from, to, lag), to - from));
        }
        return List.copyOf(all);
    }

    /**
     * Finds the lag with the strongest correlation of two series, positive or negative.
     *
     * @param x finite values at equal time steps
     * @param y finite values at the same times
     * @param maxLag the maximum lag
     * @return the correlation with the largest absolute value; of equal ones, that with the lag nearest to 0
     * @throws IllegalArgumentException as {@link #of}
     */
    public static LaggedCorrelation strongest(double[] x, double[] y, int maxLag) {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        return of(x, y, maxLag).stream()
                .max(Comparator.comparingDouble(
                                (LaggedCorrelation at) -> Double.isNaN(at.correlation) ? -1 : Math.abs(at.correlation))
                        .thenComparingInt(at -> -Math.abs(at.lag)))
                .orElseThrow();
    }

    /**
     * Returns the differences between consecutive values of a series.
     *
     * @param values one or more values
     * @return a new array with value i + 1 minus value i, one element shorter than {@code values}
     */
    public static double[] differences(double[] values) {
        Objects.requireNonNull(values, "values");
        double[] steps = new double[values.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = values[i + 1] - values[i];
        }
        return steps;
    }
}
