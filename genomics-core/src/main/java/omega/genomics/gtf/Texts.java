package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes to text. */
final class Texts {
    private Texts() {}

    /** Decodes UTF-8, or ISO-8859-1 where the bytes are not UTF-8, so that no byte is lost. */
    static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        byte[] again = text.getBytes(StandardCharsets.UTF_8);
        boolean lossless = Arrays.equals(again, 0, again.length, bytes, from, to);
        return lossless ? text : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static int hexDigit(byte b) {
        return Character.digit((char) (b & 0xff), 16);
    }

    /** Tells whether a whole percent escape starts here. */
    static boolean isPercentEscape(byte[] bytes, int at, int end) {
        return bytes[at] == '%' && at + 2 < end && hexDigit(bytes[at + 1]) >= 0 && hexDigit(bytes[at + 2]) >= 0;
    }
}
