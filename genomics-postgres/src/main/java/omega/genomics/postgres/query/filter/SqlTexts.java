package omega.genomics.postgres.query.filter;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import omega.genomics.vcf.filter.FilterExpression;
import omega.genomics.vcf.filter.FilterExpression.ColumnValue;
import omega.genomics.vcf.filter.FilterExpression.Indexes;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import omega.genomics.vcf.filter.FilterExpression.Range;
import omega.genomics.vcf.filter.FilterExpression.Subscript;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfNumber;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Comparisons of a text with a constant. */
final class SqlTexts {
    private static final Set<String> ONE_TYPE = Set.of("snp", "mnp", "indel", "other", "ref", "bnd", "overlap");

    private final DatasetFields dataset;
    private final UnaryOperator<String> contigs;

    /**
     * Prepares conditions.
     *
     * @param contigs from any name of a contig to the one by which it is stored
     */
    SqlTexts(DatasetFields dataset, UnaryOperator<String> contigs) {
        this.dataset = dataset;
        this.contigs = contigs;
    }

    private static boolean isNegated(Operator operator) {
        return operator == Operator.NOT_EQUAL || operator == Operator.NOT_MATCHES;
    }

    private static boolean isRegex(Operator operator) {
        return operator == Operator.MATCHES || operator == Operator.NOT_MATCHES;
    }

    private static Condition negated(boolean isNegated, Condition condition) {
        return isNegated ? DSL.condition("({0}) IS NOT TRUE", condition) : condition;
    }

    // ---- columns -------------------------------------------------------------------------------------------------

    /** Returns the condition of a column that is text; null if SQL cannot say it. */
    @Nullable
    Condition column(Operator operator, ColumnValue column, String text) {
        return switch (column.column()) {
            case CHROM -> isRegex(operator) ? null : chrom(operator, text);
            case REF -> value(operator, VARIANTS.REF, text);
            case ALT -> isFirst(column.subscript()) ? value(operator, VARIANTS.ALT, text) : null;
            case ID -> id(operator, text);
            case FILTER -> filter(operator, text);
            case TYPE -> type(operator, text);
            default -> null;
        };
    }

    private static boolean isFirst(@Nullable Subscript subscript) {
        Indexes values = subscript == null ? Indexes.ALL : subscript.values();
        return values == null || values.equals(Indexes.ALL) || values.ranges().equals(List.of(new Range(0, 0)));
    }

    private @Nullable Condition chrom(Operator operator, String text) {
        List<String> names = split(text);
        if (isNegated(operator) && names.size() > 1) {
            return null;
        }
        String[] stored = names.stream().map(contigs).toArray(String[]::new);
        return negated(isNegated(operator), isOneOf(VARIANTS.CHROMOSOME, stored));
    }

    private static Condition isOneOf(Field<String> column, String... values) {
        return values.length == 1 ? column.eq(inline(values[0])) : column.eq(any(values));
    }

    /** REF, or the only ALT of a row, null if there is none. */
    private static @Nullable Condition value(Operator operator, Field<String> column, String text) {
        if (isRegex(operator)) {
            SqlRegex regex = SqlRegex.of(text);
            if (regex == null || text.indexOf(',') >= 0 || text.equals(".")) {
                return null;
            }
            return negated(isNegated(operator), column.isNotNull().and(regex.matches(column)));
        }
        List<String> values = split(text);
        boolean hasMissing = values.contains(".");
        if (isNegated(operator)) {
            // one of the values that differs is enough
            return values.size() > 1
                    ? null
                    : hasMissing ? column.isNotNull() : column.isDistinctFrom(inline(values.get(0)));
        }
        String[] present = values.stream().filter(value -> !value.equals(".")).toArray(String[]::new);
        Condition equal = present.length == 0 ? DSL.falseCondition() : isOneOf(column, present);
        return hasMissing ? equal.or(column.isNull()) : equal;
    }

    private static List<String> split(String text) {
        return Arrays.asList(text.split(",", -1));
    }

    private static @Nullable Condition id(Operator operator, String text) {
        if (isRegex(operator)) {
            SqlRegex regex = SqlRegex.of(text);
            return regex == null
                    ? null
                    : negated(isNegated(operator), regex.matches(coalesce(VARIANTS.ID, inline("."))));
        }
        Condition equal = text.equals(".") ? VARIANTS.ID.isNull() : VARIANTS.ID.eq(inline(text));
        return negated(isNegated(operator), equal);
    }

    /** Returns whether the ID is one of the words of a file. */
    Condition isIdAmong(Set<String> words, boolean isNegated) {
        Condition among = VARIANTS.ID.eq(any(words.toArray(new String[0])));
        return negated(isNegated, words.contains(".") ? among.or(VARIANTS.ID.isNull()) : among);
    }

    private static Condition filter(Operator operator, String text) {
        List<String> names = new ArrayList<>(Arrays.asList(text.split(";", -1)));
        names.removeIf(name -> name.equals(".") || name.isEmpty());
        return negated(isNegated(operator), names.isEmpty() ? VARIANTS.FILTER.isNull() : filters(operator, names));
    }

    private static Condition filters(Operator operator, List<String> names) {
        boolean isExact = !isRegex(operator);
        if (isExact && names.size() == 1) {
            return VARIANTS.FILTER.eq(inline(names.get(0)));
        }
        Field<String[]> all = DSL.field("string_to_array({0}, ';')", String[].class, VARIANTS.FILTER);
        Condition has = DSL.condition("{0} @> {1}::text[]", all, DSL.val(names.toArray(new String[0])));
        return isExact ? has.and(DSL.condition("cardinality({0}) = {1}", all, inline(names.size()))) : has;
    }

    // ---- TYPE ----------------------------------------------------------------------------------------------------

    /** The types of expressions are those of bcftools; the column's are finer, and look at both ends of the alleles. */
    private static @Nullable Condition type(Operator operator, String text) {
        String word = text.toLowerCase(Locale.ROOT).replaceFirst("s$", "");
        if (!ONE_TYPE.contains(word)) {
            return null;
        }
        return negated(isNegated(operator), type(word));
    }

    private static Condition type(String word) {
        Condition isOne = VARIANTS.VARIANT_TYPE.in(
                switch (word) {
                    case "snp" -> List.of(inline("SNV"));
                    case "mnp" -> List.of(inline("MNV"));
                    case "indel" -> List.of(inline("INS"), inline("DEL"));
                    case "ref" -> List.of(inline("REF"));
                    case "overlap" -> List.of(inline("OVERLAP"));
                    case "other" -> List.of(inline("DELINS"));
                    default -> List.<Field<String>>of();
                });
        return isOne.or(VARIANTS.VARIANT_TYPE
                .in(inline("SV"), inline("CNV"), inline("BND"), inline("OTHER"))
                .and(DSL.condition(
                        "(CASE WHEN {0} = 'X' AND octet_length({1}) = 1 THEN 'ref'"
                                + " WHEN {0} IN ('<X>', '<*>', '<NON_REF>') THEN 'ref'"
                                + " WHEN octet_length({0}) = 1 AND octet_length({1}) = 1 THEN 'snp'"
                                + " WHEN {0} LIKE '<%' THEN 'other'"
                                + " WHEN left({0}, 1) IN ('[', ']') THEN 'bnd'"
                                + " WHEN upper(left({0}, length({1}))) = upper({1}) THEN"
                                + " CASE WHEN substr({0}, length({1}) + 1, 1) IN ('[', ']') THEN 'bnd' ELSE 'indel' END"
                                + " WHEN upper(right({0}, length({1}))) = upper({1}) THEN 'indel'"
                                + " ELSE 'other' END) = {2}",
                        VARIANTS.ALT, VARIANTS.REF, inline(word))));
    }

    // ---- INFO ----------------------------------------------------------------------------------------------------

    /** Returns the condition of an INFO key that is text; null if SQL cannot say it. */
    @Nullable
    Condition info(Operator operator, FilterExpression.Field field, InfoDefinition info, String text) {
        boolean isOne = info.number().equals(VcfNumber.ONE);
        Subscript subscript = field.subscript();
        Indexes picked =
                isOne || subscript == null || Indexes.ALL.equals(subscript.values()) ? null : subscript.values();
        SqlInfo sql = new SqlInfo(info.id(), picked);
        if (text.isEmpty()) {
            return null;
        }
        List<String> values = split(text);
        boolean isNegated = isNegated(operator);
        boolean ifNone = values.contains(".") != isNegated;
        if (isRegex(operator)) {
            SqlRegex regex = SqlRegex.of(text);
            if (regex == null || text.indexOf(',') >= 0) {
                return null;
            }
            if (!isNegated && regex.literal() != null) {
                return sql.contains(regex.literal(), regex.ignoresCase());
            }
            return sql.any(
                    part -> isNegated ? part.eq(inline(".")).or(DSL.not(regex.matches(part))) : regex.matches(part),
                    ifNone);
        }
        if (isNegated) {
            return values.size() > 1 ? null : sql.any(part -> part.ne(inline(values.get(0))), ifNone);
        }
        String[] wanted = values.toArray(new String[0]);
        Condition equal = sql.any(part -> isOneOf(part, wanted), ifNone);
        boolean isIndexed = dataset.indexed().contains(info.id()) && !isOne && !values.contains(".");
        return isIndexed
                ? DSL.or(values.stream()
                                .map(value -> sql.contains(quoted(value)))
                                .toList())
                        .and(equal)
                : equal;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
