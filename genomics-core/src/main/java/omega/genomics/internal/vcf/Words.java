package omega.genomics.internal.vcf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes as one long, first byte lowest, and the searches built on it. */
public final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;
    private static final long ONES = 0x0101010101010101L;

    private Words() {}

    public static long at(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    /** Repeats a byte eight times. */
    public static long pattern(byte b) {
        return ONES * (b & 0xff);
    }

    /**
     * Marks the bytes equal to the pattern's with their top bit. Carry-free, so every mark is right; the cheaper
     * {@code (x - ONES) & ~x} is right only up to the first.
     */
    public static long matches(long word, long pattern) {
        long x = word ^ pattern;
        return ~(((x & LOW_SEVEN) + LOW_SEVEN) | x | LOW_SEVEN);
    }

    /** The mask that keeps the first {@code count} bytes of a word, 0 to 8. */
    public static long mask(int count) {
        return count >= 8 ? -1L : (1L << (count << 3)) - 1;
    }

    /** The first {@code min(8, length)} bytes, zero behind them, whatever follows in the array. */
    public static long prefix(byte[] bytes, int from, int length) {
        if (from + 8 <= bytes.length) {
            return at(bytes, from) & mask(length);
        }
        long word = 0;
        for (int i = Math.min(8, length) - 1; i >= 0; i--) {
            word = word << 8 | (bytes[from + i] & 0xff);
        }
        return word;
    }

    /** Finds a byte, or returns {@code to}. */
    public static int find(byte[] bytes, int from, int to, byte b) {
        int i = from;
        long pattern = pattern(b);
        for (int last = to - 8; i <= last; i += 8) {
            long hits = matches(at(bytes, i), pattern);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && bytes[i] != b) {
            i++;
        }
        return i;
    }

    /** Counts a byte. */
    public static int count(byte[] bytes, int from, int to, byte b) {
        int n = 0;
        int i = from;
        long pattern = pattern(b);
        for (int last = to - 8; i <= last; i += 8) {
            n += Long.bitCount(matches(at(bytes, i), pattern));
        }
        for (; i < to; i++) {
            if (bytes[i] == b) {
                n++;
            }
        }
        return n;
    }
}
