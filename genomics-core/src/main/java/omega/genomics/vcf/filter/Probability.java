package omega.genomics.vcf.filter;

/** Exact tests of counts. */
final class Probability {
    private static final double TINY = 1e-300;
    private static final double PRECISION = 1e-15;
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private Probability() {}

    /**
     * Returns the two-sided probability of so unequal counts if both outcomes are equally likely.
     *
     * @return {@link Row#MISSING} without counts
     */
    static double binomial(double first, double second) {
        int a = (int) first;
        int b = (int) second;
        if ((a == 0 && b == 0) || a < 0 || b < 0) {
            return Row.MISSING;
        }
        if (a == b) {
            return 1;
        }
        return Math.min(1, 2 * beta(Math.max(a, b), Math.min(a, b) + 1.0, 0.5));
    }

    /** The regularized incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8). */
    private static double beta(double a, double b, double x) {
        if (b <= 0) {
            return 0;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = inverse(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m < 10_000; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = inverse(1 + even * d);
            c = away(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = inverse(1 + odd * d);
            c = away(1 + odd / c);
            result *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return result;
    }

    private static double inverse(double value) {
        return 1 / away(value);
    }

    /** Keeps a divisor away from 0. */
    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + i - 1);
        }
        double t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }

    /** Returns the two-sided probability of Fisher's exact test for a table of two rows. */
    static double fisher(double n11, double n12, double n21, double n22) {
        long a = (long) n11;
        long b = (long) n12;
        long c = (long) n21;
        long d = (long) n22;
        if (Math.min(Math.min(a, b), Math.min(c, d)) < 0) {
            return Row.MISSING;
        }
        long row = a + b;
        long column = a + c;
        long total = a + b + c + d;
        long low = Math.max(0, row + column - total);
        long high = Math.min(row, column);
        double fixed = logFactorial(row)
                + logFactorial(total - row)
                + logFactorial(column)
                + logFactorial(total - column)
                - logFactorial(total);
        double observed = table(fixed, a, row, column, total);
        double limit = observed * (1 + 1e-7); // tables as unlikely as this one, but for rounding
        double sum = 0;
        for (long i = low; i <= high; i++) {
            double probability = table(fixed, i, row, column, total);
            sum += probability <= limit ? probability : 0;
        }
        return Math.min(1, sum);
    }

    private static double table(double fixed, long a, long row, long column, long total) {
        return Math.exp(fixed
                - logFactorial(a)
                - logFactorial(row - a)
                - logFactorial(column - a)
                - logFactorial(total - row - column + a));
    }

    private static double logFactorial(long n) {
        return n < 2 ? 0 : logGamma(n + 1.0);
    }
}
