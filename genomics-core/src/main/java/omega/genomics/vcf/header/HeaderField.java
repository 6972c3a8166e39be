package omega.genomics.vcf.header;

import java.util.Objects;

/**
 * One {@code name=value} of a structured header line.
 *
 * @param name such as {@code ID}
 * @param value without quotes and escapes
 * @param quoted whether the value stood, or is to stand, in double quotes
 */
public record HeaderField(String name, String value, boolean quoted) {
    /** Creates a record; nothing in it may be null. */
    public HeaderField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    /**
     * Makes a field that is written without quotes.
     *
     * @param name such as {@code ID}
     * @param value no comma, no quote
     * @return the field
     */
    public static HeaderField of(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        return new HeaderField(name, value, false);
    }

    /**
     * Makes a field that is written in double quotes.
     *
     * @param name such as {@code Description}
     * @param value any text
     * @return the field
     */
    public static HeaderField quoted(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        return new HeaderField(name, value, true);
    }

    /** Returns the text in the line, quoted and escaped where it has to be. */
    @Override
    public String toString() {
        return quoted ? name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : name + '=' + value;
    }
}
