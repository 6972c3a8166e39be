package omega.genomics.internal.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final long[] LONG_POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long SIXES = 0x0606060606060606L;
    private static final long HIGH_HALVES = 0xf0f0f0f0f0f0f0f0L;
    private static final long HIGHS = 0x8080808080808080L;

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
     * Reads one to eight digits at the start of a word without a branch a digit, or returns −1.
     *
     * <p>The digits move to the upper end, with zeros before them, and are then joined in pairs, in fours and in eights: each
     * multiplication adds what stands before, times the power of ten, to what stands behind.
     *
     * @param word eight bytes, the first one lowest
     * @param length 1 to 8
     * @return the number, or −1 if one of them is no digit
     */
    public static long digits(long word, int length) {
        int bits = length << 3;
        long padded = word << (64 - bits);
        if (length < 8) {
            padded |= ZEROS >>> bits;
        }
        boolean isDigits = (padded & HIGH_HALVES) == ZEROS && ((padded + SIXES) & HIGH_HALVES) == ZEROS;
        return isDigits ? joined(padded - ZEROS) : -1;
    }

    private static long joined(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long high = (pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32));
        long low = (pairs >>> 16 & 0x000000ff000000ffL) * (1 + (10_000L << 32));
        return (high + low) >>> 32;
    }

    /**
     * Counts the digits at the start of a word.
     *
     * @param word eight bytes, the first one lowest
     * @return 0 to 8
     */
    public static int leadingDigits(long word) {
        // Digits become 0 to 9. A carry leaves only a byte that is none, so that what is wrong stands behind it.
        long x = word ^ ZEROS;
        return Long.numberOfTrailingZeros(((x + 0x7676767676767676L) | x) & HIGHS) >>> 3;
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
        double usual = usual(bytes, from, to);
        double fast = Double.isNaN(usual) ? fast(bytes, from, to) : usual;
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
        float usual = parseUsualFloat(bytes, from, to);
        if (!Float.isNaN(usual)) {
            return usual;
        }
        double fast = fast(bytes, from, to);
        return Double.isNaN(fast) || isMidway(fast) ? Float.parseFloat(checked(bytes, from, to)) : (float) fast;
    }

    /**
     * Reads a decimal number like {@code 25.36} or {@code 6.57307e-06}, if it is one.
     *
     * @param bytes the text
     * @param from first index
     * @param to one past the last index
     * @return what {@link #parseFloat} returns, or NaN for any other text, number or not
     */
    public static float parseUsualFloat(byte[] bytes, int from, int to) {
        double usual = usual(bytes, from, to);
        return isMidway(usual) ? Float.NaN : (float) usual;
    }

    /** Rounding twice is wrong only where the double lies midway between two floats, and then it may not be exact. */
    private static boolean isMidway(double value) {
        return (Double.doubleToRawLongBits(value) & 0x1fffffff) == 0x10000000;
    }

    /**
     * Reads the forms that files are full of, {@code 25.36} and {@code 6.57307e-06}, word by word, as {@link #fast} would: at most
     * eight digits before the point and behind it. The end is known, so the exponent is looked for from there, and how many
     * decimals there are follows; only digits in front of the point have to be counted, unless it is one.
     *
     * @return the number, or NaN if it is of another form
     */
    private static double usual(byte[] bytes, int from, int to) {
        if (from + 20 > bytes.length || to - from < 3) {
            return Double.NaN;
        }
        boolean scientific = to - from > 6 && bytes[to - 4] == 'e';
        int end = scientific ? to - 4 : to;
        int whole = bytes[from + 1] == '.' ? 1 : leadingDigits((long) LONG.get(bytes, from));
        int point = from + whole;
        int decimals = end - point - 1;
        if (decimals < 1 || decimals > 8 || bytes[point] != '.') {
            return Double.NaN;
        }
        long before = whole == 1 ? digit(bytes[from]) : digits((long) LONG.get(bytes, from), whole);
        long behind = digits((long) LONG.get(bytes, point + 1), decimals);
        int exponent = (scientific ? exponentOfTwoDigits(bytes, end) : 0) - decimals;
        long digits = before * LONG_POWERS_OF_TEN[decimals] + behind;
        if ((before | behind) < 0 || exponent < -22 || exponent > 22 || digits > MAX_EXACT) {
            return Double.NaN;
        }
        return exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
    }

    /** Reads {@code e-06} and the like, or returns 100, which is out of range. */
    private static int exponentOfTwoDigits(byte[] bytes, int from) {
        int sign = bytes[from + 1];
        int tens = digit(bytes[from + 2]);
        int ones = digit(bytes[from + 3]);
        if ((tens | ones) < 0 || (sign != '-' && sign != '+')) {
            return 100;
        }
        int value = 10 * tens + ones;
        return sign == '-' ? -value : value;
    }

    /** Reads a digit, or returns a negative number. */
    private static int digit(byte b) {
        int digit = b - '0';
        return digit > 9 ? -1 : digit;
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
