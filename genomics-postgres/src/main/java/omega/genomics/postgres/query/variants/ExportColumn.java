package omega.genomics.postgres.query.variants;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import omega.genomics.postgres.table.ColumnType;
import omega.genomics.postgres.table.VariantColumn;
import org.jspecify.annotations.Nullable;

/**
 * A column of an export that is a table, by the name it has in SQL.
 *
 * @param name as in {@code variants}
 * @param type as SQL calls it
 * @param value null if missing; an Integer, Long, Double or String
 */
record ExportColumn(String name, String type, Function<StoredVariant, @Nullable Object> value) {

    static List<ExportColumn> all(Map<Integer, String> datasets) {
        return List.of(
                new ExportColumn("dataset", ColumnType.TEXT.exported(), v -> datasets.get(v.datasetId())),
                column(VariantColumn.CHROMOSOME, StoredVariant::contig),
                column(VariantColumn.POSITION, StoredVariant::position),
                column(VariantColumn.END_POS, StoredVariant::end),
                text(VariantColumn.ID, StoredVariant::id),
                column(VariantColumn.REF, StoredVariant::ref),
                text(VariantColumn.ALT, StoredVariant::alt),
                column(VariantColumn.VARIANT_TYPE, v -> v.type().name()),
                number(VariantColumn.QUAL, StoredVariant::qual),
                text(VariantColumn.FILTER, StoredVariant::filter),
                number(VariantColumn.ALLELE_FREQUENCY, StoredVariant::alleleFrequency),
                integer(VariantColumn.ALLELE_COUNT, StoredVariant::alleleCount),
                integer(VariantColumn.ALLELE_NUMBER, StoredVariant::alleleNumber),
                integer(VariantColumn.DEPTH, StoredVariant::depth),
                column(VariantColumn.RS_NUMBER, v -> of(v.rsNumber())),
                text(VariantColumn.GENE, StoredVariant::gene),
                text(VariantColumn.GENE_ID, StoredVariant::geneId),
                text(VariantColumn.CONSEQUENCE, StoredVariant::consequence),
                text(VariantColumn.IMPACT, v -> v.impact().map(Enum::name)),
                text(VariantColumn.HGVS_G, StoredVariant::hgvsGenomic),
                text(VariantColumn.HGVS_C, StoredVariant::hgvsCoding),
                text(VariantColumn.HGVS_P, StoredVariant::hgvsProtein),
                column(VariantColumn.CLINICAL_SIGNIFICANCES, ExportColumn::significances),
                column(VariantColumn.RECORD_NUMBER, StoredVariant::recordNumber),
                column(VariantColumn.ALLELE_INDEX, StoredVariant::alleleIndex),
                column(
                        VariantColumn.INFO,
                        v -> v.info().keys().isEmpty() ? null : v.info().toString()));
    }

    private static ExportColumn column(VariantColumn column, Function<StoredVariant, @Nullable Object> value) {
        return new ExportColumn(column.sqlName(), column.type().exported(), value);
    }

    private static ExportColumn text(VariantColumn column, Function<StoredVariant, Optional<String>> value) {
        return column(column, v -> value.apply(v).orElse(null));
    }

    private static ExportColumn number(VariantColumn column, Function<StoredVariant, OptionalDouble> value) {
        return column(column, v -> of(value.apply(v)));
    }

    private static ExportColumn integer(VariantColumn column, Function<StoredVariant, OptionalInt> value) {
        return column(column, v -> of(value.apply(v)));
    }

    private static @Nullable Object of(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Object of(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static @Nullable Object of(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static @Nullable Object significances(StoredVariant variant) {
        return variant.clinicalSignificances().isEmpty()
                ? null
                : variant.clinicalSignificances().stream()
                        .map(VariantColumns::column)
                        .collect(Collectors.joining(","));
    }
}
