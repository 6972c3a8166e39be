package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** The two ways to write a character that would otherwise mean something: GTF's backslash, GFF3's percent. */
final class Escapes {
    private static final String SEQNAME_EXTRAS = ".:^*$@!+_?-|";

    /** Bytes that may stand in column 1 of GFF3 as they are. */
    static final IntPredicate SEQNAME = b -> (b >= '0' && b <= '9')
            || (b >= 'A' && b <= 'Z')
            || (b >= 'a' && b <= 'z')
            || SEQNAME_EXTRAS.indexOf(b) >= 0;

    /** Bytes that may stand in columns 2 and 3 of GFF3 as they are. */
    static final IntPredicate COLUMN = b -> b >= ' ' && b != '%' && b != 0x7f;

    /** Bytes that may stand in column 9 of GFF3 as they are. */
    static final IntPredicate ATTRIBUTE = b -> COLUMN.test(b) && ";=&,".indexOf(b) < 0;

    private Escapes() {}

    /** Writes a value as it stands between GTF's quotes. */
    static void backslashEncode(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\\' -> out.append(isEscape(value, i + 1) ? "\\\\" : "\\");
                default -> out.append(c);
            }
        }
    }

    /** Tells whether a backslash before this character would be read as an escape. */
    private static boolean isEscape(String value, int next) {
        return next == value.length() || "\"\\tnr\t\n\r".indexOf(value.charAt(next)) >= 0;
    }

    /** Writes a text, percent-encoding the bytes of its UTF-8 form that may not stand as they are. */
    static void percentEncode(String text, IntPredicate allowed, StringBuilder out) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c < 0x80 ? allowed.test(c) : allowed != SEQNAME) {
                out.appendCodePoint(c);
            } else {
                for (byte b : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append("0123456789ABCDEF".charAt((b >> 4) & 15));
                    out.append("0123456789ABCDEF".charAt(b & 15));
                }
            }
            i = next;
        }
    }

    /** Writes the text of a quoted GTF value to {@code out}; returns its length, at most {@code to - from}. */
    static int backslashDecode(byte[] bytes, int from, int to, byte[] out, int outFrom) {
        int o = outFrom;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            byte meant = b == '\\' && i + 1 < to ? escapedBy(bytes[i + 1]) : 0;
            if (meant != 0) {
                i++;
            }
            out[o++] = meant != 0 ? meant : b;
        }
        return o - outFrom;
    }

    /** What a backslash before {@code b} means; 0 if the backslash stands for itself. */
    private static byte escapedBy(byte b) {
        return switch (b) {
            case '"', '\\' -> b;
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> 0;
        };
    }

    /** Writes percent-decoded text to {@code out}; returns its length, at most {@code to - from}. */
    static int percentDecode(byte[] bytes, int from, int to, byte[] out, int outFrom) {
        int o = outFrom;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (isPercentEscape(bytes, i, to)) {
                b = (byte) (hexDigit(bytes[i + 1]) << 4 | hexDigit(bytes[i + 2]));
                i += 2;
            }
            out[o++] = b;
        }
        return o - outFrom;
    }

    private static int hexDigit(byte b) {
        return Character.digit((char) (b & 0xff), 16);
    }

    /** Tells whether a whole percent escape starts here. */
    static boolean isPercentEscape(byte[] bytes, int at, int end) {
        return bytes[at] == '%' && at + 2 < end && hexDigit(bytes[at + 1]) >= 0 && hexDigit(bytes[at + 2]) >= 0;
    }
}
