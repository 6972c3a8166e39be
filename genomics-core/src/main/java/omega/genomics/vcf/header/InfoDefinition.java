package omega.genomics.vcf.header;

import java.util.Optional;
import omega.genomics.internal.vcf.FieldDictionary;

/**
 * What a header, or else the specification, says about one INFO field: {@code ##INFO=<ID=…,Number=…,Type=…,Description=…>}.
 *
 * <p>Immutable. Belongs to its {@link VcfHeader}; the keys it makes are resolved for records read with that header and
 * work, a little slower, with any other's.
 */
public final class InfoDefinition {
    private final String id;
    private final VcfNumber number;
    private final VcfType type;
    private final String description;
    private final FieldOrigin origin;
    private final Optional<HeaderLine> line;
    private final FieldDictionary dictionary;

    InfoDefinition(
            String id,
            VcfNumber number,
            VcfType type,
            String description,
            FieldOrigin origin,
            Optional<HeaderLine> line,
            FieldDictionary dictionary) {
        this.id = id;
        this.number = number;
        this.type = type;
        this.description = description;
        this.origin = origin;
        this.line = line;
        this.dictionary = dictionary;
    }

    /**
     * Returns the field's id.
     *
     * @return such as {@code DP}
     */
    public String id() {
        return id;
    }

    /**
     * Returns how many values the field holds.
     *
     * @return {@code Number}
     */
    public VcfNumber number() {
        return number;
    }

    /**
     * Returns what its values are.
     *
     * @return {@code Type}
     */
    public VcfType type() {
        return type;
    }

    /**
     * Returns the text for people.
     *
     * @return {@code Description}; empty if the header has none
     */
    public String description() {
        return description;
    }

    /**
     * Returns who defines the field.
     *
     * @return the header, the specification, or nobody
     */
    public FieldOrigin origin() {
        return origin;
    }

    /**
     * Returns the header line with all its fields.
     *
     * @return empty unless the field is declared
     */
    public Optional<HeaderLine> line() {
        return line;
    }

    /**
     * Makes a key for the one integer of a field with {@code Number=1}.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is not of type Integer, or holds a list: {@link #asIntegers} reads one
     */
    public InfoKey<Integer> asInteger() {
        return scalar(key(type == VcfType.INTEGER, "Integer"), "asIntegers", "int");
    }

    /**
     * Makes a key for integers, however many: one for each allele, say.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is not of type Integer
     */
    public InfoKey<int[]> asIntegers() {
        return key(type == VcfType.INTEGER, "Integer");
    }

    /**
     * Makes a key for the one floating-point number of a field with {@code Number=1}.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is neither of type Float nor Integer, or holds a list:
     *     {@link #asFloats} reads one
     */
    public InfoKey<Float> asFloat() {
        return scalar(key(type == VcfType.FLOAT || type == VcfType.INTEGER, "Float"), "asFloats", "float");
    }

    /**
     * Makes a key for floating-point numbers, however many: one for each allele, say.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is neither of type Float nor Integer
     */
    public InfoKey<float[]> asFloats() {
        return key(type == VcfType.FLOAT || type == VcfType.INTEGER, "Float");
    }

    /**
     * Makes a key for text; every field with values can be read as text.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is a Flag
     */
    public InfoKey<String> asString() {
        return key(type != VcfType.FLAG, "String");
    }

    /**
     * Makes a key for presence or absence.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is not a Flag
     */
    public InfoKey<Boolean> asFlag() {
        return key(type == VcfType.FLAG, "Flag");
    }

    /**
     * Makes a key to ask for presence, for the number of values and for raw bytes, whatever the type.
     *
     * @return a key to keep, for any record and thread
     */
    public InfoKey<?> asAny() {
        return key(true, "");
    }

    private <T> InfoKey<T> key(boolean fits, String wanted) {
        if (!fits) {
            throw new IllegalArgumentException(
                    origin == FieldOrigin.UNKNOWN
                            ? "INFO/" + id
                                    + " is neither declared by the header nor reserved by the specification, so its type"
                                    + " is unknown: read it with asString()"
                            : "INFO/" + id + " is declared as Type=" + type + ", so it cannot be read as " + wanted);
        }
        return new InfoKey<>(id, number, dictionary);
    }

    /** A list has no value of its own: which of its values is meant depends on an allele, a genotype or an index. */
    private <T> InfoKey<T> scalar(InfoKey<T> key, String list, String type) {
        if (number.equals(VcfNumber.ONE)) {
            return key;
        }
        throw new IllegalArgumentException("INFO/" + id + " is declared with Number=" + number
                + ", so it is not one value: make the key with " + list + "() and read " + number.calls(type, ""));
    }

    /** Returns {@code INFO/DP Number=1 Type=Integer} and the like. */
    @Override
    public String toString() {
        return "INFO/" + id + " Number=" + number + " Type=" + type;
    }
}
