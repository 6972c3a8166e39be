package omega.genomics.cli.files;

import omega.genomics.vcf.validate.ValidationReport;
import omega.genomics.vcf.validate.VcfValidator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf validate}. */
@Command(
        name = "validate",
        description =
                "Reports every violation of the file's version of VCF with line and column; errors make a file not"
                        + " valid, warnings do not.")
final class VcfValidateCommand extends ValidateWork {
    @Parameters(paramLabel = "FILE", description = "VCF, plain or compressed; - for standard input.")
    private String file = "";

    @Override
    public Integer call() throws Exception {
        return validate(file, false, (content, findings, summary) -> {
            ValidationReport report =
                    new VcfValidator().limit(0).listener(findings).validate(content);
            summary.put("version", report.version());
            summary.put("samples", report.samples());
            summary.put("records", report.records());
            summary.put("errors", report.errors());
            summary.put("warnings", report.warnings());
            summary.put("rules", report.counts());
            return report.valid();
        });
    }
}
