package omega.genomics.cli.query;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.RawJson;
import omega.genomics.cli.Session;
import omega.genomics.postgres.query.ChangeKind;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantChange;
import omega.genomics.postgres.query.variants.VariantChanges;
import omega.genomics.postgres.query.variants.VariantQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics query changes}. */
@Command(
        name = "changes",
        description = "Finds what differs between two releases of a dataset of variants, with filters.",
        sortOptions = false)
final class QueryChangesCommand extends ChangesCommand<VariantChange> {
    @Option(
            names = "--significance-changed",
            description = "Variants that both releases have, with other clinical significances.")
    private boolean significanceChanged;

    @Option(
            names = "--carried-in",
            paramLabel = "COHORT",
            description = "Variants that some sample of this dataset carries.")
    private @Nullable String cohort;

    @Mixin
    private final VariantChoice choice = new VariantChoice();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    private record Shown(VariantChanges asked, VariantRows rows) implements Changes<VariantChange> {
        @Override
        public Map<ChangeKind, Long> counts() {
            return asked.counts();
        }

        @Override
        public Stream<VariantChange> stream() {
            return asked.stream();
        }

        @Override
        public Map<String, @Nullable Object> json(VariantChange change) {
            Map<String, @Nullable Object> of = place(change);
            of.put("before", change.before().map(rows::of).orElse(null));
            of.put("after", change.after().map(rows::of).orElse(null));
            of.put("changed", change.changed());
            return of;
        }

        @Override
        public Map<String, @Nullable Object> row(VariantChange change) {
            Map<String, @Nullable Object> of = place(change);
            of.put("gene", change.variant().gene());
            of.put("before", significances(change.before()));
            of.put("after", significances(change.after()));
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

        private static @Nullable Object significances(Optional<StoredVariant> variant) {
            return variant.map(of -> of.clinicalSignificances().stream()
                            .map(word -> word.name().toLowerCase(Locale.ROOT))
                            .toList())
                    .orElse(null);
        }
    }

    @Override
    DatabaseOptions database() {
        return database;
    }

    @Override
    Changes<VariantChange> changes(Session session) throws IOException {
        VariantQueries narrowed = choice.of(session.assembly().variants(), region(), database.assembly(), this);
        VariantChanges ofDataset =
                session.assembly().changes(choice.dataset(session, this)).since(since());
        String last = until();
        VariantChanges bounded = last == null ? ofDataset : ofDataset.until(last);
        VariantChanges chosen = bounded.narrowedBy(variants -> narrowed);
        VariantChanges reclassified = significanceChanged ? chosen.significanceChanged() : chosen;
        return new Shown(cohort == null ? reclassified : reclassified.carriedIn(cohort), VariantRows.usual(session));
    }
}
