package omega.genomics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a feature or a gene: keys and values in file order; a key may occur more than once (GTF2.2
 * attributes, GFF3 column 9).
 *
 * <p>Immutable and thread-safe; equal by content and order.
 */
public final class Attributes {
    private static final Attributes NONE = new Attributes(List.of());

    private final List<Map.Entry<String, String>> entries;

    private Attributes(List<Map.Entry<String, String>> entries) {
        this.entries = entries;
    }

    /**
     * Returns the empty attributes.
     *
     * @return the empty instance
     */
    public static Attributes none() {
        return NONE;
    }

    /**
     * Creates attributes from entries.
     *
     * @param entries keys and values in order; copied
     * @return the attributes, in the given order
     */
    public static Attributes of(List<Map.Entry<String, String>> entries) {
        Objects.requireNonNull(entries, "entries");
        return entries.isEmpty() ? NONE : new Attributes(List.copyOf(entries));
    }

    /**
     * Creates attributes from alternating keys and values.
     *
     * @param keysAndValues key, value, key, value, …
     * @return the attributes, in the given order
     * @throws IllegalArgumentException if the number of arguments is odd
     */
    public static Attributes of(String... keysAndValues) {
        Objects.requireNonNull(keysAndValues, "keysAndValues");
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "expected a value for each key, found " + keysAndValues.length + " texts");
        }
        List<Map.Entry<String, String>> list = new ArrayList<>(keysAndValues.length / 2);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            list.add(Map.entry(keysAndValues[i], keysAndValues[i + 1]));
        }
        return of(list);
    }

    /**
     * Returns all entries.
     *
     * @return an immutable list in file order
     */
    public List<Map.Entry<String, String>> entries() {
        return entries;
    }

    /**
     * Returns the keys.
     *
     * @return a new set with each key once, in order of first occurrence
     */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        entries.forEach(entry -> keys.add(entry.getKey()));
        return keys;
    }

    /**
     * Returns the first value of a key. Takes time linear in the number of entries.
     *
     * @param key the key, case-sensitive
     * @return the first value; empty if the key is absent
     */
    public Optional<String> first(String key) {
        Objects.requireNonNull(key, "key");
        for (Map.Entry<String, String> entry : entries) {
            if (entry.getKey().equals(key)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns all values of a key.
     *
     * @param key the key, case-sensitive
     * @return the values in file order; empty if the key is absent
     */
    public List<String> all(String key) {
        Objects.requireNonNull(key, "key");
        return entries.stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Returns whether a key has a certain value, such as {@code MANE_Select} for the key {@code tag}.
     *
     * @param key the key, case-sensitive
     * @param value the value, case-sensitive
     * @return true if one of the key's values equals {@code value}
     */
    public boolean has(String key, String value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        return entries.contains(Map.entry(key, value));
    }

    /**
     * Groups the values by key.
     *
     * @return a new map with the keys in order of first occurrence
     */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        entries.forEach(entry ->
                map.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(entry.getValue()));
        return map;
    }

    /**
     * Returns whether there are no attributes.
     *
     * @return true if there are no entries
     */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** Returns {@code key "value"; …}, for logs and debugging. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry.getKey())
                .append(" \"")
                .append(entry.getValue())
                .append("\"; "));
        return text.toString().stripTrailing();
    }
}
