package omega.genomics.postgres.query.variants;

import java.util.Objects;
import java.util.Optional;

/** What an allele does to REF once the bases that both have are taken off: the column {@code variant_type}. */
public enum VariantType {
    /** One base for another. */
    SNV,
    /** Several bases for as many others. */
    MNV,
    /** Bases put in. */
    INS,
    /** Bases taken out. */
    DEL,
    /** Bases for more or fewer others. */
    DELINS,
    /** A symbolic allele, such as {@code <INV>}. */
    SV,
    /** A symbolic allele that says a copy number. */
    CNV,
    /** A breakend. */
    BND,
    /** The allele {@code *}: gone with a deletion that begins further left. */
    OVERLAP,
    /** No ALT allele, or one that says nothing. */
    REF,
    /** What the format does not know. */
    OTHER;

    /**
     * Reads a word of the column.
     *
     * @param text in any case
     * @return empty if it is none of these
     */
    public static Optional<VariantType> parse(String text) {
        Objects.requireNonNull(text, "text");
        for (VariantType type : values()) {
            if (type.name().equalsIgnoreCase(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
