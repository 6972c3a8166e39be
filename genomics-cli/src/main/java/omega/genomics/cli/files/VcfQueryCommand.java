package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.cli.RecordChoice;
import omega.genomics.cli.Work;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.filter.BoundFilter;
import omega.genomics.vcf.filter.TemplateWriter;
import omega.genomics.vcf.filter.VcfTemplate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf query}. */
@Command(name = "query", description = "Writes fields of records by a format string, as bcftools query -f does.")
final class VcfQueryCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "VCF, plain or compressed; - for standard input.")
    private String file = "";

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description =
                    "Such as '%%CHROM\\t%%POS\\t%%INFO/AF[\\t%%SAMPLE=%%GT]\\n'; brackets repeat for every sample.")
    private @Nullable String format;

    @Option(
            names = {"-l", "--list-samples"},
            description = "Write the names of the samples, one a line, instead of records.")
    private boolean listsSamples;

    @Mixin
    private final RegionOptions regions = new RegionOptions();

    @ArgGroup(exclusive = true)
    private @Nullable RecordChoice choice;

    @Mixin
    private final SampleOptions samples = new SampleOptions();

    @Option(
            names = {"-H", "--print-header"},
            description = "Write a first line that names the fields; -HH without the numbers of the columns.")
    private boolean[] heading = {};

    @Option(
            names = {"-u", "--allow-undef-tags"},
            description = "Write a dot for keys that the header does not declare, instead of refusing them.")
    private boolean allowsUndeclared;

    @Option(names = "--lenient", description = "Skip bad records, instead of stopping at the first one.")
    private boolean lenient;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Output file: BGZF if the name ends in .gz. It appears when it is complete. Default: - for"
                    + " standard output.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        if (output().isJson()) {
            throw wrongUsage("expected no --json: the format string says what is written");
        }
        if ((format == null) == !listsSamples) {
            throw wrongUsage("expected one of --format and --list-samples");
        }
        VcfTemplate template = template(format == null ? "" : format);
        InputSource source = InputSource.parse(file);
        VcfReader.Options options =
                regions.applyTo(VcfReader.options().mode(lenient ? ParseMode.LENIENT : ParseMode.STRICT), source, this);
        if (samples.isChosen() && choice != null) { // it sees those samples only
            options = options.chooseSamples(this::inOrderOfFile);
        }
        try (VcfReader reader = options.open(source)) {
            if (out == null || out.equals("-")) {
                write(template, reader, root().content());
                root().checkStdout();
            } else {
                AtomicFile.write(Path.of(out), Deflater.DEFAULT_COMPRESSION, stream -> write(template, reader, stream));
            }
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
        return exitCode(true);
    }

    private List<String> inOrderOfFile(List<String> all) {
        Set<String> chosen = Set.copyOf(samples.of(all, this));
        return all.stream().filter(chosen::contains).toList();
    }

    private VcfTemplate template(String text) {
        try {
            return VcfTemplate.parse(text).allowUndeclared(allowsUndeclared);
        } catch (ParseException e) {
            throw wrongUsage(e.diagnostic().toString());
        }
    }

    private long write(VcfTemplate template, VcfReader reader, OutputStream stream) throws IOException {
        if (listsSamples) {
            for (String name : inOrderOfFile(reader.header().samples())) {
                stream.write((name + '\n').getBytes(StandardCharsets.UTF_8));
            }
            return 0;
        }
        List<String> shown = samples.of(reader.header().samples(), this);
        try (TemplateWriter writer = template.writer(reader.header(), shown, stream)) {
            if (heading.length > 0) {
                stream.write(template.heading(shown, heading.length == 1).getBytes(StandardCharsets.UTF_8));
            }
            if (choice == null) {
                reader.forEach(writer::write);
            } else {
                writeChosen(choice, reader, writer);
            }
        }
        return reader.records();
    }

    /** An expression about samples chooses samples, too. */
    private void writeChosen(RecordChoice chosen, VcfReader reader, TemplateWriter writer) {
        BoundFilter filter = chosen.expression(this).of(reader.header());
        boolean[] passes = new boolean[reader.header().sampleCount()];
        boolean excludes = chosen.isExclusion();
        boolean writesOthers = excludes && filter.isAboutSamples() && writer.isAboutSamples();
        reader.forEach(read -> {
            VcfRecord record = samples.isChosen() ? VcfRecord.of(read.toVariant()) : read;
            boolean passed = filter.test(record, passes);
            if (!excludes && passed) {
                writer.write(record, passes);
            } else if (excludes && !passed) {
                writer.write(record);
            } else if (writesOthers) {
                writeOthers(record, passes, writer);
            }
        });
    }

    private static void writeOthers(VcfRecord record, boolean[] passes, TemplateWriter writer) {
        boolean any = false;
        for (int sample = 0; sample < passes.length; sample++) {
            passes[sample] = !passes[sample];
            any |= passes[sample];
        }
        if (any) {
            writer.write(record, passes);
        }
    }
}
