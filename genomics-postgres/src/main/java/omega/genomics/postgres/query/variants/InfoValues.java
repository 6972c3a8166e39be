package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import omega.genomics.postgres.query.JsonScan;
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
        values = object(new JsonScan(json));
    }

    /**
     * Reads values.
     *
     * @param json an object of scalars, lists of them, and true for flags; null for no values
     * @return its values by key
     */
    public static InfoValues of(@Nullable String json) {
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
        Objects.requireNonNull(key, "key");
        return values.containsKey(key);
    }

    /**
     * Returns a value as text.
     *
     * @param key as the header declares it
     * @return the first of a list, a number as it is written; empty if there is none or it is missing
     */
    public Optional<String> text(String key) {
        Objects.requireNonNull(key, "key");
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
        Objects.requireNonNull(key, "key");
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
        Objects.requireNonNull(key, "key");
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
        Objects.requireNonNull(key, "key");
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
        Objects.requireNonNull(key, "key");
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

    /** Reads JSON of one level, with lists. */
    private static Map<String, Value> object(JsonScan json) {
        Map<String, Value> found = new LinkedHashMap<>();
        json.expect('{');
        while (!json.skip('}')) {
            String key = json.string();
            json.expect(':');
            found.put(key, value(json));
            json.skip(',');
        }
        return found;
    }

    private static Value value(JsonScan json) {
        if (!json.skip('[')) {
            if (json.next() == 't') {
                json.bare();
                return new Value(true, false, List.of());
            }
            return new Value(false, false, Collections.singletonList(scalar(json)));
        }
        List<@Nullable String> texts = new ArrayList<>();
        while (!json.skip(']')) {
            texts.add(scalar(json));
            json.skip(',');
        }
        return new Value(false, true, Collections.unmodifiableList(texts));
    }

    private static @Nullable String scalar(JsonScan json) {
        char first = json.next();
        if (first == '"') {
            return json.string();
        }
        String bare = json.bare();
        return first == 'n' ? null : bare;
    }
}
