package omega.genomics.internal.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes to text. */
public final class Texts {
    private Texts() {}

    /**
     * Decodes UTF-8, or ISO-8859-1 where the bytes are not UTF-8, so that no byte is lost.
     *
     * @param bytes holds the text
     * @param from first byte
     * @param to one past the last byte
     * @return the text
     */
    public static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return isLossless(text, bytes, from, to)
                ? text
                : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /**
     * Tells whether a text is UTF-8.
     *
     * @param bytes holds the text
     * @param from first byte
     * @param to one past the last byte
     * @return false if a byte of it cannot be decoded
     */
    public static boolean isUtf8(byte[] bytes, int from, int to) {
        return isLossless(new String(bytes, from, to - from, StandardCharsets.UTF_8), bytes, from, to);
    }

    /** What cannot be decoded becomes U+FFFD, which may also be in the text itself. */
    private static boolean isLossless(String text, byte[] bytes, int from, int to) {
        if (text.indexOf('\uFFFD') < 0) {
            return true;
        }
        byte[] again = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, 0, again.length, bytes, from, to);
    }

    /**
     * Tells how many bytes of a UTF-8 byte order mark the text begins with.
     *
     * @param bytes holds the text
     * @param from first byte
     * @param to one past the last byte
     * @return 3 or 0
     */
    public static int byteOrderMark(byte[] bytes, int from, int to) {
        boolean marked = to - from >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
        return marked ? 3 : 0;
    }
}
