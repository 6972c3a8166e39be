package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.postgres.jooq.Tables;
import omega.genomics.postgres.query.ContigOrder;
import omega.genomics.postgres.query.FoundRelease;
import omega.genomics.postgres.query.GuardedRows;
import omega.genomics.postgres.query.OneState;
import omega.genomics.postgres.query.PackedLookups;
import omega.genomics.postgres.query.PastRows;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.ReleaseChoice;
import omega.genomics.postgres.query.ResolvedReleases;
import omega.genomics.postgres.query.RowValues;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a result is made of: the rows of {@code variants}, and of each packed dataset its blocks. Each source is asked in parts that
 * follow one another in the order of results: place after place, or everywhere at once.
 */
final class VariantSources {
    static final String VARIANTS = "variants";
    /** Bases of a place whose variants may be sorted for a page of some of them. */
    private static final int SORTED_FOR_A_PAGE = 100_000;

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

    /** Reads a statement that finds out, too, whether one of the datasets is packed. */
    <T> List<T> read(
            DSLContext context, GuardedRows guard, Select<? extends Record> rows, Function<RowValues, T> reading) {
        return guard.read(context, PackedBlocks.datasets(asking.schema(), filter.dataset()), rows, reading);
    }

    /**
     * Returns true if one statement reads rows and blocks alike: it may sort what it finds, all of which is read anyway, or is little.
     */
    boolean isOfOneStatement(@Nullable List<Place> places, boolean isWhole) {
        if (places == null) {
            return filter.leaves() == VariantCriteria.Leaves.FEW;
        }
        return places.size() == 1
                && (isWhole || places.get(0).end() - (long) places.get(0).start() <= SORTED_FOR_A_PAGE);
    }

    /** Returns the part that reads rows and blocks of one place, or of everywhere, in one statement, which sees one state of both. */
    Part together(DSLContext context, @Nullable List<Place> places) {
        Place place = places == null ? null : places.get(0);
        return new BothLayouts(context, ways(context, place), filter.criteria(context), place);
    }

    /**
     * Returns the statement about the first rows of each of several regions.
     *
     * @param isPacked whether blocks are read, too
     */
    Select<? extends Record> ofEach(DSLContext context, List<Region> regions, int limit, boolean isPacked) {
        VariantCriteria criteria = filter.criteria(context);
        VariantStatement statement = new VariantStatement(context, criteria, null, limit);
        return statement.ofEach(
                regions, isPacked ? span -> PackedStatement.of(ways(context, null), criteria, span) : null);
    }

    /** Functions are planned once a session, but they know nothing of other conditions, and what they return is kept in memory. */
    private List<PackedStatement.Way> ways(DSLContext context, @Nullable Place place) {
        String schema = asking.schema();
        List<Field<Long>> keys = filter.blockKeys();
        if (!keys.isEmpty()) {
            return keys.stream()
                    .map(key -> reading(context, PackedLookups.of(schema, key), PackedLookups.stay(schema, null)))
                    .toList();
        }
        Condition blocks = filter.blocks(context);
        if (place != null) {
            Condition stay = PackedLookups.stay(schema, place.contig());
            if (place.start() == place.end() && !place.isReachedInto()) {
                return List.of(reading(context, PackedLookups.at(schema, place.contig(), place.start()), stay));
            }
            if (place.end() - (long) place.start() <= SORTED_FOR_A_PAGE && blocks.equals(DSL.noCondition())) {
                return List.of(reading(
                        context, PackedLookups.within(schema, place.contig(), place.start(), place.end()), stay));
            }
        }
        return List.of(new PackedStatement.Way(asking.asking(context, VARIANTS, PackedBlocks.VIEW), true, blocks));
    }

    private static PackedStatement.Way reading(DSLContext context, Table<?> source, Condition state) {
        return new PackedStatement.Way(QueryContext.reading(context, Tables.VARIANTS, source), false, state);
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
    List<List<Part>> all(
            DSLContext context, @Nullable List<Place> places, OneState state, List<Integer> packed, boolean isWhole) {
        List<List<Part>> sources = new ArrayList<>();
        if (packed.isEmpty() || filter.dataset().name() == null) {
            sources.add(rows(context, places, state.holds(VARIANTS), isWhole));
        }
        if (!packed.isEmpty()) {
            sources.addAll(blocks(context, places, state.holds(PackedBlocks.TABLE, PackedBlocks.PART), packed));
        }
        return sources;
    }

    /** Returns what together is the result of rows. */
    List<Part> rows(DSLContext context, @Nullable List<Place> places, Condition state, boolean isWhole) {
        return rows(context, places, filter.criteria(context).and(state), isWhole, VARIANTS);
    }

    /** Returns the same of a table that the context reads in the place of {@code variants}. */
    List<Part> rows(
            DSLContext context, @Nullable List<Place> places, VariantCriteria criteria, boolean isWhole, String table) {
        if (places != null) {
            return places.stream()
                    .<Part>map(place -> new PlacePart(context, criteria, place))
                    .toList();
        }
        List<String> contigs = needsContigs(isWhole) ? ContigOrder.contigs(context, asking.schema(), table) : List.of();
        return filter.isOfFewContigs()
                ? List.of(new EverywherePart(context, criteria, contigs))
                : contigs.stream()
                        .<Part>map(contig -> new PlacePart(context, criteria, Place.whole(contig)))
                        .toList();
    }

    private static VariantCriteria.Among stillThere(List<FoundRelease> releases) {
        return (place, isInside) -> place != null && isInside
                ? PastRows.stillThere(releases, place.contig(), place.start(), place.end())
                : PastRows.stillThere(releases, place == null ? null : place.contig());
    }

    /** Returns true if one statement reads rows of releases: those that are there, and those of the history. */
    boolean isPastOfOneStatement(@Nullable List<Place> places, boolean isWhole, ResolvedReleases releases) {
        return releases.areNewest() ? !isOfManyStatements(places, isWhole) : isOfOneStatement(places, isWhole);
    }

    /** Returns the part that reads rows of releases in one statement, which sees one state of both tables. */
    Part pastTogether(DSLContext context, @Nullable List<Place> places, ResolvedReleases releases, boolean isWhole) {
        VariantCriteria criteria = filter.criteria(context);
        VariantCriteria there = criteria.and(stillThere(releases.found()));
        if (releases.areNewest()) {
            return rows(context, places, there, isWhole, VARIANTS).get(0);
        }
        return new RowsAndHistory(
                context,
                asking.asking(context, VARIANTS, PastRows.TABLE),
                there,
                criteria.and(PastRows.ended(releases.found())),
                places == null ? null : places.get(0));
    }

    /** Returns the sources of releases: the rows that are still there, and of each dataset those of its history. */
    List<List<Part>> past(DSLContext context, @Nullable List<Place> places, OneState state, boolean isWhole) {
        ReleaseChoice wanted = Objects.requireNonNull(filter.release());
        List<FoundRelease> releases = wanted.find(context, filter.dataset()).found();
        VariantCriteria criteria = filter.criteria(context);
        List<List<Part>> sources = new ArrayList<>();
        sources.add(rows(
                context, places, criteria.and(state.holds(VARIANTS)).and(stillThere(releases)), isWhole, VARIANTS));
        DSLContext history = asking.asking(context, VARIANTS, PastRows.TABLE);
        for (FoundRelease release : releases) {
            if (!release.isNewest()) {
                VariantCriteria ended =
                        criteria.and(state.holds(PastRows.TABLE)).and(PastRows.ended(release));
                sources.add(rows(history, places, ended, isWhole, PastRows.TABLE));
            }
        }
        return sources;
    }

    /** Returns the only part that counts the rows of everywhere. */
    List<Part> rowsOfEverywhere(DSLContext context, Condition state) {
        return List.of(new EverywherePart(context, filter.criteria(context).and(state), List.of()));
    }

    /** Returns the only parts that count what is in blocks. */
    List<List<Part>> blocksOfEverywhere(DSLContext context, OneState state, List<Integer> packed) {
        Condition holds = state.holds(PackedBlocks.TABLE, PackedBlocks.PART);
        return each(context, holds, packed, statement -> List.of(new PackedEverywhere(statement)));
    }

    List<List<Part>> blocks(DSLContext context, @Nullable List<Place> places, Condition state, List<Integer> packed) {
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
                statement ->
                        all.stream().flatMap(place -> inOrder(statement, place)).toList());
    }

    private static Stream<Part> inOrder(PackedStatement statement, Place place) {
        Part inside = new PackedPlace(statement, place);
        return place.isReachedInto() ? Stream.of(new PackedEntering(statement, place), inside) : Stream.of(inside);
    }

    private List<List<Part>> each(
            DSLContext context, Condition state, List<Integer> packed, Function<PackedStatement, List<Part>> parts) {
        DSLContext view = asking.asking(context, VARIANTS, PackedBlocks.VIEW);
        VariantCriteria criteria = filter.criteria(context).and(state);
        Condition blocks = filter.blocks(context);
        if (!filter.blockKeys().isEmpty()) {
            blocks = blocks.and(PackedBlocks.atKeys(context, asking.schema(), filter.blockKeys()));
        }
        Condition of = blocks;
        return packed.stream()
                .map(dataset ->
                        new PackedStatement(view, asking.schema(), dataset, of, criteria, filter.isEverything()))
                .map(parts)
                .toList();
    }

    private static boolean isBefore(String contig, String other) {
        return ContigOrder.BY_RANK.compare(contig, other) < 0;
    }

    /** A statement about some of the variants, after a cursor if there is one, with a limit if it is above 0. */
    interface Part {
        Select<? extends Record> rows(@Nullable VariantCursor after, int limit);

        /** Returns the statement that counts all of them. */
        Select<? extends Record> counting();

        /** Counts all of them. */
        default long count() {
            Record counted = counting().fetchOne();
            return counted == null ? 0 : number(RowValues.of(counted));
        }

        /** Returns a count; a sum of nothing is null. */
        static long number(RowValues row) {
            Number counted = (Number) row.get(0);
            return counted == null ? 0 : counted.longValue();
        }

        /** Returns true if nothing of it comes after the cursor. */
        default boolean isBefore(VariantCursor cursor) {
            return false;
        }
    }

    /** Statements about the rows of a place. */
    private record PlacePart(DSLContext context, VariantCriteria criteria, Place place) implements Part {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return new VariantStatement(context, criteria, after, limit).rows(place);
        }

        @Override
        public Select<? extends Record> counting() {
            return new VariantStatement(context, criteria, null, 0).counting(place);
        }

        @Override
        public boolean isBefore(VariantCursor cursor) {
            return VariantSources.isBefore(place.contig(), cursor.contig()) || place.isBefore(cursor);
        }
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
                    .filter(contig -> after == null || !VariantSources.isBefore(contig, after.contig()))
                    .toList());
        }

        @Override
        public Select<? extends Record> counting() {
            return new VariantStatement(context, criteria, null, 0).counting();
        }
    }

    /** Statements about what begins before a place and reaches into it, which comes first. */
    private record PackedEntering(PackedStatement statement, Place place) implements Part {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return statement.entering(place, after, limit);
        }

        @Override
        public Select<? extends Record> counting() {
            return statement.countingEntering(place);
        }

        @Override
        public boolean isBefore(VariantCursor cursor) {
            return VariantSources.isBefore(place.contig(), cursor.contig())
                    || (place.contig().equals(cursor.contig()) && place.start() <= cursor.position());
        }
    }

    /** Statements about the blocks of what begins in a place. */
    private record PackedPlace(PackedStatement statement, Place place) implements Part {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return statement.inside(place, after, limit);
        }

        @Override
        public Select<? extends Record> counting() {
            return statement.countingInside(place);
        }

        @Override
        public boolean isBefore(VariantCursor cursor) {
            return VariantSources.isBefore(place.contig(), cursor.contig()) || place.isBefore(cursor);
        }
    }

    /** Statements about few blocks of all contigs. */
    private record PackedEverywhere(PackedStatement statement) implements Part {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return statement.everywhere(after, limit);
        }

        @Override
        public Select<? extends Record> counting() {
            return statement.counting();
        }
    }

    /**
     * One statement about rows and blocks, of one place or of few variants everywhere.
     *
     * @param ways by which packed variants are found; one may be found by several
     */
    private record BothLayouts(
            DSLContext context,
            List<PackedStatement.Way> ways,
            VariantCriteria criteria,
            @Nullable Place place) implements Part {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            VariantStatement rows = new VariantStatement(context, criteria, after, limit);
            Select<? extends Record> ofRows = place == null ? rows.everywhere() : rows.rows(place);
            return PackedStatement.united(
                    context, ofRows, PackedStatement.of(ways, criteria, place, after), place == null, limit);
        }

        @Override
        public Select<? extends Record> counting() {
            VariantStatement rows = new VariantStatement(context, criteria, null, 0);
            Select<? extends Record> ofRows = place == null ? rows.counting() : rows.counting(place);
            Table<?> packed = PackedStatement.of(ways, criteria, place, null);
            return context.select(DSL.field(
                            "coalesce(({0}), 0) + ({1})",
                            Long.class, ofRows, DSL.selectCount().from(packed))
                    .as("counted"));
        }
    }

    /**
     * One statement about rows that are still there and those of the history, of one place or of few variants everywhere.
     *
     * @param history asks the history in the place of {@code variants}
     */
    private record RowsAndHistory(
            DSLContext context,
            DSLContext history,
            VariantCriteria there,
            VariantCriteria ended,
            @Nullable Place place) implements Part {
        @Override
        public Select<? extends Record> rows(@Nullable VariantCursor after, int limit) {
            return PackedStatement.united(
                    context,
                    rows(new VariantStatement(context, there, after, limit)),
                    table(rows(new VariantStatement(history, ended, after, limit))),
                    place == null,
                    limit);
        }

        private Select<? extends Record> rows(VariantStatement statement) {
            return place == null ? statement.everywhere() : statement.rows(place);
        }

        @Override
        public Select<? extends Record> counting() {
            Select<? extends Record> ended = counting(new VariantStatement(history, this.ended, null, 0));
            Select<?> counted =
                    DSL.select(DSL.field(DSL.name("ended", "counted"))).from(table(ended));
            return context.select(DSL.field(
                            "({0}) + ({1})",
                            Long.class, counting(new VariantStatement(context, there, null, 0)), counted)
                    .as("counted"));
        }

        private Select<? extends Record> counting(VariantStatement statement) {
            return place == null ? statement.counting() : statement.counting(place);
        }

        private Table<?> table(Select<? extends Record> ofHistory) {
            return PackedStatement.rendered(history, ofHistory).as("ended");
        }
    }
}
