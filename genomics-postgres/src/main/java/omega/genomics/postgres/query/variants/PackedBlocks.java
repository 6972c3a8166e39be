package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.PackedLookups;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The blocks of packed datasets, and conditions by which those are left out that have nothing of a result. */
final class PackedBlocks {
    static final String TABLE = PackedLookups.BLOCKS;
    /** The view that has the columns of {@code variants}, and those of blocks. */
    static final String VIEW = "unpacked_variants";

    static final Field<Integer> FIRST = field(name("block_first"), Integer.class);
    static final Field<Integer> LAST = field(name("block_last"), Integer.class);
    static final Field<Integer> NUMBER = field(name("block_number"), Integer.class);
    static final Field<Long> PART = field(name("block_table"), Long.class);
    static final Field<String[]> GENES = texts("block_genes");
    static final Field<String[]> SIGNIFICANCES = texts("block_significances");
    static final Field<String[]> CONSEQUENCES = texts("block_consequences");
    static final Field<String[]> IMPACTS = texts("block_impacts");
    static final Field<String[]> TYPES = texts("block_types");
    private static final Field<Object> SPAN = field(name("block_span"));
    private static final Field<Double> LEAST = field(name("block_least_frequency"), Double.class);
    private static final Field<Double> GREATEST = field(name("block_greatest_frequency"), Double.class);

    private PackedBlocks() {}

    /** Returns a set of texts. */
    static Field<String[]> texts(String column) {
        return field(name(column), SQLDataType.CLOB.array());
    }

    /** Returns a query for the numbers of the packed datasets among the chosen. */
    static Select<Record1<Integer>> datasets(String schema, DatasetChoice choice) {
        return select(DATASETS.DATASET_ID)
                .from(DATASETS)
                .where(DATASETS.KIND.eq(inline(choice.kind())))
                .and(choice.name() == null ? noCondition() : DATASETS.NAME.eq(choice.name()))
                .and(condition("{0}({1})", name(schema, "is_packed"), DATASETS.ROW_COUNTS))
                .orderBy(DATASETS.DATASET_ID);
    }

    static Condition haveFrequency(double least, double most) {
        return GREATEST.ge(inline(least)).and(LEAST.le(inline(most)));
    }

    static Condition haveAny(Field<String[]> set, Collection<String> values) {
        return arrayOverlap(set, val(values.toArray(new String[0]), set));
    }

    /** Returns the condition that a block may have something from one base to another. */
    static Condition spans(int first, int last) {
        return spans(val(first), val(Math.max(first, last)));
    }

    /** Returns the same of bases that columns have. */
    static Condition spans(Field<Integer> first, Field<Integer> last) {
        return condition("{0} && int8range({1}::bigint, {2}::bigint, '[]')", SPAN, first, last);
    }

    /**
     * Returns which blocks may have a variant with one of these keys: its places are looked up first. The condition is on blocks
     * alone, so that the others are not unpacked.
     */
    static Condition atKeys(DSLContext context, String schema, List<Field<Long>> keys) {
        List<Condition> places = new ArrayList<>();
        for (Field<Long> key : keys) {
            for (Record place : context.fetch(
                    "SELECT DISTINCT chromosome, \"position\" FROM {0}({1})", name(schema, "packed_places"), key)) {
                int position = place.get(1, Integer.class);
                places.add(VARIANTS.CHROMOSOME
                        .eq(inline(place.get(0, String.class)))
                        .and(spans(position, position)));
            }
        }
        return places.isEmpty() ? falseCondition() : DSL.or(places);
    }
}
