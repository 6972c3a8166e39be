package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import omega.genomics.postgres.query.ContigOrder;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Statements about the variants of one packed dataset. Its blocks follow one another in the order of results: they are read by the
 * index on their first position, from the first that the place may need, and each is sorted by itself, so that a limit ends the reading. If
 * all are read, the index on what they span leaves out the others.
 */
final class PackedStatement {
    private static final Field<Integer> BLOCK_FIRST = field(name("first_position"), Integer.class);

    private final DSLContext context;
    private final String schema;
    private final int datasetId;
    private final Condition which;
    private final boolean isEverything;

    /**
     * Prepares statements.
     *
     * @param context that asks the view in the place of {@code variants}
     * @param blocks which of them may have any
     * @param criteria which variants
     * @param isEverything whether the criteria let all pass
     */
    PackedStatement(
            DSLContext context,
            String schema,
            int datasetId,
            Condition blocks,
            VariantCriteria criteria,
            boolean isEverything) {
        this.context = context;
        this.schema = schema;
        this.datasetId = datasetId;
        this.isEverything = isEverything;
        which = VARIANTS.DATASET_ID.eq(inline(datasetId)).and(blocks).and(criteria.all());
    }

    /** Returns the statement about what begins in a place. */
    Select<? extends Record> inside(Place place, @Nullable VariantCursor after, int limit) {
        VariantCursor here = here(place, after);
        Place rest = place.startingFrom(here == null ? 0 : here.position());
        // all blocks before the last one that begins further left end there
        Condition from = rest.start() == 0
                ? noCondition()
                : PackedBlocks.FIRST.ge(coalesce(
                        field(select(max(BLOCK_FIRST))
                                .from(table(name(schema, PackedBlocks.TABLE)))
                                .where(field(name("chromosome"), String.class).eq(place.contig()))
                                .and(field(name("dataset_id"), Integer.class).eq(inline(datasetId)))
                                .and(BLOCK_FIRST.lt(rest.start()))),
                        inline(0)));
        return inOrder(within(rest).and(from), here, limit);
    }

    /** Returns the statement about what begins before a place and reaches into it. */
    Select<? extends Record> entering(Place place, @Nullable VariantCursor after, int limit) {
        VariantCursor here = here(place, after);
        return inOrder(entering(place), here, limit);
    }

    private static Condition entering(Place place) {
        return VARIANTS.CHROMOSOME
                .eq(place.contig())
                .and(PackedBlocks.spans(place.start(), place.start()))
                .and(VARIANTS.POSITION.gt(place.behind()))
                .and(VARIANTS.POSITION.lt(place.start()))
                .and(VARIANTS.END_POS.ge(place.start()));
    }

    private Select<? extends Record> inOrder(Condition place, @Nullable VariantCursor here, int limit) {
        List<Field<?>> order = new ArrayList<>(List.of(PackedBlocks.FIRST, PackedBlocks.NUMBER));
        order.addAll(VariantStatement.order());
        return limited(all(place.and(which).and(after(here, true))).orderBy(order), limit);
    }

    /** Returns the statement about all contigs, whose rows are few enough to be sorted. */
    Select<? extends Record> everywhere(@Nullable VariantCursor after, int limit) {
        return limited(all(which.and(behind(after, true))).orderBy(everywhere(VARIANTS.CHROMOSOME)), limit);
    }

    private static Condition behind(@Nullable VariantCursor after, boolean isView) {
        return after == null
                ? noCondition()
                : row(ContigOrder.rank(VARIANTS.CHROMOSOME), VARIANTS.CHROMOSOME)
                        .gt(ContigOrder.rank(after.contig()), after.contig())
                        .or(VARIANTS.CHROMOSOME.eq(after.contig()).and(after(after, isView)));
    }

    private static List<Field<?>> everywhere(Field<String> contig) {
        List<Field<?>> order = new ArrayList<>(List.of(ContigOrder.rank(contig), contig));
        order.addAll(VariantStatement.order());
        return order;
    }

    // ---- both layouts --------------------------------------------------------------------------------------------

    /**
     * How variants of packed datasets are found.
     *
     * @param context asks the view, or a function, in the place of {@code variants}
     * @param isView whether it has the columns of blocks
     * @param blocks a condition on blocks, or one that is true of the state that a function sees
     */
    record Way(DSLContext context, boolean isView, Condition blocks) {
        private Condition where(@Nullable Place place, @Nullable VariantCursor after) {
            if (place == null) {
                return blocks.and(behind(after, isView));
            }
            VariantCursor here = here(place, after);
            return blocks.and(isView ? within(place) : inside(place)).and(after(here, isView));
        }

        private Condition where(VariantStatement.Span span) {
            Condition inside = VARIANTS.CHROMOSOME
                    .eq(span.contig())
                    .and(VARIANTS.POSITION.le(span.last()))
                    .and(VARIANTS.POSITION.ge(span.first()).or(VARIANTS.END_POS.ge(span.first())));
            return blocks.and(isView ? inside.and(PackedBlocks.spans(span.first(), span.last())) : inside);
        }
    }

    /**
     * Returns the variants of all packed datasets in a place, or everywhere, in no order.
     *
     * @param ways each of which may find the same variant
     */
    static Table<?> of(List<Way> ways, VariantCriteria criteria, @Nullable Place place, @Nullable VariantCursor after) {
        return of(ways, criteria, way -> way.where(place, after));
    }

    /** Returns the variants of all packed datasets in a span, in no order. */
    static Table<?> of(List<Way> ways, VariantCriteria criteria, VariantStatement.Span span) {
        return of(ways, criteria, way -> way.where(span));
    }

    private static Table<?> of(List<Way> ways, VariantCriteria criteria, Function<Way, Condition> where) {
        StringBuilder sql = new StringBuilder();
        List<Object> values = new ArrayList<>();
        for (Way way : ways) {
            Select<Record> all = all(where.apply(way).and(criteria.all()));
            // one statement can ask both the table and the view only if this part of it is rendered for the view
            sql.append(sql.isEmpty() ? "(" : " union ").append(way.context().render(all));
            values.addAll(way.context().extractBindValues(all));
        }
        return table(sql.append(')').toString(), values.toArray()).as("packed");
    }

    /** Returns rows that a context asks of another table than {@code variants}: rendered for it, they may be part of any statement. */
    static Table<?> rendered(DSLContext other, Select<? extends Record> rows) {
        return table(
                "(" + other.render(rows) + ")", other.extractBindValues(rows).toArray());
    }

    /** Returns rows and variants from elsewhere in the order of results, which begins with the contig if they have several. */
    static Select<? extends Record> united(
            DSLContext context, Select<? extends Record> ofRows, Table<?> packed, boolean isEverywhere, int limit) {
        Table<? extends Record> rows = ofRows.asTable("loose");
        List<Field<?>> names = new ArrayList<>();
        for (Field<?> column : VariantColumns.ALL) {
            names.add(field(name(column.getName()), column.getDataType()));
        }
        Select<Record> both = select(names).from(rows).unionAll(select(names).from(packed));
        SelectLimitStep<Record> all = context.select(names)
                .from(both.asTable("variants"))
                .orderBy(isEverywhere ? everywhere(field(name("chromosome"), String.class)) : VariantStatement.order());
        return limit == 0 ? all : all.limit(inline(limit));
    }

    private static @Nullable VariantCursor here(Place place, @Nullable VariantCursor after) {
        return after != null && after.contig().equals(place.contig()) ? after : null;
    }

    Select<? extends Record> countingInside(Place place) {
        return counting(within(place.startingFrom(0)));
    }

    Select<? extends Record> countingEntering(Place place) {
        return counting(entering(place));
    }

    private Select<? extends Record> counting(Condition place) {
        return context.select(count().as("counted")).from(VARIANTS).where(place.and(which));
    }

    /** Returns the statement that counts the variants of everywhere; all of them by the numbers in the blocks. */
    Select<? extends Record> counting() {
        if (!isEverything) {
            return context.select(count().as("counted")).from(VARIANTS).where(which);
        }
        return context.select(sum(field(name("variant_count"), Integer.class)).as("counted"))
                .from(table(name(schema, PackedBlocks.TABLE)))
                .where(field(name("dataset_id"), Integer.class).eq(inline(datasetId)));
    }

    private static SelectConditionStep<Record> all(Condition condition) {
        return select(VariantColumns.ALL).from(VARIANTS).where(condition);
    }

    private Select<? extends Record> limited(SelectLimitStep<? extends Record> rows, int limit) {
        Select<? extends Record> some = limit == 0 ? rows : rows.limit(inline(limit));
        some.attach(context.configuration());
        return some;
    }

    /** Returns the condition that a variant is in a place, by its block first. */
    static Condition within(Place place) {
        Condition inside = inside(place);
        return place.start() == 0 && place.end() == Integer.MAX_VALUE
                ? inside
                : inside.and(PackedBlocks.spans(place.start(), place.end()));
    }

    private static Condition inside(Place place) {
        Condition contig = VARIANTS.CHROMOSOME.eq(place.contig());
        if (place.start() == 0 && place.end() == Integer.MAX_VALUE) {
            return contig;
        }
        if (!place.isReachedInto()) {
            return contig.and(VARIANTS.POSITION.ge(place.start()))
                    .and(VARIANTS.POSITION.le(place.end()))
                    .and(place.overlapsAny());
        }
        return contig.and(place.overlapsAny())
                .and(VARIANTS.POSITION.gt(place.behind()))
                .and(VARIANTS.POSITION.le(place.end()))
                .and(VARIANTS.POSITION.ge(place.start()).or(VARIANTS.END_POS.ge(place.start())));
    }

    private static Condition after(@Nullable VariantCursor cursor, boolean isView) {
        if (cursor == null) {
            return noCondition();
        }
        Condition after = VariantStatement.after(cursor);
        return isView ? PackedBlocks.LAST.ge(cursor.position()).and(after) : after;
    }
}
