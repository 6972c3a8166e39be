package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import omega.genomics.ParseMode;
import omega.genomics.cli.RecordChoice;
import omega.genomics.cli.Work;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.AlleleRecount;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfWriter;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf view}. */
@Command(name = "view", description = "Writes records as VCF, TSV or JSON: of some regions, samples or fields.")
final class VcfViewCommand extends Work {
    @Parameters(paramLabel = "FILE", index = "0", description = "VCF, plain or compressed; - for standard input.")
    private String file = "";

    @Parameters(
            paramLabel = "REGION",
            index = "1..*",
            arity = "0..*",
            description = "Records that overlap it, as with --region.")
    private List<String> more = new ArrayList<>();

    @Mixin
    private final RegionOptions regions = new RegionOptions();

    @ArgGroup(exclusive = true)
    private @Nullable RecordChoice choice;

    @Mixin
    private final SampleOptions samples = new SampleOptions();

    @Mixin
    private final RecordTraits traits = new RecordTraits();

    @Mixin
    private final AlleleChoice alleles = new AlleleChoice();

    /** {@code -V} is an option of its own here, so the one for help is not inherited with {@code -V} for the version. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
            names = {"-I", "--no-update"},
            description =
                    "With --samples: keep AC, AN and AF of all samples, instead of counting them in the samples shown; with"
                            + " options that count alleles: add no AC and AN.")
    private boolean noUpdate;

    @Option(
            names = {"-G", "--no-samples", "--drop-genotypes"},
            description = "Omit the samples.")
    private boolean noSamples;

    @Option(
            names = "--fields",
            split = ",",
            paramLabel = "FIELD",
            description =
                    "INFO/ID and FORMAT/ID to keep; for TSV also CHROM, POS, ID, REF, ALT, QUAL, FILTER, END, in this"
                            + " order.")
    private @Nullable List<String> fields;

    @Option(
            names = {"-H", "--no-header"},
            description = "Write no header.")
    private boolean noHeader;

    @Option(names = "--header-only", description = "Write the header only.")
    private boolean headerOnly;

    @Option(names = "--tsv", description = "Write a table with a header instead of VCF; a missing value is a dot.")
    private boolean tsv;

    @Option(names = "--lenient", description = "Skip bad records, instead of stopping at the first one.")
    private boolean lenient;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Output file: BGZF if the name ends in .gz. It appears when it is complete, and may be FILE"
                    + " itself. Default: - for standard output.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        if (tsv && output().isJson()) {
            throw wrongUsage("expected one of --tsv and --json");
        }
        if ((noHeader || headerOnly) && (tsv || output().isJson())) {
            throw wrongUsage("expected --no-header and --header-only with VCF only");
        }
        if (noHeader && headerOnly) {
            throw wrongUsage("expected one of --no-header and --header-only");
        }
        if (alleles.isAny() && (noSamples || (fields != null && !tsv))) {
            throw wrongUsage(
                    "expected neither --no-samples nor --fields with options about genotypes, which look at the"
                            + " samples shown; leave fields out in a second step");
        }
        regions.add(more);
        try {
            InputSource source = InputSource.parse(file);
            try (VcfReader reader = options(source).open(source)) {
                write(reader);
            }
            RegionOptions.sayFetched(source, this);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
        return exitCode(true);
    }

    private VcfReader.Options options(InputSource source) throws IOException {
        VcfReader.Options options =
                regions.applyTo(VcfReader.options().mode(lenient ? ParseMode.LENIENT : ParseMode.STRICT), source, this);
        RecordFilter matching = alleles.and(traits.and(RecordChoice.filter(choice, this), this), samples, this);
        if (matching != null) {
            options = options.matching(matching);
        }
        if (noSamples) {
            options = options.samples(List.of());
        } else if (samples.isChosen()) {
            options = options.chooseSamples(all -> samples.of(all, this));
        }
        if (fields != null && !tsv) {
            options = options.info(ids("INFO/")).format(ids("FORMAT/"));
        }
        return options;
    }

    private String[] ids(String prefix) {
        List<String> chosen = new ArrayList<>();
        for (String field : fields == null ? List.<String>of() : fields) {
            if (!field.startsWith("INFO/") && !field.startsWith("FORMAT/")) {
                throw wrongUsage(
                        "expected INFO/ID or FORMAT/ID, found " + field + "; other columns are always written");
            }
            if (field.startsWith(prefix)) {
                chosen.add(field.substring(prefix.length()));
            }
        }
        return chosen.toArray(String[]::new);
    }

    private void write(VcfReader reader) throws IOException {
        if (out == null || out.equals("-")) {
            write(reader, root().content());
            root().checkStdout();
        } else {
            AtomicFile.write(Path.of(out), Deflater.DEFAULT_COMPRESSION, file -> write(reader, file));
        }
    }

    private long write(VcfReader reader, OutputStream stream) throws IOException {
        boolean areCounted = samples.isChosen() ? !noSamples : alleles.counts();
        AlleleRecount recount = areCounted && !noUpdate ? AlleleRecount.of(reader) : null;
        VcfHeader header = recount == null ? reader.header() : recount.header();
        AlleleChoice.Shown shown = alleles.of(reader.header(), samples.isChosen(), recount, this);
        if (tsv) {
            try (VcfTable table = new VcfTable(stream, header, fields)) {
                shown.forEach(reader, table::add);
            }
        } else if (output().isJson()) {
            try (VcfJson json = new VcfJson(stream, header)) {
                shown.forEach(reader, json::add);
            }
        } else {
            try (VcfWriter writer = VcfWriter.to(noHeader ? WithoutHeader.of(stream, header) : stream, header)) {
                if (!headerOnly) {
                    shown.forEach(reader, writer::write);
                }
            }
        }
        return reader.records();
    }
}
