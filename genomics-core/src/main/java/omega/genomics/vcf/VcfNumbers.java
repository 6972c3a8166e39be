package omega.genomics.vcf;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Integers and floats as VCF writes them, from bytes, without allocation on the usual paths. */
final class VcfNumbers {
    /** What {@link #parseInteger} returns for text that is no VCF integer. */
    static final long NOT_AN_INTEGER = Long.MIN_VALUE;
    /** BCF keeps the eight values below this one for itself. */
    static final int SMALLEST_INTEGER = Integer.MIN_VALUE + 8;

    private static final long LARGEST_EXACT_MANTISSA = 1L << 53;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private VcfNumbers() {}

    /** Parses {@code [-+]?[0-9]+} in the range VCF allows (§1.3), or returns {@link #NOT_AN_INTEGER}. */
    static long parseInteger(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = false;
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            negative = bytes[i] == '-';
            i++;
        }
        if (i >= to) {
            return NOT_AN_INTEGER;
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_AN_INTEGER;
            }
            value = value * 10 + digit;
            if (value > Integer.MAX_VALUE) {
                return NOT_AN_INTEGER;
            }
        }
        value = negative ? -value : value;
        return value < SMALLEST_INTEGER ? NOT_AN_INTEGER : value;
    }

    /** Parses {@code [0-9]+} up to the largest int, or returns −1. */
    static int parsePosition(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0 || length > 10) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    /** Tells whether the text is a float by the grammar of §1.3; a point without digits behind it is let pass. */
    static boolean isFloat(byte[] bytes, int from, int to) {
        int i = from;
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        int digits = 0;
        while (i < to && isDigit(bytes[i])) {
            i++;
            digits++;
        }
        if (i < to && bytes[i] == '.') {
            i++;
            while (i < to && isDigit(bytes[i])) {
                i++;
                digits++;
            }
        }
        if (digits == 0) {
            return isWord(bytes, from, to);
        }
        if (i < to && (bytes[i] | 0x20) == 'e') {
            i++;
            if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
                i++;
            }
            int exponent = i;
            while (i < to && isDigit(bytes[i])) {
                i++;
            }
            if (i == exponent) {
                return false;
            }
        }
        return i == to;
    }

    private static boolean isWord(byte[] bytes, int from, int to) {
        int i = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        int length = to - i;
        if (length != 3 && length != 8) {
            return false;
        }
        String word = new String(bytes, i, length, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return word.equals("NAN") || word.equals("INF") || word.equals("INFINITY");
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /**
     * Parses a float that {@link #isFloat} accepts, correctly rounded to a double.
     *
     * <p>A mantissa below 2⁵³ and a power of ten up to 22 are exact doubles, so one operation on them rounds correctly
     * (Clinger's fast path); everything else goes to {@link Double#parseDouble}.
     */
    static double parseDouble(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = false;
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            negative = bytes[i] == '-';
            i++;
        }
        long mantissa = 0;
        int point = -1;
        int start = i;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
            } else if (digit == '.' - '0' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        int exponent = point < 0 ? 0 : point + 1 - i;
        if (i < to && (bytes[i] | 0x20) == 'e' && to - i <= 5) {
            int e = i + 1;
            boolean negativeExponent = false;
            if (e < to && (bytes[e] == '-' || bytes[e] == '+')) {
                negativeExponent = bytes[e] == '-';
                e++;
            }
            int power = 0;
            while (e < to && isDigit(bytes[e])) {
                power = power * 10 + bytes[e++] - '0';
            }
            exponent += negativeExponent ? -power : power;
            i = e;
        }
        // 18 digits cannot overflow the long.
        if (i != to
                || i - start > 24
                || (to - start > 18 && !fewDigits(bytes, start, to))
                || mantissa > LARGEST_EXACT_MANTISSA) {
            return slow(bytes, from, to);
        }
        double value = mantissa;
        if (exponent < 0) {
            if (exponent < -22) {
                return slow(bytes, from, to);
            }
            value /= POWERS_OF_TEN[-exponent];
        } else if (exponent > 0) {
            if (exponent > 22) {
                return slow(bytes, from, to);
            }
            value *= POWERS_OF_TEN[exponent];
        }
        return negative ? -value : value;
    }

    private static boolean fewDigits(byte[] bytes, int from, int to) {
        int digits = 0;
        for (int i = from; i < to && (isDigit(bytes[i]) || bytes[i] == '.'); i++) {
            digits++;
        }
        return digits <= 18;
    }

    private static double slow(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        if (isWord(bytes, from, to)) {
            boolean negative = text.charAt(0) == '-';
            if ((text.charAt(text.length() - 1) | 0x20) == 'n') {
                return Double.NaN;
            }
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }

    /** Parses a float that {@link #isFloat} accepts, correctly rounded to a float. */
    static float parseFloat(byte[] bytes, int from, int to) {
        double value = parseDouble(bytes, from, to);
        // Rounding twice is wrong only if the first rounding landed half-way between two floats.
        if ((Double.doubleToRawLongBits(value) & 0x1fffffffL) == 0x10000000L || Math.abs(value) < Float.MIN_NORMAL) {
            return value == 0 || Double.isNaN(value)
                    ? (float) value
                    : Float.parseFloat(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        return (float) value;
    }
}
