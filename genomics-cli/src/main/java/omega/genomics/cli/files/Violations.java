package omega.genomics.cli.files;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.Severity;
import omega.genomics.cli.Colour;
import omega.genomics.cli.Output;
import omega.genomics.cli.Printable;
import omega.genomics.cli.TextView;

/**
 * The report of every {@code validate} command: writes findings as they come, as one JSON document or as lines for people, and counts them.
 *
 * <p>The document is {@code file}, {@code violations} (errors and warnings in the order they were found), {@code valid},
 * {@code errors} and {@code warnings} (numbers), {@code rules} (each broken rule with its number of violations), and what the
 * command adds.
 */
final class Violations implements AutoCloseable {
    private final Output output;
    private final Output.Document document;
    private final String file;
    private final Map<String, Long> rules = new LinkedHashMap<>();
    private long errors;
    private long warnings;
    private boolean begun;

    Violations(Output output, String file) {
        this.output = output;
        this.document = output.open();
        this.file = file;
    }

    void add(Diagnostic finding) {
        if (finding.severity() == Severity.ERROR) {
            errors++;
        } else {
            warnings++;
        }
        rules.merge(finding.rule(), 1L, Long::sum);
        if (output.isJson()) {
            begin();
            document.json().value(describe(finding));
        } else {
            Colour colour = output.colour();
            String severity = severity(finding);
            document.text(finding.severity() == Severity.ERROR ? colour.error(severity) : colour.warning(severity));
            document.text(Printable.lines(' ' + finding.rule() + "\n" + finding + "\n"));
        }
    }

    /** A file without errors is valid; warnings do not count. */
    boolean isValid() {
        return errors == 0;
    }

    private static Map<String, Object> describe(Diagnostic finding) {
        Map<String, Object> described = Output.document();
        described.put("severity", severity(finding));
        described.put("rule", finding.rule());
        described.put("line", finding.location().line());
        described.put("column", finding.location().column());
        described.put("contig", finding.contig());
        described.put("field", finding.field());
        described.put("message", finding.message());
        return described;
    }

    private static String severity(Diagnostic finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    private void begin() {
        if (!begun) {
            document.json().beginObject().name("file").value(file);
            document.json().name("violations").beginArray();
            begun = true;
        }
    }

    /** Ends the report. */
    void finish(Map<String, Object> details) {
        Map<String, Object> judgement = Output.document();
        judgement.put("valid", isValid());
        judgement.put("errors", errors);
        judgement.put("warnings", warnings);
        judgement.put("rules", rules);
        if (output.isJson()) {
            begin();
            document.json().endArray();
            judgement.forEach((key, value) -> document.json().name(key).value(value));
            details.forEach((key, value) -> document.json().name(key).value(value));
            document.json().endObject();
        } else {
            Map<String, Object> summary = Output.document();
            summary.putAll(details);
            summary.putAll(judgement);
            document.text(TextView.of(summary));
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
