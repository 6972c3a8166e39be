package omega.genomics.postgres.cli;

import java.io.IOException;
import java.util.Map;
import omega.genomics.ParseException;
import omega.genomics.vcf.ValidationReport;
import omega.genomics.vcf.VcfValidator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf validate}: findings are printed while the file is read, so a file full of them needs no memory. */
@Command(
        name = "validate",
        description =
                "Reports every violation of the file's version of VCF with line and column; errors make a file not"
                        + " valid, warnings do not.")
final class VcfValidateCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "VCF, plain or compressed; - for standard input.")
    private String file = "";

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        MeteredSource source = MeteredSource.of(file);
        try (ProgressLine progress = root().progress("checking " + source.name());
                VcfFindings findings = new VcfFindings(output(), source.name())) {
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
            MeteredSource source, ProgressLine progress, VcfFindings findings, Map<String, Object> summary)
            throws IOException {
        try {
            ValidationReport report = new VcfValidator()
                    .limit(0)
                    .listener(findings::add)
                    .validate(source.open(() -> progress.update("", source.share(), -1)));
            summary.put("version", report.version());
            summary.put("samples", report.samples());
            summary.put("records", report.records());
            summary.put("errors", report.errors());
            summary.put("warnings", report.warnings());
            summary.put("rules", report.counts());
            return report.valid();
        } catch (ParseException e) {
            root().stderr().println(Failures.describe(e));
            findings.add(e.diagnostic());
            return false;
        }
    }
}
