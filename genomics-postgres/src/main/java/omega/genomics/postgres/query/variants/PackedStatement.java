package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import java.util.ArrayList;
import java.util.List;
import omega.genomics.postgres.query.ContigOrder;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectLimitStep;
import org.jspecify.annotations.Nullable;

/**
 * Statements about the variants of one packed dataset. Its blocks follow one another in the order of results: they are read by the
 * index on their first position, and each is sorted by itself, so that a limit ends the reading.
 */
final class PackedStatement {
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

    /** Returns the statement about a place. */
    Select<? extends Record> rows(Place place, @Nullable VariantCursor after, int limit) {
        VariantCursor here = after != null && after.contig().equals(place.contig()) ? after : null;
        List<Field<?>> order = new ArrayList<>(List.of(PackedBlocks.FIRST, PackedBlocks.NUMBER));
        order.addAll(VariantStatement.order());
        return limited(all(within(place).and(which).and(after(here))).orderBy(order), limit);
    }

    /** Returns the statement about all contigs, whose rows are few enough to be sorted. */
    Select<? extends Record> everywhere(@Nullable VariantCursor after, int limit) {
        Field<Integer> rank = ContigOrder.rank(VARIANTS.CHROMOSOME);
        Condition behind = after == null
                ? noCondition()
                : row(rank, VARIANTS.CHROMOSOME)
                        .gt(ContigOrder.rank(after.contig()), after.contig())
                        .or(VARIANTS.CHROMOSOME.eq(after.contig()).and(after(after)));
        List<Field<?>> order = new ArrayList<>(List.of(rank, VARIANTS.CHROMOSOME));
        order.addAll(VariantStatement.order());
        return limited(all(which.and(behind)).orderBy(order), limit);
    }

    long count(Place place) {
        return context.fetchCount(
                select(inline(1)).from(VARIANTS).where(within(place).and(which)));
    }

    /** Counts the variants of everywhere; all of them by the numbers in the blocks. */
    long count() {
        if (!isEverything) {
            return context.fetchCount(select(inline(1)).from(VARIANTS).where(which));
        }
        Long counted = context.select(sum(field(name("variant_count"), Integer.class)))
                .from(table(name(schema, PackedBlocks.TABLE)))
                .where(field(name("dataset_id"), Integer.class).eq(inline(datasetId)))
                .fetchOne(0, Long.class);
        return counted == null ? 0 : counted;
    }

    private static SelectConditionStep<Record> all(Condition condition) {
        return select(VariantColumns.ALL).from(VARIANTS).where(condition);
    }

    private Select<? extends Record> limited(SelectLimitStep<? extends Record> rows, int limit) {
        Select<? extends Record> some = limit == 0 ? rows : rows.limit(inline(limit));
        some.attach(context.configuration());
        return some;
    }

    private static Condition within(Place place) {
        Condition contig = VARIANTS.CHROMOSOME.eq(place.contig()).and(PackedBlocks.FIRST.le(place.end()));
        if (!place.isReachedInto()) {
            return contig.and(PackedBlocks.LAST.ge(place.start()))
                    .and(VARIANTS.POSITION.ge(place.start()))
                    .and(VARIANTS.POSITION.le(place.end()));
        }
        return contig.and(PackedBlocks.END.ge(place.start()))
                .and(VARIANTS.POSITION.gt(place.behind()))
                .and(VARIANTS.POSITION.le(place.end()))
                .and(VARIANTS.POSITION.ge(place.start()).or(VARIANTS.END_POS.ge(place.start())));
    }

    private static Condition after(@Nullable VariantCursor cursor) {
        return cursor == null
                ? noCondition()
                : PackedBlocks.LAST.ge(cursor.position()).and(VariantStatement.after(cursor));
    }
}
