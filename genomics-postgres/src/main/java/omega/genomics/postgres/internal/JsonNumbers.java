package omega.genomics.postgres.internal;

import java.nio.charset.StandardCharsets;

/** Tells numbers of VCF that are numbers of JSON as they stand from those that have to be written anew. */
public final class JsonNumbers {
    /** Fewer digits than an int can have at most, so no range to check. */
    private static final int SAFE_DIGITS = 9;

    /** More digits than any file has; PostgreSQL's numeric would take 131,072. */
    private static final int MAX_LENGTH = 64;

    private JsonNumbers() {}

    /** True for an integer within VCF's range, without plus sign and leading zeros. */
    public static boolean isInteger(byte[] bytes, int from, int to) {
        int i = from < to && bytes[from] == '-' ? from + 1 : from;
        int digits = to - i;
        if (digits < 1 || digits > SAFE_DIGITS || (bytes[i] == '0' && digits > 1)) {
            return false;
        }
        return digits(bytes, i, to) == to;
    }

    /** True for a number by JSON's grammar, of a moderate exponent. */
    public static boolean isNumber(byte[] bytes, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return false;
        }
        int i = from < to && bytes[from] == '-' ? from + 1 : from;
        int whole = digits(bytes, i, to);
        if (whole == i || (bytes[i] == '0' && whole > i + 1)) {
            return false;
        }
        i = whole;
        if (i < to && bytes[i] == '.') {
            int fraction = digits(bytes, i + 1, to);
            if (fraction == i + 1) {
                return false;
            }
            i = fraction;
        }
        return i == to || isExponent(bytes, i, to);
    }

    private static boolean isExponent(byte[] bytes, int from, int to) {
        int i = from + 1;
        if ((bytes[from] | 0x20) != 'e') {
            return false;
        }
        if (i < to && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        return i < to && to - i <= 2 && digits(bytes, i, to) == to;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    /** Writes a number of another form; what is none in JSON goes as text. */
    public static String json(float value, byte[] bytes, int from, int to) {
        if (Float.isNaN(value)) {
            return "\"NaN\"";
        }
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        boolean isWord = Float.isInfinite(value) && text.matches("[+-]?[iI].*");
        double precise = isWord ? value : Double.parseDouble(text);
        return Double.isInfinite(precise) ? precise > 0 ? "\"Infinity\"" : "\"-Infinity\"" : Double.toString(precise);
    }
}
