package omega.genomics.internal.vcf;

import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.Words;
import omega.genomics.vcf.header.VcfVersion;

/** Numbers within the bounds VCF sets. */
public final class VcfNumbers {
    /** What {@link #parseInteger} returns for text that is no VCF integer. */
    public static final long NOT_AN_INTEGER = Long.MIN_VALUE;
    /** From 4.3 on BCF keeps the eight values below this one for itself, so they are no integers (VCF 4.5 §1.3). */
    static final int SMALLEST_UNRESERVED = Integer.MIN_VALUE + 8;

    private VcfNumbers() {}

    /** Returns the smallest integer a version allows. */
    public static int smallest(VcfVersion version) {
        return version.isAtLeast(VcfVersion.V4_3) ? SMALLEST_UNRESERVED : Integer.MIN_VALUE;
    }

    /** Parses {@code [-+]?[0-9]+} from the smallest integer on, or returns {@link #NOT_AN_INTEGER}. */
    public static long parseInteger(byte[] bytes, int from, int to, int smallest) {
        long digits = parseDigits(bytes, from, to);
        if (digits >= 0) {
            return digits;
        }
        long value = AsciiNumbers.parseInt(bytes, from, to);
        return value < smallest ? NOT_AN_INTEGER : value;
    }

    /** Returns where the digits from a place on end, up to eight of them. */
    public static int digitsEnd(byte[] bytes, int from, int to) {
        if (from + 8 <= bytes.length) {
            return Math.min(to, from + AsciiNumbers.leadingDigits(Words.load(bytes, from)));
        }
        int i = from;
        while (i < to && i < from + 8 && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    /** Reads one to eight digits, or returns −1; also near the end of the array. */
    public static long parseDigits(byte[] bytes, int from, int to) {
        int length = to - from;
        return length >= 1 && length <= 8 && from + 8 <= bytes.length
                ? AsciiNumbers.digits(Words.load(bytes, from), length)
                : -1;
    }

    /** Reads one to 18 digits, or returns −1. */
    public static long parseLongDigits(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > 8 && length <= 16) { // an rs number of today, in two words
            long high = AsciiNumbers.digits(Words.load(bytes, from), length - 8);
            long low = AsciiNumbers.digits(Words.load(bytes, to - 8), 8);
            return (high | low) < 0 ? -1 : high * 100_000_000 + low;
        }
        if (length <= 8 && from + 8 <= bytes.length) {
            return parseDigits(bytes, from, to);
        }
        long value = length > 18 ? -1 : AsciiNumbers.parseLong(bytes, from, to);
        return length > 0 && bytes[from] >= '0' ? Math.max(-1, value) : -1;
    }

    /** Parses {@code [0-9]+} up to the largest int, or returns −1. */
    public static int parsePosition(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length >= 1 && length <= 8 && from + 8 <= bytes.length) {
            return (int) AsciiNumbers.digits(Words.load(bytes, from), length);
        }
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

    public static boolean isFloat(byte[] bytes, int from, int to) {
        try {
            AsciiNumbers.parseDouble(bytes, from, to);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
