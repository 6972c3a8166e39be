package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import omega.genomics.postgres.query.OneState;
import omega.genomics.postgres.query.QueryContext;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Asks place after place, each in a statement of its own that touches one partition and comes in the order of its index: the
 * whole genome streams without being sorted, and a page or the first rows of a stream cost the same wherever they are.
 */
final class VariantAnswers {
    private static final List<String> TABLES = List.of(VariantSources.VARIANTS, PackedBlocks.TABLE);

    private final QueryContext asking;
    private final VariantFilter filter;
    private final VariantSources sources;

    VariantAnswers(QueryContext asking, VariantFilter filter) {
        this.asking = asking;
        this.filter = filter;
        sources = new VariantSources(asking, filter);
    }

    /** What is asked of sources, whose parts together are the result. */
    private interface Question<T> {
        T ask(DSLContext context, List<List<VariantPart>> sources);
    }

    /**
     * Runs what needs a statement for each part. Two statements or more run in one transaction that sees one state; one
     * alone sees one state by itself. Rows that are found under the condition that no dataset is packed are the result. If
     * there are none, that is found out before and after: a dataset may become packed in between.
     */
    private <T> T ask(boolean isWhole, Predicate<T> isEmpty, Question<T> question) {
        return asking.ask(context -> {
            T found = askRows(context, isWhole, sources.nonePacked(), question);
            if (isEmpty.test(found)) {
                found = askAll(context, isWhole, question);
                if (isEmpty.test(found)) {
                    filter.checkNames(context);
                }
            }
            return found;
        });
    }

    private <T> T askAll(DSLContext context, boolean isWhole, Question<T> question) {
        while (sources.packed(context).isEmpty()) {
            T result = askRows(context, isWhole, DSL.noCondition(), question);
            if (sources.packed(context).isEmpty()) {
                return result;
            }
        }
        return inOneState(
                context,
                (places, state) ->
                        question.ask(context, sources.all(context, places, state, sources.packed(context), isWhole)));
    }

    private <T> T inOneState(DSLContext context, BiFunction<@Nullable List<Place>, OneState, T> query) {
        List<Place> places = sources.places(context);
        return asking.inOneState(context, TABLES, state -> query.apply(places, state));
    }

    private <T> T askRows(DSLContext context, boolean isWhole, Condition condition, Question<T> question) {
        List<Place> places = sources.places(context);
        return sources.isOfManyStatements(places, isWhole)
                ? asking.inOneState(
                        context,
                        List.of(VariantSources.VARIANTS),
                        state -> question.ask(
                                context,
                                List.of(sources.rows(
                                        context,
                                        places,
                                        state.holds(VariantSources.VARIANTS).and(condition),
                                        isWhole))))
                : question.ask(context, List.of(sources.rows(context, places, condition, isWhole)));
    }

    List<StoredVariant> list() {
        return ask(true, List::isEmpty, (context, of) -> {
            List<StoredVariant> all = new ArrayList<>();
            for (List<VariantPart> source : of) {
                source.forEach(part -> all.addAll(part.rows(null, 0).fetch(VariantColumns::read)));
            }
            return List.copyOf(merged(all, of));
        });
    }

    /** Sorting keeps the order of what one source found. */
    private static List<StoredVariant> merged(List<StoredVariant> found, List<List<VariantPart>> sources) {
        if (sources.size() > 1) {
            found.sort(MergedRows.ORDER);
        }
        return found;
    }

    VariantPage page(int size, @Nullable VariantCursor after) {
        return ask(false, page -> page.variants().isEmpty(), (context, of) -> {
            int oneMore = size == Integer.MAX_VALUE ? size : size + 1;
            List<StoredVariant> all = new ArrayList<>();
            of.forEach(source -> all.addAll(first(source, oneMore, after)));
            List<StoredVariant> found = merged(all, of);
            if (found.size() <= size) {
                return new VariantPage(found, Optional.empty());
            }
            List<StoredVariant> page = found.subList(0, size);
            return new VariantPage(page, Optional.of(page.get(size - 1).cursor()));
        });
    }

    private static List<StoredVariant> first(List<VariantPart> source, int limit, @Nullable VariantCursor after) {
        List<StoredVariant> found = new ArrayList<>();
        for (VariantPart part : source) {
            if (found.size() < limit && (after == null || !part.isBefore(after))) {
                found.addAll(part.rows(after, limit - found.size()).fetch(VariantColumns::read));
            }
        }
        return found;
    }

    long count() {
        return asking.ask(context -> {
            long count = countRows(context, sources.nonePacked());
            if (count == 0) {
                count = countAll(context);
            }
            if (count == 0) {
                filter.checkNames(context);
            }
            return count;
        });
    }

    private long countAll(DSLContext context) {
        while (sources.packed(context).isEmpty()) {
            long count = countRows(context, DSL.noCondition());
            if (sources.packed(context).isEmpty()) {
                return count;
            }
        }
        return inOneState(context, (places, state) -> {
            List<Integer> packed = sources.packed(context);
            return places == null
                    ? countEverywhere(context, state, packed)
                    : sum(sources.all(context, places, state, packed, true));
        });
    }

    private long countEverywhere(DSLContext context, OneState state, List<Integer> packed) {
        List<List<VariantPart>> all = new ArrayList<>(sources.blocksOfEverywhere(context, state, packed));
        if (packed.isEmpty() || filter.dataset().name() == null) {
            all.add(sources.rowsOfEverywhere(context, state.holds(VariantSources.VARIANTS)));
        }
        return sum(all);
    }

    private long countRows(DSLContext context, Condition condition) {
        List<Place> places = sources.places(context);
        if (places == null) {
            return sum(List.of(sources.rowsOfEverywhere(context, condition)));
        }
        return places.size() > 1
                ? asking.inOneState(
                        context,
                        List.of(VariantSources.VARIANTS),
                        state -> sum(List.of(sources.rows(
                                context,
                                places,
                                state.holds(VariantSources.VARIANTS).and(condition),
                                true))))
                : sum(List.of(sources.rows(context, places, condition, true)));
    }

    private static long sum(List<List<VariantPart>> sources) {
        return sources.stream()
                .flatMap(List::stream)
                .mapToLong(VariantPart::count)
                .sum();
    }

    /** All statements see one state of the database. */
    Stream<StoredVariant> stream() {
        return asking.streamInOneState(TABLES, (context, state) -> {
            List<List<VariantPart>> of =
                    sources.all(context, sources.places(context), state, sources.packed(context), false);
            MergedRows rows = new MergedRows(of.stream().map(PartRows::new).toList(), () -> filter.checkNames(context));
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL), false)
                    .onClose(rows::close);
        });
    }

    /** Asks something about each statement of a list, or of a page or the beginning of a stream if a limit is given, for tests. */
    <T> List<T> each(int limit, BiFunction<DSLContext, Select<? extends Record>, T> about) {
        Function<DSLContext, List<VariantPart>> parts =
                context -> sources.rows(context, sources.places(context), sources.nonePacked(), limit == 0);
        return asking.ask(context -> parts.apply(context).stream()
                .map(part -> about.apply(context, part.rows(null, limit)))
                .toList());
    }
}
