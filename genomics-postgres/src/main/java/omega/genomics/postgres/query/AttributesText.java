package omega.genomics.postgres.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omega.genomics.Attributes;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Reads the {@code attributes} column: an object of texts and arrays of texts, in the form the server prints. */
final class AttributesText {
    private final String text;
    private int at;

    private AttributesText(String text) {
        this.text = text;
    }

    static Attributes parse(@Nullable JSONB column) {
        return column == null ? Attributes.none() : new AttributesText(column.data()).object();
    }

    private Attributes object() {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        expect('{');
        while (!skip('}')) {
            String key = string();
            expect(':');
            if (skip('[')) {
                while (!skip(']')) {
                    entries.add(Map.entry(key, string()));
                    skip(',');
                }
            } else {
                entries.add(Map.entry(key, string()));
            }
            skip(',');
        }
        return Attributes.of(entries);
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean skip(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!skip(c)) {
            throw new IllegalStateException("expected " + c + " at " + at + " of the attributes " + text);
        }
    }

    private String string() {
        expect('"');
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
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> c;
        };
    }
}
