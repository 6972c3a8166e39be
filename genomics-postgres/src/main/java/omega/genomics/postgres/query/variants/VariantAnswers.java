package omega.genomics.postgres.query.variants;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
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
import org.jooq.SelectLimitStep;
import org.jspecify.annotations.Nullable;

/**
 * Asks place after place, each in a statement of its own that touches one partition and comes in the order of its index: the
 * whole genome streams without being sorted.
 */
final class VariantAnswers {
    private static final int FETCH_SIZE = 1000;
    private static final String VARIANTS = "variants";

    private final QueryContext asking;
    private final VariantFilter filter;

    VariantAnswers(QueryContext asking, VariantFilter filter) {
        this.asking = asking;
        this.filter = filter;
    }

    /** Returns the statements that together are the result, in order. */
    private List<SelectLimitStep<? extends Record>> statements(
            DSLContext context, @Nullable List<Place> places, @Nullable VariantCursor after) {
        Condition condition = filter.condition(context);
        if (places == null) {
            return List.of(VariantStatement.everywhere(context, condition, after));
        }
        List<SelectLimitStep<? extends Record>> statements = new ArrayList<>();
        for (Place place : places) {
            boolean isPast = after != null && (isBefore(place.contig(), after.contig()) || place.isBefore(after));
            if (!isPast) {
                boolean isHere = after != null && place.contig().equals(after.contig());
                statements.add(VariantStatement.rows(context, place, condition, isHere ? after : null));
            }
        }
        return statements;
    }

    /**
     * Runs what needs a statement for each place. Two statements or more run in one transaction in which no load can switch a
     * dataset; one alone sees one state by itself.
     *
     * @param query takes the places in order, or null for one statement about everywhere
     */
    private <T> T ask(BiFunction<DSLContext, @Nullable List<Place>, T> query) {
        return asking.ask(context -> {
            if (filter.places() != null) {
                List<Place> places = filter.places().apply(context);
                return places.size() <= 1
                        ? query.apply(context, places)
                        : asking.inOneState(context, VARIANTS, () -> query.apply(context, places));
            }
            return filter.isSelective()
                    ? query.apply(context, null)
                    : asking.inOneState(context, VARIANTS, () -> query.apply(context, contigs(context)));
        });
    }

    private static boolean isBefore(String contig, String other) {
        return ContigOrder.BY_RANK.compare(contig, other) < 0;
    }

    private List<Place> contigs(DSLContext context) {
        return ContigOrder.contigs(context, asking.schema()).stream()
                .map(Place::whole)
                .toList();
    }

    List<StoredVariant> list() {
        return ask((context, places) -> {
            List<StoredVariant> all = new ArrayList<>();
            statements(context, places, null).forEach(rows -> all.addAll(rows.fetch(VariantColumns::read)));
            if (all.isEmpty()) {
                filter.checkNames(context);
            }
            return List.copyOf(all);
        });
    }

    VariantPage page(int size, @Nullable VariantCursor after) {
        return ask((context, places) -> {
            List<StoredVariant> found = new ArrayList<>();
            long oneMore = size + 1L;
            for (SelectLimitStep<? extends Record> rows : statements(context, places, after)) {
                found.addAll(rows.limit(oneMore - found.size()).fetch(VariantColumns::read));
                if (found.size() > size) {
                    List<StoredVariant> page = found.subList(0, size);
                    return new VariantPage(
                            page, java.util.Optional.of(page.get(size - 1).cursor()));
                }
            }
            if (found.isEmpty() && after == null) {
                filter.checkNames(context);
            }
            return new VariantPage(found, java.util.Optional.empty());
        });
    }

    long count() {
        if (filter.places() == null) {
            return asking.ask(context -> checked(context, VariantStatement.count(context, filter.condition(context))));
        }
        return ask((context, places) -> {
            Condition condition = filter.condition(context);
            return checked(
                    context,
                    Objects.requireNonNull(places).stream()
                            .mapToLong(place -> VariantStatement.count(context, place, condition))
                            .sum());
        });
    }

    private long checked(DSLContext context, long count) {
        if (count == 0) {
            filter.checkNames(context);
        }
        return count;
    }

    /** Several statements see one state of the database: no load can switch a dataset between them. */
    Stream<StoredVariant> stream() {
        return asking.stream(context -> {
            List<Place> places =
                    filter.places() == null ? null : filter.places().apply(context);
            if (places == null ? !filter.isSelective() : places.size() > 1) {
                asking.lock(context, VARIANTS);
            }
            if (places == null && !filter.isSelective()) {
                places = contigs(context);
            }
            Rows rows = new Rows(new ArrayDeque<>(statements(context, places, null)), () -> filter.checkNames(context));
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL), false)
                    .onClose(rows::close);
        });
    }

    /** Asks something about each statement, for tests. */
    <T> List<T> each(BiFunction<DSLContext, Select<? extends Record>, T> about) {
        return ask((context, places) -> statements(context, places, null).stream()
                .map(rows -> about.apply(context, rows))
                .toList());
    }

    /** Rows of one cursor after the other. */
    private static final class Rows implements Iterator<StoredVariant> {
        private final Deque<? extends Select<? extends Record>> statements;
        private final Runnable checkNames;
        private @Nullable Cursor<? extends Record> cursor;
        private boolean isEmpty = true;

        Rows(Deque<? extends Select<? extends Record>> statements, Runnable checkNames) {
            this.statements = statements;
            this.checkNames = checkNames;
        }

        @Override
        public boolean hasNext() {
            while (cursor == null || !cursor.hasNext()) {
                close();
                if (statements.isEmpty()) {
                    if (isEmpty) {
                        checkNames.run();
                    }
                    return false;
                }
                cursor = statements.removeFirst().fetchSize(FETCH_SIZE).fetchLazy();
            }
            return true;
        }

        @Override
        public StoredVariant next() {
            if (!hasNext() || cursor == null) {
                throw new NoSuchElementException("expected a row, found the end of the answer");
            }
            Record row = cursor.fetchNext();
            if (row == null) {
                throw new NoSuchElementException("expected a row, found the end of the answer");
            }
            isEmpty = false;
            return VariantColumns.read(row);
        }

        void close() {
            if (cursor != null) {
                cursor.close();
                cursor = null;
            }
        }
    }
}
