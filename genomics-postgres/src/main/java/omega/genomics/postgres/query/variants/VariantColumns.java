package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static omega.genomics.postgres.query.genes.GeneColumns.optional;
import static omega.genomics.postgres.query.genes.GeneColumns.optionalInt;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import omega.genomics.consequence.Impact;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a {@link StoredVariant}, read by position so that they may come from any derived table, and as they are: jOOQ's
 * conversions would take longer than all the rest.
 */
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

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?");

    private VariantColumns() {}

    static StoredVariant read(Record row) {
        return new StoredVariant(
                number(row, 0),
                number(row, 1),
                number(row, 2),
                number(row, 3),
                text(row, 4),
                number(row, 5),
                number(row, 6),
                optional((String) row.get(7)),
                text(row, 8),
                optional((String) row.get(9)),
                VariantType.parse(text(row, 10)).orElse(VariantType.OTHER),
                shortest((Float) row.get(11)),
                optional((String) row.get(12)),
                optionalDouble((Double) row.get(13)),
                optionalInt((Integer) row.get(14)),
                optionalInt((Integer) row.get(15)),
                optionalInt((Integer) row.get(16)),
                optionalLong((Long) row.get(17)),
                optional((String) row.get(18)),
                optional((String) row.get(19)),
                optional((String) row.get(20)),
                optional((String) row.get(21)).flatMap(Impact::parse),
                significances((String) row.get(22), (String[]) row.get(23)),
                info((JSONB) row.get(24)));
    }

    private static int number(Record row, int column) {
        return ((Number) Objects.requireNonNull(row.get(column))).intValue();
    }

    private static String text(Record row, int column) {
        return (String) Objects.requireNonNull(row.get(column));
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

    /** Of a value or a list of values. The key is inlined, because an index on an expression is of use only when it is the same. */
    static Condition infoContains(String key, String value) {
        Condition found = infoContains(key, DSL.field("to_jsonb({0}::text)", SQLDataType.JSONB, DSL.val(value)));
        if (NUMBER.matcher(value).matches()) {
            BigDecimal number = new BigDecimal(value);
            return found.or(infoContains(key, DSL.field("to_jsonb({0}::numeric)", SQLDataType.JSONB, DSL.val(number))));
        }
        return value.equals("true") ? found.or(infoContains(key, DSL.inline(JSONB.valueOf("true")))) : found;
    }

    private static Condition infoContains(String key, Field<JSONB> value) {
        return DSL.condition("({0} -> {1}) @> {2}", VARIANTS.INFO, DSL.inline(key), value);
    }

    private static InfoValues info(@Nullable JSONB json) {
        return InfoValues.of(json == null ? null : json.data());
    }
}
