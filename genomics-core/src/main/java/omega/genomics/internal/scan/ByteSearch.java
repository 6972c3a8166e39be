package omega.genomics.internal.scan;

/**
 * Finds bytes in byte arrays, eight at a time.
 *
 * <p>{@link Words#equal} is cheap, but its borrow may also mark a byte right above a hit: exact for the lowest hit only. Where
 * all hits are walked, {@link Words#matches} is used. The scalar twins are in {@code ByteSearchTest}.
 */
public final class ByteSearch {
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
        long pattern = Words.repeat(b);
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long hits = Words.equal(Words.load(array, i), pattern) & Words.HIGH;
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
     * Finds the first occurrence of a byte, or the end.
     *
     * @param array the bytes
     * @param from first index
     * @param to one past the last index
     * @param b the byte to look for
     * @return its index, or {@code to}
     */
    public static int find(byte[] array, int from, int to, byte b) {
        long pattern = Words.repeat(b);
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long hits = Words.matches(Words.load(array, i), pattern);
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && array[i] != b) {
            i++;
        }
        return i;
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
        long pattern = Words.repeat(b);
        int i = to;
        for (int first = from + Long.BYTES; i >= first; i -= Long.BYTES) {
            long hits = Words.matches(Words.load(array, i - Long.BYTES), pattern);
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
        long pattern = Words.repeat(b);
        int count = 0;
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            count += Long.bitCount(Words.matches(Words.load(array, i), pattern));
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
        long pattern = Words.repeat(b);
        int n = 0;
        int i = from;
        for (int last = to - Long.BYTES; i <= last; i += Long.BYTES) {
            long hits = Words.matches(Words.load(array, i), pattern);
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
}
