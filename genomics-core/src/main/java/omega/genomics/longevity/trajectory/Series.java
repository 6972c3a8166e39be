package omega.genomics.longevity.trajectory;

import java.util.Arrays;

/** Basic statistics of ranges of a series. */
final class Series {
    private Series() {}

    static void requireFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("expected finite values, found " + value + " in " + values.length
                        + " values: fill or leave out what is missing");
            }
        }
    }

    static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /** Returns the variance, with divisor n − 1. */
    static double variance(double[] values, int from, int to) {
        double mean = mean(values, from, to);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return squares / (to - from - 1);
    }

    /** Returns Pearson's r of x[from…] and y[from + shift…]; NaN if either is constant. */
    static double correlation(double[] x, double[] y, int from, int to, int shift) {
        double meanX = mean(x, from, to);
        double meanY = mean(y, from + shift, to + shift);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = from; i < to; i++) {
            double dx = x[i] - meanX;
            double dy = y[i + shift] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        double scale = Math.sqrt(xx) * Math.sqrt(yy);
        return scale == 0 ? Double.NaN : Math.max(-1, Math.min(1, xy / scale));
    }

    /** Returns a series minus its mean under a Gaussian kernel whose bandwidth is given in steps. */
    static double[] detrended(double[] values, double bandwidth) {
        double[] rest = new double[values.length];
        int reach = (int) Math.ceil(4 * bandwidth);
        for (int i = 0; i < values.length; i++) {
            double weights = 0;
            double sum = 0;
            for (int j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++) {
                double distance = (i - j) / bandwidth;
                double weight = Math.exp(-0.5 * distance * distance);
                weights += weight;
                sum += weight * values[j];
            }
            rest[i] = values[i] - sum / weights;
        }
        return rest;
    }

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
