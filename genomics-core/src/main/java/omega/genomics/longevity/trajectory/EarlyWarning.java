package omega.genomics.longevity.trajectory;

import java.util.Objects;

/**
 * Early-warning indicators of a critical transition (Scheffer et al. 2009, Dakos et al. 2012): as a system loses
 * resilience, its fluctuations become larger and slower, so that variance and lag-1 autocorrelation rise within a
 * rolling window.
 *
 * <pre>{@code
 * EarlyWarning warning = EarlyWarning.of(values, values.length / 2, 10);
 * boolean slowsDown = warning.autocorrelationTrend() > 0.5 && warning.varianceTrend() > 0.5;
 * }</pre>
 *
 * <p>Entry i of both indicators belongs to the window of the values i … i + window − 1. Variance has the divisor n −
 * 1; the lag-1 autocorrelation is Pearson's r between the window without its last value and the window without its
 * first, and NaN if the window is constant. The trends are Kendall's tau-b of an indicator with time: because windows
 * overlap, tau measures how steadily an indicator rises, and is not a test of significance.
 *
 * <p>Immutable and thread-safe.
 */
public final class EarlyWarning {
    private static final int SMALLEST_WINDOW = 4;

    private final double[] variance;
    private final double[] autocorrelation;
    private final double varianceTrend;
    private final double autocorrelationTrend;

    private EarlyWarning(double[] variance, double[] autocorrelation) {
        this.variance = variance;
        this.autocorrelation = autocorrelation;
        varianceTrend = KendallTau.withTime(variance);
        autocorrelationTrend = KendallTau.withTime(autocorrelation);
    }

    /**
     * Computes the indicators of a series, without detrending.
     *
     * @param values finite values at equal time steps
     * @param window the number of values in a window, 4 or more; commonly half of the series
     * @return the indicators
     * @throws IllegalArgumentException if the window is too small, there are fewer than two windows, or a value is not
     *     finite
     */
    public static EarlyWarning of(double[] values, int window) {
        Objects.requireNonNull(values, "values");
        Series.requireFinite(values);
        if (window < SMALLEST_WINDOW || window >= values.length) {
            throw new IllegalArgumentException("expected a window from " + SMALLEST_WINDOW + " to "
                    + (values.length - 1) + " values, found " + window);
        }
        int windows = values.length - window + 1;
        double[] variance = new double[windows];
        double[] autocorrelation = new double[windows];
        for (int i = 0; i < windows; i++) {
            variance[i] = Series.variance(values, i, i + window);
            autocorrelation[i] = Series.correlation(values, values, i, i + window - 1, 1);
        }
        return new EarlyWarning(variance, autocorrelation);
    }

    /**
     * Computes the indicators after removing a slow trend, which would otherwise dominate them.
     *
     * @param values finite values at equal time steps
     * @param window the number of values in a window, 4 or more
     * @param bandwidth the standard deviation, in steps, of the Gaussian kernel that smooths the series to its trend;
     *     above 0
     * @return the indicators of the detrended series
     * @throws IllegalArgumentException if window or bandwidth are out of range, or a value is not finite
     */
    public static EarlyWarning of(double[] values, int window, double bandwidth) {
        Objects.requireNonNull(values, "values");
        if (!(bandwidth > 0) || bandwidth > values.length) {
            throw new IllegalArgumentException(
                    "expected a bandwidth above 0 and up to the length of the series, found " + bandwidth);
        }
        Series.requireFinite(values);
        return of(Series.detrended(values, bandwidth), window);
    }

    /**
     * Returns the variance of each window.
     *
     * @return a new array
     */
    public double[] variance() {
        return variance.clone();
    }

    /**
     * Returns the lag-1 autocorrelation of each window.
     *
     * @return a new array; NaN for constant windows
     */
    public double[] autocorrelation() {
        return autocorrelation.clone();
    }

    /**
     * Returns how steadily the variance rises.
     *
     * @return Kendall's tau-b with time, from −1 to 1; NaN if it does not change
     */
    public double varianceTrend() {
        return varianceTrend;
    }

    /**
     * Returns how steadily the autocorrelation rises.
     *
     * @return Kendall's tau-b with time, from −1 to 1; NaN if it does not change
     */
    public double autocorrelationTrend() {
        return autocorrelationTrend;
    }
}
