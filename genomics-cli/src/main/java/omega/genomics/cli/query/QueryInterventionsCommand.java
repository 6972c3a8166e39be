package omega.genomics.cli.query;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.longevity.hagr.LifespanExperiment;
import omega.genomics.postgres.query.studies.InterventionQueries;
import omega.genomics.postgres.query.studies.RankedIntervention;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query interventions}. */
@Command(name = "interventions", description = "Ranks compounds by their effect on lifespan, null results included.")
final class QueryInterventionsCommand extends Work {
    private static final int PAGE_FOR_PEOPLE = 20;

    @Parameters(
            paramLabel = "COMPOUND",
            arity = "0..1",
            description = "A compound, in any case: its place only. Default: all, best first.")
    private @Nullable String compound;

    @Option(names = "--experiments", description = "Show the experiments with the compound instead.")
    private boolean experiments;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Largest number of compounds. Default: all with --json, else " + PAGE_FOR_PEOPLE + ".")
    private @Nullable Integer limit;

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        if (experiments && compound == null) {
            throw wrongUsage("expected a compound with --experiments");
        }
        checkCount("--limit", limit);
        try (Session session = database.open(this)) {
            InterventionQueries asked =
                    dataset.of(session, "drugage", session.assembly().interventions(), InterventionQueries::in);
            output().print(answer(asked));
        }
        return exitCode(true);
    }

    private List<Map<String, Object>> answer(InterventionQueries interventions) {
        if (compound != null && experiments) {
            return interventions.experiments(compound).list().stream()
                    .map(QueryInterventionsCommand::row)
                    .toList();
        }
        if (compound != null) {
            return interventions.ranking(compound).list().stream()
                    .map(QueryInterventionsCommand::row)
                    .toList();
        }
        try (Stream<RankedIntervention> ranking = interventions.ranking().stream()) {
            return ranking.limit(limit != null ? limit : output().isJson() ? Long.MAX_VALUE : PAGE_FOR_PEOPLE)
                    .map(QueryInterventionsCommand::row)
                    .toList();
        }
    }

    private static Map<String, Object> row(RankedIntervention ranked) {
        Map<String, Object> row = Output.document();
        row.put("rank", ranked.rank());
        row.put("compound", ranked.compound());
        row.put("score", rounded(ranked.score()));
        row.put("scored_studies", ranked.scoredStudies());
        row.put("experiments", ranked.experiments());
        row.put("papers", ranked.papers());
        row.put("species", ranked.species());
        row.put("increases", ranked.increases());
        row.put("decreases", ranked.decreases());
        row.put("null_results", ranked.nullResults());
        row.put("not_reported", ranked.notReported());
        row.put("median_significant_change", rounded(ranked.medianSignificantChange()));
        row.put("median_change", rounded(ranked.medianChange()));
        row.put("itp", ranked.isItp());
        return row;
    }

    private static Map<String, Object> row(LifespanExperiment done) {
        Map<String, Object> row = Output.document();
        row.put("compound", done.compound());
        row.put("species", done.species());
        row.put("strain", done.strain());
        row.put("dosage", done.dosage());
        row.put("gender", done.gender());
        row.put("average_change", rounded(done.averageChange()));
        row.put("average_significance", done.averageSignificance().name().toLowerCase(Locale.ROOT));
        row.put("maximum_change", rounded(done.maximumChange()));
        row.put("itp", done.isItp());
        row.put("pubmed_id", boxed(done.pubmedId()));
        return row;
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    private static Optional<Double> rounded(OptionalDouble value) {
        return value.isPresent() ? Optional.of(Output.rounded(value.getAsDouble(), 4)) : Optional.empty();
    }
}
