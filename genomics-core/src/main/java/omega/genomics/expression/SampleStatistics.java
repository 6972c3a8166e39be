package omega.genomics.expression;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of one gene in one tissue come to. Missing values (NaN) are left out before anything is counted.
 *
 * @param n samples with a value, 1 or more
 * @param mean arithmetic mean
 * @param sd standard deviation with n − 1 below the root; empty for one sample
 * @param q1 first quartile; like the others by linear interpolation between order statistics, as {@code percentile_cont} in
 *     SQL and type 7 in R
 * @param median second quartile
 * @param q3 third quartile
 * @param shareAboveOne share of samples above 1, from 0 to 1
 */
public record SampleStatistics(
        int n, double mean, OptionalDouble sd, double q1, double median, double q3, double shareAboveOne) {

    /**
     * Sums up samples.
     *
     * @param values reordered in place: sorted, NaN last
     * @param from first index
     * @param to one past the last index
     * @return null if there is no value
     */
    public static @Nullable SampleStatistics of(double[] values, int from, int to) {
        Arrays.sort(values, from, to);
        int end = to;
        while (end > from && Double.isNaN(values[end - 1])) {
            end--;
        }
        int n = end - from;
        if (n == 0) {
            return null;
        }
        double sum = 0;
        for (int i = from; i < end; i++) {
            sum += values[i];
        }
        double mean = sum / n;
        double squares = 0;
        int above = 0;
        for (int i = from; i < end; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
            above += values[i] > 1 ? 1 : 0;
        }
        return new SampleStatistics(
                n,
                mean,
                n == 1 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / (n - 1))),
                quantile(values, from, n, 0.25),
                quantile(values, from, n, 0.5),
                quantile(values, from, n, 0.75),
                (double) above / n);
    }

    private static double quantile(double[] sorted, int from, int n, double share) {
        double place = share * (n - 1);
        int below = (int) place;
        double low = sorted[from + below];
        return below + 1 == n ? low : low + (place - below) * (sorted[from + below + 1] - low);
    }
}
