package omega.genomics.vcf.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.vcf.VcfRule;
import org.jspecify.annotations.Nullable;

/** Counts violations and keeps the first of each rule; knows the current line, so that checks name only byte ranges. */
final class ViolationLog {
    private static final VcfRule[] RULES = VcfRule.values();

    private final String source;
    private final int limit;
    private final @Nullable DiagnosticListener listener;
    private final long[] counts = new long[RULES.length];
    private final List<VcfRule> order = new ArrayList<>();
    private final List<Diagnostic> findings = new ArrayList<>();
    private long errors;
    private long warnings;
    private int minor = 2;

    private byte[] buffer = {};
    private int start;
    private int end;
    private long lineNumber;

    ViolationLog(String source, int limit, @Nullable DiagnosticListener listener) {
        this.source = source;
        this.limit = limit;
        this.listener = listener;
    }

    /** Sets the version to judge by. */
    void version(int minorVersion) {
        minor = minorVersion;
    }

    void line(byte[] lineBuffer, int lineStart, int lineEnd, long number) {
        buffer = lineBuffer;
        start = lineStart;
        end = lineEnd;
        lineNumber = number;
    }

    /** Reports what was expected at a range of the line, and shows what is there. */
    void expect(VcfRule rule, int from, int to, String expected, Object... args) {
        if (wanted(rule)) {
            keep(rule, from, to, "expected " + fill(expected, args) + ", found " + line().found(from, to));
        }
    }

    /** Reports a violation in words of its own. */
    void say(VcfRule rule, int from, int to, String message, Object... args) {
        if (wanted(rule)) {
            keep(rule, from, to, fill(message, args));
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be one more dependency.
    private static String fill(String template, Object... args) {
        return args.length == 0 ? template : String.format(template, args);
    }

    /** Counts a violation; true if its text is worth making. */
    private boolean wanted(VcfRule rule) {
        Severity severity = rule.severity(minor);
        if (severity == null) {
            return false;
        }
        if (severity == Severity.ERROR) {
            errors++;
        } else {
            warnings++;
        }
        if (counts[rule.slot()]++ == 0) {
            order.add(rule);
        }
        return listener != null || counts[rule.slot()] <= limit;
    }

    private void keep(VcfRule rule, int from, int to, String message) {
        Severity severity = rule.severity(minor);
        Diagnostic diagnostic = line().finding(
                        severity == null ? Severity.WARNING : severity,
                        from,
                        Math.max(from, Math.min(to, end)),
                        rule.field(),
                        rule,
                        message);
        if (listener != null) {
            listener.report(diagnostic);
        }
        if (counts[rule.slot()] <= limit) {
            findings.add(diagnostic);
        }
    }

    /** Refuses the line as a whole. */
    ParseException tooManyValues(int at, int limit) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.of(source, lineNumber, at - start + 1),
                "record",
                VcfRule.RECORD_VALUES,
                "expected columns of at most " + limit
                        + " values (alleles, identifiers, keys, fields), found more; the limit is"
                        + " half of the heap unless VcfValidator.maxValues(…) sets it"));
    }

    /** Returns part of the line for a message, shortened, with control characters escaped. */
    String text(int from, int to) {
        return line().shown(from, to);
    }

    private Findings line() {
        boolean row = start < end && buffer[start] != '#';
        return row
                ? Findings.ofRow(source, lineNumber, buffer, start, end)
                : Findings.of(source, lineNumber, buffer, start, end);
    }

    long errors() {
        return errors;
    }

    ValidationReport report(int samples, long records) {
        Map<String, Long> byRule = new LinkedHashMap<>();
        for (VcfRule rule : order) {
            byRule.put(rule.id(), counts[rule.slot()]);
        }
        return new ValidationReport(source, "4." + minor, samples, records, errors, warnings, byRule, findings);
    }
}
