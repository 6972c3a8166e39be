package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import omega.genomics.ParseMode;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.Output;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.RecordChoice;
import omega.genomics.cli.TextView;
import omega.genomics.cli.Work;
import omega.genomics.fasta.IndexedFasta;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.BrokenValues;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfWriter;
import omega.genomics.vcf.normalize.NormalizationReport;
import omega.genomics.vcf.normalize.OtherAllele;
import omega.genomics.vcf.normalize.ReferenceCheck;
import omega.genomics.vcf.normalize.VcfNormalizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf norm}. */
@Command(
        name = "norm",
        description =
                "Splits records with several ALT alleles, trims them and moves them to the left, as bcftools norm -m-"
                        + " -f does.")
final class VcfNormCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "VCF, plain or compressed; - for standard input.")
    private String file = "";

    @ArgGroup(exclusive = true)
    private @Nullable RecordChoice choice;

    @Option(
            names = "--fasta",
            paramLabel = "FASTA",
            description = "The reference, plain or BGZF. Without it records are only split.")
    private @Nullable Path fasta;

    @Option(
            names = "--check-ref",
            paramLabel = "POLICY",
            description = "What to do if REF differs from the reference: ${COMPLETION-CANDIDATES}. Default: error.")
    private ReferenceCheck check = ReferenceCheck.ERROR;

    @Option(
            names = "--other-allele",
            paramLabel = "POLICY",
            description =
                    "How genotypes show the other alleles of a record that was split: ${COMPLETION-CANDIDATES}. Default: reference.")
    private OtherAllele other = OtherAllele.REFERENCE;

    @Option(names = "--no-split", description = "Do not split records with several ALT alleles.")
    private boolean together;

    @Option(names = "--drop-stars", description = "Leave out the ALT allele *.")
    private boolean dropStars;

    @Option(names = "--atomize", description = "Split substitutions of several bases into single ones.")
    private boolean atomize;

    @Option(
            names = "--drop-duplicates",
            description = "Leave out records that repeat the position and alleles of an earlier one.")
    private boolean dropDuplicates;

    @Option(
            names = "--strict",
            description =
                    "Stop at the first list that has not as many values as the header says. Without it such a list is kept as it is, in"
                            + " each record that is split off, and reported.")
    private boolean strict;

    @Mixin
    private final RegionOptions regions = new RegionOptions();

    @Option(names = "--lenient", description = "Skip bad records, instead of stopping at the first one.")
    private boolean lenient;

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
            normalize();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
        return exitCode(true);
    }

    private void normalize() throws IOException {
        long started = System.nanoTime();
        MeteredSource source = MeteredSource.of(file);
        InputSource stored = source.stored();
        boolean usesIndex = regions.usesIndex(stored);
        NormalizationReport report;
        try (ProgressLine progress = root().progress("normalizing " + source.name());
                @Nullable IndexedFasta reference = fasta == null ? null : IndexedFasta.open(fasta);
                VcfReader reader = regions.applyTo(
                                RecordChoice.apply(
                                        choice,
                                        VcfReader.options()
                                                .mode(lenient ? ParseMode.LENIENT : ParseMode.STRICT)
                                                .brokenValues(
                                                        strict || lenient ? BrokenValues.REFUSE : BrokenValues.KEEP),
                                        this),
                                stored,
                                this)
                        .open(usesIndex ? stored : source.open(() -> progress.update("", source.share(), -1)))) {
            report = write(normalizer(reference), reader);
            reader.keptValues().warnings().forEach(warning -> root().say(warning.message()));
        }
        Map<String, Object> answer = Output.document();
        answer.put("file", source.name());
        answer.put("records_read", report.records());
        answer.put("records_written", report.written());
        answer.put("split", report.split());
        answer.put("realigned", report.realigned());
        answer.put("mismatches", report.mismatches());
        answer.put("duplicates", report.duplicates());
        answer.put("seconds", Output.rounded((System.nanoTime() - started) / 1e9, 3));
        if (isToStdout()) {
            root().checkStdout();
            root().say(TextView.of(answer).stripTrailing());
        } else {
            output().print(answer);
        }
        RegionOptions.sayFetched(stored, this);
    }

    private VcfNormalizer normalizer(@Nullable IndexedFasta reference) {
        VcfNormalizer normalizer =
                reference == null ? VcfNormalizer.withoutReference() : VcfNormalizer.against(reference::bases);
        return normalizer
                .split(!together)
                .referenceCheck(check)
                .otherAllele(other)
                .keepStars(!dropStars)
                .atomize(atomize)
                .dropDuplicates(dropDuplicates)
                .diagnostics(finding -> root().say(finding.toString()));
    }

    private NormalizationReport write(VcfNormalizer normalizer, VcfReader reader) throws IOException {
        return isToStdout()
                ? write(normalizer, reader, root().content())
                : AtomicFile.write(
                        Path.of(String.valueOf(out)),
                        Deflater.DEFAULT_COMPRESSION,
                        file -> write(normalizer, reader, file));
    }

    private static NormalizationReport write(VcfNormalizer normalizer, VcfReader reader, OutputStream out)
            throws IOException {
        try (VcfWriter writer = VcfWriter.to(out, reader.header())) {
            return normalizer.normalize(reader, writer::write);
        }
    }

    private boolean isToStdout() {
        return out == null || out.equals("-");
    }
}
