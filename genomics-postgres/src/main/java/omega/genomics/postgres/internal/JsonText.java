package omega.genomics.postgres.internal;

import omega.genomics.postgres.copy.BinaryCopyWriter;

/** Text that comes from files, such that PostgreSQL takes it: valid UTF-8 without NUL, in JSON with its escapes. */
public final class JsonText {
    private JsonText() {}

    /** PostgreSQL's text holds every character but this one; its picture stands for it. */
    public static String withoutNul(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '␀');
    }

    /** Puts a {@code text} column; bytes that are not UTF-8 become U+FFFD, NUL its picture. */
    public static void putText(BinaryCopyWriter row, byte[] bytes, int from, int to) {
        if (!row.putIfAscii(bytes, from, to - from)) {
            row.putText(withoutNul(decode(bytes, from, to)));
        }
    }

    private static String decode(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Appends a JSON string to the field begun. */
    public static void append(BinaryCopyWriter row, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b < ' ' || b == '"' || b == '\\') {
                append(row, decode(bytes, from, to));
                return;
            }
        }
        row.append((byte) '"');
        row.append(bytes, from, to - from);
        row.append((byte) '"');
    }

    /** Appends a JSON string to the field begun. */
    public static void append(BinaryCopyWriter row, String text) {
        row.append(quoted(text));
    }

    /** Returns a text as JSON writes it. */
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                json.append(escape(c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** NUL is the one character that jsonb cannot hold; its picture stands for it. */
    private static String escape(char c) {
        return c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == 0 ? "␀" : String.format("\\u%04x", (int) c);
    }
}
