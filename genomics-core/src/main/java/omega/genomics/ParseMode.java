package omega.genomics;

/** What a reader does with a record that breaks its format. Damage to the container always throws. */
public enum ParseMode {
    /** The first violation throws a {@link ParseException}. The default. */
    STRICT,
    /** A bad record goes to the diagnostics listener, is counted, and is skipped. */
    LENIENT
}
