package omega.genomics.expression;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How widely and how specifically a gene is expressed. Tissues are collapsed to organs first, each standing for its highest
 * tissue: else the many sub-regions of one organ (GTEx has 13 of the brain) decide.
 *
 * @param measured tissues with a value
 * @param breadth tissues with at least 1
 * @param topTissue index of the tissue with the highest value, the first of several; −1 if nothing is measured
 * @param topOrgan index of the organ with the highest value, the first of several; −1 if nothing is measured
 * @param top the highest value; 0 if nothing is measured
 * @param nextOrganValue the value of the organ that comes second; empty if there is no second one
 * @param tau {@link #tauOf} over the organs
 */
public record ExpressionProfile(
        int measured,
        int breadth,
        int topTissue,
        int topOrgan,
        double top,
        OptionalDouble nextOrganValue,
        OptionalDouble tau) {

    /** From this value on a gene counts as expressed in a tissue; the unit is that of the values, commonly TPM. */
    public static final double EXPRESSED = 1;

    /**
     * Looks at one gene.
     *
     * @param values a value a tissue, NaN for a missing one
     * @param organs for each tissue the index of its organ, from 0 without a gap
     * @return the profile
     */
    public static ExpressionProfile of(double[] values, int[] organs) {
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
     * Computes tau (Yanai et al. 2005): Σ(1 − x<sub>i</sub> / x<sub>max</sub>) / (n − 1), with x = log2(value + 1). 0 is the
     * same everywhere, 1 is one organ only.
     *
     * @param values a value of 0 or more an organ; NaN is left out, and what is below 0 counts as 0
     * @return empty if fewer than two organs have a value, or none is expressed at all
     */
    public static OptionalDouble tauOf(double... values) {
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
        // where all are the same, rounding may leave a trace below 0
        return n < 2 || max == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, (n - sum / max) / (n - 1)));
    }

    private static double log2(double value) {
        return Math.log(Math.max(0, value) + 1) / Math.log(2);
    }

    /**
     * Tells whether a gene is enriched in its top organ: expressed there, and at least four times what any other organ has.
     *
     * @return false if there is no other organ
     */
    public boolean isEnriched() {
        return top >= EXPRESSED && nextOrganValue.isPresent() && top >= 4 * nextOrganValue.getAsDouble();
    }
}
