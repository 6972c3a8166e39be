package omega.genomics.longevity.trajectory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How two series go together when one is shifted against the other.
 *
 * @param lag steps by which the second series comes after the first; below 0 where it comes before
 * @param correlation Pearson's r of x(t) and y(t + lag) over all t where both are; NaN if either does not vary there
 * @param pairs how many t that is
 */
public record LaggedCorrelation(int lag, double correlation, int pairs) {
    private static final int FEWEST = 3;

    /**
     * Computes the correlation at every lag up to a largest one, in both directions.
     *
     * <p>Two series with trends of their own correlate at any lag; take the trends away first, for instance by passing
     * {@link #differences}. A lag is no proof of a cause.
     *
     * @param x taken at equal steps, finite
     * @param y taken at the same times, finite
     * @param maxLag largest lag, 0 or more; at least three pairs must be left
     * @return by lag, from −maxLag to maxLag
     * @throws IllegalArgumentException if the series differ in length, are too short, or have a value that is not finite
     */
    public static List<LaggedCorrelation> of(double[] x, double[] y, int maxLag) {
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
     * Finds the lag at which two series go together most closely, in either sense.
     *
     * @param x taken at equal steps, finite
     * @param y taken at the same times, finite
     * @param maxLag largest lag
     * @return the one with the largest absolute correlation; the nearest to 0 of several
     * @throws IllegalArgumentException as {@link #of}
     */
    public static LaggedCorrelation strongest(double[] x, double[] y, int maxLag) {
        return of(x, y, maxLag).stream()
                .max(Comparator.comparingDouble(
                                (LaggedCorrelation at) -> Double.isNaN(at.correlation) ? -1 : Math.abs(at.correlation))
                        .thenComparingInt(at -> -Math.abs(at.lag)))
                .orElseThrow();
    }

    /**
     * Returns the steps of a series.
     *
     * @param values one or more
     * @return value i + 1 less value i, one fewer than there are values
     */
    public static double[] differences(double[] values) {
        double[] steps = new double[values.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = values[i + 1] - values[i];
        }
        return steps;
    }
}
