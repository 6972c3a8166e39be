package omega.genomics.internal.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes in byte arrays, eight at a time.
 *
 * <p>A word is xored with the byte looked for, so that a hit becomes a zero byte. {@code (x - 0x01…) & ~x & 0x80…} then
 * marks zero bytes cheaply, but its borrow may also mark a byte right above a hit: exact for the lowest hit only. Where
 * all hits are walked, the carry-free form is used. The scalar twins are in {@code ByteSearchTest}.
 */
public final class ByteSearch {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LOWS = ~HIGHS;

    private ByteSearch() {}

    /**
     * Finds the first occurrence of a byte.
     *
     * @param array the bytes
     * @param from first index
     * @param to one past the last index
     * @param b the byte to look for
     * @return its index, or −1
     */
    public static int indexOf(byte[] array, int from, int to, byte b) {
        long pattern = pattern(b);
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long x = (long) LONG.get(array, i) ^ pattern;
            long hits = (x - ONES) & ~x & HIGHS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (array[i] == b) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Finds the last occurrence of a byte.
     *
     * @param array the bytes
     * @param from first index
     * @param to one past the last index
     * @param b the byte to look for
     * @return its index, or −1
     */
    public static int lastIndexOf(byte[] array, int from, int to, byte b) {
        long pattern = pattern(b);
        int i = to;
        for (int first = from + Long.BYTES; i >= first; i -= Long.BYTES) {
            long hits = exactHits((long) LONG.get(array, i - Long.BYTES) ^ pattern);
            if (hits != 0) {
                return i - 1 - (Long.numberOfLeadingZeros(hits) >>> 3);
            }
        }
        while (--i >= from) {
            if (array[i] == b) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Counts the occurrences of a byte.
     *
     * @param array the bytes
     * @param from first index
     * @param to one past the last index
     * @param b the byte to look for
     * @return how often it stands there
     */
    public static int count(byte[] array, int from, int to, byte b) {
        long pattern = pattern(b);
        int count = 0;
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            count += Long.bitCount(exactHits((long) LONG.get(array, i) ^ pattern));
        }
        for (; i < to; i++) {
            count += array[i] == b ? 1 : 0;
        }
        return count;
    }

    /**
     * Lists the first occurrences of a byte, such as the tabs of a line.
     *
     * @param array the bytes
     * @param from first index
     * @param to one past the last index
     * @param b the byte to look for
     * @param indices receives the indices, in order; no more than fit are looked for
     * @return how many were found
     */
    public static int indicesOf(byte[] array, int from, int to, byte b, int[] indices) {
        long pattern = pattern(b);
        int n = 0;
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long hits = exactHits((long) LONG.get(array, i) ^ pattern);
            for (; hits != 0; hits &= hits - 1) {
                if (n == indices.length) {
                    return n;
                }
                indices[n++] = i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; i < to && n < indices.length; i++) {
            if (array[i] == b) {
                indices[n++] = i;
            }
        }
        return n;
    }

    private static long pattern(byte b) {
        return (b & 0xffL) * ONES;
    }

    /** Marks the high bit of every zero byte and no other: no carry leaves its byte. */
    private static long exactHits(long x) {
        return ~(((x & LOWS) + LOWS) | x | LOWS);
    }
}
