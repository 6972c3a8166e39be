package omega.genomics.expression;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The breadth and specificity of a gene's expression. Tissues are first combined to organs, each with the value of its
 * highest tissue; otherwise an organ with many sub-regions (GTEx has 13 of the brain) would dominate. Immutable.
 *
 * @param measured the number of tissues with a value
 * @param breadth the number of tissues with a value of at least {@link #EXPRESSED}
 * @param topTissue the index of the tissue with the highest value, the first of equal ones; −1 if no tissue has a
 *     value
 * @param topOrgan the index of the organ with the highest value, the first of equal ones; −1 if no tissue has a value
 * @param top the highest value; 0 if no tissue has a value
 * @param nextOrganValue the second highest value of an organ; empty if there is no second organ
 * @param tau the tissue specificity, {@link #tauOf} over the organs
 */
public record ExpressionProfile(
        int measured,
        int breadth,
        int topTissue,
        int topOrgan,
        double top,
        OptionalDouble nextOrganValue,
        OptionalDouble tau) {

    /** The lowest value at which a gene counts as expressed in a tissue, in the unit of the values (usually TPM). */
    public static final double EXPRESSED = 1;

    /** Creates a record; nothing in it may be null. */
    public ExpressionProfile {
        Objects.requireNonNull(nextOrganValue, "nextOrganValue");
        Objects.requireNonNull(tau, "tau");
    }

    /**
     * Computes the profile of one gene.
     *
     * @param values one value per tissue, NaN if missing
     * @param organs for each tissue the index of its organ; indexes start at 0 and have no gaps
     * @return the profile
     */
    public static ExpressionProfile of(double[] values, int[] organs) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(organs, "organs");
        double[] byOrgan = new double[Arrays.stream(organs).max().orElse(-1) + 1];
        Arrays.fill(byOrgan, Double.NaN);
        int measured = 0;
        int breadth = 0;
        int topTissue = -1;
        for (int i = 0; i < organs.length; i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                measured++;
                breadth += value >= EXPRESSED ? 1 : 0;
                topTissue = topTissue < 0 || value > values[topTissue] ? i : topTissue;
                double highest = byOrgan[organs[i]];
                byOrgan[organs[i]] = Double.isNaN(highest) ? value : Math.max(highest, value);
            }
        }
        return new ExpressionProfile(
                measured,
                breadth,
                topTissue,
                topTissue < 0 ? -1 : organs[topTissue],
                topTissue < 0 ? 0 : values[topTissue],
                next(byOrgan, topTissue < 0 ? -1 : organs[topTissue]),
                tauOf(byOrgan));
    }

    private static OptionalDouble next(double[] byOrgan, int top) {
        double next = Double.NaN;
        for (int i = 0; i < byOrgan.length; i++) {
            if (i != top && !(byOrgan[i] <= next) && !Double.isNaN(byOrgan[i])) {
                next = byOrgan[i];
            }
        }
        return Double.isNaN(next) ? OptionalDouble.empty() : OptionalDouble.of(next);
    }

    /**
     * Computes the tissue specificity tau (Yanai et al. 2005): Σ(1 − x<sub>i</sub> / x<sub>max</sub>) / (n − 1), with
     * x = log2(value + 1). It is 0 if the gene is expressed equally in all organs, and 1 if it is expressed in only
     * one.
     *
     * @param values one value per organ; NaN is ignored, and negative values are treated as 0
     * @return tau; empty if fewer than two organs have a value, or all values are 0
     */
    public static OptionalDouble tauOf(double... values) {
        Objects.requireNonNull(values, "values");
        int n = 0;
        double sum = 0;
        double max = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                double x = log2(value);
                n++;
                sum += x;
                max = Math.max(max, x);
            }
        }
        // if all values are equal, rounding may give a result slightly below 0
        return n < 2 || max == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, (n - sum / max) / (n - 1)));
    }

    private static double log2(double value) {
        return Math.log(Math.max(0, value) + 1) / Math.log(2);
    }

    /**
     * Returns whether a gene is enriched in its top organ: expressed there, with at least four times the value of any
     * other organ.
     *
     * @return true if it is enriched; false if there is no other organ
     */
    public boolean isEnriched() {
        return top >= EXPRESSED && nextOrganValue.isPresent() && top >= 4 * nextOrganValue.getAsDouble();
    }
}
