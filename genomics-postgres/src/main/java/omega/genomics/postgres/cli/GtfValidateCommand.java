package omega.genomics.postgres.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.contig.Assembly;
import omega.genomics.fasta.FastaIndex;
import omega.genomics.gtf.GtfValidator;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics gtf validate}: findings are printed while the file is read, so a file full of them needs no memory. */
@Command(
        name = "validate",
        description =
                "Reports every violation with its line, which makes a file not valid, and what is doubtful as warnings.")
final class GtfValidateCommand extends Work {
    private static final int WARNINGS_SHOWN = 1000;

    @Parameters(paramLabel = "FILE", description = "GTF or GFF3, plain or compressed; - for standard input.")
    private String file = "";

    @Option(
            names = "--assembly",
            paramLabel = "NAME",
            description = "Check ends against the contigs of this assembly: grch38, grch37, grcm39.")
    private @Nullable String assembly;

    @Option(names = "--fai", paramLabel = "FILE", description = "Check ends against the sequences of this FASTA index.")
    private @Nullable Path index;

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

    private Map<String, Integer> contigLengths() throws IOException {
        Map<String, Integer> lengths = new HashMap<>();
        if (assembly != null) {
            Assembly known = Assembly.named(assembly)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected an assembly such as grch38, found \"" + assembly + '"'));
            known.contigs()
                    .forEach(contig -> contig.length().ifPresent(length -> {
                        lengths.put(contig.name(), length);
                        contig.aliases().forEach(alias -> lengths.put(alias, length));
                    }));
            lengths.keySet().removeIf(name -> known.candidates(name).size() > 1);
        }
        if (index != null) {
            FastaIndex.read(InputSource.of(index))
                    .entries()
                    .forEach((name, entry) -> lengths.put(name, Math.toIntExact(entry.length())));
        }
        return lengths;
    }

    /** Damage to the container ends the file where it is: one more violation, and also an error of this command. */
    private boolean validate(
            MeteredSource source, ProgressLine progress, Findings findings, Map<String, Object> summary)
            throws IOException {
        try {
            GtfValidator.Report report = GtfValidator.create()
                    .contigLengths(contigLengths())
                    .validate(source.open(() -> progress.update("", source.share(), -1)), findings::add);
            summary.put("lines", report.lines());
            summary.put("records", report.records());
            summary.put("error_count", report.errors());
            summary.put("warning_count", report.warnings());
            summary.put("rules", report.rules());
            return report.isValid();
        } catch (ParseException e) {
            root().stderr().println(Failures.describe(e));
            findings.add(e.diagnostic());
            return false;
        }
    }

    /**
     * Writes violations as they come, as one JSON document or as lines for people. Warnings have an array of their own behind
     * them, so the first ones wait; the rest is in the counts.
     */
    private static final class Findings implements AutoCloseable {
        private final Output output;
        private final Output.Document document;
        private final String file;
        private final List<Map<String, Object>> warnings = new ArrayList<>();
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
            if (finding.severity() == Severity.ERROR) {
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
            document.json().endArray().name("warnings").beginArray();
            warnings.forEach(document.json()::value);
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
