package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import omega.genomics.Region;
import omega.genomics.postgres.query.GuardedRows;
import omega.genomics.postgres.query.OneState;
import omega.genomics.postgres.query.PastRows;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.ReleaseChoice;
import omega.genomics.postgres.query.ResolvedReleases;
import omega.genomics.postgres.query.RowValues;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/**
 * Asks place after place, each in a statement of its own that touches one partition and comes in the order of its index: the
 * whole genome streams without being sorted, and a page or the first rows of a stream cost the same wherever they are.
 */
final class VariantAnswers {
    private static final List<String> PAST_TABLES = List.of(VariantSources.VARIANTS, PastRows.TABLE);
    private static final List<String> TABLES = List.of(VariantSources.VARIANTS, PackedBlocks.TABLE);

    /** So many rows are tested first for what SQL cannot say; more each time, up to the second number. */
    private static final int FIRST_TESTED = 1_000;

    private static final int MOST_TESTED = 64_000;

    /** So often a release is looked up whose dataset changes before it is read. */
    private static final int ATTEMPTS = 3;

    private final QueryContext asking;
    private final VariantFilter filter;
    private final VariantSources sources;

    VariantAnswers(QueryContext asking, VariantFilter filter) {
        this.asking = asking;
        this.filter = filter;
        sources = new VariantSources(asking, filter);
    }

    /** Reads the rows of a statement. */
    private interface Reading {
        List<StoredVariant> read(Select<? extends Record> rows);
    }

    /** What is asked of sources, whose parts together are the result, if it passes the test of what SQL cannot say. */
    private interface Question<T> {
        T ask(List<List<VariantSources.Part>> sources, Reading reading, @Nullable Predicate<StoredVariant> remaining);
    }

    /**
     * Reads rows under the condition that no dataset is packed, which the same statement checks, and if one is packed, or was when
     * these datasets were asked last, both layouts. Two statements or more run in one transaction that sees one state; one alone sees one state by itself.
     */
    private <T> T ask(boolean isWhole, Predicate<T> isEmpty, Question<T> question) {
        if (filter.release() != null) {
            return askPast(isWhole, isEmpty, question);
        }
        return asking.ask(context -> {
            GuardedRows guard = new GuardedRows();
            Predicate<StoredVariant> remaining = filter.remaining(context);
            Reading guarded = rows -> sources.read(context, guard, rows, VariantColumns::read);
            boolean isExpected = asking.expectsPacked(filter.dataset());
            T found = isExpected
                    ? askBoth(context, isWhole, guard, remaining, question)
                    : askRows(context, isWhole, sources.nonePacked(), of -> question.ask(of, guarded, remaining));
            // without partitions of rows there was no statement that could have seen the packed datasets
            boolean isElsewhere = guard.isMore()
                    || (!guard.isAsked() && !sources.packed(context).isEmpty());
            if (!isExpected && isElsewhere) {
                found = askBoth(context, isWhole, guard, remaining, question);
            }
            if (isEmpty.test(found)) {
                filter.checkNames(context);
            }
            return found;
        });
    }

    /** Reads the rows of any statement. */
    private interface Statements {
        <R> List<R> read(Select<? extends Record> rows, Function<RowValues, R> reading);
    }

    /** Reads statements of a transaction that sees one state. */
    private static final class PlainStatements implements Statements {
        @Override
        public <R> List<R> read(Select<? extends Record> rows, Function<RowValues, R> reading) {
            return rows.fetch(row -> reading.apply(RowValues.of(row)));
        }
    }

    /** Reads statements each of which finds out whether releases are others by now. */
    private record CheckedStatements(DSLContext context, GuardedRows guard, ResolvedReleases releases)
            implements Statements {
        @Override
        public <R> List<R> read(Select<? extends Record> rows, Function<RowValues, R> reading) {
            return guard.read(context, releases.outdated(), rows, reading);
        }
    }

    /** Reads what sources have of a release. */
    private interface PastQuestion<T> {
        T ask(List<List<VariantSources.Part>> sources, Statements statements);
    }

    private <T> T askPast(boolean isWhole, Predicate<T> isEmpty, Question<T> question) {
        return asking.ask(context -> {
            Predicate<StoredVariant> remaining = filter.remaining(context);
            return askPast(
                    context,
                    isWhole,
                    isEmpty,
                    (of, statements) ->
                            question.ask(of, rows -> statements.read(rows, VariantColumns::read), remaining));
        });
    }

    /**
     * Which release it is, and its rows, are of one state. One statement suffices where the release is known from an earlier query, which
     * the statement checks.
     */
    private <T> T askPast(DSLContext context, boolean isWhole, Predicate<T> isEmpty, PastQuestion<T> question) {
        List<Place> places = sources.places(context);
        Optional<T> atOnce = askPastAtOnce(context, places, isWhole, question);
        T found = atOnce.isPresent()
                ? atOnce.get()
                : asking.inOneState(
                        context,
                        PAST_TABLES,
                        state -> question.ask(sources.past(context, places, state, isWhole), new PlainStatements()));
        if (isEmpty.test(found)) {
            filter.checkNames(context);
        }
        return found;
    }

    /** Returns nothing where one statement does not suffice, or releases come and go all the time. */
    private <T> Optional<T> askPastAtOnce(
            DSLContext context, @Nullable List<Place> places, boolean isWhole, PastQuestion<T> question) {
        ReleaseChoice wanted = Objects.requireNonNull(filter.release());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ResolvedReleases releases = asking.releases(context, wanted, filter.dataset());
            if (!sources.isPastOfOneStatement(places, isWhole, releases)) {
                return Optional.empty();
            }
            GuardedRows guard = new GuardedRows();
            T found = question.ask(
                    List.of(List.of(sources.pastTogether(context, places, releases, isWhole))),
                    new CheckedStatements(context, guard, releases));
            if (!guard.isMore()) {
                return Optional.of(found);
            }
            asking.forgetReleases(wanted, filter.dataset());
        }
        return Optional.empty();
    }

    private static List<StoredVariant> read(Select<? extends Record> rows) {
        return rows.fetch(VariantColumns::read);
    }

    private <T> T askBoth(
            DSLContext context,
            boolean isWhole,
            GuardedRows guard,
            @Nullable Predicate<StoredVariant> remaining,
            Question<T> question) {
        List<Place> places = sources.places(context);
        if (sources.isOfOneStatement(places, isWhole)) {
            T found = question.ask(
                    List.of(List.of(sources.together(context, places))),
                    rows -> sources.read(context, guard, rows, VariantColumns::read),
                    remaining);
            asking.expectPacked(filter.dataset(), guard.isMore());
            return found;
        }
        return asking.inOneState(context, TABLES, state -> {
            List<Integer> packed = sources.packed(context);
            asking.expectPacked(filter.dataset(), !packed.isEmpty());
            return question.ask(sources.all(context, places, state, packed, isWhole), VariantAnswers::read, remaining);
        });
    }

    private <T> T askRows(
            DSLContext context,
            boolean isWhole,
            Condition condition,
            Function<List<List<VariantSources.Part>>, T> question) {
        List<Place> places = sources.places(context);
        return sources.isOfManyStatements(places, isWhole)
                ? asking.inOneState(
                        context,
                        List.of(VariantSources.VARIANTS),
                        state -> question.apply(List.of(sources.rows(
                                context,
                                places,
                                state.holds(VariantSources.VARIANTS).and(condition),
                                isWhole))))
                : question.apply(List.of(sources.rows(context, places, condition, isWhole)));
    }

    List<StoredVariant> list() {
        return ask(true, List::isEmpty, (of, reading, remaining) -> {
            List<StoredVariant> all = new ArrayList<>();
            for (List<VariantSources.Part> source : of) {
                source.forEach(part -> all.addAll(chosen(reading.read(part.rows(null, 0)), remaining)));
            }
            return List.copyOf(merged(all, of));
        });
    }

    /** Leaves out rows for which what SQL cannot say is not true. */
    private static List<StoredVariant> chosen(List<StoredVariant> rows, @Nullable Predicate<StoredVariant> remaining) {
        return remaining == null ? rows : rows.stream().filter(remaining).toList();
    }

    /** Sorting keeps the order of what one source found. */
    private static List<StoredVariant> merged(List<StoredVariant> found, List<List<VariantSources.Part>> sources) {
        if (sources.size() > 1) {
            found.sort(MergedRows.ORDER);
        }
        return found;
    }

    VariantPage page(int size, @Nullable VariantCursor after) {
        return ask(false, page -> page.variants().isEmpty(), (of, reading, remaining) -> {
            int oneMore = size == Integer.MAX_VALUE ? size : size + 1;
            List<StoredVariant> all = new ArrayList<>();
            of.forEach(source -> all.addAll(first(source, oneMore, after, reading, remaining)));
            return page(merged(all, of), size);
        });
    }

    /** Makes a page of rows, of which there is one more if there is a next page. */
    private static VariantPage page(List<StoredVariant> found, int size) {
        if (found.size() <= size) {
            return new VariantPage(found, Optional.empty());
        }
        List<StoredVariant> page = found.subList(0, size);
        return new VariantPage(page, Optional.of(page.get(size - 1).cursor()));
    }

    /** Reads the first page of each of several regions: one statement, unless a release or what SQL cannot say needs several. */
    List<VariantPage> pages(List<Region> regions, int size) {
        if (filter.release() != null
                || (!filter.expressions().isEmpty()
                        && asking.<Boolean>ask(context -> filter.remaining(context) != null))) {
            return regions.stream()
                    .map(region ->
                            new VariantAnswers(asking, filter.at(context -> places(context, region))).page(size, null))
                    .toList();
        }
        return asking.ask(context -> {
            List<Region> stored = regions.stream()
                    .map(region -> asking.contigs().stored(context, region))
                    .toList();
            List<List<StoredVariant>> found = firstOfEach(context, stored, size);
            if (found.stream().allMatch(List::isEmpty)) {
                filter.checkNames(context);
            }
            return found.stream().map(rows -> page(rows, size)).toList();
        });
    }

    private List<Place> places(DSLContext context, Region region) {
        return List.of(Place.overlapping(asking.contigs().stored(context, region)));
    }

    /** As for one place: rows alone, and if the same statement sees that a dataset is packed, both layouts. */
    private List<List<StoredVariant>> firstOfEach(DSLContext context, List<Region> regions, int size) {
        int oneMore = size == Integer.MAX_VALUE ? size : size + 1;
        GuardedRows guard = new GuardedRows();
        boolean isExpected = asking.expectsPacked(filter.dataset());
        List<List<StoredVariant>> found = ofEach(context, guard, regions, oneMore, isExpected);
        if (!isExpected && guard.isMore()) {
            found = ofEach(context, guard, regions, oneMore, true);
        }
        asking.expectPacked(filter.dataset(), guard.isMore());
        return found;
    }

    private List<List<StoredVariant>> ofEach(
            DSLContext context, GuardedRows guard, List<Region> regions, int limit, boolean isPacked) {
        List<List<StoredVariant>> found = new ArrayList<>();
        regions.forEach(region -> found.add(new ArrayList<>()));
        sources.read(
                context,
                guard,
                sources.ofEach(context, regions, limit, isPacked),
                row -> found.get(region(row) - 1).add(VariantColumns.read(row)));
        return found;
    }

    /** Returns the number of the region that a row is of, which follows the columns of variants. */
    private static int region(RowValues row) {
        return ((Number) Objects.requireNonNull(row.get(VariantColumns.ALL.size()))).intValue();
    }

    private static List<StoredVariant> first(
            List<VariantSources.Part> source,
            int limit,
            @Nullable VariantCursor after,
            Reading reading,
            @Nullable Predicate<StoredVariant> remaining) {
        List<StoredVariant> found = new ArrayList<>();
        for (VariantSources.Part part : source) {
            if (found.size() < limit && (after == null || !part.isBefore(after))) {
                if (remaining == null) {
                    found.addAll(reading.read(part.rows(after, limit - found.size())));
                } else {
                    addTested(part, limit, after, reading, remaining, found);
                }
            }
        }
        return found;
    }

    /** Reads on until enough of the rows of a part have passed. */
    private static void addTested(
            VariantSources.Part part,
            int limit,
            @Nullable VariantCursor after,
            Reading reading,
            Predicate<StoredVariant> remaining,
            List<StoredVariant> found) {
        int size = FIRST_TESTED;
        VariantCursor from = after;
        List<StoredVariant> rows;
        do {
            rows = reading.read(part.rows(from, size));
            for (StoredVariant row : rows) {
                if (found.size() < limit && remaining.test(row)) {
                    found.add(row);
                }
                from = row.cursor();
            }
            boolean isLast = rows.size() < size;
            size = Math.min(MOST_TESTED, 4 * size);
            if (isLast) {
                return;
            }
        } while (found.size() < limit);
    }

    long count() {
        if (!filter.expressions().isEmpty() && asking.<Boolean>ask(context -> filter.remaining(context) != null)) {
            try (Stream<StoredVariant> rows = stream()) {
                return rows.count();
            }
        }
        if (filter.release() != null) {
            return asking.<Long>ask(context -> askPast(
                    context,
                    true,
                    found -> found == 0,
                    (of, statements) -> sum(
                            of,
                            part -> statements.read(part.counting(), VariantSources.Part::number).stream()
                                    .mapToLong(Long::longValue)
                                    .sum())));
        }
        return asking.ask(context -> {
            GuardedRows guard = new GuardedRows();
            long count = countRows(context, guard);
            if (guard.isMore()) {
                count = countBoth(context);
            }
            if (count == 0) {
                filter.checkNames(context);
            }
            return count;
        });
    }

    private long countBoth(DSLContext context) {
        List<Place> places = sources.places(context);
        if (sources.isOfOneStatement(places, true)) {
            return sources.together(context, places).count();
        }
        return asking.inOneState(context, TABLES, state -> {
            List<Integer> packed = sources.packed(context);
            return places == null
                    ? countEverywhere(context, state, packed)
                    : sum(sources.all(context, places, state, packed, true), VariantSources.Part::count);
        });
    }

    private long countEverywhere(DSLContext context, OneState state, List<Integer> packed) {
        List<List<VariantSources.Part>> all = new ArrayList<>(sources.blocksOfEverywhere(context, state, packed));
        if (packed.isEmpty() || filter.dataset().name() == null) {
            all.add(sources.rowsOfEverywhere(context, state.holds(VariantSources.VARIANTS)));
        }
        return sum(all, VariantSources.Part::count);
    }

    private long countRows(DSLContext context, GuardedRows guard) {
        List<Place> places = sources.places(context);
        ToLongFunction<VariantSources.Part> count =
                part -> sources.read(context, guard, part.counting(), VariantSources.Part::number).stream()
                        .mapToLong(Long::longValue)
                        .sum();
        if (places == null) {
            return sum(List.of(sources.rowsOfEverywhere(context, sources.nonePacked())), count);
        }
        return places.size() > 1
                ? asking.inOneState(
                        context,
                        List.of(VariantSources.VARIANTS),
                        state -> sum(
                                List.of(sources.rows(
                                        context,
                                        places,
                                        state.holds(VariantSources.VARIANTS).and(sources.nonePacked()),
                                        true)),
                                count))
                : sum(List.of(sources.rows(context, places, sources.nonePacked(), true)), count);
    }

    private static long sum(List<List<VariantSources.Part>> sources, ToLongFunction<VariantSources.Part> count) {
        return sources.stream().flatMap(List::stream).mapToLong(count).sum();
    }

    /** All statements see one state of the database. */
    Stream<StoredVariant> stream() {
        boolean isPast = filter.release() != null;
        return asking.streamInOneState(isPast ? PAST_TABLES : TABLES, (context, state) -> {
            List<Place> places = sources.places(context);
            List<List<VariantSources.Part>> of = isPast
                    ? sources.past(context, places, state, false)
                    : sources.all(context, places, state, sources.packed(context), false);
            Predicate<StoredVariant> remaining = filter.remaining(context);
            MergedRows rows = new MergedRows(of.stream().map(PartRows::new).toList(), () -> filter.checkNames(context));
            Stream<StoredVariant> all = StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL), false)
                    .onClose(rows::close);
            return remaining == null ? all : all.filter(remaining);
        });
    }

    /** Asks something about each statement of a list, or of a page or the beginning of a stream if a limit is given, for tests. */
    <T> List<T> each(int limit, BiFunction<DSLContext, Select<? extends Record>, T> about) {
        Function<DSLContext, List<VariantSources.Part>> parts =
                context -> sources.rows(context, sources.places(context), sources.nonePacked(), limit == 0);
        return asking.ask(context -> parts.apply(context).stream()
                .map(part -> about.apply(context, part.rows(null, limit)))
                .toList());
    }
}
