package omega.genomics.cli.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.studies.ExpressionQueries;
import omega.genomics.postgres.query.studies.GeneProfile;
import omega.genomics.postgres.query.studies.StoredExpression;
import omega.genomics.postgres.query.studies.StoredTissue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query expression}. */
@Command(
        name = "expression",
        description = "Shows where a gene is expressed, which genes a tissue expresses, and how specific a gene is.")
final class QueryExpressionCommand extends Work {
    @ArgGroup(exclusive = true, multiplicity = "1")
    private Question question = new Question();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "With --tissue: largest number of genes. Default: ${DEFAULT-VALUE}.")
    private int limit = 20;

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    /** What is asked. */
    private static final class Question {
        @Parameters(paramLabel = "GENE", description = "Symbol, alias or stable id: its expression by tissue.")
        private @Nullable String gene;

        @Option(names = "--profile", paramLabel = "GENE", description = "Breadth, top tissue and tau of a gene.")
        private @Nullable String profile;

        @Option(
                names = "--tissue",
                paramLabel = "TISSUE",
                description = "The genes with the highest expression in a tissue.")
        private @Nullable String tissue;

        @Option(
                names = "--enriched",
                paramLabel = "ORGAN",
                description = "Genes with at least four times the expression of any other organ.")
        private @Nullable String enriched;

        @Option(names = "--set", paramLabel = "SET", description = "Expression of the members of a gene set.")
        private @Nullable String set;

        @Option(names = "--unknown", description = "Genes that no loaded annotation has.")
        @SuppressWarnings("UnusedVariable") // What is left when nothing else is asked.
        private boolean unknown;

        @Option(names = "--tissues", description = "List the tissues, with organ and number of samples.")
        private boolean tissues;
    }

    @Override
    public Integer call() throws Exception {
        checkCount("--limit", limit);
        try (Session session = database.open(this)) {
            ExpressionQueries asked =
                    dataset.of(session, "expression", session.assembly().expression(), ExpressionQueries::in);
            List<?> answer = answer(asked);
            String gene = question.gene != null ? question.gene : question.profile;
            if (answer.isEmpty() && gene != null) {
                throw Known.noExpression(gene);
            }
            output().print(answer);
        }
        return exitCode(true);
    }

    private List<?> answer(ExpressionQueries expression) {
        if (question.gene != null) {
            return expression.ofGene(question.gene).list().stream()
                    .map(QueryExpressionCommand::row)
                    .toList();
        }
        if (question.profile != null) {
            return profiles(expression.profile(question.profile).list());
        }
        if (question.enriched != null) {
            return profiles(expression.enrichedIn(question.enriched).list());
        }
        if (question.tissue != null) {
            return expression.topGenes(question.tissue, limit).list().stream()
                    .map(QueryExpressionCommand::row)
                    .toList();
        }
        if (question.set != null) {
            return ofSet(expression, question.set);
        }
        if (question.tissues) {
            return expression.tissues().list().stream()
                    .map(QueryExpressionCommand::row)
                    .toList();
        }
        return expression.unknownGenes().list();
    }

    private static List<?> ofSet(ExpressionQueries expression, String set) {
        return expression.ofSet(set).list().stream()
                .map(entry -> {
                    Map<String, Object> row = Output.document();
                    row.put("member", entry.member());
                    row.putAll(row(entry.expression()));
                    return row;
                })
                .toList();
    }

    private static Map<String, Object> row(StoredExpression found) {
        Map<String, Object> row = Output.document();
        row.put("gene_id", found.geneId());
        row.put("symbol", found.symbol());
        row.put("tissue", found.tissue());
        row.put("organ", found.organ());
        row.put("median", found.median());
        row.put("unit", found.unit());
        found.samples().ifPresent(samples -> {
            row.put("n", samples.n());
            row.put("mean", samples.mean());
            row.put("sd", boxed(samples.sd()));
            row.put("q1", samples.q1());
            row.put("q3", samples.q3());
            row.put("share_above_1", samples.shareAboveOne());
        });
        return row;
    }

    private static Map<String, Object> row(StoredTissue tissue) {
        Map<String, Object> row = Output.document();
        row.put("tissue", tissue.name());
        row.put("organ", tissue.organ());
        row.put("unit", tissue.unit());
        row.put(
                "samples",
                tissue.sampleCount().isPresent()
                        ? Optional.of(tissue.sampleCount().getAsInt())
                        : Optional.empty());
        return row;
    }

    private static List<Map<String, Object>> profiles(List<GeneProfile> profiles) {
        return profiles.stream().map(QueryExpressionCommand::row).toList();
    }

    private static Map<String, Object> row(GeneProfile profile) {
        Map<String, Object> row = Output.document();
        row.put("gene_id", profile.geneId());
        row.put("symbol", profile.symbol());
        row.put("measured", profile.measured());
        row.put("breadth", profile.breadth());
        row.put("top_tissue", profile.topTissue());
        row.put("top_organ", profile.topOrgan());
        row.put("top_value", boxed(profile.topValue()));
        row.put("next_organ_value", boxed(profile.nextOrganValue()));
        row.put("tau", boxed(profile.tau()));
        return row;
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
