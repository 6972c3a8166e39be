package omega.genomics.postgres.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.gtf.GtfValidator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code genomics gtf validate}: findings are printed while the file is read, so a file full of them needs no memory. */
@Command(
        name = "validate",
        description =
                "Reports every violation of the format with its line; errors make a file not valid, warnings do not.")
final class GtfValidateCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "GTF or GFF3, plain or compressed; - for standard input.")
    private String file = "";

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        MeteredSource source = MeteredSource.of(file);
        try (ProgressLine progress = root().progress("checking " + source.name());
                Findings findings = new Findings(output(), source.name())) {
            Map<String, Object> summary = Output.document();
            boolean valid = validate(source, progress, findings, summary);
            progress.wipe();
            summary.put("seconds", Output.rounded((System.nanoTime() - started) / 1e9, 3));
            findings.finish(valid, summary);
            return exitCode(valid);
        }
    }

    /** Damage to the container ends the file where it is: one more violation, and also an error of this command. */
    private boolean validate(
            MeteredSource source, ProgressLine progress, Findings findings, Map<String, Object> summary)
            throws IOException {
        try {
            GtfValidator.Report report = GtfValidator.create()
                    .validate(source.open(() -> progress.update("", source.share(), -1)), findings::add);
            summary.put("lines", report.lines());
            summary.put("records", report.records());
            summary.put("errors", report.errors());
            summary.put("warnings", report.warnings());
            summary.put("rules", report.rules());
            return report.isValid();
        } catch (ParseException e) {
            root().stderr().println(Failures.describe(e));
            findings.add(e.diagnostic());
            return false;
        }
    }

    /** Writes violations as they come, as one JSON document or as lines for people. */
    private static final class Findings implements AutoCloseable {
        private final Output output;
        private final Output.Document document;
        private final String file;
        private boolean begun;

        Findings(Output output, String file) {
            this.output = output;
            this.document = output.open();
            this.file = file;
        }

        void add(Diagnostic finding) {
            if (!output.isJson()) {
                document.text(finding.severity().name().toLowerCase(Locale.ROOT) + ' ' + finding.rule() + "\n" + finding
                        + "\n");
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
}
