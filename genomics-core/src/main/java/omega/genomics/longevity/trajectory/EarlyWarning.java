package omega.genomics.longevity.trajectory;

/**
 * Signs that a system loses its resilience before it tips (Scheffer et al. 2009, Dakos et al. 2012): fluctuations grow larger and
 * slower, so that within a rolling window variance and lag-1 autocorrelation rise.
 *
 * <pre>{@code
 * EarlyWarning warning = EarlyWarning.of(values, values.length / 2, 10);
 * boolean slowsDown = warning.autocorrelationTrend() > 0.5 && warning.varianceTrend() > 0.5;
 * }</pre>
 *
 * <p>Entry i of both indicators is that of the window that begins at value i: the values i … i + window − 1. Variance has
 * n − 1 below; the lag-1 autocorrelation is Pearson's r of the window without its last value and the window without its first;
 * it is NaN where a window does not vary. The trends are Kendall's tau-b of an indicator with time: windows overlap, so tau says
 * how steadily an indicator rises and is no test of significance.
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
     * Looks at a series as it is.
     *
     * @param values taken at equal steps, finite
     * @param window values in a window, 4 or more; half of the series is common
     * @return the indicators
     * @throws IllegalArgumentException if the window is too small, or there are not two of them, or a value is not finite
     */
    public static EarlyWarning of(double[] values, int window) {
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
     * Looks at the fluctuations around a slow trend, which else would be taken for them.
     *
     * @param values taken at equal steps, finite
     * @param window values in a window, 4 or more
     * @param bandwidth standard deviation, in steps, of the Gaussian kernel whose mean is the trend; above 0
     * @return the indicators of what is left when the trend is taken away
     * @throws IllegalArgumentException if window or bandwidth are out of range, or a value is not finite
     */
    public static EarlyWarning of(double[] values, int window, double bandwidth) {
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
     * @return a copy
     */
    public double[] variance() {
        return variance.clone();
    }

    /**
     * Returns the lag-1 autocorrelation of each window.
     *
     * @return a copy; NaN where a window does not vary
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
