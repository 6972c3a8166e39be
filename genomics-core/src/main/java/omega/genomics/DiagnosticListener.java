package omega.genomics;

/** Receives the records that lenient reading skips, and warnings in either mode. */
@FunctionalInterface
public interface DiagnosticListener {
    /**
     * Receives one finding; called on the reading thread, before the reader moves on.
     *
     * @param diagnostic the finding; immutable, and may be kept
     */
    void report(Diagnostic diagnostic);
}
