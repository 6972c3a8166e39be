package omega.genomics.postgres.query.filter;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import java.util.List;
import java.util.Locale;
import omega.genomics.vcf.filter.FilterExpression;
import omega.genomics.vcf.filter.FilterExpression.Call;
import omega.genomics.vcf.filter.FilterExpression.Column;
import omega.genomics.vcf.filter.FilterExpression.ColumnValue;
import omega.genomics.vcf.filter.FilterExpression.Function;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import omega.genomics.vcf.filter.FilterExpression.Range;
import omega.genomics.vcf.filter.FilterExpression.Subscript;
import omega.genomics.vcf.filter.FilterExpression.Text;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Comparisons of a number with a constant. */
final class SqlNumbers {
    private final DatasetFields dataset;
    private final SqlGenotypes genotypes;
    private final SampleTests sampleTests;

    /** Makes tests of samples out of conditions. */
    interface SampleTests {
        @Nullable
        SampleTest of(FilterExpression condition);
    }

    SqlNumbers(DatasetFields dataset, SqlGenotypes genotypes, SampleTests sampleTests) {
        this.dataset = dataset;
        this.genotypes = genotypes;
        this.sampleTests = sampleTests;
    }

    /** Returns the condition; null if SQL cannot say it. */
    @Nullable
    Condition compare(Operator operator, FilterExpression left, FilterExpression right) {
        if (isMissing(right)) {
            return missing(operator, left);
        }
        if (isMissing(left)) {
            return missing(operator, right);
        }
        Double constant = constant(right);
        if (constant != null) {
            return compare(operator, left, constant);
        }
        constant = constant(left);
        return constant == null ? null : compare(flipped(operator), right, constant);
    }

    private static boolean isMissing(FilterExpression expression) {
        return expression instanceof Text text && text.value().equals(".");
    }

    private @Nullable Double constant(FilterExpression expression) {
        if (expression instanceof ColumnValue value && value.column() == Column.N_SAMPLES) {
            return (double) dataset.header().sampleCount();
        }
        return Parts.constant(expression);
    }

    private static Operator flipped(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            default -> operator;
        };
    }

    private @Nullable Condition missing(Operator operator, FilterExpression of) {
        boolean isNegated = operator == Operator.NOT_EQUAL;
        InfoDefinition info = info(of);
        if (info != null) {
            return info.type() == VcfType.FLAG ? null : sqlInfo(of, info).isMissing(isNegated);
        }
        Field<Double> number = number(of);
        return number == null ? null : isNegated ? number.isNotNull() : number.isNull();
    }

    private @Nullable Condition compare(Operator operator, FilterExpression of, double constant) {
        if (!FloatBounds.holds(constant)) {
            return null;
        }
        InfoDefinition info = info(of);
        if (info != null) {
            return compareInfo(operator, of, info, constant);
        }
        if (of instanceof Call call && isExtreme(call, operator)) {
            FilterExpression argument = call.arguments().get(0);
            InfoDefinition inner = info(argument);
            return inner == null || inner.type() == VcfType.FLAG
                    ? null
                    : compareInfo(operator, argument, inner, constant);
        }
        if (of instanceof ColumnValue value && value.column() == Column.POS) {
            return position(operator, FloatBounds.ofDoubles(constant));
        }
        Field<Double> number = number(of);
        return number == null
                ? null
                : compare(
                        operator,
                        number,
                        isQual(of) ? FloatBounds.ofFloats(constant) : FloatBounds.ofDoubles(constant),
                        isQual(of));
    }

    /** The index on positions is one of integers. */
    private static Condition position(Operator operator, FloatBounds bounds) {
        int least = (int) Math.ceil(bounds.least()); // what is beyond an int becomes the last one
        int greatest = (int) Math.floor(bounds.greatest());
        return switch (operator) {
            case LESS -> VARIANTS.POSITION.lt(inline(least));
            case LESS_OR_EQUAL -> VARIANTS.POSITION.le(inline(greatest));
            case GREATER -> VARIANTS.POSITION.gt(inline(greatest));
            case GREATER_OR_EQUAL -> VARIANTS.POSITION.ge(inline(least));
            case EQUAL -> VARIANTS.POSITION.between(inline(least), inline(greatest));
            default -> VARIANTS.POSITION.notBetween(inline(least), inline(greatest));
        };
    }

    private static boolean isQual(FilterExpression of) {
        return of instanceof ColumnValue value && value.column() == Column.QUAL;
    }

    /** The greatest of some values is above a number if one of them is. */
    private static boolean isExtreme(Call call, Operator operator) {
        return (call.function() == Function.MAX
                        && (operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL))
                || (call.function() == Function.MIN
                        && (operator == Operator.LESS || operator == Operator.LESS_OR_EQUAL));
    }

    private static Condition compare(Operator operator, Field<Double> number, FloatBounds bounds, boolean mayBeNaN) {
        Condition holds = switch (operator) {
            case LESS -> number.lt(inline(bounds.least()));
            case LESS_OR_EQUAL -> number.le(inline(bounds.greatest()));
            case GREATER -> number.gt(inline(bounds.greatest()));
            case GREATER_OR_EQUAL -> number.ge(inline(bounds.least()));
            case EQUAL -> number.between(inline(bounds.least()), inline(bounds.greatest()));
            default -> number.isNull().or(number.notBetween(inline(bounds.least()), inline(bounds.greatest())));
        };
        boolean isUpwards = operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
        // for PostgreSQL NaN is above all numbers
        return mayBeNaN && isUpwards ? holds.and(DSL.condition("{0} <> 'NaN'", number)) : holds;
    }

    // ---- INFO ----------------------------------------------------------------------------------------------------

    private @Nullable InfoDefinition info(FilterExpression expression) {
        return expression instanceof FilterExpression.Field field
                        && field.scope() != FilterExpression.Scope.FORMAT
                        && dataset.declaresInfo(field.key())
                ? dataset.header().info(field.key())
                : null;
    }

    private static SqlInfo sqlInfo(FilterExpression expression, InfoDefinition info) {
        Subscript subscript = ((FilterExpression.Field) expression).subscript();
        boolean isOne = info.number().equals(VcfNumber.ONE);
        return new SqlInfo(
                info.id(),
                isOne || subscript == null || subscript.values() == null || isAll(subscript)
                        ? null
                        : subscript.values());
    }

    private static boolean isAll(Subscript subscript) {
        return FilterExpression.Indexes.ALL.equals(subscript.values());
    }

    private @Nullable Condition compareInfo(
            Operator operator, FilterExpression of, InfoDefinition info, double constant) {
        SqlInfo sql = sqlInfo(of, info);
        if (info.type() == VcfType.FLAG) {
            return flag(sql, operator, constant);
        }
        boolean isInteger = info.type() == VcfType.INTEGER;
        FloatBounds bounds = isInteger ? FloatBounds.ofDoubles(constant) : FloatBounds.ofFloats(constant);
        Condition holds = sql.compare(operator, bounds);
        boolean isIndexed = dataset.indexed().contains(info.id()) && operator == Operator.EQUAL;
        boolean isWhole = isInteger && constant == Math.rint(constant) && Math.abs(constant) < 16_777_216;
        return isIndexed && isWhole
                ? sql.contains(Long.toString((long) constant)).and(holds)
                : holds;
    }

    private static Condition flag(SqlInfo sql, Operator operator, double constant) {
        boolean ifSet = holds(operator, 1, (float) constant);
        boolean ifNot = holds(operator, 0, (float) constant);
        return ifSet == ifNot ? DSL.condition(DSL.inline(ifSet)) : ifSet ? sql.isThere() : DSL.not(sql.isThere());
    }

    private static boolean holds(Operator operator, float a, float b) {
        return switch (operator) {
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
            case GREATER -> a > b;
            case GREATER_OR_EQUAL -> a >= b;
            case EQUAL -> a == b;
            default -> a != b;
        };
    }

    // ---- numbers of a row ----------------------------------------------------------------------------------------

    /** Returns a number that is null where it is missing; null if SQL cannot say it. */
    private @Nullable Field<Double> number(FilterExpression expression) {
        if (expression instanceof ColumnValue value) {
            return switch (value.column()) {
                case POS -> VARIANTS.POSITION.coerce(Double.class); // compared with a missing value
                case QUAL -> VARIANTS.QUAL.coerce(Double.class);
                case N_ALT -> field("(CASE WHEN {0} IS NULL THEN 0 ELSE 1 END)", Double.class, VARIANTS.ALT);
                case N_MISSING -> genotypes.missing();
                case F_MISSING -> genotypes.share(genotypes.missing());
                default -> null;
            };
        }
        if (expression instanceof FilterExpression.Field computed) {
            return computed(computed);
        }
        return expression instanceof Call call ? call(call) : null;
    }

    private @Nullable Field<Double> call(Call call) {
        FilterExpression argument = call.arguments().get(0);
        return switch (call.function()) {
            case N_PASS, F_PASS, COUNT -> {
                SampleTest test = sampleTests.of(argument);
                if (test == null) {
                    yield null;
                }
                Field<Double> count = genotypes.count(test);
                yield call.function() == Function.F_PASS ? genotypes.share(count) : count;
            }
            case STRLEN -> {
                boolean isWhole = argument instanceof ColumnValue value && value.subscript() == null;
                yield argument instanceof ColumnValue value && isWhole ? length(value.column()) : null;
            }
            default -> null;
        };
    }

    private static @Nullable Field<Double> length(Column column) {
        return switch (column) {
            case REF -> octets(VARIANTS.REF);
            case ALT -> octets(VARIANTS.ALT);
            default -> null;
        };
    }

    private static Field<Double> octets(Field<String> text) {
        return field("octet_length({0})", Double.class, text);
    }

    // ---- what the header does not declare ------------------------------------------------------------------------

    private @Nullable Field<Double> computed(FilterExpression.Field field) {
        if (dataset.declaresFormat(field.key()) || field.scope() == FilterExpression.Scope.FORMAT) {
            return null;
        }
        Subscript subscript = field.subscript();
        boolean isFirst = subscript == null
                || isAll(subscript)
                || (subscript.values() != null && subscript.values().ranges().equals(List.of(new Range(0, 0))));
        String measure = field.key().toUpperCase(Locale.ROOT);
        if (measure.equals("ILEN")) {
            return DSL.field(
                    "(CASE WHEN octet_length({0}) <> octet_length({1}) THEN octet_length({0}) - octet_length({1}) END)",
                    Double.class, VARIANTS.ALT, VARIANTS.REF);
        }
        if (!isFirst) {
            return null;
        }
        if (measure.equals("AN")) {
            return genotypes.called();
        }
        Field<Double> ofGenotypes = measured(measure, genotypes.copies(), genotypes.called());
        boolean fromInfo = !measure.equals("AC") && dataset.declaresInfo("AC") && dataset.declaresInfo("AN");
        return fromInfo ? fromInfo(measure, ofGenotypes) : ofGenotypes;
    }

    private static Field<Double> fromInfo(String measure, Field<Double> otherwise) {
        SqlInfo ac = new SqlInfo("AC", null);
        Field<Double> an = new SqlInfo("AN", null).only();
        return field(
                "(CASE WHEN {0} >= 0 AND {1} THEN CASE WHEN {2} <= {0} THEN {3} END ELSE {4} END)",
                Double.class, an, ac.isThere(), ac.only(), measured(measure, ac.only(), an), otherwise);
    }

    private static Field<Double> measured(String measure, Field<Double> count, Field<Double> total) {
        Field<Double> value = switch (measure) {
            case "AC" -> count;
            case "MAC" -> field("(CASE WHEN {0} > {1} * 0.5 THEN {1} - {0} ELSE {0} END)", Double.class, count, total);
            case "AF" -> field("({0} / nullif({1}, 0))", Double.class, count, total);
            default ->
                field(
                        "(CASE WHEN {0} / nullif({1}, 0) > 0.5 THEN 1 - {0} / nullif({1}, 0) ELSE {0} / nullif({1}, 0) END)",
                        Double.class, count, total);
        };
        return field(
                "(CASE WHEN {0} > 0 THEN CASE WHEN {1} IS NULL THEN 0 ELSE {2} END END)",
                Double.class, total, VARIANTS.ALT, value);
    }
}
