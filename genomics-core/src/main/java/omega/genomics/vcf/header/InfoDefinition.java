package omega.genomics.vcf.header;

import java.util.Optional;
import omega.genomics.internal.vcf.FieldDictionary;

/** What a header, or else the specification, says about one INFO field: {@code ##INFO=<ID=…,Number=…,Type=…,Description=…>}. */
public final class InfoDefinition extends FieldDefinition {

    InfoDefinition(
            String id,
            VcfNumber number,
            VcfType type,
            String description,
            FieldOrigin origin,
            Optional<HeaderLine> line,
            FieldDictionary dictionary) {
        super("INFO", id, number, type, description, origin, line, dictionary);
    }

    /**
     * Makes a key for the one integer of a field with {@code Number=1}.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is not of type Integer, or holds a list: {@link #asIntegers} reads one
     */
    public InfoKey<Integer> asInteger() {
        requireInteger();
        requireOne("asIntegers", "int", "");
        return key();
    }

    /**
     * Makes a key for integers, however many: one for each allele, say.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is not of type Integer
     */
    public InfoKey<int[]> asIntegers() {
        requireInteger();
        return key();
    }

    /**
     * Makes a key for the one floating-point number of a field with {@code Number=1}.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is neither of type Float nor Integer, or holds a list:
     *     {@link #asFloats} reads one
     */
    public InfoKey<Float> asFloat() {
        requireFloat();
        requireOne("asFloats", "float", "");
        return key();
    }

    /**
     * Makes a key for floating-point numbers, however many: one for each allele, say.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is neither of type Float nor Integer
     */
    public InfoKey<float[]> asFloats() {
        requireFloat();
        return key();
    }

    /**
     * Makes a key for text; every field with values can be read as text.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is a Flag
     */
    public InfoKey<String> asString() {
        require(type() != VcfType.FLAG, "String");
        return key();
    }

    /**
     * Makes a key for presence or absence.
     *
     * @return a key to keep, for any record and thread
     * @throws IllegalArgumentException if the field is not a Flag
     */
    public InfoKey<Boolean> asFlag() {
        require(type() == VcfType.FLAG, "Flag");
        return key();
    }

    /**
     * Makes a key to ask for presence, for the number of values and for raw bytes, whatever the type.
     *
     * @return a key to keep, for any record and thread
     */
    public InfoKey<?> asAny() {
        return key();
    }

    private <T> InfoKey<T> key() {
        return new InfoKey<>(id(), number(), dictionary());
    }
}
