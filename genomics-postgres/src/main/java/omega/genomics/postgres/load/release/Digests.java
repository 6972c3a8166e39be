package omega.genomics.postgres.load.release;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Digests of 64 bits. Each step (xor, multiplication by an odd number, xor of the upper half) is a bijection, so two values of the same
 * length that differ in one word of eight bytes always have different digests; any other two have the same digest with a probability of 2^−64.
 */
public final class Digests {
    static final long FACTOR = 0x9E3779B97F4A7C15L;
    static final long OTHER_FACTOR = 0xC2B2AE3D27D4EB4FL;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Digests() {}

    /** Adds bytes to a digest. */
    public static long of(long start, byte[] bytes, int from, int to) {
        long digest = step(start, to - from);
        int at = from;
        for (; at + 8 <= to; at += 8) {
            digest = step(digest, (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = (rest << 8) | (bytes[at] & 0xff);
        }
        return step(digest, rest);
    }

    /** Adds a number to a digest. */
    public static long step(long digest, long word) {
        long product = (digest ^ word) * FACTOR;
        return product ^ (product >>> 32);
    }

    /** Finishes a digest. */
    public static long mixed(long digest) {
        long first = (digest ^ (digest >>> 29)) * OTHER_FACTOR;
        return first ^ (first >>> 32);
    }
}
