package omega.genomics.gtf;

import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import org.jspecify.annotations.Nullable;

/** Where the assembler's findings go: errors are thrown when strict, everything else is told to the listener and counted. */
public final class Reports {
    private final ParseMode mode;
    private final @Nullable DiagnosticListener listener;
    private String source = "";
    private long errors;
    private long warnings;
    private boolean muted;

    public Reports(ParseMode mode, @Nullable DiagnosticListener listener) {
        this.mode = mode;
        this.listener = listener;
    }

    public void source(String name) {
        source = name;
    }

    public String source() {
        return source;
    }

    /** Warnings are passed over while muted: they were told before. */
    public void mute(boolean told) {
        muted = told;
    }

    public boolean isStrict() {
        return mode == ParseMode.STRICT;
    }

    public long errors() {
        return errors;
    }

    public long warnings() {
        return warnings;
    }

    public void error(long line, String field, String rule, String message) {
        error(line, 0, field, rule, message);
    }

    public void error(long line, int column, String field, String rule, String message) {
        Diagnostic finding = finding(Severity.ERROR, line, column, field, rule, message);
        if (mode == ParseMode.STRICT) {
            throw new ParseException(finding);
        }
        errors++;
        tell(finding);
    }

    public void warning(long line, String field, String rule, String message) {
        warning(line, 0, field, rule, message);
    }

    public void warning(long line, int column, String field, String rule, String message) {
        if (muted) {
            return;
        }
        warnings++;
        tell(finding(Severity.WARNING, line, column, field, rule, message));
    }

    private Diagnostic finding(Severity severity, long line, int column, String field, String rule, String message) {
        return new Diagnostic(severity, Location.of(source, line, column), field, rule, message, "");
    }

    private void tell(Diagnostic finding) {
        if (listener != null) {
            listener.report(finding);
        }
    }
}
