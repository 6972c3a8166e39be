package omega.genomics.internal.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time in one long, first byte lowest. A search answers with the high bit of each byte that matched, so
 * {@code Long.numberOfTrailingZeros(marks) >>> 3} is the first.
 *
 * <p>A plain load through the handle compiles to one instruction and a bounds check.
 */
public final class Words {
    public static final long HIGH = 0x8080_8080_8080_8080L;
    public static final long LOW7 = 0x7f7f_7f7f_7f7f_7f7fL;
    private static final long BIT6 = 0x4040_4040_4040_4040L;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    public static long load(byte[] array, int at) {
        return (long) LONG.get(array, at);
    }

    public static long repeat(int b) {
        return ONES * (b & 0xff);
    }

    /** Marks bytes below 16, tab and line feed among them. Exact. */
    public static long controls(long word) {
        return ~(((word & LOW7) + 0x7070_7070_7070_7070L) | word) & HIGH;
    }

    /** Marks bytes below {@code >}: spaces, quotes, digits, {@code ;} and {@code =}, but no letter and no underscore. Exact. */
    public static long noLetters(long word) {
        return ~(((word & LOW7) + 0x4242_4242_4242_4242L) | word) & HIGH;
    }

    /** Marks bytes that are not equal to the repeated one. Exact, but only the high bits count. */
    public static long differ(long word, long repeated) {
        long x = word ^ repeated;
        return ((x & LOW7) + LOW7) | x;
    }

    /** Marks bytes equal to the repeated one, and no others. */
    public static long matches(long word, long repeated) {
        long x = word ^ repeated;
        return ~(((x & LOW7) + LOW7) | x | LOW7);
    }

    /** Marks bytes equal to the repeated one, exactly up to the first; only the high bits count. Cheaper than {@link #matches}. */
    public static long equal(long word, long repeated) {
        long x = word ^ repeated;
        return (x - ONES) & ~x;
    }

    /** Loads up to eight bytes, zeros behind them, wherever they stand in the array. */
    public static long loadFirst(byte[] array, int at, int bytes) {
        if (at <= array.length - 8) {
            return load(array, at) & first(bytes);
        }
        long word = 0;
        for (int i = 0; i < Math.min(bytes, 8); i++) {
            word |= (array[at + i] & 0xffL) << (i << 3);
        }
        return word;
    }

    /** Gathers the high bits of the eight bytes into the low eight bits. */
    public static long gather(long marks) {
        return ((marks >>> 7) * 0x0102_0408_1020_4080L) >>> 56;
    }

    /**
     * Tells whether one of 32 bytes may be a control character: below 32, or from 128 to 159, as those have neither of bits 5 and
     * 6 set, which is the cheapest thing to ask of many bytes at once.
     */
    public static boolean mayHaveControls(long a, long b, long c, long d) {
        return (upper(a) & upper(b) & upper(c) & upper(d) & BIT6) != BIT6;
    }

    /** Bit 6 of each byte tells whether bit 5 or 6 was set; the others mean nothing. */
    private static long upper(long word) {
        return word | word << 1;
    }

    /** Returns bits {@code from} to {@code to} − 1, as far as a long has them. */
    public static long bits(int from, int to) {
        return (to >= 64 ? -1L : (1L << to) - 1) & (from >= 64 ? 0 : -1L << from);
    }

    /** Keeps the first {@code bytes} bytes of a word, 0 to 8. */
    public static long first(int bytes) {
        return bytes >= 8 ? -1L : (1L << (bytes << 3)) - 1;
    }
}
