package omega.genomics.expression;

import java.util.Objects;

/**
 * A tissue and the organ to which it belongs. Immutable.
 *
 * @param name the name as in the data, such as {@code Brain - Cortex} or {@code Brain_Cortex}
 * @param organ the organ, such as {@code Brain}
 */
public record Tissue(String name, String organ) {
    /** Creates a tissue. */
    public Tissue {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(organ, "organ");
        if (name.isBlank() || organ.isBlank()) {
            throw new IllegalArgumentException(
                    "expected a tissue and its organ, found \"" + name + "\" and \"" + organ + "\"");
        }
    }

    /**
     * Creates a tissue from a name of GTEx and finds its organ. Accepts the spelling of version 8 ({@code Brain -
     * Cortex}) and 10 ({@code Brain_Cortex}).
     *
     * @param name any text
     * @return a tissue whose organ is GTEx's coarse label ({@code SMTS}: cultured fibroblasts belong to the skin,
     *     EBV-transformed lymphocytes to the blood); for a name that is not GTEx's, the text before {@code " - "}, or
     *     else the whole name
     */
    public static Tissue gtex(String name) {
        Objects.requireNonNull(name, "name");
        return new Tissue(name, GtexOrgans.organOf(name));
    }
}
