package omega.genomics.postgres.query;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static omega.genomics.postgres.query.GeneColumns.optional;
import static omega.genomics.postgres.query.GeneColumns.optionalInt;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import omega.genomics.consequence.Impact;
import omega.genomics.vcf.ClinicalSignificance;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The columns of a {@link StoredVariant}, read by position so that they may come from any derived table. */
final class VariantColumns {
    static final List<Field<?>> ALL = List.of(
            VARIANTS.DATASET_ID,
            VARIANTS.RECORD_NUMBER,
            VARIANTS.ALLELE_INDEX,
            VARIANTS.ORDINAL,
            VARIANTS.CHROMOSOME,
            VARIANTS.POSITION,
            VARIANTS.END_POS,
            VARIANTS.ID,
            VARIANTS.REF,
            VARIANTS.ALT,
            VARIANTS.VARIANT_TYPE,
            VARIANTS.QUAL,
            VARIANTS.FILTER,
            VARIANTS.ALLELE_FREQUENCY,
            VARIANTS.ALLELE_COUNT,
            VARIANTS.ALLELE_NUMBER,
            VARIANTS.DEPTH,
            VARIANTS.RS_NUMBER,
            VARIANTS.GENE,
            VARIANTS.GENE_ID,
            VARIANTS.CONSEQUENCE,
            VARIANTS.IMPACT,
            VARIANTS.CLINICAL_SIGNIFICANCE,
            VARIANTS.CLINICAL_SIGNIFICANCES,
            VARIANTS.INFO);

    private static final Map<String, ClinicalSignificance> SIGNIFICANCES = Arrays.stream(ClinicalSignificance.values())
            .collect(Collectors.toMap(VariantColumns::column, Function.identity()));

    private VariantColumns() {}

    static StoredVariant read(Record row) {
        return new StoredVariant(
                row.get(0, int.class),
                row.get(1, int.class),
                row.get(2, int.class),
                row.get(3, int.class),
                row.get(4, String.class),
                row.get(5, int.class),
                row.get(6, int.class),
                optional(row.get(7, String.class)),
                row.get(8, String.class),
                optional(row.get(9, String.class)),
                VariantType.parse(row.get(10, String.class)).orElse(VariantType.OTHER),
                shortest(row.get(11, Float.class)),
                optional(row.get(12, String.class)),
                optionalDouble(row.get(13, Double.class)),
                optionalInt(row.get(14, Integer.class)),
                optionalInt(row.get(15, Integer.class)),
                optionalInt(row.get(16, Integer.class)),
                optionalLong(row.get(17, Long.class)),
                optional(row.get(18, String.class)),
                optional(row.get(19, String.class)),
                optional(row.get(20, String.class)),
                optional(row.get(21, String.class)).flatMap(Impact::parse),
                significances(row.get(22, String.class), row.get(23, String[].class)),
                info(row.get(24, JSONB.class)));
    }

    /** Of 29.1 as a float 29.1, and not the double that is nearest to the float. */
    private static OptionalDouble shortest(@Nullable Float value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value.toString()));
    }

    private static OptionalDouble optionalDouble(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalLong optionalLong(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static List<ClinicalSignificance> significances(@Nullable String one, String @Nullable [] several) {
        if (several != null) {
            return Arrays.stream(several)
                    .map(VariantColumns::significance)
                    .flatMap(Optional::stream)
                    .toList();
        }
        return optional(one).flatMap(VariantColumns::significance).stream().toList();
    }

    private static Optional<ClinicalSignificance> significance(String column) {
        return Optional.ofNullable(SIGNIFICANCES.get(column));
    }

    static String column(ClinicalSignificance significance) {
        return significance.name().toLowerCase(Locale.ROOT);
    }

    private static InfoValues info(@Nullable JSONB json) {
        return InfoValues.of(json == null ? null : json.data());
    }
}
