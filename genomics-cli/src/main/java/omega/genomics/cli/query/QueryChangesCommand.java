package omega.genomics.cli.query;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.JsonWriter;
import omega.genomics.cli.Output;
import omega.genomics.cli.RawJson;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantChange;
import omega.genomics.postgres.query.variants.VariantChanges;
import omega.genomics.postgres.query.variants.VariantQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics query changes}. */
@Command(
        name = "changes",
        description = "Finds what differs between two releases of a dataset of variants, with filters.",
        sortOptions = false)
final class QueryChangesCommand extends Work {
    private static final int FOR_PEOPLE = 100;

    @Parameters(
            paramLabel = "REGION",
            arity = "0..1",
            description = "CONTIG:START-END, 1-based and inclusive, such as 17:43044295-43125364; or CONTIG alone.")
    private @Nullable String region;

    @Option(
            names = "--since",
            required = true,
            paramLabel = "RELEASE",
            description = "The earlier release: its name, or a date for the newest release that is not later.")
    private String since = "";

    @Option(
            names = "--until",
            paramLabel = "RELEASE",
            description = "The later release, as a name or a date. Default: the newest.")
    private @Nullable String until;

    @Option(
            names = "--significance-changed",
            description = "Variants that both releases have, with other clinical significances.")
    private boolean significanceChanged;

    @Option(
            names = "--carried-in",
            paramLabel = "COHORT",
            description = "Variants that some sample of this dataset carries.")
    private @Nullable String cohort;

    @Option(names = "--count", description = "Only count them, by kind.")
    private boolean count;

    @Mixin
    private final VariantChoice choice = new VariantChoice();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        try (Session session = database.open(this)) {
            VariantRows rows = VariantRows.usual(session);
            VariantChanges asked = asked(session);
            if (count) {
                Map<String, Object> counts = Output.document();
                asked.counts().forEach((kind, number) -> counts.put(name(kind), number));
                output().print(counts);
            } else if (output().isJson()) {
                all(asked, rows);
            } else {
                table(asked);
            }
        }
        return exitCode(true);
    }

    private VariantChanges asked(Session session) throws IOException {
        VariantQueries narrowed = choice.of(session.assembly().variants(), region, database.assembly(), this);
        VariantChanges ofDataset =
                session.assembly().changes(choice.dataset(session, this)).since(since);
        VariantChanges bounded = until == null ? ofDataset : ofDataset.until(until);
        VariantChanges chosen = bounded.narrowedBy(variants -> narrowed);
        VariantChanges reclassified = significanceChanged ? chosen.significanceChanged() : chosen;
        return cohort == null ? reclassified : reclassified.carriedIn(cohort);
    }

    private static String name(VariantChange.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void all(VariantChanges asked, VariantRows rows) throws Exception {
        try (Stream<VariantChange> changes = asked.stream()) {
            Iterator<VariantChange> each = changes.iterator();
            boolean hasAny = each.hasNext();
            try (Output.Document document = output().open()) {
                JsonWriter json = document.json().beginArray();
                while (hasAny && each.hasNext()) {
                    json.value(json(each.next(), rows));
                }
                json.endArray();
            }
        }
    }

    private static Map<String, @Nullable Object> json(VariantChange change, VariantRows rows) {
        Map<String, @Nullable Object> of = place(change);
        of.put("before", change.before().map(rows::of).orElse(null));
        of.put("after", change.after().map(rows::of).orElse(null));
        of.put("changed", change.changed());
        return of;
    }

    private static Map<String, @Nullable Object> place(VariantChange change) {
        StoredVariant variant = change.variant();
        Map<String, @Nullable Object> of = new LinkedHashMap<>();
        of.put("kind", name(change.kind()));
        of.put("chromosome", variant.contig());
        of.put("position", RawJson.of(variant.position()));
        of.put("ref", variant.ref());
        of.put("alt", variant.alt());
        return of;
    }

    private void table(VariantChanges asked) throws Exception {
        try (Stream<VariantChange> changes = asked.stream()) {
            List<Map<String, @Nullable Object>> shown =
                    changes.limit(FOR_PEOPLE + 1L).map(QueryChangesCommand::row).toList();
            boolean hasMore = shown.size() > FOR_PEOPLE;
            output().print(hasMore ? shown.subList(0, FOR_PEOPLE) : shown);
            if (hasMore) {
                root().say("only the first " + FOR_PEOPLE + "; --json has all, --count counts them");
            }
        }
    }

    private static Map<String, @Nullable Object> row(VariantChange change) {
        Map<String, @Nullable Object> of = place(change);
        of.put("gene", change.variant().gene());
        of.put("before", significances(change.before()));
        of.put("after", significances(change.after()));
        of.put("changed", change.changed());
        return of;
    }

    private static @Nullable Object significances(Optional<StoredVariant> variant) {
        return variant.map(of -> of.clinicalSignificances().stream()
                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                        .toList())
                .orElse(null);
    }
}
