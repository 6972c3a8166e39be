package omega.genomics.longevity.hagr;

/** What a study says about an effect. */
public enum Significance {
    /** Found significant. */
    SIGNIFICANT,
    /** Looked for and not found significant: a null result. */
    NOT_SIGNIFICANT,
    /** The study, or the table, does not say. */
    NOT_REPORTED
}
