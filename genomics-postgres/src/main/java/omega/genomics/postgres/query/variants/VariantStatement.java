package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import omega.genomics.Region;
import omega.genomics.postgres.jooq.routines.SpanLevel;
import omega.genomics.postgres.query.ContigOrder;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Row2;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * One statement: the variants of a place, or of everywhere, that meet the criteria, in the order of all results.
 *
 * <p>With a limit, a statement costs by its limit, however large its place is. The planner does not know which rows are
 * next to each other, so it is left no choice where a wrong one would read the whole place:
 *
 * <ul>
 *   <li>What begins in a place comes from the index by position, and stops at the limit. What reaches into it from before is read
 *       by itself, and sorted: few variants share one base.
 *   <li>Rows with a value that has an index by position come from that index. They are compared as {@code (value, position)} and
 *       ordered by both, which no other index can do.
 *   <li>Where a condition leaves few rows, by what it is or by the planner's guess, these are read first, and sorted.
 * </ul>
 */
final class VariantStatement {
    /** Variants of this many bases or more have an index of their own; see the migration. */
    private static final int LONG = 64;

    /** The longest of each class of long variants, less one. */
    private static final List<Integer> REACH = List.of(1023, 16_383, 262_143, 4_194_303, 67_108_863, Integer.MAX_VALUE);

    /** So many rows are read and sorted in some hundredths of a second. */
    private static final int FEW = 20_000;

    private static final Field<String> WANTED = field(name("wanted", "value"), String.class);
    private static final Field<String> CONTIG = field(name("contig", "name"), String.class);
    private static final Field<Long> CONTIG_NUMBER = field(name("contig", "number"), Long.class);

    /** Where one of several regions is, in a statement about each. */
    private static final Span EACH = new Span(
            field(name("each", "contig"), String.class),
            field(name("each", "first"), Integer.class),
            field(name("each", "last"), Integer.class));

    static final Field<Integer> EACH_NUMBER = field(name("each", "number"), Integer.class);

    /** A stretch of a contig that a statement reads from columns; 1-based, inclusive, and from 0 if telomeres are part of it. */
    record Span(Field<String> contig, Field<Integer> first, Field<Integer> last) {}

    private final DSLContext context;
    private final VariantCriteria criteria;
    private final @Nullable VariantCursor after;
    private final int limit;

    /**
     * Prepares statements.
     *
     * @param criteria which variants
     * @param after only what follows this; null for all
     * @param limit how many at most; 0 for all
     */
    VariantStatement(DSLContext context, VariantCriteria criteria, @Nullable VariantCursor after, int limit) {
        this.context = context;
        this.criteria = criteria;
        this.after = after;
        this.limit = limit;
    }

    /** Returns the statement about a place. */
    Select<? extends Record> rows(Place place) {
        VariantCursor here = after != null && after.contig().equals(place.contig()) ? after : null;
        if (place.isEnteredBefore(here)) {
            return inside(place, here);
        }
        Condition which = criteria.few(place).and(after(here));
        Select<Record> entering =
                all(entering(place).and(which)).unionAll(all(enteringLong(place).and(which)));
        if (limit == 0) {
            return ordered(entering.unionAll(
                    all(inside(place).and(criteria.inside(place)).and(after(here)))));
        }
        return ordered(all(fenced(entering)).unionAll(all(inside(place, here).asTable("inside"))));
    }

    private Select<? extends Record> inside(Place place, @Nullable VariantCursor here) {
        Condition range = inside(place).and(after(here));
        VariantCriteria.Key key = criteria.key();
        if (limit == 0 || key == null) {
            Condition which = range.and(criteria.inside(place));
            return limit > 0 && leavesFew(which)
                    ? ordered(fenced(all(which)))
                    : limited(all(which).orderBy(order()));
        }
        int from = here == null ? place.start() : Math.max(place.start(), here.position());
        Condition rest = VARIANTS.CHROMOSOME
                .eq(place.contig())
                .and(criteria.rest(place))
                .and(place.overlapsAny())
                .and(after(here));
        if (key.values().size() == 1) {
            return keyed(key.column(), val(key.values().get(0)), val(from), place.end(), rest);
        }
        Table<?> found =
                keyed(key.column(), WANTED, val(from), place.end(), rest).asTable(VARIANTS.getName());
        return limited(context.select(found.fields())
                .from(unnest(key.array()).as("wanted", "value"), lateral(found))
                .orderBy(order()));
    }

    /** The planner's guess of how many rows there are is better than its guess of how soon it meets the first of them. */
    private boolean leavesFew(Condition which) {
        return switch (criteria.leaves()) {
            case MANY -> false;
            case UNKNOWN -> context.explain(all(which)).rows() <= FEW;
            case FEW -> true;
        };
    }

    /** Returns rows with a value at positions of a range, in the order of the index by both. */
    private Select<? extends Record> keyed(
            Field<String> column, Field<String> value, Field<Integer> from, int to, Condition rest) {
        Row2<String, Integer> at = row(column, VARIANTS.POSITION);
        List<Field<?>> order = new ArrayList<>(List.of(column));
        order.addAll(order());
        // the index leaves out null, which the planner does not see in a comparison of rows
        return limited(
                all(rest.and(column.isNotNull()).and(at.ge(row(value, from))).and(at.le(row(value, val(to)))))
                        .orderBy(order));
    }

    /** Returns the statement about all contigs, whose rows are few enough to be sorted. */
    Select<? extends Record> everywhere() {
        Field<Integer> rank = ContigOrder.rank(VARIANTS.CHROMOSOME);
        Condition behind = after == null
                ? noCondition()
                : row(rank, VARIANTS.CHROMOSOME)
                        .gt(ContigOrder.rank(after.contig()), after.contig())
                        .or(VARIANTS.CHROMOSOME.eq(after.contig()).and(after(after)));
        List<Field<?>> order = new ArrayList<>(List.of(rank, VARIANTS.CHROMOSOME));
        order.addAll(order());
        return limited(all(criteria.all().and(behind)).orderBy(order));
    }

    /**
     * Returns the statement about contigs that a value of an index by position is looked up in.
     *
     * @param contigs in the order of results, none before the cursor's
     */
    Select<? extends Record> everywhere(List<String> contigs) {
        VariantCriteria.Key key = Objects.requireNonNull(criteria.key());
        Condition rest = VARIANTS.CHROMOSOME.eq(CONTIG).and(criteria.rest(null));
        Field<Integer> from = val(0);
        if (after != null) {
            Condition isHere = CONTIG.eq(after.contig());
            rest = rest.and(isHere.not().or(after(after)));
            from = when(isHere, after.position()).otherwise(0);
        }
        Table<?> found =
                keyed(key.column(), WANTED, from, Integer.MAX_VALUE, rest).asTable(VARIANTS.getName());
        List<Field<?>> order = new ArrayList<>(List.of(CONTIG_NUMBER));
        order.addAll(order());
        return limited(context.select(found.fields())
                .from(
                        unnest(contigs.toArray(new String[0])).withOrdinality().as("contig", "name", "number"),
                        unnest(key.array()).as("wanted", "value"),
                        lateral(found))
                .orderBy(order));
    }

    /**
     * Returns the statement about the first rows of each of several regions, whose number, from 1, is the last column.
     *
     * @param regions by the names by which contigs are stored
     * @param packed variants of packed datasets in a span, in no order; null if no dataset is packed
     */
    Select<? extends Record> ofEach(List<Region> regions, @Nullable Function<Span, Table<?>> packed) {
        Condition which = criteria.all();
        Select<Record> found = all(fenced(all(entering(EACH).and(which))
                        .unionAll(all(enteringLong(EACH).and(which)))))
                .unionAll(all(
                        limited(all(inside(EACH).and(which)).orderBy(order())).asTable("inside")));
        if (packed != null) {
            found = found.unionAll(all(packed.apply(EACH)));
        }
        Table<?> first = ordered(found).asTable(VARIANTS.getName());
        List<Field<?>> columns = new ArrayList<>(List.of(first.fields()));
        columns.add(EACH_NUMBER);
        List<Field<?>> order = new ArrayList<>(List.of(EACH_NUMBER));
        order.addAll(order());
        return context.select(columns)
                .from(
                        table(
                                        "unnest({0}, {1}, {2}) WITH ORDINALITY",
                                        val(regions.stream().map(Region::contig).toArray(String[]::new)),
                                        // what overlaps the beginning of a contig starts there, telomeres included
                                        val(regions.stream()
                                                .map(region -> region.start() == 1 ? 0 : region.start())
                                                .toArray(Integer[]::new)),
                                        val(regions.stream().map(Region::end).toArray(Integer[]::new)))
                                .as("each", "contig", "first", "last", "number"),
                        lateral(first))
                .orderBy(order);
    }

    /** Returns the statement that counts the variants of a place. */
    Select<? extends Record> counting(Place place) {
        Condition which = criteria.few(place);
        Select<Record1<Integer>> counts =
                selectCount().from(VARIANTS).where(inside(place).and(criteria.inside(place)));
        if (place.isReachedInto()) {
            counts = counts.unionAll(
                            selectCount().from(VARIANTS).where(entering(place).and(which)))
                    .unionAll(selectCount()
                            .from(VARIANTS)
                            .where(enteringLong(place).and(which)));
        }
        Table<Record1<Integer>> each = counts.asTable("counts");
        return context.select(sum(each.field(0, Integer.class)).as("counted")).from(each);
    }

    /** Returns the statement that counts the variants of everywhere. */
    Select<? extends Record> counting() {
        return context.select(org.jooq.impl.DSL.count().as("counted"))
                .from(VARIANTS)
                .where(criteria.all());
    }

    // ---- how -----------------------------------------------------------------------------------------------------

    private static SelectConditionStep<Record> all(Condition which) {
        return select(VariantColumns.ALL).from(VARIANTS).where(which);
    }

    private static Select<Record> all(Table<?> rows) {
        return select(rows.fields()).from(rows);
    }

    /** The planner reads what is within for all its rows, whatever is done with them. */
    private static Table<?> fenced(Select<? extends Record> rows) {
        var fence = name("few").asMaterialized(rows);
        return org.jooq.impl.DSL.with(fence).select(fence.fields()).from(fence).asTable("few");
    }

    private Select<? extends Record> ordered(Select<? extends Record> rows) {
        return ordered(rows.asTable(VARIANTS.getName()));
    }

    private Select<? extends Record> ordered(Table<?> rows) {
        return limited(context.select(rows.fields()).from(rows).orderBy(order()));
    }

    /** A limit that is a parameter would be unknown to a plan for all parameters. */
    private Select<? extends Record> limited(SelectLimitStep<? extends Record> rows) {
        Select<? extends Record> some = limit == 0 ? rows : rows.limit(inline(limit));
        some.attach(context.configuration());
        return some;
    }

    // ---- where ---------------------------------------------------------------------------------------------------

    private static Condition inside(Place place) {
        Condition contig = VARIANTS.CHROMOSOME.eq(place.contig());
        if (place.start() == place.end()) {
            return contig.and(VARIANTS.POSITION.eq(place.start()));
        }
        return contig.and(VARIANTS.POSITION.ge(place.start()))
                .and(VARIANTS.POSITION.le(place.end()))
                .and(place.overlapsAny());
    }

    private static Condition inside(Span span) {
        return VARIANTS.CHROMOSOME
                .eq(span.contig())
                .and(VARIANTS.POSITION.ge(span.first()))
                .and(VARIANTS.POSITION.le(span.last()));
    }

    private static Condition entering(Span span) {
        return entering(span, LONG - 1)
                .and(VARIANTS.END_POS.minus(VARIANTS.POSITION).lt(inline(LONG)));
    }

    private static Condition entering(Span span, int reach) {
        return VARIANTS.CHROMOSOME.eq(span.contig()).and(begins(span, reach)).and(VARIANTS.END_POS.ge(span.first()));
    }

    private static Condition begins(Span span, int reach) {
        return VARIANTS.POSITION.ge(span.first().minus(inline(reach))).and(VARIANTS.POSITION.lt(span.first()));
    }

    private static Condition enteringLong(Span span) {
        return enteringLong(entering(span, Integer.MAX_VALUE), reach -> begins(span, reach));
    }

    /** The short ones that begin before a place and end in it or after it. */
    private static Condition entering(Place place) {
        return entering(place, LONG - 1)
                .and(VARIANTS.END_POS.minus(VARIANTS.POSITION).lt(inline(LONG)));
    }

    private static Condition entering(Place place, int reach) {
        return VARIANTS.CHROMOSOME.eq(place.contig()).and(begins(place, reach)).and(VARIANTS.END_POS.ge(place.start()));
    }

    private static Condition begins(Place place, int reach) {
        long first = Math.max(place.behind() + 1L, (long) place.start() - reach);
        return VARIANTS.POSITION.ge((int) Math.max(0, first)).and(VARIANTS.POSITION.lt(place.start()));
    }

    /** A bound for each class of length: at most sixteen times as many are looked at as reach into the place. */
    private static Condition enteringLong(Place place) {
        return enteringLong(entering(place, Integer.MAX_VALUE), reach -> begins(place, reach));
    }

    private static Condition enteringLong(Condition entering, IntFunction<Condition> begins) {
        SpanLevel level = new SpanLevel();
        level.setFirstBase(VARIANTS.POSITION);
        level.setLastBase(VARIANTS.END_POS);
        Condition any = noCondition();
        for (int i = 0; i < REACH.size(); i++) {
            any = any.or(level.asField().eq(inline(i + 1)).and(begins.apply(REACH.get(i))));
        }
        return entering.and(any).and(VARIANTS.END_POS.minus(VARIANTS.POSITION).ge(inline(LONG)));
    }

    // ---- in which order ------------------------------------------------------------------------------------------

    /**
     * Within a contig, the same in every result; the first column is the one the indexes have. Up to the allele it is the order of
     * the file; the rest tells apart what was appended from another file.
     */
    static List<Field<?>> order() {
        return List.of(
                unqualified(VARIANTS.POSITION),
                unqualified(VARIANTS.DATASET_ID),
                unqualified(VARIANTS.RECORD_NUMBER),
                unqualified(VARIANTS.ALLELE_INDEX),
                unqualified(VARIANTS.ORDINAL),
                unqualified(VARIANTS.REF),
                alt());
    }

    private static <T> Field<T> unqualified(Field<T> column) {
        return field(name(column.getName()), column.getDataType());
    }

    private static Field<String> alt() {
        return coalesce(unqualified(VARIANTS.ALT), inline("."));
    }

    /** Within the cursor's contig. */
    static Condition after(@Nullable VariantCursor cursor) {
        if (cursor == null) {
            return noCondition();
        }
        return VARIANTS.POSITION
                .ge(cursor.position())
                .and(VARIANTS.POSITION
                        .gt(cursor.position())
                        .or(row(
                                        VARIANTS.DATASET_ID,
                                        VARIANTS.RECORD_NUMBER,
                                        VARIANTS.ALLELE_INDEX,
                                        VARIANTS.ORDINAL,
                                        VARIANTS.REF,
                                        alt())
                                .gt(
                                        val(cursor.datasetId()),
                                        val(cursor.recordNumber()),
                                        val((short) cursor.alleleIndex()),
                                        val((short) cursor.ordinal()),
                                        val(cursor.ref()),
                                        val(cursor.alt()))));
    }
}
