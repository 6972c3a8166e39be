package omega.genomics.postgres.load.packed;

import omega.genomics.postgres.copy.BinaryCopyWriter;

/** Numbers of one column of a block; floating-point ones as their bits. */
final class Numbers {
    /** Variants of a block. */
    static final int MOST = 1000;

    private final long[] values = new long[MOST];
    private final boolean[] nulls = new boolean[MOST];
    private int size;
    private int present;
    private long least;
    private long greatest;

    void clear() {
        size = 0;
        present = 0;
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
    }

    void add(long value) {
        nulls[size] = false;
        values[size++] = value;
        present++;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
    }

    void addNull() {
        nulls[size] = true;
        values[size++] = 0;
    }

    boolean isNull(int i) {
        return nulls[i];
    }

    long get(int i) {
        return values[i];
    }

    boolean isEmpty() {
        return present == 0;
    }

    /** Tells whether all are there and are this number. */
    boolean isAll(long value) {
        return present == size && least == value && greatest == value;
    }

    boolean fitsInt() {
        return present == 0 || (least >= Integer.MIN_VALUE && greatest <= Integer.MAX_VALUE);
    }

    /** Puts numbers that are all there as {@code smallint}, after adding another to each. */
    void putShifted(BinaryCopyWriter out, int by) {
        out.beginArray(Oids.INT2, size, false);
        for (int i = 0; i < size; i++) {
            out.element(values[i] + by, 2);
        }
        out.endField();
    }

    /** Puts the column; null if it has no number. */
    void put(BinaryCopyWriter out, int oid, int bytes) {
        if (isEmpty()) {
            out.putNull();
            return;
        }
        out.beginArray(oid, size, present < size);
        for (int i = 0; i < size; i++) {
            if (nulls[i]) {
                out.elementNull();
            } else {
                out.element(values[i], bytes);
            }
        }
        out.endField();
    }
}
