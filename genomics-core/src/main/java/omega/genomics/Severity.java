package omega.genomics;

/** How bad a {@link Diagnostic} is. */
public enum Severity {
    /** The input breaks its format's specification; strict reading refuses it. */
    ERROR,
    /** The input can be read, but something about it is doubtful. */
    WARNING
}
