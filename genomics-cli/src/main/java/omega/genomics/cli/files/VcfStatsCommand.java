package omega.genomics.cli.files;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import omega.genomics.ParseMode;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.Output;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.RecordChoice;
import omega.genomics.cli.Work;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.stats.FrequencyBin;
import omega.genomics.vcf.stats.SampleCounts;
import omega.genomics.vcf.stats.VcfStatistics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf stats}. */
@Command(name = "stats", description = "Counts the contents of a file as bcftools stats does.")
final class VcfStatsCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "VCF, plain or compressed; - for standard input.")
    private String file = "";

    @ArgGroup(exclusive = true)
    private @Nullable RecordChoice choice;

    @Option(
            names = "--per-sample",
            description =
                    "Count genotypes and depths for every sample; derive frequencies from genotypes if AC and AN are missing.")
    private boolean perSample;

    @Option(names = "--lenient", description = "Count bad records and continue, instead of stopping at the first one.")
    private boolean lenient;

    @Mixin
    private final RegionOptions regions = new RegionOptions();

    @Override
    public Integer call() throws Exception {
        try {
            count();
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
        return exitCode(true);
    }

    private void count() throws IOException {
        MeteredSource source = MeteredSource.of(file);
        InputSource stored = source.stored();
        boolean usesIndex = regions.usesIndex(stored);
        try (ProgressLine progress = root().progress("reading " + source.name());
                VcfReader reader = regions.applyTo(
                                RecordChoice.apply(
                                        choice,
                                        VcfReader.options().mode(lenient ? ParseMode.LENIENT : ParseMode.STRICT),
                                        this),
                                stored,
                                this)
                        .open(usesIndex ? stored : source.open(() -> progress.update("", source.share(), -1)))) {
            VcfStatistics statistics = perSample ? VcfStatistics.withSamples(reader) : VcfStatistics.of(reader);
            progress.wipe();
            Map<String, Object> answer = Output.document();
            answer.put("file", source.name());
            answer.put("version", reader.header().version().toString());
            describe(statistics, answer);
            source.describe(statistics.records(), answer);
            output().print(answer);
        }
        RegionOptions.sayFetched(stored, this);
    }

    private void describe(VcfStatistics statistics, Map<String, Object> answer) {
        answer.put("records", statistics.records());
        answer.put("rejects", statistics.skipped());
        answer.put("samples", statistics.samples());
        answer.put("no_alts", statistics.noAlts());
        answer.put("snps", statistics.snps());
        answer.put("mnps", statistics.mnps());
        answer.put("indels", statistics.indels());
        answer.put("others", statistics.others());
        answer.put("multiallelic_sites", statistics.multiallelicSites());
        answer.put("multiallelic_snp_sites", statistics.multiallelicSnpSites());
        answer.put("transitions", statistics.transitions());
        answer.put("transversions", statistics.transversions());
        answer.put("ti_tv", ratio(statistics));
        answer.put("singletons", bin(statistics.singletons()));
        answer.put(
                "frequencies",
                statistics.frequencies().stream().map(VcfStatsCommand::bin).toList());
        Map<String, Object> lengths = Output.document();
        statistics.indelLengths().forEach((length, count) -> lengths.put(length.toString(), count));
        answer.put("indel_lengths", lengths);
        if (perSample) {
            answer.put("by_sample", samples(statistics));
        }
    }

    private static Optional<Double> ratio(VcfStatistics statistics) {
        OptionalDouble ratio = statistics.transitionTransversionRatio();
        return ratio.isPresent() ? Optional.of(Output.rounded(ratio.getAsDouble(), 4)) : Optional.empty();
    }

    private static Map<String, Object> bin(FrequencyBin bin) {
        Map<String, Object> answer = Output.document();
        answer.put("frequency", Output.rounded(bin.frequency(), 6));
        answer.put("snps", bin.snps());
        answer.put("transitions", bin.transitions());
        answer.put("transversions", bin.transversions());
        answer.put("indels", bin.indels());
        return answer;
    }

    private static List<Map<String, Object>> samples(VcfStatistics statistics) {
        return statistics.sampleCounts().stream().map(VcfStatsCommand::sample).toList();
    }

    private static Map<String, Object> sample(SampleCounts counts) {
        Map<String, Object> answer = Output.document();
        answer.put("sample", counts.sample());
        answer.put("hom_ref", counts.homRef());
        answer.put("hom_alt", counts.homAlt());
        answer.put("het", counts.het());
        answer.put("transitions", counts.transitions());
        answer.put("transversions", counts.transversions());
        answer.put("indels", counts.indels());
        answer.put("average_depth", Output.rounded(counts.averageDepth(), 3));
        answer.put("singletons", counts.singletons());
        answer.put("haploid_ref", counts.haploidRef());
        answer.put("haploid_alt", counts.haploidAlt());
        answer.put("missing", counts.missing());
        return answer;
    }
}
