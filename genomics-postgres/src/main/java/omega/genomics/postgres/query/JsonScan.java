package omega.genomics.postgres.query;

import java.util.Objects;

/** Walks through JSON in the form in which the server prints it, for readers of columns whose shape they know. */
public final class JsonScan {
    private final String text;
    private int at;

    public JsonScan(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    /** Returns the next character that is not a blank, and stays before it. */
    public char next() {
        while (text.charAt(at) == ' ') {
            at++;
        }
        return text.charAt(at);
    }

    /** Passes over this character if it is the next one. */
    public boolean skip(char c) {
        if (next() == c) {
            at++;
            return true;
        }
        return false;
    }

    public void expect(char c) {
        if (!skip(c)) {
            throw new IllegalStateException("expected " + c + " at " + at + " of " + text);
        }
    }

    /** Reads a number or a word, as it is written. */
    public String bare() {
        int from = at;
        while (",]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    public String string() {
        expect('"');
        int end = at;
        while (text.charAt(end) != '"' && text.charAt(end) != '\\') {
            end++;
        }
        if (text.charAt(end) == '"') {
            String plain = text.substring(at, end);
            at = end + 1;
            return plain;
        }
        return escapedString();
    }

    private String escapedString() {
        StringBuilder value = new StringBuilder();
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> c;
        };
    }
}
