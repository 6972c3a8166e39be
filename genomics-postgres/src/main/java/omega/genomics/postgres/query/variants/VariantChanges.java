package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import omega.genomics.Region;
import omega.genomics.consequence.Impact;
import omega.genomics.postgres.query.ChangeKind;
import omega.genomics.postgres.query.ContigOrder;
import omega.genomics.postgres.query.FoundRelease;
import omega.genomics.postgres.query.GeneSpan;
import omega.genomics.postgres.query.OneState;
import omega.genomics.postgres.query.PastRows;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.ReleaseSpan;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Queries what differs between two releases of a dataset of variants.
 *
 * <pre>{@code
 * grch38.changes("clinvar")
 *         .since("2026-06-01")
 *         .significanceChanged()
 *         .carriedIn("cohort")
 *         .forEach(change -> …);
 * }</pre>
 *
 * <p>Releases are given by name, or by a date for the newest release that is not later. A variant whose content is the same in both releases is
 * no result, whatever happened to it in between. Filters are those of {@link VariantQueries}: a change is a result if they hold for the
 * variant before or after it. Results are in the order of contig, position, ref and alt.
 *
 * <p>Immutable and thread-safe; each result opens a connection, and all of it is of one state of the database. Memory is that of the
 * changes within fifty million bases.
 */
public final class VariantChanges {
    private static final List<String> TABLES = List.of(VariantSources.VARIANTS, PastRows.TABLE);
    private static final int WINDOW = 50_000_000;
    private static final int AT_ONCE = 5_000;
    /** A gene has few names. */
    private static final int MOST_GENES = 8;

    private static final Set<String> NOT_COMPARED = Set.of("dataset", "record_number");

    private final QueryContext asking;
    private final String dataset;
    private final VariantQueries variants;
    private final @Nullable String since;
    private final @Nullable String until;
    private final Predicate<VariantChange> wanted;

    private VariantChanges(
            QueryContext asking,
            String dataset,
            VariantQueries variants,
            @Nullable String since,
            @Nullable String until,
            Predicate<VariantChange> wanted) {
        this.asking = asking;
        this.dataset = dataset;
        this.variants = variants;
        this.since = since;
        this.until = until;
        this.wanted = wanted;
    }

    /**
     * Prepares queries of one dataset.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @param dataset its name
     * @return queries; {@link #since} says from which release on
     */
    public static VariantChanges of(DataSource dataSource, String schema, String dataset) {
        Objects.requireNonNull(dataset, "dataset");
        return new VariantChanges(
                new QueryContext(dataSource, schema),
                dataset,
                VariantQueries.of(dataSource, schema).in(dataset),
                null,
                null,
                change -> true);
    }

    private VariantChanges of(VariantQueries narrowed) {
        return new VariantChanges(asking, dataset, narrowed, since, until, wanted);
    }

    // ---- between which releases ----------------------------------------------------------------------------------

    /**
     * Chooses the earlier release.
     *
     * @param release its name, or a date
     * @return queries with this choice
     */
    public VariantChanges since(String release) {
        Objects.requireNonNull(release, "release");
        return new VariantChanges(asking, dataset, variants, release, until, wanted);
    }

    /**
     * Chooses the later release; without this call it is the newest one.
     *
     * @param release its name, or a date
     * @return queries with this choice
     */
    public VariantChanges until(String release) {
        Objects.requireNonNull(release, "release");
        return new VariantChanges(asking, dataset, variants, since, release, wanted);
    }

    // ---- which ---------------------------------------------------------------------------------------------------

    /**
     * Narrows to variants that both releases have with other clinical significances.
     *
     * @return narrowed queries
     */
    public VariantChanges significanceChanged() {
        return new VariantChanges(
                asking, dataset, variants, since, until, wanted.and(VariantChange::isSignificanceChanged));
    }

    /**
     * Narrows to variants that some sample of another dataset carries.
     *
     * @param cohort a dataset that was loaded with genotypes
     * @return narrowed queries
     */
    public VariantChanges carriedIn(String cohort) {
        return of(variants.carriedIn(cohort));
    }

    /**
     * Narrows to variants that their source ascribes to a gene, as {@link VariantQueries#ofGene} does.
     *
     * @param name symbol, alias or stable id
     * @return narrowed queries
     */
    public VariantChanges ofGene(String name) {
        return of(variants.ofGene(name));
    }

    /**
     * Narrows to variants that their source ascribes to a gene of a set, as {@link VariantQueries#ofGeneSet} does.
     *
     * @param set the set's name, such as {@code longevity}
     * @return narrowed queries
     */
    public VariantChanges ofGeneSet(String set) {
        return of(variants.ofGeneSet(set));
    }

    /**
     * Narrows to variants that share a base with a region.
     *
     * @param region contig by any of its names; 1-based, inclusive
     * @return narrowed queries
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantChanges overlapping(Region region) {
        return of(variants.overlapping(region));
    }

    /**
     * Narrows to variants that share a base with any of several regions.
     *
     * @param regions contigs by any of their names
     * @return narrowed queries
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantChanges overlapping(Collection<Region> regions) {
        return of(variants.overlapping(regions));
    }

    /**
     * Narrows to variants that share a base with the interval of a gene.
     *
     * @param name symbol, alias or stable id
     * @return narrowed queries
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantChanges overlappingGene(String name) {
        return of(variants.overlappingGene(name));
    }

    /**
     * Narrows by the most severe clinical significance.
     *
     * @param anyOf one or more, before or after
     * @return narrowed queries
     */
    public VariantChanges significance(ClinicalSignificance... anyOf) {
        return of(variants.significance(anyOf));
    }

    /**
     * Narrows by the most severe consequence.
     *
     * @param anyOf Sequence Ontology terms
     * @return narrowed queries
     * @throws IllegalArgumentException if one is unknown
     */
    public VariantChanges consequence(String... anyOf) {
        return of(variants.consequence(anyOf));
    }

    /**
     * Narrows by the class of the most severe consequence.
     *
     * @param anyOf one or more
     * @return narrowed queries
     */
    public VariantChanges impact(Impact... anyOf) {
        return of(variants.impact(anyOf));
    }

    /**
     * Narrows with any filter of {@link VariantQueries}.
     *
     * @param narrowing adds filters, such as {@code variants -> variants.rarerThan(0.01)}
     * @return narrowed queries
     */
    public VariantChanges narrowedBy(UnaryOperator<VariantQueries> narrowing) {
        Objects.requireNonNull(narrowing, "narrowing");
        return of(narrowing.apply(variants).in(dataset));
    }

    // ---- results -------------------------------------------------------------------------------------------------

    /**
     * Fetches all changes.
     *
     * @return an immutable list; empty if nothing differs
     * @throws QueryException if the dataset has no such releases, or the database does not answer
     * @throws IllegalStateException without {@link #since}
     */
    public List<VariantChange> list() {
        try (Stream<VariantChange> all = stream()) {
            return all.toList();
        }
    }

    /**
     * Counts the changes of each kind.
     *
     * @return the number of each kind, 0 included
     * @throws QueryException if the dataset has no such releases, or the database does not answer
     * @throws IllegalStateException without {@link #since}
     */
    public Map<ChangeKind, Long> counts() {
        Map<ChangeKind, Long> counts = new TreeMap<>();
        for (ChangeKind kind : ChangeKind.values()) {
            counts.put(kind, 0L);
        }
        forEach(change -> counts.merge(change.kind(), 1L, Long::sum));
        return counts;
    }

    /**
     * Hands over one change after the other.
     *
     * @param action called on this thread; what it throws ends the query
     * @throws QueryException if the dataset has no such releases, or the database does not answer
     * @throws IllegalStateException without {@link #since}
     */
    public void forEach(Consumer<? super VariantChange> action) {
        Objects.requireNonNull(action, "action");
        try (Stream<VariantChange> all = stream()) {
            all.forEach(action);
        }
    }

    /**
     * Opens a stream of the changes.
     *
     * @return sequential; holds a connection until it is closed: use it in a try statement
     * @throws QueryException if the dataset has no such releases, or the database does not answer
     * @throws IllegalStateException without {@link #since}
     */
    public Stream<VariantChange> stream() {
        if (since == null) {
            throw new IllegalStateException("expected the release since which changes are asked for, found none");
        }
        String from = since;
        return asking.streamInOneState(TABLES, (context, state) -> {
            VariantFilter filter = variants.filter();
            ReleaseSpan span = ReleaseSpan.find(context, filter.dataset(), from, until);
            Between between = new Between(context, state, filter, span.first(), span.last());
            boolean[] isEmpty = {true};
            Stream<VariantChange> changes = places(context, filter)
                    .flatMap(places -> between.changes(places).stream())
                    .filter(wanted)
                    .peek(change -> isEmpty[0] = false);
            return Stream.concat(changes, Stream.of(filter).flatMap(of -> {
                if (isEmpty[0]) {
                    of.checkNames(context);
                }
                return Stream.empty();
            }));
        });
    }

    /** Returns places whose changes are read at once; null for everywhere. */
    private Stream<Optional<List<Place>>> places(DSLContext context, VariantFilter filter) {
        if (filter.places() != null) {
            return Stream.of(Optional.of(filter.places().apply(context)));
        }
        VariantCriteria.Key key = filter.criteria(context).key();
        if (key != null && key.column().equals(VARIANTS.GENE) && key.values().size() <= MOST_GENES) {
            return GeneSpan.find(context, asking.schema(), filter.dataset(), key.values()).stream()
                    .map(span -> Optional.of(List.of(Place.starting(span.contig(), span.first(), span.last()))));
        }
        if (filter.isOfFewContigs()) {
            return Stream.of(Optional.empty());
        }
        Set<String> contigs = new TreeSet<>(ContigOrder.BY_RANK);
        TABLES.forEach(table -> contigs.addAll(ContigOrder.contigs(context, asking.schema(), table)));
        return contigs.stream().flatMap(VariantChanges::windows);
    }

    private static Stream<Optional<List<Place>>> windows(String contig) {
        List<Optional<List<Place>>> windows = new ArrayList<>();
        for (int start = 0; start < 300_000_000; start += WINDOW) {
            windows.add(Optional.of(List.of(Place.starting(contig, start, start + WINDOW - 1))));
        }
        windows.add(Optional.of(List.of(Place.starting(contig, 300_000_000, Integer.MAX_VALUE))));
        return windows.stream();
    }

    /** What identifies a variant within its dataset. */
    private record Key(String contig, int position, String ref, String alt, int ordinal) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::contig, ContigOrder.BY_RANK)
                .thenComparingInt(Key::position)
                .thenComparing(Key::ref)
                .thenComparing(Key::alt)
                .thenComparingInt(Key::ordinal);

        static Key of(StoredVariant variant) {
            return new Key(
                    variant.contig(),
                    variant.position(),
                    variant.ref(),
                    variant.alt().orElse("."),
                    variant.ordinal());
        }

        /** Returns the condition that a row has one of several keys of one contig. */
        static Condition any(List<Key> keys) {
            return VARIANTS.CHROMOSOME
                    .eq(keys.get(0).contig())
                    .and(VARIANTS.POSITION.eq(
                            DSL.any(keys.stream().map(Key::position).toArray(Integer[]::new))))
                    .and(DSL.condition(
                            "({0}, {1}, coalesce({2}, '.'), {3}) IN (SELECT * FROM unnest({4}::int[], {5}::text[],"
                                    + " {6}::text[], {7}::smallint[]))",
                            VARIANTS.POSITION,
                            VARIANTS.REF,
                            VARIANTS.ALT,
                            VARIANTS.ORDINAL,
                            DSL.val(keys.stream().map(Key::position).toArray(Integer[]::new)),
                            DSL.val(keys.stream().map(Key::ref).toArray(String[]::new)),
                            DSL.val(keys.stream().map(Key::alt).toArray(String[]::new)),
                            DSL.val(keys.stream()
                                    .map(key -> (short) key.ordinal())
                                    .toArray(Short[]::new))));
        }
    }

    /** Two releases in one state of the database. */
    private final class Between {
        private final DSLContext context;
        private final DSLContext history;
        private final VariantFilter filter;
        private final VariantSources sources;
        private final VariantCriteria criteria;
        private final Condition wasThere;
        private final Condition cameAndEnded;
        private final Condition isThere;
        private final VariantCriteria.Among isNew;
        private final Function<String, Condition> isNewOn;
        private final @Nullable Predicate<StoredVariant> remaining;
        private final List<ExportColumn> columns;

        Between(DSLContext context, OneState state, VariantFilter filter, FoundRelease first, FoundRelease last) {
            this.context = context;
            this.filter = filter;
            history = asking.asking(context, VariantSources.VARIANTS, PastRows.TABLE);
            sources = new VariantSources(asking, filter);
            criteria = filter.criteria(context);
            remaining = filter.remaining(context);
            Condition ofHistory = state.holds(PastRows.TABLE);
            wasThere = ofHistory.and(PastRows.endedUntil(first, last));
            cameAndEnded = ofHistory.and(PastRows.beganSince(first, last));
            isThere = state.holds(VariantSources.VARIANTS);
            isNew = (place, isInside) -> place != null && isInside
                    ? PastRows.newSince(first, last, place.contig(), place.start(), place.end())
                    : PastRows.newSince(first, last, place == null ? null : place.contig());
            isNewOn = contig -> PastRows.newSince(first, last, contig);
            columns = ExportColumn.all(Map.of()).stream()
                    .filter(column -> !NOT_COMPARED.contains(column.name()))
                    .toList();
        }

        List<VariantChange> changes(Optional<List<Place>> places) {
            Map<Key, StoredVariant> before = new LinkedHashMap<>();
            Map<Key, StoredVariant> after = new LinkedHashMap<>();
            read(history, places, criteria.and(wasThere), PastRows.TABLE, before);
            read(history, places, criteria.and(cameAndEnded), PastRows.TABLE, after);
            read(context, places, criteria.and(isThere).and(isNew), VariantSources.VARIANTS, after);
            if (!filter.isEverything()) {
                complete(before, after);
            }
            Set<Key> keys = new TreeSet<>(Key.ORDER);
            keys.addAll(before.keySet());
            keys.addAll(after.keySet());
            List<VariantChange> changes = new ArrayList<>();
            for (Key key : keys) {
                change(before.get(key), after.get(key)).ifPresent(changes::add);
            }
            return changes;
        }

        private void read(
                DSLContext from,
                Optional<List<Place>> places,
                VariantCriteria which,
                String table,
                Map<Key, StoredVariant> into) {
            for (VariantSources.Part part : sources.rows(from, places.orElse(null), which, true, table)) {
                part.rows(null, 0).fetch(VariantColumns::read).stream()
                        .filter(variant -> remaining == null || remaining.test(variant))
                        .forEach(variant -> into.put(Key.of(variant), variant));
            }
        }

        /** Finds the other side of variants for which the filters hold on one side only. */
        private void complete(Map<Key, StoredVariant> before, Map<Key, StoredVariant> after) {
            Set<Key> alone = new LinkedHashSet<>(before.keySet());
            alone.addAll(after.keySet());
            alone.removeIf(key -> before.containsKey(key) && after.containsKey(key));
            Map<String, List<Key>> byContig = new TreeMap<>();
            alone.forEach(key -> byContig.computeIfAbsent(key.contig(), contig -> new ArrayList<>())
                    .add(key));
            byContig.values().forEach(keys -> {
                for (int from = 0; from < keys.size(); from += AT_ONCE) {
                    Condition some = Key.any(keys.subList(from, Math.min(keys.size(), from + AT_ONCE)))
                            .and(filter.dataset().holds(VARIANTS.DATASET_ID));
                    find(history, some.and(wasThere), before);
                    find(history, some.and(cameAndEnded), after);
                    find(
                            context,
                            some.and(isThere).and(isNewOn.apply(keys.get(0).contig())),
                            after);
                }
            });
        }

        private static void find(DSLContext from, Condition which, Map<Key, StoredVariant> into) {
            from.select(VariantColumns.ALL)
                    .from(VARIANTS)
                    .where(which)
                    .fetch(VariantColumns::read)
                    .forEach(variant -> into.putIfAbsent(Key.of(variant), variant));
        }

        private Optional<VariantChange> change(@Nullable StoredVariant before, @Nullable StoredVariant after) {
            if (before == null || after == null) {
                ChangeKind kind = before == null ? ChangeKind.ADDED : ChangeKind.REMOVED;
                return Optional.of(
                        new VariantChange(kind, Optional.ofNullable(before), Optional.ofNullable(after), List.of()));
            }
            List<String> changed = columns.stream()
                    .filter(column -> !Objects.equals(
                            column.value().apply(before), column.value().apply(after)))
                    .map(ExportColumn::name)
                    .toList();
            return changed.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new VariantChange(ChangeKind.CHANGED, Optional.of(before), Optional.of(after), changed));
        }
    }
}
