package omega.genomics.gtf;

/** The two ways to write a character that would otherwise mean something: GTF's backslash, GFF3's percent. */
final class Escapes {
    private Escapes() {}

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
            if (Texts.isPercentEscape(bytes, i, to)) {
                b = (byte) (Texts.hexDigit(bytes[i + 1]) << 4 | Texts.hexDigit(bytes[i + 2]));
                i += 2;
            }
            out[o++] = b;
        }
        return o - outFrom;
    }
}
