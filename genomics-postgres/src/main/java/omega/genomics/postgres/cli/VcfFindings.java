package omega.genomics.postgres.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import omega.genomics.Diagnostic;

/** Writes violations as they come, as one JSON document or as lines for people. */
final class VcfFindings implements AutoCloseable {
    private final Output output;
    private final Output.Document document;
    private final String file;
    private boolean begun;

    VcfFindings(Output output, String file) {
        this.output = output;
        this.document = output.open();
        this.file = file;
    }

    void add(Diagnostic finding) {
        if (!output.isJson()) {
            document.text(
                    finding.severity().name().toLowerCase(Locale.ROOT) + ' ' + finding.rule() + "\n" + finding + "\n");
            return;
        }
        begin();
        Map<String, Object> violation = Output.document();
        violation.put("line", finding.location().line());
        violation.put("column", finding.location().column());
        violation.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        violation.put("rule", finding.rule());
        violation.put("field", finding.field());
        violation.put("message", finding.message());
        document.json().value(violation);
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
        document.json().endArray().name("valid").value(valid);
        summary.forEach((key, value) -> document.json().name(key).value(value));
        document.json().endObject();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
