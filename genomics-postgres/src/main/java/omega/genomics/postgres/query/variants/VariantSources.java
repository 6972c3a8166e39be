package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import omega.genomics.postgres.query.ContigOrder;
import omega.genomics.postgres.query.OneState;
import omega.genomics.postgres.query.QueryContext;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a result is made of: the rows of {@code variants}, and of each packed dataset its blocks. Each source is asked in parts that
 * follow one another in the order of results: place after place, or everywhere at once.
 */
final class VariantSources {
    static final String VARIANTS = "variants";

    private final QueryContext asking;
    private final VariantFilter filter;

    VariantSources(QueryContext asking, VariantFilter filter) {
        this.asking = asking;
        this.filter = filter;
    }

    /** Returns the packed datasets that are asked. */
    List<Integer> packed(DSLContext context) {
        return context.fetchValues(PackedBlocks.datasets(asking.schema(), filter.dataset()));
    }

    /** Returns the condition under which the rows alone are the result: none of the datasets is packed. */
    Condition nonePacked() {
        return DSL.notExists(PackedBlocks.datasets(asking.schema(), filter.dataset()));
    }

    @Nullable
    List<Place> places(DSLContext context) {
        return filter.places() == null ? null : filter.places().apply(context);
    }

    /** Returns true if the rows take more than one statement, all of which must see the same state. */
    boolean isOfManyStatements(@Nullable List<Place> places, boolean isWhole) {
        return places == null ? needsContigs(isWhole) : places.size() > 1;
    }

    /** Returns true if the contigs are listed first: rows that are read whole can be sorted, those of a page come contig by contig. */
    private boolean needsContigs(boolean isWhole) {
        return !filter.isOfFewContigs() || (!isWhole && filter.leaves() != VariantCriteria.Leaves.FEW);
    }

    /**
     * Returns the sources of one state.
     *
     * @param isWhole whether all rows are read at once
     */
    List<List<VariantPart>> all(
            DSLContext context, @Nullable List<Place> places, OneState state, List<Integer> packed, boolean isWhole) {
        List<List<VariantPart>> sources = new ArrayList<>();
        if (packed.isEmpty() || filter.dataset().name() == null) {
            sources.add(rows(context, places, state.holds(VARIANTS), isWhole));
        }
        if (!packed.isEmpty()) {
            sources.addAll(blocks(context, places, state.holds(PackedBlocks.TABLE, PackedBlocks.PART), packed));
        }
        return sources;
    }

    /** Returns what together is the result of rows. */
    List<VariantPart> rows(DSLContext context, @Nullable List<Place> places, Condition state, boolean isWhole) {
        VariantCriteria criteria = filter.criteria(context).and(state);
        if (places != null) {
            return places.stream()
                    .<VariantPart>map(place -> new PlacePart(context, criteria, place))
                    .toList();
        }
        List<String> contigs = needsContigs(isWhole) ? ContigOrder.contigs(context, asking.schema()) : List.of();
        return filter.isOfFewContigs()
                ? List.of(new EverywherePart(context, criteria, contigs))
                : contigs.stream()
                        .<VariantPart>map(contig -> new PlacePart(context, criteria, Place.whole(contig)))
                        .toList();
    }

    /** Returns the only part that counts the rows of everywhere. */
    List<VariantPart> rowsOfEverywhere(DSLContext context, Condition state) {
        return List.of(new EverywherePart(context, filter.criteria(context).and(state), List.of()));
    }

    /** Returns the only parts that count what is in blocks. */
    List<List<VariantPart>> blocksOfEverywhere(DSLContext context, OneState state, List<Integer> packed) {
        Condition holds = state.holds(PackedBlocks.TABLE, PackedBlocks.PART);
        return each(context, holds, packed, statement -> List.of(new PackedEverywhere(statement)));
    }

    List<List<VariantPart>> blocks(
            DSLContext context, @Nullable List<Place> places, Condition state, List<Integer> packed) {
        if (places == null && filter.isOfFewContigs()) {
            return each(context, state, packed, statement -> List.of(new PackedEverywhere(statement)));
        }
        List<Place> all = places != null
                ? places
                : ContigOrder.contigs(context, asking.schema(), PackedBlocks.TABLE).stream()
                        .map(Place::whole)
                        .toList();
        return each(
                context,
                state,
                packed,
                statement -> all.stream()
                        .<VariantPart>map(place -> new PackedPlace(statement, place))
                        .toList());
    }

    private List<List<VariantPart>> each(
            DSLContext context,
            Condition state,
            List<Integer> packed,
            Function<PackedStatement, List<VariantPart>> parts) {
        DSLContext view = asking.asking(context, VARIANTS, PackedBlocks.VIEW);
        VariantCriteria criteria = filter.criteria(context).and(state);
        Condition blocks = filter.blocks(context);
        return packed.stream()
                .map(dataset ->
                        new PackedStatement(view, asking.schema(), dataset, blocks, criteria, filter.isEverything()))
                .map(parts)
                .toList();
    }

    private static boolean isBefore(String contig, String other) {
        return ContigOrder.BY_RANK.compare(contig, other) < 0;
    }

    /** Statements about the rows of a place. */
    private record PlacePart(DSLContext context, VariantCriteria criteria, Place place) implements VariantPart {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return new VariantStatement(context, criteria, after, limit).rows(place);
        }

        @Override
        public long count() {
            return new VariantStatement(context, criteria, null, 0).count(place);
        }

        @Override
        public boolean isBefore(VariantCursor cursor) {
            return VariantSources.isBefore(place.contig(), cursor.contig()) || place.isBefore(cursor);
        }
    }

    /** Statements about few rows of all contigs. */
    private record EverywherePart(DSLContext context, VariantCriteria criteria, List<String> contigs)
            implements VariantPart {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            VariantStatement statement = new VariantStatement(context, criteria, after, limit);
            if (limit == 0 || criteria.key() == null) {
                return statement.everywhere();
            }
            return statement.everywhere(contigs.stream()
                    .filter(contig -> after == null || !VariantSources.isBefore(contig, after.contig()))
                    .toList());
        }

        @Override
        public long count() {
            return new VariantStatement(context, criteria, null, 0).count();
        }
    }

    /** Statements about the blocks of a place. */
    private record PackedPlace(PackedStatement statement, Place place) implements VariantPart {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return statement.rows(place, after, limit);
        }

        @Override
        public long count() {
            return statement.count(place);
        }

        @Override
        public boolean isBefore(VariantCursor cursor) {
            return VariantSources.isBefore(place.contig(), cursor.contig()) || place.isBefore(cursor);
        }
    }

    /** Statements about few blocks of all contigs. */
    private record PackedEverywhere(PackedStatement statement) implements VariantPart {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return statement.everywhere(after, limit);
        }

        @Override
        public long count() {
            return statement.count();
        }
    }
}
