package omega.genomics.cli;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as people and JSON write them: {@code 0.0002}, not {@code 2.0E-4}. */
final class Numbers {
    /** Smaller ones are mostly zeros. */
    private static final int SMALLEST_EXPONENT = -7;

    private static final int LARGEST_EXPONENT = 15;

    private Numbers() {}

    /** Returns the shortest digits that are read back as the same number; a whole number has no point. */
    static String text(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        if (exact.signum() == 0) {
            return "0";
        }
        int exponent = exact.precision() - exact.scale() - 1;
        return exponent < SMALLEST_EXPONENT || exponent > LARGEST_EXPONENT
                ? Double.toString(number).replace(".0E", "E").toLowerCase(Locale.ROOT)
                : exact.toPlainString();
    }

    /** Returns the same with a point, so that a column of fractions stays one: {@code 1.0}. */
    static String json(double number) {
        String text = text(number);
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 ? text + ".0" : text;
    }
}
