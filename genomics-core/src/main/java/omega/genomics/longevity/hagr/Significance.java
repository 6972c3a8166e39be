package omega.genomics.longevity.hagr;

/** The statistical significance of an effect, as reported by a study. */
public enum Significance {
    /** The effect was significant. */
    SIGNIFICANT,
    /** The effect was tested and was not significant: a null result. */
    NOT_SIGNIFICANT,
    /** The study or the table does not report it. */
    NOT_REPORTED
}
