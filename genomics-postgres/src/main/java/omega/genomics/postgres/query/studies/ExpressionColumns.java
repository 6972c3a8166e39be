package omega.genomics.postgres.query.studies;

import static omega.genomics.postgres.jooq.Tables.EXPRESSION_BY_TISSUE;
import static omega.genomics.postgres.jooq.Tables.EXPRESSION_GENES;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import omega.genomics.expression.SampleStatistics;
import omega.genomics.postgres.query.genes.GeneColumns;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The columns of answers about expression, read by position so that they may come from any derived table. */
final class ExpressionColumns {
    static final List<Field<?>> EXPRESSION = List.of(
            EXPRESSION_BY_TISSUE.DATASET_ID,
            EXPRESSION_BY_TISSUE.GENE_ID,
            EXPRESSION_BY_TISSUE.SYMBOL,
            EXPRESSION_BY_TISSUE.TISSUE,
            EXPRESSION_BY_TISSUE.ORGAN,
            EXPRESSION_BY_TISSUE.UNIT,
            EXPRESSION_BY_TISSUE.MEDIAN,
            EXPRESSION_BY_TISSUE.N,
            EXPRESSION_BY_TISSUE.MEAN,
            EXPRESSION_BY_TISSUE.SD,
            EXPRESSION_BY_TISSUE.Q1,
            EXPRESSION_BY_TISSUE.Q3,
            EXPRESSION_BY_TISSUE.SHARE_ABOVE_1);

    private ExpressionColumns() {}

    static Field<?>[] profile(Table<?> table) {
        return table.fields(
                EXPRESSION_GENES.DATASET_ID,
                EXPRESSION_GENES.GENE_ID,
                EXPRESSION_GENES.GENE_VERSION,
                EXPRESSION_GENES.SYMBOL,
                EXPRESSION_GENES.MEASURED,
                EXPRESSION_GENES.BREADTH,
                EXPRESSION_GENES.TOP_TISSUE,
                EXPRESSION_GENES.TOP_ORGAN,
                EXPRESSION_GENES.TOP_VALUE,
                EXPRESSION_GENES.NEXT_ORGAN_VALUE,
                EXPRESSION_GENES.TAU);
    }

    static StoredExpression readExpression(Record row) {
        return new StoredExpression(
                row.get(0, int.class),
                row.get(1, String.class),
                Optional.ofNullable(row.get(2, String.class)),
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, String.class),
                row.get(6, double.class),
                samples(row));
    }

    private static Optional<SampleStatistics> samples(Record row) {
        Integer n = row.get(7, Integer.class);
        if (n == null) {
            return Optional.empty();
        }
        return Optional.of(new SampleStatistics(
                n,
                row.get(8, double.class),
                optional(row.get(9, Double.class)),
                row.get(10, double.class),
                row.get(6, double.class),
                row.get(11, double.class),
                row.get(12, double.class)));
    }

    static GeneProfile readProfile(Record row) {
        return new GeneProfile(
                row.get(0, int.class),
                row.get(1, String.class),
                GeneColumns.optionalInt(row.get(2, Integer.class)),
                Optional.ofNullable(row.get(3, String.class)),
                row.get(4, int.class),
                row.get(5, int.class),
                Optional.ofNullable(row.get(6, String.class)),
                Optional.ofNullable(row.get(7, String.class)),
                optional(row.get(8, Double.class)),
                optional(row.get(9, Double.class)),
                optional(row.get(10, Double.class)));
    }

    static StoredTissue readTissue(Record row) {
        return new StoredTissue(
                row.get(0, int.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                GeneColumns.optionalInt(row.get(4, Integer.class)));
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
