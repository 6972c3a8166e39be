package omega.genomics.internal.scan;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads numbers from bytes: exact, range-checked, never wrapped, and without allocation for what files hold.
 *
 * <p>Whole numbers say {@link #INVALID} rather than throw, since the caller knows the place and checks a range anyway:
 *
 * <pre>
 * long position = AsciiNumbers.parseInt(buffer, from, to);
 * if (position &lt; 1) { throw … }
 * </pre>
 */
public final class AsciiNumbers {
    /** Below every number that can be read: no number, or out of range. */
    public static final long INVALID = Long.MIN_VALUE;

    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long MAX_EXACT = 1L << 53;
    private static final int MAX_DIGITS = 18;
    private static final int SLOW = Integer.MIN_VALUE;

    private AsciiNumbers() {}

    /**
     * Reads an int: an optional sign and digits, nothing else.
     *
     * @param bytes the text
     * @param from first index
     * @param to one past the last index
     * @return the number, or {@link #INVALID} if it is none or not an int
     */
    public static long parseInt(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0 || length > MAX_DIGITS) {
            return asInt(parseLong(bytes, from, to));
        }
        int i = from;
        byte first = bytes[i];
        boolean negative = first == '-';
        if ((negative || first == '+') && ++i == to) {
            return INVALID;
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            value = value * 10 + digit;
        }
        return asInt(negative ? -value : value);
    }

    private static long asInt(long value) {
        return value == (int) value ? value : INVALID;
    }

    /**
     * Reads a long: an optional sign and digits, nothing else.
     *
     * @param bytes the text
     * @param from first index
     * @param to one past the last index
     * @return the number, or {@link #INVALID} if it is none or out of range ({@link Long#MIN_VALUE} counts as that)
     */
    public static long parseLong(byte[] bytes, int from, int to) {
        int i = from;
        if (i >= to) {
            return INVALID;
        }
        boolean negative = bytes[i] == '-';
        if ((negative || bytes[i] == '+') && ++i == to) {
            return INVALID;
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            if (value > Long.MAX_VALUE / 10 || value * 10 > Long.MAX_VALUE - digit) {
                return INVALID;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /**
     * Reads a decimal number exactly as {@link Double#parseDouble} does, but only what VCF calls a Float: sign, digits
     * with a point, exponent; or {@code INF}, {@code INFINITY}, {@code NAN} in any case with an optional sign.
     *
     * @param bytes the text
     * @param from first index
     * @param to one past the last index
     * @return the nearest double; infinite if it is out of range
     * @throws NumberFormatException if the text is no such number; also for hexadecimal, a type suffix or blanks
     */
    public static double parseDouble(byte[] bytes, int from, int to) {
        double fast = fast(bytes, from, to);
        return Double.isNaN(fast) ? Double.parseDouble(checked(bytes, from, to)) : fast;
    }

    /**
     * Reads a decimal number exactly as {@link Float#parseFloat} does; see {@link #parseDouble} for what is read.
     *
     * @param bytes the text
     * @param from first index
     * @param to one past the last index
     * @return the nearest float; infinite if it is out of range
     * @throws NumberFormatException if the text is no such number
     */
    public static float parseFloat(byte[] bytes, int from, int to) {
        double fast = fast(bytes, from, to);
        // Rounding twice is wrong only where the double lies midway between two floats, and then it may not be exact.
        boolean isMidway = (Double.doubleToRawLongBits(fast) & 0x1fffffff) == 0x10000000;
        return Double.isNaN(fast) || isMidway ? Float.parseFloat(checked(bytes, from, to)) : (float) fast;
    }

    /**
     * Clinger's fast path: up to 2^53 digits times or by a power of ten that is exact rounds once, so it is right.
     *
     * @return the number, or NaN where the slow way must decide
     */
    private static double fast(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (i < to && (negative || bytes[i] == '+')) {
            i++;
        }
        long digits = 0;
        int first = i;
        int point = -1;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (bytes[i] == '.' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        int count = i - first - (point < 0 ? 0 : 1);
        if (count == 0 || count > MAX_DIGITS || digits > MAX_EXACT) {
            return Double.NaN;
        }
        int exponent = i == to ? 0 : exponent(bytes, i, to);
        if (exponent == SLOW) {
            return Double.NaN;
        }
        exponent -= point < 0 ? 0 : i - point - 1;
        if (exponent < -22 || exponent > 22) {
            return Double.NaN;
        }
        double value = exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
        return negative ? -value : value;
    }

    private static int exponent(byte[] bytes, int from, int to) {
        if ((bytes[from] | 0x20) != 'e' || to - from > 5) {
            return SLOW;
        }
        long exponent = parseInt(bytes, from + 1, to);
        return exponent == INVALID ? SLOW : (int) exponent;
    }

    private static String checked(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1);
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        String word = text.substring(sign).toUpperCase(Locale.ROOT);
        if (word.equals("INF") || word.equals("INFINITY")) {
            return text.substring(0, sign) + "Infinity";
        }
        if (word.equals("NAN")) {
            return "NaN";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') {
                throw new NumberFormatException("expected a number, found \"" + text + "\"");
            }
        }
        return text;
    }
}
