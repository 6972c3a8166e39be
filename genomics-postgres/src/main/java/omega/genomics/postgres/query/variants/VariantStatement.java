package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Objects;
import omega.genomics.postgres.jooq.routines.SpanLevel;
import omega.genomics.postgres.query.ContigOrder;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectLimitStep;
import org.jooq.SelectSeekStepN;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** One statement: the variants of a place, or of everywhere, that meet a condition, in the order of all answers. */
final class VariantStatement {
    /** Variants of this many bases or more have an index of their own; see the migration. */
    private static final int LONG = 64;

    /** The longest of each class of long variants, less one. */
    private static final List<Integer> REACH = List.of(1023, 16_383, 262_143, 4_194_303, 67_108_863, Integer.MAX_VALUE);

    private VariantStatement() {}

    /** Rows of a place, behind the cursor if there is one. */
    static SelectLimitStep<? extends Record> rows(
            DSLContext context, Place place, Condition condition, @Nullable VariantCursor after) {
        Condition which = condition.and(VARIANTS.POSITION.gt(place.behind())).and(after(after));
        if (place.isByStart()) {
            return ordered(context.select(VariantColumns.ALL)
                    .from(VARIANTS)
                    .where(inside(place).and(which)));
        }
        Table<?> both = select(VariantColumns.ALL)
                .from(VARIANTS)
                .where(shortOver(place).and(which))
                .unionAll(select(VariantColumns.ALL)
                        .from(VARIANTS)
                        .where(longOver(place).and(which)))
                .asTable(VARIANTS.getName());
        return ordered(context.select(both.fields()).from(both));
    }

    private static SelectSeekStepN<? extends Record> ordered(org.jooq.SelectOrderByStep<? extends Record> rows) {
        return rows.orderBy(order(unqualified(VARIANTS.POSITION)));
    }

    /** Rows of all contigs, few enough to be sorted. */
    static SelectLimitStep<? extends Record> everywhere(
            DSLContext context, Condition condition, @Nullable VariantCursor after) {
        Field<Integer> rank = ContigOrder.rank(VARIANTS.CHROMOSOME);
        Condition behind = after == null
                ? noCondition()
                : row(rank, VARIANTS.CHROMOSOME)
                        .gt(ContigOrder.rank(after.contig()), after.contig())
                        .or(VARIANTS.CHROMOSOME.eq(after.contig()).and(after(after)));
        List<Field<?>> order = new java.util.ArrayList<>(List.of(rank, VARIANTS.CHROMOSOME));
        order.addAll(order(VARIANTS.POSITION));
        return context.select(VariantColumns.ALL)
                .from(VARIANTS)
                .where(condition.and(behind))
                .orderBy(order);
    }

    static long count(DSLContext context, Place place, Condition condition) {
        Condition which = condition.and(VARIANTS.POSITION.gt(place.behind()));
        return place.isByStart()
                ? count(context, inside(place).and(which))
                : count(context, shortOver(place).and(which))
                        + count(context, longOver(place).and(which));
    }

    static long count(DSLContext context, Condition condition) {
        return Objects.requireNonNull(
                context.selectCount().from(VARIANTS).where(condition).fetchOne(0, Long.class));
    }

    // ---- where ---------------------------------------------------------------------------------------------------

    private static Condition inside(Place place) {
        Condition contig = VARIANTS.CHROMOSOME.eq(place.contig());
        if (place.start() == place.end()) {
            return contig.and(VARIANTS.POSITION.eq(place.start()));
        }
        return contig.and(VARIANTS.POSITION.ge(place.start())).and(VARIANTS.POSITION.le(place.end()));
    }

    private static Condition shortOver(Place place) {
        return over(place, place.start() - LONG + 1L)
                .and(VARIANTS.END_POS.minus(VARIANTS.POSITION).lt(inline(LONG)));
    }

    private static Condition over(Place place, long from) {
        return VARIANTS.CHROMOSOME
                .eq(place.contig())
                .and(VARIANTS.POSITION.ge((int) Math.max(0, from)))
                .and(VARIANTS.POSITION.le(place.end()))
                .and(VARIANTS.END_POS.ge(place.start()));
    }

    /** A bound for each class of length: at most sixteen times as many are looked at as overlap. */
    private static Condition longOver(Place place) {
        SpanLevel level = new SpanLevel();
        level.setFirstBase(VARIANTS.POSITION);
        level.setLastBase(VARIANTS.END_POS);
        Condition any = noCondition();
        for (int i = 0; i < REACH.size(); i++) {
            any = any.or(level.asField()
                    .eq(inline(i + 1))
                    .and(VARIANTS.POSITION.ge((int) Math.max(0, place.start() - (long) REACH.get(i))))
                    .and(VARIANTS.POSITION.le(place.end())));
        }
        return over(place, 0)
                .and(any)
                .and(VARIANTS.END_POS.minus(VARIANTS.POSITION).ge(inline(LONG)));
    }

    // ---- in which order ------------------------------------------------------------------------------------------

    /**
     * The same in every answer; the first column is the one the indexes have. Up to the allele it is the order of the file; the
     * rest tells apart what was appended from another file.
     */
    private static List<Field<?>> order(Field<Integer> position) {
        return List.of(
                position,
                unqualified(VARIANTS.DATASET_ID),
                unqualified(VARIANTS.RECORD_NUMBER),
                unqualified(VARIANTS.ALLELE_INDEX),
                unqualified(VARIANTS.ORDINAL),
                unqualified(VARIANTS.REF),
                alt());
    }

    private static <T> Field<T> unqualified(Field<T> field) {
        return org.jooq.impl.DSL.field(org.jooq.impl.DSL.name(field.getName()), field.getDataType());
    }

    private static Field<String> alt() {
        return coalesce(unqualified(VARIANTS.ALT), inline("."));
    }

    /** Within the cursor's contig. */
    private static Condition after(@Nullable VariantCursor cursor) {
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
