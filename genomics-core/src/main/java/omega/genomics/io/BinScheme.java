package omega.genomics.io;

/**
 * The hierarchy of bins of an index: bin 0 is the whole contig, each bin has eight children, and the smallest bins
 * cover {@code 2^minShift} bases.
 *
 * <p>Positions are 0-based and half-open (SAM specification §5.3, CSIv1).
 *
 * @param minShift the size of the smallest bins, as an exponent of two
 * @param depth the number of levels below bin 0
 */
record BinScheme(int minShift, int depth) {
    static final BinScheme TBI = new BinScheme(14, 5);
    /** Covers positions up to the largest {@code int}. */
    static final BinScheme CSI = new BinScheme(14, 6);

    /** Returns the position after the last one that fits. */
    long limit() {
        return 1L << (minShift + (3 * depth));
    }

    /** Returns the number of the first bin of a level. */
    static int first(int level) {
        return ((1 << (3 * level)) - 1) / 7;
    }

    /** Returns the number of bins, which is also the first number after the last bin. */
    int size() {
        return first(depth + 1);
    }

    /** Returns the number of the pseudo-bin, which stores where a contig's lines begin and end, and their number. */
    int metaBin() {
        return size() + 1;
    }

    int shift(int level) {
        return minShift + (3 * (depth - level));
    }

    /** Returns the smallest bin that contains an interval. */
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

    /** Returns the first position of a bin. */
    long start(int bin) {
        int level = 0;
        while (bin >= first(level + 1)) {
            level++;
        }
        return (long) (bin - first(level)) << shift(level);
    }
}
