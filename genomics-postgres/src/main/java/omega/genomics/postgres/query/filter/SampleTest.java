package omega.genomics.postgres.query.filter;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the genotype of a sample, which is written as SQL's function {@code genotype} does: missing alleles, then 0, then 1.
 *
 * @param plain whether a genotype meets it
 * @param sql the same of a column
 * @param ifNone whether a sample of a record without GT meets it
 * @param samples the numbers of the samples that it is about; null for all
 */
record SampleTest(
        Predicate<String> plain,
        Function<Field<String>, Condition> sql,
        boolean ifNone,
        @Nullable Set<Integer> samples) {

    /** Returns the test for a word such as {@code het}; null if it is no such word. */
    static @Nullable SampleTest of(String word, boolean isNegated, @Nullable Set<Integer> samples) {
        String regex = regex(word);
        if (regex == null) {
            return null;
        }
        Predicate<String> matches = Pattern.compile(regex).asPredicate();
        return new SampleTest(
                isNegated ? matches.negate() : matches,
                genotype -> DSL.condition(isNegated ? "{0} !~ {1}" : "{0} ~ {1}", genotype, DSL.inline(regex)),
                isNegated,
                samples);
    }

    /** A pattern that Java and PostgreSQL read alike. In a row there is REF, the allele, and missing alleles. */
    private static @Nullable String regex(String word) {
        if (word.equals("aA") || word.equals("Aa")) {
            return "^x$"; // two different ALT alleles
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "mis" -> "[.]|^$";
            case "hom" -> "^(0(/0)+|1(/1)+)$";
            case "het", "ra", "ar" -> "^0(/0)*(/1)+$";
            case "hap" -> "^[01]$";
            case "ref" -> "^0(/0)*$";
            case "alt" -> "^(0/)*1(/1)*$";
            case "rr" -> "^0(/0)+$";
            case "aa" -> "^1(/1)+$";
            case "r" -> "^0$";
            case "a" -> "^1$";
            default -> null;
        };
    }

    /** Returns the test for both in one sample; null if they are about different samples. */
    @Nullable
    SampleTest and(SampleTest other) {
        return !Objects.equals(samples, other.samples)
                ? null
                : new SampleTest(
                        plain.and(other.plain),
                        genotype -> sql.apply(genotype).and(other.sql.apply(genotype)),
                        ifNone && other.ifNone,
                        samples);
    }

    /** Returns the test for either; null if they are about different samples. */
    @Nullable
    SampleTest or(SampleTest other) {
        return !Objects.equals(samples, other.samples)
                ? null
                : new SampleTest(
                        plain.or(other.plain),
                        genotype -> sql.apply(genotype).or(other.sql.apply(genotype)),
                        ifNone || other.ifNone,
                        samples);
    }
}
