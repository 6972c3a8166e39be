package omega.genomics.cli.files;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omega.genomics.cli.Work;
import omega.genomics.vcf.AlleleRecount;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.SamplesView;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.genotype.Genotype;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records {@code vcf view} shows by the alleles and genotypes of the samples that it shows, as {@code bcftools view} does. */
final class AlleleChoice {
    @Option(
            names = {"-c", "--min-ac"},
            paramLabel = "N[:TYPE]",
            description =
                    "Records with N copies or more of ALT alleles; TYPE is nref (the default), alt1, minor, major or"
                            + " nonmajor. Of INFO/AC and AN, or of the genotypes where a record lacks them or samples are"
                            + " chosen.")
    private @Nullable String minCount;

    @Option(
            names = {"-C", "--max-ac"},
            paramLabel = "N[:TYPE]",
            description = "Records with N copies or fewer, as for --min-ac.")
    private @Nullable String maxCount;

    @Option(
            names = {"-q", "--min-af"},
            paramLabel = "F[:TYPE]",
            description = "Records with a share of F or more of the alleles called, as for --min-ac.")
    private @Nullable String minShare;

    @Option(
            names = {"-Q", "--max-af"},
            paramLabel = "F[:TYPE]",
            description = "Records with a share of F or less of the alleles called, as for --min-ac.")
    private @Nullable String maxShare;

    @Option(
            names = {"-u", "--uncalled"},
            description = "Records without a called genotype.")
    private boolean uncalled;

    @Option(
            names = {"-U", "--exclude-uncalled"},
            description = "Records with a called genotype.")
    private boolean called;

    @Option(
            names = {"-x", "--private"},
            description = "With --samples: records whose ALT alleles only samples shown have.")
    private boolean isPrivate;

    @Option(
            names = {"-X", "--exclude-private"},
            description = "With --samples: all others.")
    private boolean isNotPrivate;

    @Option(
            names = {"-p", "--phased"},
            description = "Records all of whose genotypes are phased.")
    private boolean phased;

    @Option(
            names = {"-P", "--exclude-phased"},
            description = "Records with a genotype that is not phased.")
    private boolean notPhased;

    @Option(
            names = {"-g", "--genotype"},
            paramLabel = "[^]TYPE",
            description = "Records with a hom, het or miss genotype; with ^, without one.")
    private @Nullable String genotype;

    /** What is counted. */
    private enum Measure {
        NREF,
        ALT1,
        MINOR,
        MAJOR,
        NONMAJOR;

        int of(int[] counts) {
            int most = Arrays.stream(counts).max().orElse(0);
            return switch (this) {
                case NREF -> Arrays.stream(counts).skip(1).sum();
                case ALT1 -> counts.length > 1 ? counts[1] : 0;
                case MINOR -> Arrays.stream(counts).min().orElse(0);
                case MAJOR -> most;
                case NONMAJOR -> Arrays.stream(counts).sum() - most;
            };
        }
    }

    private record Limit(double number, Measure measure) {}

    /** Whether alleles are counted, which sets AC and AN, too, unless the command is asked not to. */
    boolean counts() {
        return minCount != null
                || maxCount != null
                || minShare != null
                || maxShare != null
                || uncalled
                || called
                || isPrivate
                || isNotPrivate;
    }

    boolean isAny() {
        return counts() || phased || notPhased || genotype != null;
    }

    /** Adds what is asked of samples that are not shown; null if nothing is chosen at all. */
    @Nullable
    RecordFilter and(@Nullable RecordFilter other, SampleOptions samples, Work work) {
        if (!isPrivate && !isNotPrivate) {
            return other;
        }
        if ((isPrivate && isNotPrivate) || !samples.isChosen()) {
            throw work.wrongUsage("expected one of --private and --exclude-private, with --samples or --samples-file");
        }
        RecordFilter only = header -> {
            RecordFilter.Test test = privateTo(Set.copyOf(samples.of(header.samples(), work)), header);
            return record -> test.test(record) == isPrivate;
        };
        return other == null ? only : RecordTraits.both(other, only);
    }

    private static RecordFilter.Test privateTo(Set<String> shown, VcfHeader header) {
        List<String> all = header.samples();
        String inside = indexes(all, shown, true);
        String outside = indexes(all, shown, false);
        String carried = "COUNT(GT[" + inside + "]=\"alt\")>0";
        return VcfFilter.parse(outside.isEmpty() ? carried : carried + " && COUNT(GT[" + outside + "]=\"alt\")=0")
                .of(header);
    }

    private static String indexes(List<String> all, Set<String> shown, boolean isShown) {
        return IntStream.range(0, all.size())
                .filter(sample -> shown.contains(all.get(sample)) == isShown)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    /** Records as they are shown. */
    static final class Shown {
        private final RecordFilter.@Nullable Test test;
        private final @Nullable AlleleRecount recount;
        private final @Nullable InfoCounts written;

        private Shown(RecordFilter.@Nullable Test test, @Nullable AlleleRecount recount, @Nullable InfoCounts written) {
            this.test = test;
            this.recount = recount;
            this.written = written;
        }

        /** Calls an action for each record that is chosen, with its alleles counted if it has to be. */
        void forEach(VcfReader reader, Consumer<VcfRecord> action) {
            reader.forEach(record -> {
                if (test != null && !test.test(record)) {
                    return;
                }
                AlleleRecount counting = recount;
                boolean keepsCounts = counting == null
                        || (written != null && areWritten(record, written, new int[record.altCount() + 1]));
                action.accept(counting == null || keepsCounts ? record : VcfRecord.of(counting.of(record)));
            });
        }
    }

    /** Prepares for the records of a reader, which are counted in a way that depends on whether samples are chosen. */
    Shown of(VcfHeader header, boolean areChosen, @Nullable AlleleRecount recount, Work work) {
        InfoCounts written = areChosen ? null : InfoCounts.of(header);
        return new Shown(isAny() ? test(written, work) : null, recount, written);
    }

    private RecordFilter.Test test(@Nullable InfoCounts written, Work work) {
        if ((uncalled && called) || (phased && notPhased)) {
            throw work.wrongUsage("expected one of " + (uncalled && called ? "-u and -U" : "-p and -P"));
        }
        Limit leastCount = limit("--min-ac", minCount, work);
        Limit mostCount = limit("--max-ac", maxCount, work);
        Limit leastShare = limit("--min-af", minShare, work);
        Limit mostShare = limit("--max-af", maxShare, work);
        String type = genotype == null ? "" : genotype.toLowerCase(Locale.ROOT);
        if (genotype != null && !type.matches("\\^?(hom|het|miss)")) {
            throw work.wrongUsage("expected --genotype hom, het, miss, ^hom, ^het or ^miss, found " + genotype);
        }
        RecordFilter.Test byCounts = record -> {
            int[] counts = counts(record, written);
            int all = Arrays.stream(counts).sum();
            return isAtLeast(leastCount, counts, 1)
                    && isAtMost(mostCount, counts, 1)
                    && (leastShare == null || (all > 0 && isAtLeast(leastShare, counts, all)))
                    && (mostShare == null || (all > 0 && isAtMost(mostShare, counts, all)))
                    && !(uncalled && all > 0)
                    && !(called && all == 0);
        };
        boolean areCounted = counts();
        return record -> (!areCounted || byCounts.test(record))
                && (!phased || arePhased(record.samples()))
                && !(notPhased && arePhased(record.samples()))
                && hasGenotype(record.samples(), type);
    }

    private static @Nullable Limit limit(String option, @Nullable String text, Work work) {
        if (text == null) {
            return null;
        }
        int colon = text.indexOf(':');
        String measure = colon < 0 ? "nref" : text.substring(colon + 1).toLowerCase(Locale.ROOT);
        try {
            double number = Double.parseDouble(colon < 0 ? text : text.substring(0, colon));
            return new Limit(
                    option.endsWith("af") ? (float) number : number, Measure.valueOf(measure.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw work.wrongUsage("expected " + option + " of a number, and perhaps :nref, :alt1, :minor, :major or"
                    + " :nonmajor, found " + text);
        }
    }

    private static boolean isAtLeast(@Nullable Limit limit, int[] counts, int of) {
        return limit == null || limit.measure.of(counts) / (double) of >= limit.number;
    }

    private static boolean isAtMost(@Nullable Limit limit, int[] counts, int of) {
        return limit == null || limit.measure.of(counts) / (double) of <= limit.number;
    }

    /** INFO/AC and INFO/AN, if a header declares both as integers. */
    private record InfoCounts(InfoKey<int[]> ac, InfoKey<int[]> an) {
        static @Nullable InfoCounts of(VcfHeader header) {
            boolean areIntegers = List.of("AC", "AN").stream()
                    .allMatch(id -> header.infos().stream()
                            .anyMatch(info -> info.id().equals(id) && info.type() == VcfType.INTEGER));
            return areIntegers
                    ? new InfoCounts(
                            header.info("AC").asIntegers(), header.info("AN").asIntegers())
                    : null;
        }
    }

    /** How often each allele occurs, REF first. */
    private static int[] counts(VcfRecord record, @Nullable InfoCounts written) {
        int[] counts = new int[record.altCount() + 1];
        if (written != null && areWritten(record, written, counts)) {
            return counts;
        }
        Arrays.fill(counts, 0);
        SamplesView samples = record.samples();
        for (int sample = 0; sample < samples.count(); sample++) {
            int ploidy = samples.hasGenotype(sample) ? samples.ploidy(sample) : 0;
            for (int i = 0; i < ploidy; i++) {
                int allele = samples.isAlleleMissing(sample, i) ? counts.length : samples.allele(sample, i);
                if (allele < counts.length) {
                    counts[allele]++;
                }
            }
        }
        return counts;
    }

    private static boolean areWritten(VcfRecord record, InfoCounts written, int[] counts) {
        if (record.info().count(written.an) != 1 || record.info().count(written.ac) != counts.length - 1) {
            return false;
        }
        int rest = record.info().intValue(written.an, 0);
        for (int alt = 1; alt < counts.length; alt++) {
            counts[alt] = record.info().intValue(written.ac, alt - 1);
            rest -= counts[alt];
        }
        counts[0] = rest;
        return true;
    }

    /** Tells whether each genotype is of one allele, or has an allele after a bar that is not missing. */
    private static boolean arePhased(SamplesView samples) {
        for (int sample = 0; sample < samples.count(); sample++) {
            Genotype found = samples.genotype(sample);
            boolean isPhased = found == null || found.ploidy() == 1;
            for (int i = 1; found != null && !isPhased && i < found.ploidy(); i++) {
                isPhased = found.isPhased(i) && !found.isMissing(i);
            }
            if (!isPhased) {
                return false;
            }
        }
        return true;
    }

    /** Records without GT have no genotype that is not the wanted one. */
    private static boolean hasGenotype(SamplesView samples, String type) {
        if (type.isEmpty() || !samples.formatKeys().contains("GT")) {
            return true;
        }
        boolean isExcluded = type.startsWith("^");
        String wanted = isExcluded ? type.substring(1) : type;
        boolean any = false;
        for (int sample = 0; sample < samples.count(); sample++) {
            Genotype found = samples.genotype(sample);
            String its = found == null || found.hasMissing() ? "miss" : found.isHet() ? "het" : "hom";
            any |= its.equals(wanted);
        }
        return any != isExcluded;
    }
}
