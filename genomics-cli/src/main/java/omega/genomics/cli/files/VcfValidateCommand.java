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
        return validate(file, (content, findings, details) -> {
            ValidationReport report =
                    new VcfValidator().limit(0).listener(findings).validate(content);
            details.put("version", report.version());
            details.put("samples", report.samples());
            details.put("records", report.records());
        });
    }
}
