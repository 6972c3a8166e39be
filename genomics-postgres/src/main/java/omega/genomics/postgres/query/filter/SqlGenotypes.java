package omega.genomics.postgres.query.filter;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Numbers of samples and of alleles. Where all samples are diploid and no genotype is half missing the counts in columns are enough; else
 * packed genotypes are read one by one.
 */
final class SqlGenotypes {
    private static final Field<Integer> SAMPLE = field(name("sample", "number"), Integer.class);
    private static final Field<String> GENOTYPE = field(name("each", "genotype"), String.class);
    private static final SampleTest MISSING = java.util.Objects.requireNonNull(SampleTest.of("mis", false, null));

    private final String schema;
    private final int samples;

    /**
     * Prepares conditions.
     *
     * @param samples of the dataset
     */
    SqlGenotypes(String schema, int samples) {
        this.schema = schema;
        this.samples = samples;
    }

    private static Condition isPlain() {
        return DSL.condition("(get_byte({0}, 0) & 8) = 0 AND get_byte({0}, 1) = 2", VARIANTS.GENOTYPES);
    }

    /** Returns the number of samples that meet a test. */
    Field<Double> count(SampleTest test) {
        Set<Integer> chosen = test.samples();
        int size = chosen == null ? samples : chosen.size();
        Field<Double> none = inline((double) (test.ifNone() ? size : 0));
        Field<Double> counted = counted("count(*)", test.sql().apply(GENOTYPE), chosen);
        return chosen == null ? choice(none, plain(test), counted) : choice(none, counted);
    }

    private static Field<Double> plain(SampleTest test) {
        List<Field<Integer>> counts = new ArrayList<>();
        add(counts, test, "0/0", VARIANTS.HOM_REF_COUNT);
        add(counts, test, "0/1", VARIANTS.HET_COUNT);
        add(counts, test, "1/1", VARIANTS.HOM_ALT_COUNT);
        add(counts, test, "./.", VARIANTS.MISSING_COUNT);
        Field<Integer> sum = counts.stream().reduce(Field::plus).orElse(inline(0));
        return sum.cast(SQLDataType.DOUBLE);
    }

    private static void add(List<Field<Integer>> counts, SampleTest test, String genotype, Field<Integer> column) {
        if (test.plain().test(genotype)) {
            counts.add(column);
        }
    }

    /** Aggregates over the genotypes of samples. */
    private Field<Double> counted(
            String aggregate, Condition which, java.util.@org.jspecify.annotations.Nullable Set<Integer> chosen) {
        Field<?> numbers = chosen == null
                ? field("generate_series(0, {0})", inline(samples - 1))
                : field("unnest({0})", DSL.inline(chosen.toArray(new Integer[0])));
        return field(
                "(SELECT " + aggregate
                        + "::double precision FROM {0} AS {1}({2}), LATERAL (SELECT {3}({4}, {5}) AS {6}) AS {7} WHERE {8})",
                Double.class,
                numbers,
                name("sample"),
                name("number"),
                name(schema, "genotype"),
                VARIANTS.GENOTYPES,
                SAMPLE,
                name("genotype"),
                name("each"),
                which);
    }

    private static Field<Double> choice(Field<Double> none, Field<Double> plain, Field<Double> counted) {
        return field(
                "(CASE WHEN {0} IS NULL THEN {1} WHEN {2} THEN {3} ELSE {4} END)",
                Double.class, VARIANTS.GENOTYPES, none, isPlain(), plain, counted);
    }

    private static Field<Double> choice(Field<Double> none, Field<Double> counted) {
        return field("(CASE WHEN {0} IS NULL THEN {1} ELSE {2} END)", Double.class, VARIANTS.GENOTYPES, none, counted);
    }

    /** Returns N_MISSING. */
    Field<Double> missing() {
        if (samples == 0) {
            return inline(0.0);
        }
        return field("(CASE WHEN {0} IS NOT NULL THEN {1} END)", Double.class, VARIANTS.GENOTYPES, count(MISSING));
    }

    /** Returns the share that a number of samples is. */
    Field<Double> share(Field<Double> number) {
        return samples == 0 ? inline(0.0) : number.div(inline((double) samples));
    }

    /** Returns the number of copies of the allele. */
    Field<Double> copies() {
        return choice(
                inline(0.0),
                VARIANTS.HET_COUNT.plus(VARIANTS.HOM_ALT_COUNT.times(inline(2))).cast(SQLDataType.DOUBLE),
                counted(
                        "coalesce(sum(length(\"each\".\"genotype\") - length(replace(\"each\".\"genotype\", '1', ''))), 0)",
                        DSL.trueCondition(),
                        null));
    }

    /** Returns the number of alleles that are not missing. */
    Field<Double> called() {
        return choice(
                inline(0.0),
                VARIANTS.HOM_REF_COUNT
                        .plus(VARIANTS.HET_COUNT)
                        .plus(VARIANTS.HOM_ALT_COUNT)
                        .times(inline(2))
                        .cast(SQLDataType.DOUBLE),
                counted(
                        "coalesce(sum(length(\"each\".\"genotype\") - length(translate(\"each\".\"genotype\", '01', ''))), 0)",
                        DSL.trueCondition(),
                        null));
    }
}
