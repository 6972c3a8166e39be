package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads and writes column 6. */
final class Scores {
    /** What {@link #parse} answers for anything that is neither a finite number nor {@code .}. */
    static final double BAD = Double.NEGATIVE_INFINITY;

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final int EXACT_DIGITS = 15;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Scores() {}

    /** Returns the number, NaN for {@code .}, or {@link #BAD}. */
    static double parse(byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] == '.') {
            return Double.NaN;
        }
        return to - from > EXACT_DIGITS ? general(bytes, from, to) : simple(bytes, from, to);
    }

    /**
     * Reads {@code 12.34} without an allocation: both parts of the quotient are exact in a double, so that one division
     * rounds once, as it should.
     */
    private static double simple(byte[] bytes, int from, int to) {
        long digits = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (bytes[i] == '.' && point < 0) {
                point = i;
            } else {
                return general(bytes, from, to);
            }
        }
        if (to - from == (point < 0 ? 0 : 1)) {
            return BAD;
        }
        return point < 0 ? digits : digits / TENS[to - point - 1];
    }

    private static double general(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : BAD;
        return Double.isInfinite(value) ? BAD : value;
    }

    /** Writes a number so that {@link #parse} reads it back the same; whole numbers without a point. */
    static String format(double score) {
        return score == (long) score && Math.abs(score) < 1e15 && (score != 0 || 1 / score > 0)
                ? Long.toString((long) score)
                : Double.toString(score);
    }
}
