package omega.genomics.postgres.query.variants;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
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
                new ExportColumn("dataset", "VARCHAR", v -> datasets.get(v.datasetId())),
                new ExportColumn("chromosome", "VARCHAR", StoredVariant::contig),
                new ExportColumn("position", "INTEGER", StoredVariant::position),
                new ExportColumn("end_pos", "INTEGER", StoredVariant::end),
                text("id", StoredVariant::id),
                new ExportColumn("ref", "VARCHAR", StoredVariant::ref),
                text("alt", StoredVariant::alt),
                new ExportColumn("variant_type", "VARCHAR", v -> v.type().name()),
                number("qual", StoredVariant::qual),
                text("filter", StoredVariant::filter),
                number("allele_frequency", StoredVariant::alleleFrequency),
                integer("allele_count", StoredVariant::alleleCount),
                integer("allele_number", StoredVariant::alleleNumber),
                integer("depth", StoredVariant::depth),
                new ExportColumn("rs_number", "BIGINT", v -> of(v.rsNumber())),
                text("gene", StoredVariant::gene),
                text("gene_id", StoredVariant::geneId),
                text("consequence", StoredVariant::consequence),
                text("impact", v -> v.impact().map(Enum::name)),
                new ExportColumn("clinical_significances", "VARCHAR", ExportColumn::significances),
                new ExportColumn("record_number", "INTEGER", StoredVariant::recordNumber),
                new ExportColumn("allele_index", "INTEGER", StoredVariant::alleleIndex),
                new ExportColumn(
                        "info",
                        "VARCHAR",
                        v -> v.info().keys().isEmpty() ? null : v.info().toString()));
    }

    private static ExportColumn text(String name, Function<StoredVariant, Optional<String>> value) {
        return new ExportColumn(name, "VARCHAR", v -> value.apply(v).orElse(null));
    }

    private static ExportColumn number(String name, Function<StoredVariant, OptionalDouble> value) {
        return new ExportColumn(name, "DOUBLE", v -> of(value.apply(v)));
    }

    private static ExportColumn integer(String name, Function<StoredVariant, OptionalInt> value) {
        return new ExportColumn(name, "INTEGER", v -> of(value.apply(v)));
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
