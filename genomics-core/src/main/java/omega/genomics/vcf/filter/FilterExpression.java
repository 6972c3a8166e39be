package omega.genomics.vcf.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The syntax tree of a filter expression. Immutable; names are as written, not yet looked up in a header.
 *
 * <p>{@link #toString()} returns the normal form, which {@link VcfFilter#parse} reads back as an equal tree.
 */
public sealed interface FilterExpression {

    /**
     * Returns the normal form.
     *
     * @return the same for equal trees
     */
    @Override
    String toString();

    /** A column of VCF, or a value that is computed for every record. */
    enum Column {
        /** The contig. */
        CHROM,
        /** The position of the first base of REF. */
        POS,
        /** The identifiers, as one text. */
        ID,
        /** The reference allele. */
        REF,
        /** The other alleles. */
        ALT,
        /** The quality. */
        QUAL,
        /** The filters, as a set. */
        FILTER,
        /** The types of the ALT alleles. */
        TYPE,
        /** How many ALT alleles there are. */
        N_ALT,
        /** How many samples the file has. */
        N_SAMPLES,
        /** How many samples lack an allele of their genotype. */
        N_MISSING,
        /** Their share. */
        F_MISSING
    }

    /** Where a key is looked up. */
    enum Scope {
        /** In INFO and in FORMAT; an error if both have it. */
        ANY,
        /** In INFO only. */
        INFO,
        /** In FORMAT only. */
        FORMAT
    }

    /** What stands between two operands. Operators of one precedence group from the right, as in bcftools. */
    enum Operator {
        /** True if either is; selects all samples of the site. */
        OR_SITE("||", 2),
        /** True if either is; selects the samples where either is. */
        OR_SAMPLE("|", 2),
        /** True if both are, perhaps in different samples. */
        AND_SITE("&&", 3),
        /** True if both are, in one sample. */
        AND_SAMPLE("&", 3),
        /** A value is equal to one of the other side. */
        EQUAL("=", 5),
        /** A value differs from one of the other side. */
        NOT_EQUAL("!=", 5),
        /** A value is less. */
        LESS("<", 5),
        /** A value is less or equal. */
        LESS_OR_EQUAL("<=", 5),
        /** A value is greater. */
        GREATER(">", 5),
        /** A value is greater or equal. */
        GREATER_OR_EQUAL(">=", 5),
        /** A text has a part that matches a pattern; FILTER has all of some names. */
        MATCHES("~", 5),
        /** A text has no such part. */
        NOT_MATCHES("!~", 5),
        /** The sum. */
        ADD("+", 6),
        /** The difference. */
        SUBTRACT("-", 6),
        /** The product. */
        MULTIPLY("*", 7),
        /** The quotient. */
        DIVIDE("/", 7),
        /** The remainder of whole numbers. */
        REMAINDER("%", 7);

        private final String symbol;
        private final int precedence;

        Operator(String symbol, int precedence) {
            this.symbol = symbol;
            this.precedence = precedence;
        }

        /**
         * Returns the operator as text.
         *
         * @return such as {@code &&}
         */
        public String symbol() {
            return symbol;
        }

        int precedence() {
            return precedence;
        }

        boolean isLogic() {
            return precedence <= 3;
        }

        boolean isComparison() {
            return precedence == 5;
        }

        boolean isArithmetic() {
            return precedence > 5;
        }

        boolean isRegex() {
            return this == MATCHES || this == NOT_MATCHES;
        }
    }

    /** A function. Those without {@code SMPL_} make one value of all values of all samples. */
    enum Function {
        /** The greatest value. */
        MAX,
        /** The least value. */
        MIN,
        /** The mean. */
        AVG,
        /** The median. */
        MEDIAN,
        /** The standard deviation of a population. */
        STDEV,
        /** The sum. */
        SUM,
        /** The values without their signs. */
        ABS,
        /** How many values there are, or samples that meet a condition. */
        COUNT,
        /** The length of a text. */
        STRLEN,
        /** The values as −10 log10. */
        PHRED,
        /** How likely two counts differ so much or more by chance. */
        BINOM,
        /** Fisher's exact test of four counts. */
        FISHER,
        /** How many samples meet a condition. */
        N_PASS,
        /** The share of samples that meet a condition. */
        F_PASS,
        /** The greatest value of each sample. */
        SMPL_MAX,
        /** The least value of each sample. */
        SMPL_MIN,
        /** The mean of each sample. */
        SMPL_AVG,
        /** The median of each sample. */
        SMPL_MEDIAN,
        /** The standard deviation of each sample. */
        SMPL_STDEV,
        /** The sum of each sample. */
        SMPL_SUM,
        /** How many values each sample has. */
        SMPL_COUNT;

        /** Finds a function by one of its names in any case; null if there is none. */
        static @Nullable Function of(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            Function plain = named(upper);
            if (plain != null) {
                return plain;
            }
            Function base = named(upper.startsWith("SMPL_") ? upper.substring(5) : upper.replaceFirst("^S", ""));
            return base == null ? null : named("SMPL_" + base);
        }

        private static @Nullable Function named(String name) {
            for (Function function : values()) {
                if (function.name().equals(name)) {
                    return function;
                }
            }
            return name.equals("MEAN") ? AVG : null;
        }
    }

    /**
     * A number.
     *
     * @param value finite
     */
    record Constant(double value) implements FilterExpression {
        /** Checks the value. */
        public Constant {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("expected a finite number, found " + value);
            }
            value = value == 0 ? 0 : value; // without a sign, which the text would lose
        }

        @Override
        public String toString() {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value)
                    : Double.toString(value);
        }
    }

    /**
     * A text in quotes. There are no escapes: what stands between the quotes is the text.
     *
     * @param value without quotes; may not hold both kinds of them
     */
    record Text(String value) implements FilterExpression {
        /** Checks that the text can be written. */
        public Text {
            Objects.requireNonNull(value, "value");
            if (value.indexOf('"') >= 0 && value.indexOf('\'') >= 0) {
                throw new IllegalArgumentException("expected a text without one kind of quotes, found " + value);
            }
        }

        @Override
        public String toString() {
            char quote = value.indexOf('"') >= 0 ? '\'' : '"';
            return quote + value + quote;
        }
    }

    /**
     * A file whose lines begin with texts: {@code ID=@names.txt}.
     *
     * @param path as written
     */
    record FileLines(String path) implements FilterExpression {
        /** Creates a record; nothing in it may be null. */
        public FileLines {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String toString() {
            return "@" + path;
        }
    }

    /**
     * A column or computed value.
     *
     * @param column which one
     * @param subscript of ALT only; null for all of it
     */
    record ColumnValue(Column column, @Nullable Subscript subscript) implements FilterExpression {
        /** Creates a record; nothing in it may be null. */
        public ColumnValue {
            Objects.requireNonNull(column, "column");
        }

        @Override
        public String toString() {
            return column + (subscript == null ? "" : subscript.toString());
        }
    }

    /**
     * An INFO or FORMAT key, or a value such as AF that is computed if the header has no such key.
     *
     * @param scope where it is looked up
     * @param key its id
     * @param subscript which samples and values; null for the usual ones
     */
    record Field(Scope scope, String key, @Nullable Subscript subscript) implements FilterExpression {
        /** Creates a record; nothing in it may be null. */
        public Field {
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(key, "key");
        }

        @Override
        public String toString() {
            return (scope == Scope.ANY ? "" : scope + "/") + key + (subscript == null ? "" : subscript.toString());
        }
    }

    /**
     * The negative of a number that is computed; a negative constant is a {@link Constant}.
     *
     * @param operand what is multiplied by −1
     */
    record Negative(FilterExpression operand) implements FilterExpression {
        /** Checks that the operand is no constant. */
        public Negative {
            Objects.requireNonNull(operand, "operand");
            if (operand instanceof Constant) {
                throw new IllegalArgumentException("expected what is no constant, found " + operand);
            }
        }

        @Override
        public String toString() {
            return "-" + nested(operand, precedence(operand) < 7);
        }
    }

    /**
     * Two operands with an operator between.
     *
     * @param operator what is done
     * @param left before it
     * @param right after it
     */
    record Binary(Operator operator, FilterExpression left, FilterExpression right) implements FilterExpression {
        /** Creates a record; nothing in it may be null. */
        public Binary {
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(right, "right");
        }

        @Override
        public String toString() {
            int own = operator.precedence();
            boolean explicit = operator.isArithmetic() && operator != Operator.ADD && operator != Operator.MULTIPLY;
            String space = operator.isLogic() ? " " : "";
            int right = precedence(this.right);
            boolean isBinary = this.right instanceof Binary;
            boolean inParentheses = precedence(left) <= own;
            return nested(left, inParentheses)
                    + (space.isEmpty() && !inParentheses && endsInFile(left) ? " " : space)
                    + operator.symbol()
                    + space
                    + nested(this.right, right < own || (right == own && explicit && isBinary));
        }
    }

    /**
     * A function and what it is given.
     *
     * @param function which one
     * @param arguments one or two
     */
    record Call(Function function, List<FilterExpression> arguments) implements FilterExpression {
        /** Copies the arguments. */
        public Call {
            Objects.requireNonNull(function, "function");
            Objects.requireNonNull(arguments, "arguments");
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return function + "("
                    + String.join(",", arguments.stream().map(Object::toString).toList()) + ")";
        }
    }

    /**
     * What stands in brackets: {@code [0]}, {@code [*]}, {@code [0:1]}, {@code [@samples.txt]}.
     *
     * @param samples null unless there is a colon
     * @param sampleFile null unless samples are listed in a file
     * @param values which values; of a FORMAT field without a colon, which samples; null after a file alone
     */
    record Subscript(
            @Nullable Indexes samples,
            @Nullable String sampleFile,
            @Nullable Indexes values) {
        @Override
        public String toString() {
            if (sampleFile != null) {
                return "[@" + sampleFile + (values == null ? "" : ":" + values) + "]";
            }
            return "[" + (samples == null ? "" : samples + ":") + (values == null ? "" : values) + "]";
        }
    }

    /**
     * Some numbers from 0 on.
     *
     * @param ranges first and last of each, the last {@link Integer#MAX_VALUE} for all that follow; sorted, without overlaps; none in {@link #GENOTYPE}
     */
    record Indexes(List<Range> ranges) {
        /** All of them. */
        public static final Indexes ALL = new Indexes(List.of(new Range(0, Integer.MAX_VALUE)));

        /** The alleles of each sample's genotype, each once: {@code AD[GT]}. */
        public static final Indexes GENOTYPE = new Indexes(List.of());

        /** Sorts the ranges and joins those that touch. */
        public Indexes {
            Objects.requireNonNull(ranges, "ranges");
            List<Range> sorted = new ArrayList<>(ranges);
            sorted.sort((a, b) -> Integer.compare(a.first(), b.first()));
            List<Range> merged = new ArrayList<>();
            for (Range range : sorted) {
                Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                if (last != null && range.first() <= (long) last.last() + 1) {
                    merged.set(merged.size() - 1, new Range(last.first(), Math.max(last.last(), range.last())));
                } else {
                    merged.add(range);
                }
            }
            ranges = List.copyOf(merged);
        }

        /**
         * Tells whether a number is among them.
         *
         * @param index from 0
         * @return whether one of the ranges holds it
         */
        public boolean contains(int index) {
            for (Range range : ranges) {
                if (index >= range.first() && index <= range.last()) {
                    return true;
                }
            }
            return false;
        }

        boolean isGenotype() {
            return ranges.isEmpty();
        }

        boolean isAll() {
            return equals(ALL);
        }

        /** Returns the only number, or −1 if there may be others. */
        int only() {
            return ranges.size() == 1 && ranges.get(0).first() == ranges.get(0).last()
                    ? ranges.get(0).first()
                    : -1;
        }

        @Override
        public String toString() {
            if (isGenotype()) {
                return "GT";
            }
            return isAll()
                    ? "*"
                    : String.join(",", ranges.stream().map(Object::toString).toList());
        }
    }

    /**
     * Numbers in a row.
     *
     * @param first 0 or more
     * @param last not less; {@link Integer#MAX_VALUE} for no end
     */
    record Range(int first, int last) {
        /** Checks the order. */
        public Range {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("expected a range from 0 on, found " + first + "-" + last);
            }
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + (last == Integer.MAX_VALUE ? "" : last);
        }
    }

    /** The name of a file reaches to the next space. */
    private static boolean endsInFile(FilterExpression expression) {
        if (expression instanceof Binary binary) {
            return endsInFile(binary.right());
        }
        return expression instanceof FileLines
                || (expression instanceof Negative negative && endsInFile(negative.operand()));
    }

    private static String nested(FilterExpression expression, boolean inParentheses) {
        return inParentheses ? "(" + expression + ")" : expression.toString();
    }

    private static int precedence(FilterExpression expression) {
        if (expression instanceof Binary binary) {
            return binary.operator().precedence();
        }
        return expression instanceof Negative || (expression instanceof Constant constant && constant.value() < 0)
                ? 7
                : 9;
    }
}
