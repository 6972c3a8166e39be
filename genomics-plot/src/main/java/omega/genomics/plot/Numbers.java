package omega.genomics.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers for axes, and numbers as people read them. */
final class Numbers {
    private Numbers() {}

    /** The least 1, 2 or 5 times a power of ten that is not below a value. */
    static double roundUp(double value) {
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(value)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= value * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** The multiples of a step within bounds. */
    static List<Double> multiples(double from, double to, double step) {
        List<Double> values = new ArrayList<>();
        double slack = step * 1e-9;
        for (long n = (long) Math.ceil((from - slack) / step); n * step <= to + slack; n++) {
            values.add(n * step);
        }
        return values;
    }

    /** With commas between thousands. */
    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Without zeros at the end: 0.05, 2.5, 1,000. */
    static String plain(double value) {
        if (Math.abs(value) >= 1e15) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        if (value == Math.rint(value)) {
            return grouped((long) value);
        }
        int digits = (int) Math.max(1, 3 - StrictMath.floor(StrictMath.log10(Math.abs(value))) - 1);
        String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** Three digits that matter: 0.00123, 4.57, 1,230. */
    static String significant(double value) {
        if (value == 0 || Math.abs(value) >= 1000) {
            return plain(Math.rint(value));
        }
        double unit = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(Math.abs(value))) - 2);
        return plain(unit < 1 ? Math.rint(value / unit) / Math.rint(1 / unit) : Math.rint(value / unit) * unit);
    }

    /** A count for an axis: 950, 12k, 1.5M. */
    static String brief(double value) {
        if (Math.abs(value) >= 1e9) {
            return plain(value / 1e9) + 'G';
        }
        if (Math.abs(value) >= 1e6) {
            return plain(value / 1e6) + 'M';
        }
        return Math.abs(value) >= 1e4 ? plain(value / 1e3) + 'k' : plain(value);
    }

    /** "1 variant", "2 variants". */
    static String counted(long count, String word) {
        return grouped(count) + ' ' + word + (count == 1 ? "" : "s");
    }
}
