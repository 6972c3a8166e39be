package omega.genomics.vcf.header;

import java.util.Objects;
import java.util.Optional;

/** The {@code Type} of an INFO or FORMAT field. */
public enum VcfType {
    /** 32-bit signed; the eight lowest values are reserved. */
    INTEGER("Integer"),
    /** 32-bit IEEE-754; {@code INF} and {@code NAN} in any case. */
    FLOAT("Float"),
    /** Present or absent; INFO only. */
    FLAG("Flag"),
    /** One character. */
    CHARACTER("Character"),
    /** Text. */
    STRING("String");

    private final String text;

    VcfType(String text) {
        this.text = text;
    }

    /**
     * Returns the type of a name.
     *
     * @param text such as {@code Integer}, case-sensitive
     * @return empty if there is no such type
     */
    public static Optional<VcfType> parse(String text) {
        Objects.requireNonNull(text, "text");
        for (VcfType type : values()) {
            if (type.text.equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the name as a header writes it. */
    @Override
    public String toString() {
        return text;
    }
}
