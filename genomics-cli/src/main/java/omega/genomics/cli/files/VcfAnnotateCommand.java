package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.Output;
import omega.genomics.cli.OutputFile;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.TextView;
import omega.genomics.cli.Work;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.annotate.AnnotationColumn;
import omega.genomics.vcf.annotate.AnnotationReport;
import omega.genomics.vcf.annotate.VcfAnnotator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf annotate}. */
@Command(
        name = "annotate",
        description =
                "Copies INFO fields, IDs, qualities and filters from another file, for alleles that both have. Both files are sorted.")
final class VcfAnnotateCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "VCF or BCF, plain or compressed, sorted; - for standard input.")
    private String file = "";

    @Option(
            names = "--from",
            paramLabel = "FILE",
            required = true,
            description = "Where the values are: VCF or BCF, plain or compressed, sorted; needs no index.")
    private String from = "";

    @Option(
            names = {"-c", "--columns"},
            paramLabel = "NAME[:NEW]",
            required = true,
            split = ",",
            description =
                    "INFO keys of that file, and after a colon the names that they get here; also ID, QUAL and FILTER. +NAME writes only where"
                            + " there is no value.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--fasta",
            paramLabel = "FASTA",
            description = "The reference, plain or BGZF: alleles are moved to the left before they are compared.")
    private @Nullable Path fasta;

    @Option(
            names = "--assembly",
            paramLabel = "NAME",
            description =
                    "The assembly, for the names of contigs: one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "GRCh38",
            completionCandidates = Assemblies.class)
    private String assembly = "GRCh38";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Output file: BGZF if the name ends in .gz. It appears when it is complete, and may be FILE itself."
                            + " The counts then go to standard output. Default: - for standard output, and the counts go to"
                            + " standard error.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        if (isToStdout() && output().isJson()) {
            throw wrongUsage("expected --output with --json: standard output would carry the records, which are VCF");
        }
        try {
            annotate();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
        return exitCode(true);
    }

    private void annotate() throws IOException {
        long started = System.nanoTime();
        MeteredSource source = MeteredSource.of(file);
        AnnotationReport report;
        try (@Nullable IndexedFasta reference = fasta == null ? null : IndexedFasta.open(fasta);
                ProgressLine progress = root().progress("annotating " + source.name());
                VcfReader reader = VcfReader.open(source.open(() -> progress.update("", source.share(), -1)))) {
            VcfAnnotator annotator = VcfAnnotator.from(
                            InputSource.parse(from), AnnotationColumn.parseAll(columns.toArray(String[]::new)))
                    .assembly(Assemblies.named(assembly, this));
            report = write(reference == null ? annotator : annotator.against(reference::bases), reader);
        }
        for (String contig : report.missingContigs()) {
            root().say(from + " has no records of " + contig);
        }
        if (report.wrongCounts() > 0) {
            root().say("left out " + report.wrongCounts() + " lists of " + from
                    + " that have not as many values as their record has alleles");
        }
        Map<String, Object> answer = Output.document();
        answer.put("file", source.name());
        answer.put("from", from);
        answer.put("records_written", report.records());
        answer.put("records_annotated", report.annotated());
        answer.put("seconds", Output.rounded((System.nanoTime() - started) / 1e9, 3));
        if (isToStdout()) {
            root().checkStdout();
            root().say(TextView.of(answer).stripTrailing());
        } else {
            output().print(answer);
        }
    }

    private AnnotationReport write(VcfAnnotator annotator, VcfReader reader) throws IOException {
        if (isToStdout()) {
            OutputStream stdout = root().content();
            return annotator.annotate(reader, stdout);
        }
        return OutputFile.write(
                Path.of(String.valueOf(out)), Deflater.DEFAULT_COMPRESSION, to -> annotator.annotate(reader, to));
    }

    private boolean isToStdout() {
        return out == null || out.equals("-");
    }
}
