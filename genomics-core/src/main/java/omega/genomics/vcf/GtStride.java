package omega.genomics.vcf;

import omega.genomics.internal.scan.Words;
import omega.genomics.internal.vcf.GenotypeScan;
import omega.genomics.vcf.genotype.GenotypeCounts;

/**
 * GT-only sample columns of diploid calls with one-digit alleles: four bytes a sample, {@code \t0|0}, two samples a word.
 *
 * <p>A word is xored with {@code \t0|0\t0|0}. If nothing is left but the lowest bits of the four allele bytes, both samples
 * are called 0 or 1 with the expected mark, and the bits are the alleles. Other pairs go through {@link GenotypeScan}; columns
 * that are not four bytes wide make the methods give up, and the caller takes the general way.
 */
final class GtStride {
    private static final long REF_PAIR = 0x30_00_30_09_30_00_30_09L;
    private static final long MARKS = 0x00_01_00_00_00_01_00_00L;
    private static final long ALLELES = 0x01_00_01_00_01_00_01_00L;
    private static final long FIRST_OF_EACH = 0x0000_0001_0000_0001L;

    private GtStride() {}

    private static long pattern(byte mark) {
        return REF_PAIR | MARKS * (mark & 0xff);
    }

    /** Tells whether a word is {@code \t0/0\t0/0} or {@code \t0|0\t0|0}. */
    static boolean isRefPair(long word) {
        return word == pattern((byte) '|') || word == pattern((byte) '/');
    }

    /** Fills dosages; false if the columns have another shape, with the target in any state. */
    static boolean dosages(byte[] bytes, int from, int samples, int[] target, int missing) {
        long pattern = pattern(bytes[from + 2]);
        int at = from;
        int sample = 0;
        for (; sample + 1 < samples; sample += 2, at += 8) {
            long x = Words.load(bytes, at) ^ pattern;
            if ((x & ~ALLELES) == 0) {
                long y = x >>> 8;
                long sums = y + (y >>> 16);
                target[sample] = (int) sums & 3;
                target[sample + 1] = (int) (sums >>> 32) & 3;
            } else if (!(one(bytes, at, target, sample, missing) && one(bytes, at + 4, target, sample + 1, missing))) {
                return false;
            }
        }
        return sample == samples || one(bytes, at, target, sample, missing);
    }

    private static boolean one(byte[] bytes, int at, int[] target, int sample, int missing) {
        int code = code(bytes, at);
        target[sample] = code == GenotypeScan.MISSING ? missing : GenotypeScan.dosage(code);
        return code != GenotypeScan.MALFORMED;
    }

    /** Fills dosages; false if the columns have another shape, with the target in any state. */
    static boolean dosages(byte[] bytes, int from, int samples, byte[] target, byte missing) {
        long pattern = pattern(bytes[from + 2]);
        int at = from;
        int sample = 0;
        for (; sample + 1 < samples; sample += 2, at += 8) {
            long x = Words.load(bytes, at) ^ pattern;
            if ((x & ~ALLELES) == 0) {
                long y = x >>> 8;
                long sums = y + (y >>> 16);
                target[sample] = (byte) (sums & 3);
                target[sample + 1] = (byte) (sums >>> 32 & 3);
            } else if (!(one(bytes, at, target, sample, missing) && one(bytes, at + 4, target, sample + 1, missing))) {
                return false;
            }
        }
        return sample == samples || one(bytes, at, target, sample, missing);
    }

    private static boolean one(byte[] bytes, int at, byte[] target, int sample, byte missing) {
        int code = code(bytes, at);
        target[sample] = code == GenotypeScan.MISSING ? missing : (byte) GenotypeScan.dosage(code);
        return code != GenotypeScan.MALFORMED;
    }

    /** Adds to the counts; false if the columns have another shape, with the counts in any state. */
    static boolean count(byte[] bytes, int from, int samples, GenotypeCounts target) {
        long pattern = pattern(bytes[from + 2]);
        int het = 0;
        int homAlt = 0;
        int other = 0;
        int at = from;
        int sample = 0;
        for (; sample + 1 < samples; sample += 2, at += 8) {
            long x = Words.load(bytes, at) ^ pattern;
            if ((x & ~ALLELES) == 0) {
                long first = x >>> 8;
                long second = x >>> 24;
                het += Long.bitCount((first ^ second) & FIRST_OF_EACH);
                homAlt += Long.bitCount(first & second & FIRST_OF_EACH);
            } else if (target.add(code(bytes, at)) && target.add(code(bytes, at + 4))) {
                other += 2;
            } else {
                return false;
            }
        }
        if (sample < samples) {
            other++;
            if (!target.add(code(bytes, at))) {
                return false;
            }
        }
        target.het += het;
        target.homAlt += homAlt;
        target.homRef += samples - other - het - homAlt;
        return true;
    }

    /** Reads the three bytes behind a tab; a tab among them makes the text malformed. */
    private static int code(byte[] bytes, int tab) {
        return bytes[tab] == '\t' ? GenotypeScan.scan(bytes, tab + 1, tab + 4) : GenotypeScan.MALFORMED;
    }
}
