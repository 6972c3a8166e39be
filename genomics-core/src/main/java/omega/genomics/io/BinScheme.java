package omega.genomics.io;

/**
 * The nested bins of an index: bin 0 is the whole contig, each has eight children, the smallest hold {@code 2^minShift} bases.
 *
 * <p>Positions are 0-based, half-open.
 *
 * @param minShift size of the smallest bins, as a power of two
 * @param depth levels below bin 0
 */
record BinScheme(int minShift, int depth) {
    static final BinScheme TBI = new BinScheme(14, 5);
    /** Enough for the largest int. */
    static final BinScheme CSI = new BinScheme(14, 6);

    /** One past the last position that fits. */
    long limit() {
        return 1L << (minShift + (3 * depth));
    }

    /** The number of the first bin of a level. */
    static int first(int level) {
        return ((1 << (3 * level)) - 1) / 7;
    }

    /** The number of bins, and of the first number that is none. */
    int size() {
        return first(depth + 1);
    }

    /** The pseudo-bin that keeps where a contig's lines begin and end, and how many there are. */
    int metaBin() {
        return size() + 1;
    }

    int shift(int level) {
        return minShift + (3 * (depth - level));
    }

    /** The smallest bin that holds an interval. */
    int bin(long start0, long end0) {
        long last = end0 - 1;
        for (int level = depth; level > 0; level--) {
            if (start0 >> shift(level) == last >> shift(level)) {
                return first(level) + (int) (start0 >> shift(level));
            }
        }
        return 0;
    }

    static int parent(int bin) {
        return (bin - 1) >> 3;
    }

    /** Where a bin begins. */
    long start(int bin) {
        int level = 0;
        while (bin >= first(level + 1)) {
            level++;
        }
        return (long) (bin - first(level)) << shift(level);
    }
}
