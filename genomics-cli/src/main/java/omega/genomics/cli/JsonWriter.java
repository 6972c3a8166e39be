package omega.genomics.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document (RFC 8259) as it is told, indented by two blanks, without holding it.
 *
 * <p>Values are null, text, numbers, booleans, {@link Optional}, {@link Map}, {@link Iterable} and {@link RawJson}; a number that JSON
 * cannot say (NaN, infinity) is written as null.
 */
public final class JsonWriter {
    private final Appendable out;
    private int depth;
    private boolean empty = true;
    private boolean named;

    public JsonWriter(Appendable out) {
        this.out = out;
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    public JsonWriter name(String name) {
        separate();
        string(name);
        put(": ");
        named = true;
        return this;
    }

    public JsonWriter value(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return value(optional.orElse(null));
        }
        if (value instanceof Map<?, ?> map) {
            beginObject();
            map.forEach((key, member) -> name(String.valueOf(key)).value(member));
            return endObject();
        }
        if (value instanceof Iterable<?> items) {
            beginArray();
            items.forEach(this::value);
            return endArray();
        }
        separate();
        scalar(value);
        return this;
    }

    private void scalar(@Nullable Object value) {
        if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
            put("null");
        } else if (value instanceof Double number) {
            put(Numbers.json(number));
        } else if (value instanceof Number || value instanceof Boolean || value instanceof RawJson) {
            put(value.toString());
        } else {
            string(value.toString());
        }
    }

    private JsonWriter open(char bracket) {
        separate();
        put(String.valueOf(bracket));
        depth++;
        empty = true;
        return this;
    }

    private JsonWriter close(char bracket) {
        depth--;
        if (!empty) {
            newLine();
        }
        put(String.valueOf(bracket));
        empty = false;
        return this;
    }

    /** Puts what stands between the last thing and the next: nothing behind a name, else a comma and a new line. */
    private void separate() {
        if (named) {
            named = false;
        } else if (depth > 0) {
            if (!empty) {
                put(",");
            }
            newLine();
        }
        empty = false;
    }

    private void newLine() {
        put("\n" + "  ".repeat(depth));
    }

    private void string(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            escape(text, i, json);
        }
        put(json.append('"'));
    }

    private static void escape(String text, int i, StringBuilder json) {
        char c = text.charAt(i);
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (Character.isISOControl(c) || isLone(text, i)) {
                    json.append(String.format("\\u%04x", (int) c));
                } else {
                    json.append(c);
                }
            }
        }
    }

    /** Half a surrogate pair has no UTF-8 form. */
    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private void put(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
