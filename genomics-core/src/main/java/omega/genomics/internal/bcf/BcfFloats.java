package omega.genomics.internal.bcf;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes floats as bcftools does: as C's {@code %g}, with at most six significant digits.
 *
 * <p>From 0.0001 to 999999 htslib's {@code kputd} cuts a number after ten decimals and rounds half up, and so does this, with the same
 * operations. Smaller and larger ones are rounded half to even, exactly, as the C library does.
 */
public final class BcfFloats {
    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long[] LONG_POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000L
    };

    private static final int DIGITS = 6;
    /** Between these {@link #asWritten} is exact: the powers of ten that it needs are. */
    private static final double SMALLEST = 1e-16;

    private static final double LARGEST = 1e21;
    /** The logarithm of 2 with 16 bits after the point. */
    private static final int LOG10_OF_2 = 19728;
    /** The longest text: sign, six digits, point, exponent of three. */
    public static final int LONGEST = 16;

    private BcfFloats() {}

    /**
     * Writes a number.
     *
     * @param number any
     * @param out with room for {@link #LONGEST} bytes
     * @param at where to begin
     * @return where it ends
     */
    public static int put(double number, byte[] out, int at) {
        int end = at;
        double value = number;
        if (Double.isNaN(value)) {
            return putText("nan", out, end);
        }
        if (value < 0 || (value == 0 && 1 / value < 0)) {
            out[end++] = '-';
            value = -value;
        }
        if (value == 0) {
            out[end++] = '0';
            return end;
        }
        if (Double.isInfinite(value)) {
            return putText("inf", out, end);
        }
        if (value >= 0.0001 && value <= 999999) {
            return putPlain(value, out, end);
        }
        return putExponential(value, out, end);
    }

    /**
     * Returns a float as {@link #put} writes it, without writing it.
     *
     * @param number any
     * @return the double that is nearest to the six digits; NaN if only the text can tell, as where rounding is a close decision
     */
    static double asWritten(float number) {
        double value = Math.abs((double) number);
        if (!(value >= SMALLEST && value <= LARGEST)) {
            return value == 0 ? number : Double.NaN;
        }
        // The estimate is the exponent or one less: the bits say where the number is between two powers of two.
        int exponent = (Math.getExponent(number) * LOG10_OF_2) >> 16;
        if (value >= power(exponent + 1)) {
            exponent++;
        }
        int scale = DIGITS - 1 - exponent;
        double product = scale >= 0 ? value * POWERS[scale] : value / POWERS[-scale];
        double digits = Math.rint(product);
        if (Math.abs(Math.abs(product - digits) - 0.5) < 1e-5) {
            return Double.NaN;
        }
        double written = scale >= 0 ? digits / POWERS[scale] : digits * POWERS[-scale];
        return number < 0 ? -written : written;
    }

    /** Returns the float that is nearest to the number whose nearest double is given; NaN if the double cannot tell. */
    static float narrowed(double number) {
        // Half way between two floats the double may have been rounded to the tie.
        boolean isTie = (Double.doubleToRawLongBits(number) & 0x1fff_ffffL) == 0x1000_0000L;
        return isTie ? Float.NaN : (float) number;
    }

    private static double power(int exponent) {
        return exponent >= 0 ? POWERS[exponent] : 1 / POWERS[-exponent];
    }

    private static int putText(String text, byte[] out, int at) {
        for (int i = 0; i < text.length(); i++) {
            out[at + i] = (byte) text.charAt(i);
        }
        return at + text.length();
    }

    /** From 0.0001 to 999999: ten decimals are cut, and then rounded half up to six digits. */
    private static int putPlain(double value, byte[] out, int at) {
        int decimals = value < 0.001
                ? 9
                : value < 0.01
                        ? 8
                        : value < 0.1 ? 7 : value < 1 ? 6 : value < 10 ? 5 : value < 100 ? 4 : fewDecimals(value);
        long unit = LONG_POWERS[10 - decimals];
        return putDigits(((long) (value * 1e10) + unit / 2) / unit, decimals, out, at);
    }

    private static int fewDecimals(double value) {
        return value < 1000 ? 3 : value < 10000 ? 2 : value < 100000 ? 1 : 0;
    }

    /** Writes an integer with a point before its last digits, without zeros at its end. */
    private static int putDigits(long digits, int decimals, byte[] out, int at) {
        long left = digits;
        int places = decimals;
        while (places > 0 && left % 10 == 0) {
            left /= 10;
            places--;
        }
        int length = 1;
        for (long rest = left / 10; rest > 0; rest /= 10) {
            length++;
        }
        if (places == 0) {
            return putInteger(left, length, out, at);
        }
        int width = Math.max(length, places + 1); // with zeros before the first digit
        int end = at + width + 1;
        int i = end - 1;
        for (int n = 0; n < width; n++) {
            if (n == places) {
                out[i--] = '.';
            }
            out[i--] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return end;
    }

    private static int putInteger(long value, int length, byte[] out, int at) {
        long left = value;
        for (int i = at + length - 1; i >= at; i--) {
            out[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return at + length;
    }

    private static int putExponential(double value, byte[] out, int at) {
        int exponent = (int) Math.floor(Math.log10(value));
        long digits = rounded(value, exponent);
        if (digits < 100_000) { // the logarithm was off
            exponent--;
            digits = rounded(value, exponent);
        } else if (digits > 999_999) { // it was off, or rounding made one digit more
            exponent++;
            digits = rounded(value, exponent);
        }
        if (exponent >= -4 && exponent < DIGITS) { // 0.00009999999 is 0.0001
            return putDigits(digits, DIGITS - 1 - exponent, out, at);
        }
        int end = putDigits(digits, DIGITS - 1, out, at);
        out[end++] = 'e';
        out[end++] = (byte) (exponent < 0 ? '-' : '+');
        int power = Math.abs(exponent);
        return putInteger(power, power > 99 ? 3 : 2, out, end);
    }

    /** Returns six digits of a number, if it has this exponent. */
    private static long rounded(double value, int exponent) {
        int scale = DIGITS - 1 - exponent;
        if (Math.abs(scale) < POWERS.length) {
            double product = scale >= 0 ? value * POWERS[scale] : value / POWERS[-scale];
            double fraction = product - Math.floor(product);
            if (Math.abs(fraction - 0.5) > 1e-6) {
                return (long) Math.rint(product);
            }
        }
        return new BigDecimal(value)
                .scaleByPowerOfTen(scale)
                .setScale(0, RoundingMode.HALF_EVEN)
                .round(MathContext.UNLIMITED)
                .longValue();
    }
}
