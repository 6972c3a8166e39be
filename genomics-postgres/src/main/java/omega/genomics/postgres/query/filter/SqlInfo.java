package omega.genomics.postgres.query.filter;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.stream.Collectors;
import omega.genomics.vcf.filter.FilterExpression.Indexes;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * An INFO key in SQL. Lists are compared by paths of JSON, which look each value up once, have the same meaning as an expression (one value
 * is enough), and do not fail where a value is of another type.
 */
final class SqlInfo {
    private static final Field<String> PART = field(name("each", "part"), String.class);
    private static final Field<Long> NUMBER = field(name("value", "number"), Long.class);

    private final String key;
    private final @Nullable Indexes picked;

    /**
     * Names a key.
     *
     * @param picked which values of a list; null for all
     */
    SqlInfo(String key, @Nullable Indexes picked) {
        this.key = key;
        this.picked = picked;
    }

    // ---- paths ---------------------------------------------------------------------------------------------------

    private String path() {
        String member = "$.\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return picked == null
                ? member
                : member
                        + picked.ranges().stream()
                                .map(range -> range.first() == range.last()
                                        ? String.valueOf(range.first())
                                        : range.first() + " to "
                                                + (range.last() == Integer.MAX_VALUE ? "last" : range.last()))
                                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static Condition exists(String path) {
        // silent, as a path may meet values of other types; null where the row has no INFO
        return condition(
                "coalesce(jsonb_path_exists({0}, {1}::jsonpath, {2}::jsonb, true), false)",
                VARIANTS.INFO, inline(path), inline("{}"));
    }

    private static String number(double value) {
        return new BigDecimal(value).toString();
    }

    /** Returns whether the row has the key, be it without a value. */
    Condition isThere() {
        return condition("coalesce(jsonb_exists({0}, {1}), false)", VARIANTS.INFO, inline(key));
    }

    /** Returns the only value as a number; null if it is missing. */
    Field<Double> only() {
        Field<JSONB> value = field("({0} -> {1})", JSONB.class, VARIANTS.INFO, inline(key));
        return field("(CASE jsonb_typeof({0}) WHEN 'number' THEN ({0})::double precision END)", Double.class, value);
    }

    // ---- numbers -------------------------------------------------------------------------------------------------

    /** Compares numbers with a constant. */
    Condition compare(Operator operator, FloatBounds bounds) {
        String least = number(bounds.least());
        String greatest = number(bounds.greatest());
        return switch (operator) {
            case LESS -> exists(path() + " ? (@ < " + least + " || @ == \"-Infinity\")");
            case LESS_OR_EQUAL -> exists(path() + " ? (@ <= " + greatest + " || @ == \"-Infinity\")");
            case GREATER -> exists(path() + " ? (@ > " + greatest + " || @ == \"Infinity\")");
            case GREATER_OR_EQUAL -> exists(path() + " ? (@ >= " + least + " || @ == \"Infinity\")");
            case EQUAL -> exists(path() + " ? (@ >= " + least + " && @ <= " + greatest + ")");
            default ->
                exists(path() + " ? (@.type() != \"number\" || @ < " + least + " || @ > " + greatest + ")")
                        .or(DSL.not(exists(path())));
        };
    }

    /** Compares with a missing value. */
    Condition isMissing(boolean isNegated) {
        String special = "@ == \"Infinity\" || @ == \"-Infinity\" || @ == \"NaN\"";
        return isNegated
                ? exists(path() + " ? (@.type() == \"number\" || " + special + ")")
                : exists(path() + " ? (@.type() == \"null\" || @.type() == \"boolean\""
                                + " || (@.type() == \"string\" && !(" + special + ")))")
                        .or(DSL.not(exists(path())));
    }

    /** Says what an index on the key finds. */
    Condition contains(String json) {
        return condition("({0} -> {1}) @> {2}::jsonb", VARIANTS.INFO, inline(key), inline(json));
    }

    // ---- texts ---------------------------------------------------------------------------------------------------

    /** Returns whether a text, or one of a list, contains a text that has no commas and is not a point. */
    Condition contains(String text, boolean ignoresCase) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return exists(path() + " ? (@ like_regex \"" + quoted + "\" flag \"" + (ignoresCase ? "iq" : "q") + "\")");
    }

    /**
     * Returns whether one of the texts meets a condition. A missing one is a point; a text with commas in it is as many texts.
     *
     * @param ifNone the result where the record has none
     */
    Condition any(Function<Field<String>, Condition> test, boolean ifNone) {
        Field<JSONB> value = field("({0} -> {1})", JSONB.class, VARIANTS.INFO, inline(key));
        return condition(
                "(CASE WHEN {0} IS NULL OR {0} IN ('true'::jsonb, '\"\"'::jsonb) THEN {1} ELSE coalesce((SELECT bool_or({2})"
                        + " FROM jsonb_array_elements_text(CASE jsonb_typeof({0}) WHEN 'array' THEN {0} ELSE jsonb_build_array({0}) END)"
                        + " WITH ORDINALITY AS \"value\"(\"text\", \"number\"),"
                        + " LATERAL string_to_table(coalesce(\"value\".\"text\", '.'), ',') AS \"each\"(\"part\") WHERE {3}), {1}) END)",
                value, inline(ifNone), test.apply(PART), isPicked());
    }

    private Condition isPicked() {
        Indexes some = picked;
        if (some == null) {
            return DSL.trueCondition();
        }
        return DSL.or(some.ranges().stream()
                .map(range -> NUMBER.between(
                        inline(range.first() + 1L), inline(Math.min(Integer.MAX_VALUE, range.last() + 1L))))
                .toList());
    }
}
