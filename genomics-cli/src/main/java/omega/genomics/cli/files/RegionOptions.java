package omega.genomics.cli.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.Region;
import omega.genomics.bed.RegionFile;
import omega.genomics.bed.RegionOverlap;
import omega.genomics.cli.Work;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.VcfReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The records of a VCF file that a command looks at, by place. */
final class RegionOptions {
    @Option(
            names = {"-r", "--region", "--regions"},
            paramLabel = "REGION[,REGION]",
            description = "Records that overlap it, such as 17:43044295-43125364 (1-based, inclusive); may be repeated."
                    + " Uses the .tbi or .csi beside a BGZF file, and reads all of any other.")
    private List<String> regions = new ArrayList<>();

    @Option(
            names = {"-t", "--targets"},
            paramLabel = "[^]REGION[,REGION]",
            description = "Records whose POS is in one of the regions; with ^, in none of them. Uses no index.")
    private @Nullable String targets;

    @Option(
            names = {"-R", "--regions-file"},
            paramLabel = "FILE",
            description =
                    "Records that overlap the regions of a file: BED if its name ends in .bed or .bed.gz, VCF, columns"
                            + " of contig, start and end (1-based, inclusive), or a REGION a line.")
    private @Nullable String regionsFile;

    @Option(
            names = {"-T", "--targets-file"},
            paramLabel = "[^]FILE",
            description =
                    "Records whose POS is in the regions of a file, as for --regions-file; with ^, in none of them."
                            + " Uses no index.")
    private @Nullable String targetsFile;

    @Option(
            names = "--regions-overlap",
            paramLabel = "RULE",
            description =
                    "What has to be inside a region: pos (or 0), POS; record (1), any base of the record; variant (2),"
                            + " any base that an ALT allele changes. Default: record.")
    private String regionsOverlap = "record";

    @Option(names = "--targets-overlap", paramLabel = "RULE", description = "The same for targets. Default: pos.")
    private String targetsOverlap = "pos";

    /** Adds regions that follow the file on the command line. */
    void add(List<String> more) {
        List<String> all = new ArrayList<>(regions);
        all.addAll(more);
        regions = all;
    }

    /** Adds what was asked for. */
    VcfReader.Options applyTo(VcfReader.Options options, InputSource source, Work work) throws IOException {
        VcfReader.Options changed = options.regionsOverlap(overlap("--regions-overlap", regionsOverlap, work))
                .targetsOverlap(overlap("--targets-overlap", targetsOverlap, work));
        if (regionsFile != null && !regions.isEmpty()) {
            throw work.wrongUsage("expected one of --region and --regions-file");
        }
        if (regionsFile != null) {
            RegionFile file = RegionFile.read(InputSource.parse(regionsFile));
            changed = usesIndex(source) ? changed.regions(file) : changed.scanFor(file);
        } else if (!regions.isEmpty()) {
            Region[] parsed =
                    regions.stream().flatMap(text -> parse(text, work).stream()).toArray(Region[]::new);
            changed = usesIndex(source) ? changed.region(parsed) : changed.scanFor(parsed);
        }
        if (targetsFile != null && targets != null) {
            throw work.wrongUsage("expected one of --targets and --targets-file");
        }
        if (targets != null) {
            boolean isExcept = targets.startsWith("^");
            RegionFile list = RegionFile.of("--targets", parse(isExcept ? targets.substring(1) : targets, work));
            changed = isExcept ? changed.targetsExcept(list) : changed.targets(list);
        }
        if (targetsFile != null) {
            boolean isExcept = targetsFile.startsWith("^");
            RegionFile file = RegionFile.read(InputSource.parse(isExcept ? targetsFile.substring(1) : targetsFile));
            changed = isExcept ? changed.targetsExcept(file) : changed.targets(file);
        }
        return changed;
    }

    /** Whether the file itself has to be opened, and not a stream of it. */
    boolean usesIndex(InputSource source) throws IOException {
        return (regionsFile != null || !regions.isEmpty())
                && TabixIndex.find(source).isPresent()
                && source.compression() == Compression.BGZF;
    }

    /** Says what a file that is not on this machine has cost. */
    static void sayFetched(InputSource source, Work work) {
        if (source.fetchedBytes() > 0) {
            work.root().say("fetched " + source.fetchedBytes() + " bytes of " + source.name());
        }
    }

    private static RegionOverlap overlap(String option, String rule, Work work) {
        return switch (rule) {
            case "pos", "0" -> RegionOverlap.POSITION;
            case "record", "1" -> RegionOverlap.RECORD;
            case "variant", "2" -> RegionOverlap.VARIANT;
            default -> throw work.wrongUsage("expected " + option + " pos, record or variant, found " + rule);
        };
    }

    private static List<Region> parse(String text, Work work) {
        try {
            return Region.parseList(text);
        } catch (IllegalArgumentException e) {
            throw work.wrongUsage(String.valueOf(e.getMessage()));
        }
    }
}
