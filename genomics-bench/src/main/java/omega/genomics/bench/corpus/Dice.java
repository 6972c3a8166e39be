package omega.genomics.bench.corpus;

/**
 * Pseudo-random numbers that are the same on every JDK: SplitMix64 (Steele, Lea and Flood, 2014).
 *
 * <p>{@code java.util.SplittableRandom} would do, but its bounded draws are not promised to stay as they are.
 */
final class Dice {
    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** Scrambles one number into another; a bijection of the 64-bit numbers. */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /** Draws from 0 to bound − 1, for a bound below 2³¹; the bias of a multiplication without rejection is below 2⁻³². */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** Draws from low to high, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** Draws from [0, 1). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /**
     * Draws a skewed positive number: the exponential of a triangular draw, which looks log-normal enough and needs no
     * transcendental function whose last bit differs between machines.
     */
    int skewed(int median, int doublings) {
        int up = below(doublings + 1);
        int power = up - below(doublings + 1);
        double fraction = 0.71 + 0.58 * unit();
        double scale = power >= 0 ? 1L << power : 1.0 / (1L << -power);
        return Math.max(1, (int) (median * fraction * scale));
    }
}
