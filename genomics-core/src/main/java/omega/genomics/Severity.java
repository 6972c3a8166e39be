package omega.genomics;

/** The severity of a {@link Diagnostic}. */
public enum Severity {
    /** The input violates its format's specification; strict reading rejects it. */
    ERROR,
    /** The input can be read, but part of it is suspect. */
    WARNING
}
