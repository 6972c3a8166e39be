package omega.genomics.postgres.load.packed;

import omega.genomics.postgres.copy.BinaryCopyWriter;

/**
 * The allele frequencies of a block in the shortest form that gives back each of them to the bit: none where they are AC / AN, else
 * their decimal digits as a number with the count of decimals, else as they are.
 */
final class Frequencies {
    private static final int MOST_DIGITS = 1 << 20;
    private static final double[] POWERS = new double[23];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private final int[] codes = new int[Numbers.MOST];
    private double least;
    private double greatest;

    /** Reads the frequencies; tells whether each is the ratio of two counts, or missing as one of these is. */
    boolean areRatios(Numbers frequencies, Numbers counts, Numbers numbers, int size) {
        least = Double.MAX_VALUE;
        greatest = -Double.MAX_VALUE;
        boolean areRatios = !frequencies.isEmpty();
        for (int i = 0; i < size; i++) {
            boolean hasRatio = !counts.isNull(i) && !numbers.isNull(i) && numbers.get(i) != 0;
            if (frequencies.isNull(i)) {
                areRatios &= !hasRatio;
                continue;
            }
            double frequency = Double.longBitsToDouble(frequencies.get(i));
            least = Math.min(least, frequency);
            greatest = Math.max(greatest, frequency);
            areRatios &= hasRatio
                    && Double.doubleToRawLongBits(counts.get(i) / (double) numbers.get(i)) == frequencies.get(i);
        }
        return areRatios;
    }

    /** Puts the range of the block. */
    void putRange(BinaryCopyWriter out) {
        if (least > greatest) {
            out.putNull();
            out.putNull();
        } else {
            out.putDouble(least);
            out.putDouble(greatest);
        }
    }

    /** Puts two columns: codes and frequencies. */
    void put(BinaryCopyWriter out, Numbers frequencies, boolean areRatios, int size) {
        if (areRatios || frequencies.isEmpty()) {
            out.putNull();
            out.putNull();
        } else if (encode(frequencies, size)) {
            out.beginArray(Oids.INT4, size, true);
            for (int i = 0; i < size; i++) {
                if (frequencies.isNull(i)) {
                    out.elementNull();
                } else {
                    out.element(codes[i], 4);
                }
            }
            out.endField();
            out.putNull();
        } else {
            out.putNull();
            frequencies.put(out, Oids.FLOAT8, 8);
        }
    }

    private boolean encode(Numbers frequencies, int size) {
        for (int i = 0; i < size; i++) {
            if (!frequencies.isNull(i)) {
                codes[i] = code(frequencies.get(i));
                if (codes[i] < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Dividing two doubles that are exact rounds as reading the decimal number does. */
    private static int code(long bits) {
        double value = Double.longBitsToDouble(bits);
        for (int decimals = 0; decimals < POWERS.length; decimals++) {
            double digits = Math.rint(value * POWERS[decimals]);
            if (!(digits >= 0 && digits < MOST_DIGITS)) {
                return -1;
            }
            if (Double.doubleToRawLongBits(digits / POWERS[decimals]) == bits) {
                return decimals << 20 | (int) digits;
            }
        }
        return -1;
    }
}
