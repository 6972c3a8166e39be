package omega.genomics.consequence;

import java.util.Optional;

/** How much a consequence is thought to matter, worst first; the words of Ensembl VEP and SnpEff. */
public enum Impact {
    /** The protein is likely lost or cut: a stop gained, a frameshift. */
    HIGH,
    /** The protein is changed: a missense variant. */
    MODERATE,
    /** The protein is likely the same: a synonymous variant. */
    LOW,
    /** Not coding, or not known. */
    MODIFIER;

    /**
     * Parses the word in an annotation.
     *
     * @param text in any case
     * @return empty if it is none of them
     */
    public static Optional<Impact> parse(String text) {
        for (Impact impact : values()) {
            if (impact.name().equalsIgnoreCase(text)) {
                return Optional.of(impact);
            }
        }
        return Optional.empty();
    }
}
