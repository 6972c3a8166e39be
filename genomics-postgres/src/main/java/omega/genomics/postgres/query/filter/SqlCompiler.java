package omega.genomics.postgres.query.filter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.vcf.filter.FilterExpression;
import omega.genomics.vcf.filter.FilterExpression.Binary;
import omega.genomics.vcf.filter.FilterExpression.Column;
import omega.genomics.vcf.filter.FilterExpression.ColumnValue;
import omega.genomics.vcf.filter.FilterExpression.Field;
import omega.genomics.vcf.filter.FilterExpression.FileLines;
import omega.genomics.vcf.filter.FilterExpression.Indexes;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import omega.genomics.vcf.filter.FilterExpression.Range;
import omega.genomics.vcf.filter.FilterExpression.Scope;
import omega.genomics.vcf.filter.FilterExpression.Subscript;
import omega.genomics.vcf.filter.FilterExpression.Text;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfType;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** Makes conditions on the columns of one dataset's rows. The expression has been bound to the dataset's header before. */
final class SqlCompiler {
    private final DatasetFields dataset;
    private final SqlGenotypes genotypes;
    private final SqlNumbers numbers;
    private final SqlTexts texts;

    SqlCompiler(DatasetFields dataset, SqlGenotypes genotypes, SqlTexts texts) {
        this.dataset = dataset;
        this.genotypes = genotypes;
        this.texts = texts;
        numbers = new SqlNumbers(dataset, genotypes, this::sampleTest);
    }

    /** Returns a condition that is true where the expression is; null if SQL cannot say it. */
    @Nullable
    Condition condition(FilterExpression expression) {
        if (!(expression instanceof Binary binary)) {
            return null;
        }
        Operator operator = binary.operator();
        return switch (operator) {
            case OR_SITE, OR_SAMPLE, AND_SITE, AND_SAMPLE -> logic(binary);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, MATCHES, NOT_MATCHES ->
                comparison(binary);
            default -> null;
        };
    }

    private @Nullable Condition logic(Binary binary) {
        boolean isAnd = binary.operator() == Operator.AND_SITE || binary.operator() == Operator.AND_SAMPLE;
        if (binary.operator() == Operator.AND_SAMPLE && isOfSamples(binary.left()) && isOfSamples(binary.right())) {
            return ofSamples(binary);
        }
        Condition left = condition(binary.left());
        Condition right = left == null ? null : condition(binary.right());
        return left == null || right == null ? null : isAnd ? left.and(right) : left.or(right);
    }

    private @Nullable Condition ofSamples(FilterExpression expression) {
        SampleTest test = sampleTest(expression);
        return test == null ? null : genotypes.count(test).gt(0.0);
    }

    private @Nullable Condition comparison(Binary binary) {
        FilterExpression left = binary.left();
        FilterExpression right = binary.right();
        if (isGenotype(left) || isGenotype(right)) {
            return ofSamples(binary);
        }
        Operator operator = binary.operator();
        boolean isTurned = isConstantText(left) && !isConstantText(right);
        FilterExpression of = isTurned ? right : left;
        FilterExpression constant = isTurned ? left : right;
        if (isText(of)) {
            return constant instanceof Text text ? text(operator, of, text.value()) : ids(operator, of, constant);
        }
        return numbers.compare(operator, left, right);
    }

    private static boolean isConstantText(FilterExpression expression) {
        return expression instanceof Text || expression instanceof FileLines;
    }

    private boolean isText(FilterExpression expression) {
        if (expression instanceof ColumnValue value) {
            return switch (value.column()) {
                case CHROM, ID, REF, ALT, FILTER, TYPE -> true;
                default -> false;
            };
        }
        InfoDefinition info = info(expression);
        return info != null && (info.type() == VcfType.STRING || info.type() == VcfType.CHARACTER);
    }

    private @Nullable InfoDefinition info(FilterExpression expression) {
        return expression instanceof Field field && field.scope() != Scope.FORMAT && dataset.declaresInfo(field.key())
                ? dataset.header().info(field.key())
                : null;
    }

    private @Nullable Condition text(Operator operator, FilterExpression of, String text) {
        if (of instanceof ColumnValue column) {
            return texts.column(operator, column, text);
        }
        InfoDefinition info = info(of);
        return info == null ? null : texts.info(operator, (Field) of, info, text);
    }

    private @Nullable Condition ids(Operator operator, FilterExpression of, FilterExpression file) {
        boolean isId = of instanceof ColumnValue value && value.column() == Column.ID;
        return isId && file instanceof FileLines lines
                ? texts.isIdAmong(firstWords(lines.path()), operator == Operator.NOT_EQUAL)
                : null;
    }

    /** Reads a file that could be read a moment ago. */
    private static Set<String> firstWords(String path) {
        Set<String> words = new LinkedHashSet<>();
        try {
            for (String line : Files.readAllLines(Path.of(path))) {
                String word = line.strip().split("\\s", 2)[0];
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return words;
    }

    // ---- samples -------------------------------------------------------------------------------------------------

    private boolean isGenotype(FilterExpression expression) {
        return expression instanceof Field field
                && field.key().equals("GT")
                && field.scope() != Scope.INFO
                && dataset.declaresFormat("GT");
    }

    private boolean isOfSamples(FilterExpression expression) {
        if (expression instanceof Binary binary) {
            return isOfSamples(binary.left()) || isOfSamples(binary.right());
        }
        return isGenotype(expression);
    }

    /** Returns the test of each sample that a condition is; null if SQL cannot say it. */
    private @Nullable SampleTest sampleTest(FilterExpression expression) {
        if (!(expression instanceof Binary binary)) {
            return null;
        }
        Operator operator = binary.operator();
        if (operator == Operator.AND_SAMPLE || operator == Operator.OR_SAMPLE) {
            SampleTest left = sampleTest(binary.left());
            SampleTest right = sampleTest(binary.right());
            return left == null || right == null
                    ? null
                    : operator == Operator.AND_SAMPLE ? left.and(right) : left.or(right);
        }
        FilterExpression of = isGenotype(binary.left()) ? binary.left() : binary.right();
        FilterExpression word = isGenotype(binary.left()) ? binary.right() : binary.left();
        boolean isNegated = operator == Operator.NOT_EQUAL || operator == Operator.NOT_MATCHES;
        boolean isComparison = isNegated || operator == Operator.EQUAL || operator == Operator.MATCHES;
        return isComparison && isGenotype(of) && word instanceof Text text
                ? SampleTest.of(text.value(), isNegated, samples(((Field) of).subscript()))
                : null;
    }

    private @Nullable Set<Integer> samples(@Nullable Subscript subscript) {
        if (subscript == null) {
            return null;
        }
        Set<Integer> chosen = new TreeSet<>();
        if (subscript.sampleFile() != null) {
            for (String name : firstWords(subscript.sampleFile())) {
                dataset.header().sampleIndex(name).ifPresent(chosen::add);
            }
            return chosen;
        }
        Indexes indexes = subscript.samples() != null ? subscript.samples() : subscript.values();
        if (indexes == null || indexes.equals(Indexes.ALL)) {
            return null;
        }
        for (Range range : indexes.ranges()) {
            for (int i = range.first();
                    i <= Math.min(range.last(), dataset.header().sampleCount() - 1);
                    i++) {
                chosen.add(i);
            }
        }
        return chosen;
    }
}
