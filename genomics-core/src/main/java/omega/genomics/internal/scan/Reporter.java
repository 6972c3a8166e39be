package omega.genomics.internal.scan;

import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;

/** Where findings go: errors are thrown when strict; everything else is counted and handed to the listener. */
public final class Reporter {
    private final ParseMode mode;
    private final DiagnosticListener listener;
    private String source = "";
    private long errors;
    private long warnings;
    private boolean muted;

    public Reporter(ParseMode mode, DiagnosticListener listener) {
        this.mode = mode;
        this.listener = listener;
    }

    /** Names the input, for findings that are made here. */
    public void source(String name) {
        source = name;
    }

    public String source() {
        return source;
    }

    /** Warnings are passed over while muted: they were reported before. */
    public void mute(boolean reported) {
        muted = reported;
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

    /** Throws an error if strict; else counts and reports the finding. */
    public void accept(Diagnostic finding) {
        if (finding.severity() == Severity.ERROR) {
            if (mode == ParseMode.STRICT) {
                throw new ParseException(finding);
            }
            errors++;
        } else if (muted) {
            return;
        } else {
            warnings++;
        }
        listener.report(finding);
    }

    /** Does the same for a record that is wrong. */
    public LineKind refuse(Diagnostic finding) {
        accept(finding);
        return LineKind.REFUSED;
    }

    /** Reports an error about rows that are no longer at hand, so that there is no excerpt; column 0 is the whole line. */
    public void error(long line, int column, String contig, String field, Rule rule, String message) {
        accept(finding(Severity.ERROR, line, column, contig, field, rule, message));
    }

    /** Reports a warning about rows that are no longer at hand, so that there is no excerpt; column 0 is the whole line. */
    public void warning(long line, int column, String contig, String field, Rule rule, String message) {
        if (!muted) {
            accept(finding(Severity.WARNING, line, column, contig, field, rule, message));
        }
    }

    private Diagnostic finding(
            Severity severity, long line, int column, String contig, String field, Rule rule, String message) {
        return new Diagnostic(severity, Location.of(source, line, column), contig, field, rule.id(), message, "");
    }
}
