package omega.genomics.consequence;

import java.util.Objects;
import java.util.Optional;

/** The estimated impact of a consequence, most severe first, in the terms of Ensembl VEP and SnpEff. */
public enum Impact {
    /** The protein is probably lost or truncated, as by a gained stop codon or a frameshift. */
    HIGH,
    /** The protein is changed, as by a missense variant. */
    MODERATE,
    /** The protein is probably unchanged, as with a synonymous variant. */
    LOW,
    /** Not coding, or of unknown effect. */
    MODIFIER;

    /**
     * Parses an impact as written in an annotation.
     *
     * @param text the text, case-insensitive
     * @return the impact; empty if the text is not one of them
     */
    public static Optional<Impact> parse(String text) {
        Objects.requireNonNull(text, "text");
        for (Impact impact : values()) {
            if (impact.name().equalsIgnoreCase(text)) {
                return Optional.of(impact);
            }
        }
        return Optional.empty();
    }
}
