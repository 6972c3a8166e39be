package omega.genomics.internal.vcf;

import java.nio.charset.StandardCharsets;
import omega.genomics.internal.scan.ByteSearch;

/** Percent-encoding of VCF 4.3 and later (§1.2): {@code %3A} is a colon. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** Decodes UTF-8 and, if asked, percent-encoding; a percent sign without two hexadecimal digits stands for itself. */
    public static String decode(byte[] bytes, int from, int to, boolean percent) {
        if (!percent || ByteSearch.find(bytes, from, to, (byte) '%') == to) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        byte[] plain = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            int high = bytes[i] == '%' && i + 2 < to ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                plain[n++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                plain[n++] = bytes[i];
            }
        }
        return new String(plain, 0, n, StandardCharsets.UTF_8);
    }

    /** Decodes percent-encoding. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return decode(bytes, 0, bytes.length, true);
    }

    /**
     * Appends an INFO entry, or a sample's column, that was written by a version without percent-encoding, as one with it writes
     * the same text.
     */
    public static void toEncoded(byte[] bytes, int from, int to, LineBuffer target) {
        boolean isValue = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '%') {
                target.add("%25");
            } else if (b == '=' && isValue) {
                target.add("%3D");
            } else {
                isValue = b == '=' || (isValue && b != ';');
                target.add((char) (b & 0xff));
            }
        }
    }

    /**
     * Appends what percent-encoding stands for, unless it stands for a character that an earlier version has no way to write in a
     * value: that one stays as it is.
     */
    public static void toPlain(byte[] bytes, int from, int to, LineBuffer target) {
        for (int i = from; i < to; i++) {
            int high = bytes[i] == '%' && i + 2 < to ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            int decoded = high << 4 | low;
            if (low >= 0 && decoded > ' ' && decoded != 0x7f && ":;=,".indexOf(decoded) < 0) {
                target.add((char) decoded);
                i += 2;
            } else {
                target.add((char) (bytes[i] & 0xff));
            }
        }
    }

    /** Encodes the characters that have a meaning in INFO and sample columns. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case ':' -> encoded.append("%3A");
                case ';' -> encoded.append("%3B");
                case '=' -> encoded.append("%3D");
                case '%' -> encoded.append("%25");
                case ',' -> encoded.append("%2C");
                case '\r' -> encoded.append("%0D");
                case '\n' -> encoded.append("%0A");
                case '\t' -> encoded.append("%09");
                default -> encoded.append(c);
            }
        }
        return encoded.toString();
    }
}
