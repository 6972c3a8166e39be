package omega.genomics;

/** What a reader does with a record that violates its format. A damaged container throws in either mode. */
public enum ParseMode {
    /** The first violation throws a {@link ParseException}. The default. */
    STRICT,
    /** An invalid record is reported to the {@link DiagnosticListener}, counted, and skipped. */
    LENIENT
}
