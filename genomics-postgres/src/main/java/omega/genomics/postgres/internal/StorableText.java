package omega.genomics.postgres.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL cannot take of the text of a file: NUL in any column, and long texts in an indexed one. */
public final class StorableText {
    /** The most bytes of a text in an indexed column: an entry of a B-tree has a third of a page, with the other columns of its key. */
    public static final int MAX_INDEXED = 2_600;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long PERCENTS = ONES * '%';

    private StorableText() {}

    /**
     * Finds the first NUL.
     *
     * @param isPercentEncoded whether {@code %00} is one, too
     * @return where; −1 if there is none
     */
    public static int nul(byte[] bytes, int from, int to, boolean isPercentEncoded) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            long found = hasZero(word);
            if (isPercentEncoded) {
                found |= hasZero(word ^ PERCENTS);
            }
            if (found != 0) {
                int at = nulAmong(bytes, i, i + Long.BYTES, to, isPercentEncoded);
                if (at >= 0) {
                    return at;
                }
            }
        }
        return nulAmong(bytes, i, to, to, isPercentEncoded);
    }

    private static long hasZero(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private static int nulAmong(byte[] bytes, int from, int end, int to, boolean isPercentEncoded) {
        for (int i = from; i < end; i++) {
            boolean isEscape =
                    isPercentEncoded && bytes[i] == '%' && i + 2 < to && bytes[i + 1] == '0' && bytes[i + 2] == '0';
            if (bytes[i] == 0 || isEscape) {
                return i;
            }
        }
        return -1;
    }

    /** Tells whether a text is too long for an indexed column. */
    public static boolean isTooLong(@Nullable String text) {
        return text != null
                && text.length() > MAX_INDEXED / 3
                && text.getBytes(StandardCharsets.UTF_8).length > MAX_INDEXED;
    }

    /** Returns the message of a finding. */
    public static String nulFound(String what) {
        return "expected text without NUL, which PostgreSQL cannot store, found one in " + what;
    }

    /** Returns the message of a finding. */
    public static String tooLong(String what, int bytes) {
        return "expected at most " + MAX_INDEXED + " bytes of " + what + ", which is indexed, found " + bytes;
    }
}
