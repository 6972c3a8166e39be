package omega.genomics;

import java.util.Objects;

/**
 * Thrown when an input breaks its format. Carries source, line, byte column, field, and what was expected.
 *
 * <pre>
 * calls.vcf.gz:1042:6: POS: expected an integer from 0 to 2147483647, found "12x4"
 *   chr1→12x4→rs77→A→G→50→PASS→DP=10
 *        ^^^^
 * </pre>
 */
public final class ParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    /**
     * Makes an exception from a finding.
     *
     * @param diagnostic the finding
     */
    public ParseException(Diagnostic diagnostic) {
        super(Objects.requireNonNull(diagnostic, "diagnostic").toString());
        this.diagnostic = diagnostic;
    }

    /**
     * Makes an exception from a finding and the failure beneath it.
     *
     * @param diagnostic the finding
     * @param cause what a lower layer threw
     */
    public ParseException(Diagnostic diagnostic, Throwable cause) {
        super(Objects.requireNonNull(diagnostic, "diagnostic").toString(), Objects.requireNonNull(cause, "cause"));
        this.diagnostic = diagnostic;
    }

    /**
     * Returns the finding, with its parts.
     *
     * @return what {@link #getMessage()} says as one text
     */
    public Diagnostic diagnostic() {
        return diagnostic;
    }

    /**
     * Returns where it happened.
     *
     * @return source, line and column
     */
    public Location location() {
        return diagnostic.location();
    }
}
