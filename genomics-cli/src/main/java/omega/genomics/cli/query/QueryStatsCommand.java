package omega.genomics.cli.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.RawJson;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.variants.GeneCount;
import omega.genomics.postgres.query.variants.StatisticsQueries;
import omega.genomics.postgres.query.variants.VariantStatistics;
import omega.genomics.postgres.query.variants.VariantType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics query stats}. */
@Command(
        name = "stats",
        description = "Counts variants by kind, dataset and contig; first refreshes the counts of what was"
                + " loaded since the last refresh.")
final class QueryStatsCommand extends Work {
    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Option(names = "--by-consequence", description = "Alleles by most severe consequence, over all contigs.")
    private boolean byConsequence;

    @Option(
            names = "--gene",
            paramLabel = "NAME",
            description = "Alleles assigned to a gene, by impact and clinical class.")
    private @Nullable String gene;

    @Option(names = "--no-refresh", description = "Do not refresh the counts first.")
    private boolean asTheyAre;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            StatisticsQueries asked =
                    dataset.of(session, "variants", session.assembly().statistics(), StatisticsQueries::in);
            if (!asTheyAre && !asked.isCurrent()) {
                refresh(asked);
            }
            output().print(answer(asked));
        }
        return exitCode(true);
    }

    /** A role that may not refresh gets the existing counts and a note on standard error. */
    private void refresh(StatisticsQueries asked) {
        if (asked.canRefresh()) {
            asked.refresh();
        } else {
            root().stderr()
                    .println(
                            "genomics: these counts are older than the last load; bringing them up to date takes the owner of"
                                    + " variant_stats on a server that is not read-only");
        }
    }

    private Object answer(StatisticsQueries statistics) {
        if (gene != null) {
            return statistics.ofGene(gene).stream().map(QueryStatsCommand::row).toList();
        }
        if (byConsequence) {
            List<Map<String, Object>> rows = new ArrayList<>();
            statistics.byConsequence().forEach((term, count) -> {
                Map<String, Object> row = Output.document();
                row.put("consequence", term);
                row.put("alleles", count);
                rows.add(row);
            });
            return rows;
        }
        return statistics.byContig().stream()
                .map(output().isJson() ? QueryStatsCommand::whole : QueryStatsCommand::row)
                .toList();
    }

    private static Map<String, Object> row(GeneCount count) {
        Map<String, Object> row = Output.document();
        row.put("dataset", count.dataset());
        row.put("chromosome", count.contig());
        row.put("gene", count.gene());
        row.put("impact", count.impact().map(Enum::name));
        row.put("clinical_class", word(count.clinicalClass()));
        row.put("alleles", count.alleles());
        return row;
    }

    /** What fits on a line. */
    private static Map<String, Object> row(VariantStatistics contig) {
        Map<String, Object> row = Output.document();
        row.put("dataset", contig.dataset());
        row.put("chromosome", contig.contig());
        row.put("records", contig.records());
        row.put("alleles", contig.alleles());
        row.put("snv", contig.types().getOrDefault(VariantType.SNV, 0L));
        row.put("ti_tv", number(contig.tiTv()).map(ratio -> Output.rounded(ratio, 4)));
        row.put("multiallelic_sites", contig.multiallelicSites());
        row.put("filter_pass", contig.passing());
        row.put("with_rs_number", contig.withRsNumber());
        row.put("singletons", contig.singletons());
        row.put("genes", contig.genes());
        return row;
    }

    private static Map<String, Object> whole(VariantStatistics contig) {
        Map<String, Object> row = row(contig);
        row.put("transitions", contig.transitions());
        row.put("transversions", contig.transversions());
        row.put("filter_failed", contig.filtered());
        row.put("filter_missing", contig.unfiltered());
        row.put("mean_frequency", number(contig.meanFrequency()));
        row.put("mean_qual", number(contig.meanQual()));
        row.put("qual_missing", contig.withoutQual());
        row.put("first_position", RawJson.of(contig.firstPosition()));
        row.put("last_position", RawJson.of(contig.lastPosition()));
        row.put("types", named(contig.types()));
        row.put("frequencies", frequencies(contig));
        row.put("consequences", contig.consequences());
        row.put("clinical_classes", named(contig.clinicalClasses()));
        return row;
    }

    private static Map<String, Object> frequencies(VariantStatistics contig) {
        Map<String, Object> row = Output.document();
        row.put("below_0.0001", contig.frequencies().below0001());
        row.put("below_0.001", contig.frequencies().below001());
        row.put("below_0.01", contig.frequencies().below01());
        row.put("below_0.05", contig.frequencies().below05());
        row.put("below_0.5", contig.frequencies().below5());
        row.put("0.5_and_more", contig.frequencies().more());
        row.put("missing", contig.frequencies().missing());
        return row;
    }

    private static <E extends Enum<E>> Map<String, Object> named(Map<E, Long> counts) {
        Map<String, Object> row = Output.document();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> row.put(word(entry.getKey()), entry.getValue()));
        return row;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Double> number(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
