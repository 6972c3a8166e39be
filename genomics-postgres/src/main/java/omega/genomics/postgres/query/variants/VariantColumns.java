package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static omega.genomics.postgres.query.genes.GeneColumns.optional;
import static omega.genomics.postgres.query.genes.GeneColumns.optionalInt;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
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
import omega.genomics.postgres.query.RowValues;
import omega.genomics.postgres.table.VariantColumn;
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
    private static final List<VariantColumn> READ = List.of(
            VariantColumn.DATASET_ID,
            VariantColumn.RECORD_NUMBER,
            VariantColumn.ALLELE_INDEX,
            VariantColumn.ORDINAL,
            VariantColumn.CHROMOSOME,
            VariantColumn.POSITION,
            VariantColumn.END_POS,
            VariantColumn.ID,
            VariantColumn.REF,
            VariantColumn.ALT,
            VariantColumn.VARIANT_TYPE,
            VariantColumn.QUAL,
            VariantColumn.FILTER,
            VariantColumn.ALLELE_FREQUENCY,
            VariantColumn.ALLELE_COUNT,
            VariantColumn.ALLELE_NUMBER,
            VariantColumn.DEPTH,
            VariantColumn.RS_NUMBER,
            VariantColumn.GENE,
            VariantColumn.GENE_ID,
            VariantColumn.CONSEQUENCE,
            VariantColumn.IMPACT,
            VariantColumn.CLINICAL_SIGNIFICANCE,
            VariantColumn.CLINICAL_SIGNIFICANCES,
            VariantColumn.INFO,
            VariantColumn.HGVS_G,
            VariantColumn.HGVS_C,
            VariantColumn.HGVS_P);

    static final List<Field<?>> ALL = READ.stream()
            .<Field<?>>map(column -> Objects.requireNonNull(VARIANTS.field(column.sqlName())))
            .toList();

    /** Where a column is among those that are read. */
    private static final Map<VariantColumn, Integer> PLACES = new EnumMap<>(VariantColumn.class);

    static {
        for (int i = 0; i < READ.size(); i++) {
            PLACES.put(READ.get(i), i);
        }
    }

    private static final Map<String, ClinicalSignificance> SIGNIFICANCES = Arrays.stream(ClinicalSignificance.values())
            .collect(Collectors.toMap(VariantColumns::column, Function.identity()));

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,2})?");

    private VariantColumns() {}

    static StoredVariant read(Record row) {
        return read(RowValues.of(row));
    }

    static StoredVariant read(RowValues row) {
        return new StoredVariant(
                number(row, VariantColumn.DATASET_ID),
                number(row, VariantColumn.RECORD_NUMBER),
                number(row, VariantColumn.ALLELE_INDEX),
                number(row, VariantColumn.ORDINAL),
                text(row, VariantColumn.CHROMOSOME),
                number(row, VariantColumn.POSITION),
                number(row, VariantColumn.END_POS),
                optional((String) at(row, VariantColumn.ID)),
                text(row, VariantColumn.REF),
                optional((String) at(row, VariantColumn.ALT)),
                VariantType.parse(text(row, VariantColumn.VARIANT_TYPE)).orElse(VariantType.OTHER),
                shortest((Float) at(row, VariantColumn.QUAL)),
                optional((String) at(row, VariantColumn.FILTER)),
                optionalDouble((Double) at(row, VariantColumn.ALLELE_FREQUENCY)),
                optionalInt((Integer) at(row, VariantColumn.ALLELE_COUNT)),
                optionalInt((Integer) at(row, VariantColumn.ALLELE_NUMBER)),
                optionalInt((Integer) at(row, VariantColumn.DEPTH)),
                optionalLong((Long) at(row, VariantColumn.RS_NUMBER)),
                optional((String) at(row, VariantColumn.GENE)),
                optional((String) at(row, VariantColumn.GENE_ID)),
                optional((String) at(row, VariantColumn.CONSEQUENCE)),
                optional((String) at(row, VariantColumn.IMPACT)).flatMap(Impact::parse),
                significances((String) at(row, VariantColumn.CLINICAL_SIGNIFICANCE), (String[])
                        at(row, VariantColumn.CLINICAL_SIGNIFICANCES)),
                info((JSONB) at(row, VariantColumn.INFO)),
                optional((String) at(row, VariantColumn.HGVS_G)),
                optional((String) at(row, VariantColumn.HGVS_C)),
                optional((String) at(row, VariantColumn.HGVS_P)));
    }

    private static @Nullable Object at(RowValues row, VariantColumn column) {
        return row.get(Objects.requireNonNull(PLACES.get(column)));
    }

    private static int number(RowValues row, VariantColumn column) {
        return ((Number) Objects.requireNonNull(at(row, column))).intValue();
    }

    private static String text(RowValues row, VariantColumn column) {
        return (String) Objects.requireNonNull(at(row, column));
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
