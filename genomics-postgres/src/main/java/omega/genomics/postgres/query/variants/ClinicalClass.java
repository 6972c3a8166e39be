package omega.genomics.postgres.query.variants;

import java.util.Locale;

/** Clinical significances in few classes, as variants are counted; SQL's {@code clinical_class}. */
public enum ClinicalClass {
    /** Pathogenic, of low penetrance too. */
    PATHOGENIC,
    /** Some submitters say pathogenic, some likely pathogenic. */
    PATHOGENIC_OR_LIKELY,
    /** Likely pathogenic, of low penetrance too. */
    LIKELY_PATHOGENIC,
    /** Not known. */
    UNCERTAIN_SIGNIFICANCE,
    /** Submitters disagree. */
    CONFLICTING,
    /** Likely harmless. */
    LIKELY_BENIGN,
    /** Harmless. */
    BENIGN,
    /** Something else: a risk factor, a drug response. */
    OTHER,
    /** Nobody says anything. */
    NONE;

    static ClinicalClass ofColumn(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
