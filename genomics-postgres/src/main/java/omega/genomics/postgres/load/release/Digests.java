package omega.genomics.postgres.load.release;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Digests of 64 bits. Each step (xor, multiplication by an odd number, xor of the upper half) is a bijection, so that two values of one
 * length differ in their digest if they differ in eight bytes only, and else but for one case in 2^64.
 */
public final class Digests {
    static final long FACTOR = 0x9E3779B97F4A7C15L;
    static final long OTHER_FACTOR = 0xC2B2AE3D27D4EB4FL;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Digests() {}

    /** Goes on with bytes. */
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

    /** Goes on with a number. */
    public static long step(long digest, long word) {
        long product = (digest ^ word) * FACTOR;
        return product ^ (product >>> 32);
    }

    /** Ends a digest. */
    public static long mixed(long digest) {
        long first = (digest ^ (digest >>> 29)) * OTHER_FACTOR;
        return first ^ (first >>> 32);
    }
}
