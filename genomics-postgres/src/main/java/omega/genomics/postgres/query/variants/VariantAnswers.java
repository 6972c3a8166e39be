package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import omega.genomics.postgres.query.ContigOrder;
import omega.genomics.postgres.query.QueryContext;
import org.jooq.Condition;
import org.jooq.Cursor;
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
    private static final int FETCH_SIZE = 1000;
    /** Each further statement of a stream reads more rows, so that the first rows come from a plan for few rows. */
    private static final int GROWTH = 8;

    private static final int LARGEST = 64_000;
    private static final String VARIANTS = "variants";

    private final QueryContext asking;
    private final VariantFilter filter;

    VariantAnswers(QueryContext asking, VariantFilter filter) {
        this.asking = asking;
        this.filter = filter;
    }

    /** A statement about some of the variants, after a cursor if there is one, with a limit if it is above 0. */
    private interface Part {
        Select<? extends Record> rows(@Nullable VariantCursor after, int limit);

        /** Returns true if nothing of it comes after the cursor. */
        default boolean isBefore(VariantCursor cursor) {
            return false;
        }
    }

    /** Statements about a place. */
    private record PlacePart(DSLContext context, VariantCriteria criteria, Place place) implements Part {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return new VariantStatement(context, criteria, after, limit).rows(place);
        }

        @Override
        public boolean isBefore(VariantCursor cursor) {
            return VariantAnswers.isBefore(place.contig(), cursor.contig()) || place.isBefore(cursor);
        }
    }

    private static boolean isBefore(String contig, String other) {
        return ContigOrder.BY_RANK.compare(contig, other) < 0;
    }

    /** Statements about few rows of all contigs. */
    private record EverywherePart(DSLContext context, VariantCriteria criteria, List<String> contigs) implements Part {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            VariantStatement statement = new VariantStatement(context, criteria, after, limit);
            if (limit == 0 || criteria.key() == null) {
                return statement.everywhere();
            }
            return statement.everywhere(contigs.stream()
                    .filter(contig -> after == null || !VariantAnswers.isBefore(contig, after.contig()))
                    .toList());
        }
    }

    /** Returns true if a result takes more than one statement, all of which must see the same state. */
    private boolean isOfManyStatements(@Nullable List<Place> places, boolean isWhole) {
        return places == null ? needsContigs(isWhole) : places.size() > 1;
    }

    /** Returns true if the contigs are listed first: rows that are read whole can be sorted, those of a page come contig by contig. */
    private boolean needsContigs(boolean isWhole) {
        return !filter.isOfFewContigs() || (!isWhole && filter.leaves() != VariantCriteria.Leaves.FEW);
    }

    private @Nullable List<Place> places(DSLContext context) {
        return filter.places() == null ? null : filter.places().apply(context);
    }

    /**
     * Returns what together is the result, in order.
     *
     * @param isWhole whether all rows are read at once
     */
    private List<Part> parts(DSLContext context, @Nullable List<Place> places, Condition state, boolean isWhole) {
        VariantCriteria criteria = filter.criteria(context).and(state);
        if (places != null) {
            return places.stream()
                    .<Part>map(place -> new PlacePart(context, criteria, place))
                    .toList();
        }
        List<String> contigs = needsContigs(isWhole) ? ContigOrder.contigs(context, asking.schema()) : List.of();
        return filter.isOfFewContigs()
                ? List.of(new EverywherePart(context, criteria, contigs))
                : contigs.stream()
                        .<Part>map(contig -> new PlacePart(context, criteria, Place.whole(contig)))
                        .toList();
    }

    /**
     * Runs what needs a statement for each part. Two statements or more run in one transaction that sees one state; one
     * alone sees one state by itself.
     */
    private <T> T ask(boolean isWhole, BiFunction<DSLContext, List<Part>, T> query) {
        return asking.ask(context -> {
            List<Place> places = places(context);
            return isOfManyStatements(places, isWhole)
                    ? asking.inOneState(
                            context, VARIANTS, state -> query.apply(context, parts(context, places, state, isWhole)))
                    : query.apply(context, parts(context, places, DSL.noCondition(), isWhole));
        });
    }

    List<StoredVariant> list() {
        return ask(true, (context, parts) -> {
            List<StoredVariant> all = new ArrayList<>();
            parts.forEach(part -> all.addAll(part.rows(null, 0).fetch(VariantColumns::read)));
            if (all.isEmpty()) {
                filter.checkNames(context);
            }
            return List.copyOf(all);
        });
    }

    VariantPage page(int size, @Nullable VariantCursor after) {
        return ask(false, (context, parts) -> {
            List<StoredVariant> found = new ArrayList<>();
            int oneMore = size == Integer.MAX_VALUE ? size : size + 1;
            for (Part part : parts) {
                if (after == null || !part.isBefore(after)) {
                    found.addAll(part.rows(after, oneMore - found.size()).fetch(VariantColumns::read));
                }
                if (found.size() > size) {
                    List<StoredVariant> page = found.subList(0, size);
                    return new VariantPage(page, Optional.of(page.get(size - 1).cursor()));
                }
            }
            if (found.isEmpty()) {
                filter.checkNames(context);
            }
            return new VariantPage(found, Optional.empty());
        });
    }

    long count() {
        return asking.ask(context -> {
            List<Place> places = places(context);
            long count;
            if (places == null) {
                count = new VariantStatement(context, filter.criteria(context), null, 0).count();
            } else if (places.size() > 1) {
                count = asking.inOneState(context, VARIANTS, state -> count(context, places, state));
            } else {
                count = count(context, places, DSL.noCondition());
            }
            if (count == 0) {
                filter.checkNames(context);
            }
            return count;
        });
    }

    private long count(DSLContext context, List<Place> places, Condition state) {
        VariantStatement statement =
                new VariantStatement(context, filter.criteria(context).and(state), null, 0);
        return places.stream().mapToLong(statement::count).sum();
    }

    /** All statements see one state of the database. */
    Stream<StoredVariant> stream() {
        return asking.streamInOneState(VARIANTS, (context, state) -> {
            Rows rows = new Rows(parts(context, places(context), state, false), () -> filter.checkNames(context));
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL), false)
                    .onClose(rows::close);
        });
    }

    /** Asks something about each statement of a list, or of a page or the beginning of a stream if a limit is given, for tests. */
    <T> List<T> each(int limit, BiFunction<DSLContext, Select<? extends Record>, T> about) {
        return asking.ask(context -> parts(context, places(context), DSL.noCondition(), limit == 0).stream()
                .map(part -> about.apply(context, part.rows(null, limit)))
                .toList());
    }

    /** Rows of one cursor after the other. */
    private static final class Rows implements Iterator<StoredVariant> {
        private final Iterator<Part> parts;
        private final Runnable checkNames;
        private @Nullable Part part;
        private @Nullable Cursor<? extends Record> cursor;
        private int limit;
        private int taken;
        private @Nullable StoredVariant last;

        Rows(List<Part> parts, Runnable checkNames) {
            this.parts = parts.iterator();
            this.checkNames = checkNames;
        }

        @Override
        public boolean hasNext() {
            while (cursor == null || !cursor.hasNext()) {
                close();
                boolean goesOn = part != null && taken == limit;
                if (!goesOn && !parts.hasNext()) {
                    part = null;
                    if (last == null) {
                        checkNames.run();
                    }
                    return false;
                }
                Part of = goesOn && part != null ? part : parts.next();
                VariantCursor after = goesOn && last != null ? last.cursor() : null;
                limit = goesOn ? Math.min(LARGEST, limit * GROWTH) : FETCH_SIZE;
                taken = 0;
                part = of;
                cursor = of.rows(after, limit).fetchSize(FETCH_SIZE).fetchLazy();
            }
            return true;
        }

        @Override
        public StoredVariant next() {
            if (!hasNext() || cursor == null) {
                throw new NoSuchElementException("expected a row, found the end of the result");
            }
            Record row = cursor.fetchNext();
            if (row == null) {
                throw new NoSuchElementException("expected a row, found the end of the result");
            }
            taken++;
            last = VariantColumns.read(row);
            return last;
        }

        void close() {
            if (cursor != null) {
                cursor.close();
                cursor = null;
            }
        }
    }
}
