package omega.genomics.postgres.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.Severity;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL cannot take of the text of a file: NUL in any column, and long texts in an indexed one. */
public final class StorableText {
    /** The most bytes of a text in an indexed column: an entry of a B-tree has a third of a page, with the other columns of its key. */
    public static final int MAX_INDEXED = 2_600;
    /** The most bytes of a text that shares its key with two others of this length. */
    public static final int MAX_OF_THREE = MAX_INDEXED / 3;

    private static final int SHOWN = 80;

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
        return text != null && isLongerThan(MAX_INDEXED, text);
    }

    private static boolean isLongerThan(int most, String text) {
        return text.length() > most / 3 && text.getBytes(StandardCharsets.UTF_8).length > most;
    }

    /**
     * Looks for what PostgreSQL would refuse about a text.
     *
     * @param source the file
     * @param line where the text is in it
     * @param field what it is
     * @param text the text
     * @param most its most bytes
     * @return an error; null if the text can be stored
     */
    public static @Nullable Diagnostic finding(String source, long line, String field, String text, int most) {
        boolean isTooLong = isLongerThan(most, text);
        if (!isTooLong && text.indexOf('\0') < 0) {
            return null;
        }
        String message =
                isTooLong ? tooLong(field, text.getBytes(StandardCharsets.UTF_8).length, most) : nulFound(field);
        return new Diagnostic(
                Severity.ERROR,
                Location.of(source, line, 1),
                field,
                isTooLong ? "text-length" : "text-nul",
                message,
                JsonText.withoutNul(text.substring(0, Math.min(SHOWN, text.length()))));
    }

    /**
     * Checks a name that a program gives.
     *
     * @param what what it names
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if it is blank, or PostgreSQL cannot store it as a key
     */
    public static String checkedName(String what, String name) {
        Objects.requireNonNull(name, what);
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected a name for the " + what + ", found a blank one");
        }
        return checkedText(what, name);
    }

    /**
     * Checks a text that a program gives.
     *
     * @param what what it is
     * @param text the text, which may be empty
     * @return the text
     * @throws IllegalArgumentException if PostgreSQL cannot store it as a key
     */
    public static String checkedText(String what, String text) {
        Diagnostic finding = finding("", 0, what, Objects.requireNonNull(text, what), MAX_OF_THREE);
        if (finding != null) {
            throw new IllegalArgumentException(finding.message());
        }
        return text;
    }

    /** Returns the message of a finding. */
    public static String nulFound(String what) {
        return "expected text without NUL, which PostgreSQL cannot store, found one in " + what;
    }

    /** Returns the message of a finding. */
    public static String tooLong(String what, int bytes) {
        return tooLong(what, bytes, MAX_INDEXED);
    }

    private static String tooLong(String what, int bytes, int most) {
        return "expected at most " + most + " bytes of " + what + ", which is indexed, found " + bytes;
    }
}
