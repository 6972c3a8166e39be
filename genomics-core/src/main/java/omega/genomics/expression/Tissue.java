package omega.genomics.expression;

/**
 * A tissue and the organ it is of.
 *
 * @param name as the data name it: {@code Brain - Cortex}, {@code Brain_Cortex}
 * @param organ what its sub-regions have in common: {@code Brain}
 */
public record Tissue(String name, String organ) {
    /** Checks that neither is blank. */
    public Tissue {
        if (name.isBlank() || organ.isBlank()) {
            throw new IllegalArgumentException(
                    "expected a tissue and its organ, found \"" + name + "\" and \"" + organ + "\"");
        }
    }

    /**
     * Names a tissue in GTEx's words and finds its organ, in the spelling of version 8 ({@code Brain - Cortex}) or 10
     * ({@code Brain_Cortex}).
     *
     * @param name any text
     * @return the organ is GTEx's own coarse label ({@code SMTS}: cultured fibroblasts are of the skin, EBV-transformed
     *     lymphocytes of the blood); of a name that is not GTEx's, the text before {@code " - "} or else all of it
     */
    public static Tissue gtex(String name) {
        return new Tissue(name, GtexOrgans.organOf(name));
    }
}
