package omega.genomics.postgres.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The INFO of one stored allele, typed by the header of its file. Of a key with a value an allele there is this allele's, of
 * one with a value an allele and REF there are two, REF first.
 *
 * <p>Immutable and thread-safe; equal if the same JSON is stored.
 */
public final class InfoValues {
    private static final InfoValues NONE = new InfoValues("{}");

    private final String json;
    private final Map<String, Value> values;

    /** Of a flag no texts; of a list several; a missing one is null. */
    record Value(boolean isFlag, boolean isList, List<@Nullable String> texts) {}

    private InfoValues(String json) {
        this.json = json;
        values = new Parser(json).object();
    }

    static InfoValues of(@Nullable String json) {
        return json == null ? NONE : new InfoValues(json);
    }

    /**
     * Returns the keys.
     *
     * @return by length, then by letters, as the database keeps them; unmodifiable
     */
    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /**
     * Tells whether a key is there, be it without a value.
     *
     * @param key as the header declares it
     * @return true for flags too
     */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /**
     * Returns a value as text.
     *
     * @param key as the header declares it
     * @return the first of a list, a number as it is written; empty if there is none or it is missing
     */
    public Optional<String> text(String key) {
        Value value = values.get(key);
        return value == null || value.texts().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(value.texts().get(0));
    }

    /**
     * Returns all values as texts.
     *
     * @param key as the header declares it
     * @return one for each in the file, empty where it is missing; none if there is no such key
     */
    public List<Optional<String>> texts(String key) {
        Value value = values.get(key);
        return value == null
                ? List.of()
                : value.texts().stream().map(Optional::ofNullable).toList();
    }

    /**
     * Returns a value as an integer.
     *
     * @param key as the header declares it
     * @return the first of a list; empty if there is none or it is missing
     * @throws NumberFormatException if it is no integer
     */
    public OptionalLong integer(String key) {
        Optional<String> text = text(key);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
    }

    /**
     * Returns a value as a number.
     *
     * @param key as the header declares it
     * @return the first of a list; empty if there is none or it is missing
     * @throws NumberFormatException if it is no number
     */
    public OptionalDouble number(String key) {
        Optional<String> text = text(key);
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text.get()));
    }

    /**
     * Returns all values as numbers.
     *
     * @param key as the header declares it
     * @return one for each in the file, empty where it is missing; none if there is no such key
     * @throws NumberFormatException if one is no number
     */
    public List<OptionalDouble> numbers(String key) {
        return texts(key).stream()
                .map(text ->
                        text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text.get())))
                .toList();
    }

    /** Returns what is stored under each key. */
    Map<String, Value> values() {
        return values;
    }

    /**
     * Compares what is stored.
     *
     * @param other anything
     * @return true for the same keys and values
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InfoValues that && json.equals(that.json);
    }

    /**
     * Returns a hash of what is stored.
     *
     * @return fits {@link #equals}
     */
    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /**
     * Returns what is stored.
     *
     * @return a JSON object
     */
    @Override
    public String toString() {
        return json;
    }

    /** Reads JSON of one level, with lists, as the server prints it. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Map<String, Value> object() {
            Map<String, Value> found = new LinkedHashMap<>();
            expect('{');
            while (!skip('}')) {
                String key = string();
                expect(':');
                found.put(key, value());
                skip(',');
            }
            return found;
        }

        private Value value() {
            if (!skip('[')) {
                if (next() == 't') {
                    at += 4;
                    return new Value(true, false, List.of());
                }
                return new Value(false, false, Collections.singletonList(scalar()));
            }
            List<@Nullable String> texts = new ArrayList<>();
            while (!skip(']')) {
                texts.add(scalar());
                skip(',');
            }
            return new Value(false, true, Collections.unmodifiableList(texts));
        }

        private @Nullable String scalar() {
            char c = next();
            if (c == '"') {
                return string();
            }
            int from = at;
            while (",]}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return c == 'n' ? null : text.substring(from, at);
        }

        private char next() {
            while (text.charAt(at) == ' ') {
                at++;
            }
            return text.charAt(at);
        }

        private boolean skip(char c) {
            if (next() == c) {
                at++;
                return true;
            }
            return false;
        }

        private void expect(char c) {
            if (!skip(c)) {
                throw new IllegalStateException("expected " + c + " at " + at + " of the INFO " + text);
            }
        }

        private String string() {
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
}
