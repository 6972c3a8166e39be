package omega.genomics.cli.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.Severity;
import omega.genomics.cli.Colour;
import omega.genomics.cli.Output;
import omega.genomics.cli.Printable;
import omega.genomics.cli.TextView;

/**
 * Writes findings as they come, as one JSON document or as lines for people. Where warnings have an array of their own behind the
 * violations, the first ones wait for it; the rest is in the counts.
 */
final class Violations implements AutoCloseable {
    private static final int WARNINGS_SHOWN = 1000;

    private final Output output;
    private final Output.Document document;
    private final String file;
    private final boolean warningsApart;
    private final List<Map<String, Object>> warnings = new ArrayList<>();
    private boolean begun;

    Violations(Output output, String file, boolean warningsApart) {
        this.output = output;
        this.document = output.open();
        this.file = file;
        this.warningsApart = warningsApart;
    }

    void add(Diagnostic finding) {
        if (!output.isJson()) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            Colour colour = output.colour();
            document.text(finding.severity() == Severity.ERROR ? colour.error(severity) : colour.warning(severity));
            document.text(Printable.lines(' ' + finding.rule() + "\n" + finding + "\n"));
        } else if (!warningsApart || finding.severity() == Severity.ERROR) {
            begin();
            document.json().value(describe(finding));
        } else if (warnings.size() < WARNINGS_SHOWN) {
            warnings.add(describe(finding));
        }
    }

    private static Map<String, Object> describe(Diagnostic finding) {
        Map<String, Object> described = Output.document();
        described.put("line", finding.location().line());
        described.put("column", finding.location().column());
        described.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        described.put("rule", finding.rule());
        described.put("field", finding.field());
        described.put("message", finding.message());
        return described;
    }

    private void begin() {
        if (!begun) {
            document.json().beginObject().name("file").value(file);
            document.json().name("violations").beginArray();
            begun = true;
        }
    }

    void finish(boolean valid, Map<String, Object> summary) {
        if (!output.isJson()) {
            summary.put("valid", valid);
            document.text(TextView.of(summary));
            return;
        }
        begin();
        document.json().endArray();
        if (warningsApart) {
            document.json().name("warnings").beginArray();
            warnings.forEach(document.json()::value);
            document.json().endArray();
        }
        document.json().name("valid").value(valid);
        summary.forEach((key, value) -> document.json().name(key).value(value));
        document.json().endObject();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
