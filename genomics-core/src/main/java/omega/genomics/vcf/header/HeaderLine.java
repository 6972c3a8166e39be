package omega.genomics.vcf.header;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One meta-information line, {@code ##key=value} or {@code ##key=<ID=…,…>}, with its text exactly as read.
 *
 * <p>Immutable; equal by text. Implements VCF 4.5 §1.4.
 */
public final class HeaderLine {
    private final String key;
    private final String value;
    private final List<HeaderField> fields;
    private final boolean structured;
    private final byte[] bytes;
    private final long lineNumber;

    HeaderLine(String key, String value, List<HeaderField> fields, boolean structured, byte[] bytes, long lineNumber) {
        this.key = key;
        this.value = value;
        this.fields = List.copyOf(fields);
        this.structured = structured;
        this.bytes = bytes;
        this.lineNumber = lineNumber;
    }

    /**
     * Makes a line such as {@code ##source=caller}.
     *
     * @param key without the two number signs
     * @param value the rest of the line; not empty, no line end
     * @return the line
     * @throws IllegalArgumentException if a part cannot stand in a header
     */
    public static HeaderLine of(String key, String value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        checkPart(key);
        checkPart(value);
        return new HeaderLine(key, value, List.of(), false, utf8("##" + key + '=' + value), 0);
    }

    /**
     * Makes a line such as {@code ##FILTER=<ID=q10,Description="…">}.
     *
     * @param key without the two number signs
     * @param fields in order
     * @return the line
     * @throws IllegalArgumentException if there is no field, or a part cannot stand in a header
     */
    public static HeaderLine of(String key, List<HeaderField> fields) {
        Objects.requireNonNull(fields, "fields");
        Objects.requireNonNull(key, "key");
        checkPart(key);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("expected at least one field in ##" + key);
        }
        fields.forEach(field -> checkPart(field.name()));
        String value = fields.stream().map(HeaderField::toString).collect(Collectors.joining(",", "<", ">"));
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("expected no line end inside ##" + key);
        }
        return new HeaderLine(key, value, fields, true, utf8("##" + key + '=' + value), 0);
    }

    private static void checkPart(String part) {
        if (part.isEmpty() || part.indexOf('\n') >= 0 || part.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("expected text without a line end, found \"" + part + '"');
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns what stands between {@code ##} and the first {@code =}.
     *
     * @return such as {@code INFO} or {@code source}
     */
    public String key() {
        return key;
    }

    /**
     * Returns what stands behind the first {@code =}, brackets and all.
     *
     * @return empty only for a malformed line
     */
    public String value() {
        return value;
    }

    /**
     * Tells whether the value is a list of fields in angle brackets.
     *
     * @return false for {@code ##key=value}
     */
    public boolean isStructured() {
        return structured;
    }

    /**
     * Returns the fields of a structured line.
     *
     * @return in file order; empty for an unstructured line
     */
    public List<HeaderField> fields() {
        return fields;
    }

    /**
     * Returns the value of a field.
     *
     * @param name case-sensitive, such as {@code Description}
     * @return the first one's value without quotes and escapes
     */
    public Optional<String> field(String name) {
        Objects.requireNonNull(name, "name");
        for (HeaderField field : fields) {
            if (field.name().equals(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the {@code ID} field.
     *
     * @return empty if there is none
     */
    public Optional<String> id() {
        return field("ID");
    }

    /**
     * Returns the number of the line in the file it was read from.
     *
     * @return from 1; 0 for a line that was made
     */
    public long lineNumber() {
        return lineNumber;
    }

    /**
     * Returns the line's bytes as read, without its line end.
     *
     * @return a copy
     */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    byte[] rawBytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeaderLine that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns the whole line without its line end. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
