package omega.genomics.longevity.trajectory;

/**
 * Kendall's tau-b: the number of concordant minus discordant pairs, divided by the geometric mean of the numbers of
 * pairs not tied in either series. Pairs with a NaN are excluded. Takes time quadratic in the length of the series.
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
