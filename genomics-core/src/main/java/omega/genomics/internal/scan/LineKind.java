package omega.genomics.internal.scan;

/** What a format made of a line. */
public enum LineKind {
    /** The view shows the record of this line. */
    RECORD,
    /** A record that breaks the format; the {@link Reporter} has heard of it. */
    REFUSED,
    /** A record that the options leave out. */
    FILTERED,
    /** A blank line, a comment or a directive. */
    NO_RECORD,
    /** An empty line, which this format ignores without a message: the reader skips all empty lines that follow. */
    EMPTY,
    /** No record, and no line after it is one. */
    LAST
}
