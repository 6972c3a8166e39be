package omega.genomics.longevity.trajectory;

/**
 * Kendall's tau-b: of all pairs, those in the same order less those in the opposite one, over the geometric mean of the pairs
 * that are not tied in either. Pairs with a NaN are left out. Quadratic in the length of the series.
 */
final class KendallTau {
    private KendallTau() {}

    static double withTime(double[] values) {
        long concordant = 0;
        long pairs = 0;
        long tied = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                double difference = values[j] - values[i];
                if (!Double.isNaN(difference)) {
                    pairs++;
                    tied += difference == 0 ? 1 : 0;
                    concordant += difference > 0 ? 1 : difference < 0 ? -1 : 0;
                }
            }
        }
        return pairs == tied ? Double.NaN : concordant / Math.sqrt((double) pairs * (pairs - tied));
    }
}
