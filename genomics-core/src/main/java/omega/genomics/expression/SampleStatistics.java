package omega.genomics.expression;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Summary statistics of one gene over the samples of one tissue. Missing values (NaN) are excluded. Immutable.
 *
 * @param n the number of samples with a value, 1 or more
 * @param mean the arithmetic mean
 * @param sd the sample standard deviation (divisor n − 1); empty for a single sample
 * @param q1 the first quartile; all quartiles are interpolated linearly between order statistics, as by
 *     {@code percentile_cont} in SQL and type 7 in R
 * @param median the second quartile
 * @param q3 the third quartile
 * @param shareAboveOne the fraction of samples with a value above 1, from 0 to 1
 */
public record SampleStatistics(
        int n, double mean, OptionalDouble sd, double q1, double median, double q3, double shareAboveOne) {
    /** Creates a record; nothing in it may be null. */
    public SampleStatistics {
        Objects.requireNonNull(sd, "sd");
    }

    /**
     * Computes the statistics of some samples.
     *
     * @param values the values; sorted in place between the indexes, NaN last
     * @param from the first index
     * @param to the index after the last one
     * @return the statistics; null if there are no values
     */
    public static @Nullable SampleStatistics of(double[] values, int from, int to) {
        Objects.requireNonNull(values, "values");
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
