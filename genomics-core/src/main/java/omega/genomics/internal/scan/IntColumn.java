package omega.genomics.internal.scan;

import java.util.Arrays;

/**
 * A growing column of ints in chunks: growing copies no values and leaves no garbage, and no array is large enough to trouble
 * a small heap.
 */
public final class IntColumn {
    private static final int BITS = 14;
    private static final int SIZE = 1 << BITS;
    private static final int MASK = SIZE - 1;

    private int[][] chunks = new int[16][];
    private int size;

    public int size() {
        return size;
    }

    public int get(int index) {
        return chunks[index >>> BITS][index & MASK];
    }

    public void set(int index, int value) {
        chunks[index >>> BITS][index & MASK] = value;
    }

    /** Appends a value and returns its index. */
    public int add(int value) {
        int chunk = size >>> BITS;
        if ((size & MASK) == 0) {
            if (chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunk * 2);
            }
            chunks[chunk] = new int[SIZE];
        }
        chunks[chunk][size & MASK] = value;
        return size++;
    }

    /** Appends zeros until there are {@code n} values. */
    public void growTo(int n) {
        while (size < n) {
            add(0);
        }
    }
}
