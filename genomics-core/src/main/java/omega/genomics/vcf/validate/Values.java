package omega.genomics.vcf.validate;

import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;

/** Tells what bytes are: integers, floats, characters, white space. No allocation. */
public final class Values {
    /** What {@link #integer} says about a value. */
    static final int GOOD = 0;

    static final int RESERVED = 1;
    static final int RANGE = 2;
    static final int BAD = 3;

    private static final long LOWEST = Integer.MIN_VALUE + 8L;

    /** Checks one value of a list. */
    interface Check {
        void value(FieldRule rule, byte[] b, int from, int to);
    }

    private Values() {}

    /** GOOD, RESERVED (one of the eight lowest), RANGE (more than 32 bits) or BAD (no integer). */
    static int integer(byte[] b, int from, int to) {
        int i = from;
        boolean negative = i < to && b[i] == '-';
        if (i < to && (b[i] == '-' || b[i] == '+')) {
            i++;
        }
        if (i == to) {
            return BAD;
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return BAD;
            }
            value = Math.min(value, 1L << 40) * 10 + digit;
        }
        if (negative ? value > 1L << 31 : value >= 1L << 31) {
            return RANGE;
        }
        return negative && -value < LOWEST ? RESERVED : GOOD;
    }

    /** Returns the value of digits that {@link #integer} called good. */
    static long longValue(byte[] b, int from, int to) {
        boolean negative = b[from] == '-';
        long value = 0;
        for (int i = negative || b[from] == '+' ? from + 1 : from; i < to; i++) {
            value = value * 10 + (b[i] - '0');
        }
        return negative ? -value : value;
    }

    /** A decimal number with an optional exponent, or infinity or not-a-number in any case. */
    static boolean isFloat(byte[] b, int from, int to) {
        int i = from;
        if (i < to && (b[i] == '-' || b[i] == '+')) {
            i++;
        }
        int digits = i;
        i = digits(b, i, to);
        int count = i - digits;
        if (i < to && b[i] == '.') {
            int fraction = i + 1;
            i = digits(b, fraction, to);
            count += i - fraction;
        }
        if (count == 0) {
            return isNamedFloat(b, digits, to);
        }
        if (i < to && (b[i] == 'e' || b[i] == 'E')) {
            i++;
            if (i < to && (b[i] == '-' || b[i] == '+')) {
                i++;
            }
            int exponent = i;
            i = digits(b, i, to);
            return i == to && i > exponent;
        }
        return i == to;
    }

    private static int digits(byte[] b, int from, int to) {
        int i = from;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isNamedFloat(byte[] b, int from, int to) {
        return is(b, from, to, "NAN") || is(b, from, to, "INF") || is(b, from, to, "INFINITY");
    }

    private static boolean is(byte[] b, int from, int to, String upper) {
        if (to - from != upper.length()) {
            return false;
        }
        for (int i = 0; i < upper.length(); i++) {
            if ((b[from + i] & ~0x20) != upper.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a float is a negative number; negative infinity, which some tools write for a missing value, is not. */
    static boolean isNegativeNumber(byte[] b, int from, int to) {
        if (b[from] != '-' || to - from < 2 || (b[from + 1] & ~0x20) == 'I' || (b[from + 1] & ~0x20) == 'N') {
            return false;
        }
        for (int i = from + 1; i < to && b[i] != ',' && (b[i] & ~0x20) != 'E'; i++) {
            if (b[i] >= '1' && b[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    /** One character, which may take several bytes of UTF-8, or one percent-encoded. */
    static boolean isCharacter(byte[] b, int from, int to) {
        int characters = 0;
        for (int i = from; i < to; i++) {
            characters += (b[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return characters == 1 || (to - from == 3 && b[from] == '%');
    }

    static boolean isMissing(byte[] b, int from, int to) {
        return to == from + 1 && b[from] == '.';
    }

    /** GOOD, RESERVED, RANGE or BAD for a value that is not the missing one. */
    static int judge(VcfType kind, byte[] b, int from, int to) {
        return switch (kind) {
            case INTEGER -> integer(b, from, to);
            case FLOAT -> isFloat(b, from, to) ? GOOD : BAD;
            case CHARACTER -> isCharacter(b, from, to) ? GOOD : BAD;
            case FLAG, STRING -> GOOD;
        };
    }

    static int count(byte[] b, int from, int to) {
        return countOf(b, from, to, ',');
    }

    /** Returns how many parts a separator makes. */
    static int countOf(byte[] b, int from, int to, char separator) {
        int commas = 0;
        for (int i = from; i < to; i++) {
            if (b[i] == separator) {
                commas++;
            }
        }
        return commas + 1;
    }

    /** Returns {@code 1 value} or {@code 2 values}. */
    static String plural(long n) {
        return n + (n == 1 ? " value" : " values");
    }

    /** Returns a string for messages and small comparisons. */
    static String string(byte[] b, int from, int to) {
        return MetaLine.string(b, from, to);
    }

    /** Reads a number, or returns null where the text is none. */
    static @Nullable Double number(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        boolean digits = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
        return digits && isFloat(bytes, 0, bytes.length) ? Double.valueOf(text) : null;
    }

    /** Checks each value of a list; returns how many there are. */
    static int list(Check check, FieldRule rule, byte[] b, int from, int to) {
        int count = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || b[i] == ',') {
                count++;
                check.value(rule, b, start, i);
                start = i + 1;
            }
        }
        return count;
    }
}
