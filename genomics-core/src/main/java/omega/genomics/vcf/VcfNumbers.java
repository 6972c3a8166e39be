package omega.genomics.vcf;

import omega.genomics.internal.scan.AsciiNumbers;

/** Numbers within the bounds VCF sets. */
final class VcfNumbers {
    /** What {@link #parseInteger} returns for text that is no VCF integer. */
    static final long NOT_AN_INTEGER = Long.MIN_VALUE;
    /** BCF keeps the eight values below this one for itself, so they are no integers (VCF 4.5 §1.3). */
    static final int SMALLEST_INTEGER = Integer.MIN_VALUE + 8;

    private static final long ZEROS = 0x3030303030303030L;
    private static final long SIXES = 0x0606060606060606L;
    private static final long HIGH_HALVES = 0xf0f0f0f0f0f0f0f0L;

    private VcfNumbers() {}

    /** Parses {@code [-+]?[0-9]+} in the range VCF allows, or returns {@link #NOT_AN_INTEGER}. */
    static long parseInteger(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length >= 1 && length <= 8 && from + 8 <= bytes.length) {
            long value = digits(Words.at(bytes, from), length);
            if (value >= 0) {
                return value;
            }
        }
        long value = AsciiNumbers.parseInt(bytes, from, to);
        return value < SMALLEST_INTEGER ? NOT_AN_INTEGER : value;
    }

    /**
     * Reads one to eight digits at the start of a word without a branch a digit, or returns −1.
     *
     * <p>The digits move to the upper end, with zeros before them, and are then joined in pairs, in fours and in eights: each
     * multiplication adds what stands before, times the power of ten, to what stands behind.
     */
    static long digits(long word, int length) {
        int bits = length << 3;
        long padded = word << (64 - bits);
        if (length < 8) {
            padded |= ZEROS >>> bits;
        }
        boolean isDigits = (padded & HIGH_HALVES) == ZEROS && ((padded + SIXES) & HIGH_HALVES) == ZEROS;
        if (!isDigits) {
            return -1;
        }
        long pairs = padded - ZEROS;
        pairs = pairs * 10 + (pairs >>> 8);
        long high = (pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32));
        long low = (pairs >>> 16 & 0x000000ff000000ffL) * (1 + (10_000L << 32));
        return (high + low) >>> 32;
    }

    /** Parses {@code [0-9]+} up to the largest int, or returns −1. */
    static int parsePosition(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length >= 1 && length <= 8 && from + 8 <= bytes.length) {
            return (int) digits(Words.at(bytes, from), length);
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

    static boolean isFloat(byte[] bytes, int from, int to) {
        try {
            AsciiNumbers.parseDouble(bytes, from, to);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
