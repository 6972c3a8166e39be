package omega.genomics.vcf.header;

import java.util.Optional;
import omega.genomics.internal.vcf.FieldDictionary;

/**
 * What a header, or else the specification, says about one INFO or FORMAT field: {@code ID}, {@code Number}, {@code Type} and
 * {@code Description} (VCF 4.5 §1.4.2 and §1.4.4).
 *
 * <p>Immutable. Belongs to its {@link VcfHeader}; the keys it makes are resolved for records read with that header and
 * work, a little slower, with any other's.
 */
public abstract sealed class FieldDefinition permits InfoDefinition, FormatDefinition {
    private final String kind;
    private final String id;
    private final VcfNumber number;
    private final VcfType type;
    private final String description;
    private final FieldOrigin origin;
    private final Optional<HeaderLine> line;
    private final FieldDictionary dictionary;

    FieldDefinition(
            String kind,
            String id,
            VcfNumber number,
            VcfType type,
            String description,
            FieldOrigin origin,
            Optional<HeaderLine> line,
            FieldDictionary dictionary) {
        this.kind = kind;
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
    public final String id() {
        return id;
    }

    /**
     * Returns how many values the field holds.
     *
     * @return {@code Number}
     */
    public final VcfNumber number() {
        return number;
    }

    /**
     * Returns what its values are.
     *
     * @return {@code Type}
     */
    public final VcfType type() {
        return type;
    }

    /**
     * Returns the text for people.
     *
     * @return {@code Description}; empty if the header has none
     */
    public final String description() {
        return description;
    }

    /**
     * Returns who defines the field.
     *
     * @return the header, the specification, or nobody
     */
    public final FieldOrigin origin() {
        return origin;
    }

    /**
     * Returns the header line with all its fields.
     *
     * @return empty unless the field is declared
     */
    public final Optional<HeaderLine> line() {
        return line;
    }

    final FieldDictionary dictionary() {
        return dictionary;
    }

    final void requireInteger() {
        require(type == VcfType.INTEGER, "Integer");
    }

    final void requireFloat() {
        require(type == VcfType.FLOAT || type == VcfType.INTEGER, "Float");
    }

    /** Throws unless keys of a type may be made. */
    final void require(boolean fits, String wanted) {
        if (!fits) {
            throw new IllegalArgumentException(
                    origin == FieldOrigin.UNKNOWN
                            ? kind + "/" + id
                                    + " is neither declared by the header nor reserved by the specification, so its type"
                                    + " is unknown: read it with asString()"
                            : kind + "/" + id + " is declared as Type=" + type + ", so it cannot be read as " + wanted);
        }
    }

    /** A list has no value of its own: which of its values is meant depends on an allele, a genotype or an index. */
    final void requireOne(String list, String javaType, String before) {
        if (!number.equals(VcfNumber.ONE)) {
            throw new IllegalArgumentException(kind + "/" + id + " is declared with Number=" + number
                    + ", so it is not one value: make the key with " + list + "() and read "
                    + number.calls(javaType, before));
        }
    }

    /** Returns {@code INFO/DP Number=1 Type=Integer} and the like. */
    @Override
    public final String toString() {
        return kind + "/" + id + " Number=" + number + " Type=" + type;
    }
}
