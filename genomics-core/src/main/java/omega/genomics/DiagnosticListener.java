package omega.genomics;

/** Receives what lenient reading skipped and what strict reading only warns about. */
@FunctionalInterface
public interface DiagnosticListener {
    /**
     * Called once for each finding, on the thread that reads.
     *
     * @param diagnostic the finding; immutable, may be kept
     */
    void report(Diagnostic diagnostic);
}
