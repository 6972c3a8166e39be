package omega.genomics.internal.scan;

import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;

/** What becomes of a finding: thrown when strict, handed to the listener when lenient; warnings always go there. */
public record Reporter(ParseMode mode, DiagnosticListener listener) {

    public void accept(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR && mode == ParseMode.STRICT) {
            throw new ParseException(diagnostic);
        }
        listener.report(diagnostic);
    }

    public static Diagnostic asWarning(Diagnostic error) {
        return new Diagnostic(
                Severity.WARNING, error.location(), error.field(), error.rule(), error.message(), error.excerpt());
    }
}
