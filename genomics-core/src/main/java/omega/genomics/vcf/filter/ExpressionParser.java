package omega.genomics.vcf.filter;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import omega.genomics.ParseException;
import omega.genomics.vcf.filter.ExpressionText.Place;
import omega.genomics.vcf.filter.FilterExpression.Binary;
import omega.genomics.vcf.filter.FilterExpression.Call;
import omega.genomics.vcf.filter.FilterExpression.Column;
import omega.genomics.vcf.filter.FilterExpression.ColumnValue;
import omega.genomics.vcf.filter.FilterExpression.Field;
import omega.genomics.vcf.filter.FilterExpression.FileLines;
import omega.genomics.vcf.filter.FilterExpression.Function;
import omega.genomics.vcf.filter.FilterExpression.Indexes;
import omega.genomics.vcf.filter.FilterExpression.Negative;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import omega.genomics.vcf.filter.FilterExpression.Range;
import omega.genomics.vcf.filter.FilterExpression.Scope;
import omega.genomics.vcf.filter.FilterExpression.Subscript;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression by precedence climbing. Operators of one precedence group from the right, because those of bcftools do: {@code
 * a-b-c} is {@code a-(b-c)}.
 */
final class ExpressionParser {
    /** Deeper trees are refused, as they are walked by recursion. */
    private static final int MOST_LEVELS = 500;

    private static final int LOWEST = 2;
    private static final int PRODUCT = 7;
    private static final String NO_NAME = "\"'<>=!&|()+*-/~%,";

    private final ExpressionText source;
    private final String text;
    private final IdentityHashMap<FilterExpression, Place> places = new IdentityHashMap<>();
    private int at;
    private int levels;

    ExpressionParser(ExpressionText source, int from) {
        this.source = source;
        this.text = source.text();
        this.at = from;
    }

    /** Where each part of the tree stands in the text. */
    IdentityHashMap<FilterExpression, Place> places() {
        return places;
    }

    FilterExpression parseAll() {
        FilterExpression whole = binary(LOWEST);
        skipSpace();
        if (at < text.length()) {
            throw syntax(at, at + 1, "an operator or the end");
        }
        return whole;
    }

    /** Reads an expression in parentheses, and returns what is inside; {@link #position} is past the closing one. */
    FilterExpression parseInParentheses() {
        at++;
        FilterExpression inside = binary(LOWEST);
        close();
        return inside;
    }

    /** Reads a function and its arguments; {@link #position} is past the closing parenthesis. */
    FilterExpression parseCall() {
        return name(at);
    }

    int position() {
        return at;
    }

    // ---- operators -----------------------------------------------------------------------------------------------

    private FilterExpression binary(int lowest) {
        if (++levels > MOST_LEVELS) {
            throw syntax(at, at, "at most " + MOST_LEVELS + " operators and parentheses inside each other");
        }
        skipSpace();
        int from = at;
        FilterExpression left = operand();
        Operator operator;
        while ((operator = operator(lowest)) != null) {
            at += length(operator);
            FilterExpression right = binary(operator.precedence());
            left = placed(new Binary(operator, left, right), from);
        }
        levels--;
        return left;
    }

    /** Returns the operator that comes next, unless it binds less tightly than asked. */
    private @Nullable Operator operator(int lowest) {
        skipSpace();
        Operator found = null;
        for (Operator operator : Operator.values()) {
            if (text.startsWith(operator.symbol(), at)
                    && (found == null
                            || operator.symbol().length() > found.symbol().length())) {
                found = operator;
            }
        }
        return found == null || found.precedence() < lowest ? null : found;
    }

    private int length(Operator operator) {
        return operator == Operator.EQUAL && text.startsWith("==", at)
                ? 2
                : operator.symbol().length();
    }

    // ---- operands ------------------------------------------------------------------------------------------------

    private FilterExpression operand() {
        int from = at;
        char c = at < text.length() ? text.charAt(at) : 0;
        if (c == '-') {
            at++;
            FilterExpression operand = binary(PRODUCT);
            return placed(
                    operand instanceof FilterExpression.Constant number
                            ? new FilterExpression.Constant(-number.value())
                            : new Negative(operand),
                    from);
        }
        if (c == '(') {
            return parseInParentheses();
        }
        if (c == '"' || c == '\'') {
            return quoted(c);
        }
        if (c == '@') {
            return fileLines();
        }
        FilterExpression number = number();
        if (number != null) {
            return number;
        }
        if (c == '%'
                && at + 1 < text.length()
                && Character.isLetter(text.charAt(at + 1))) { // an old way to write columns
            at++;
        }
        return name(from);
    }

    private void close() {
        skipSpace();
        if (at >= text.length() || text.charAt(at) != ')') {
            throw syntax(at, at + 1, "a closing parenthesis");
        }
        at++;
    }

    private FilterExpression quoted(char quote) {
        int from = at;
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw syntax(at, text.length(), "a closing quote");
        }
        at = end + 1;
        return placed(new FilterExpression.Text(text.substring(from + 1, end)), from);
    }

    private FilterExpression fileLines() {
        int from = at++;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && "=!)&|,".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == from + 1) {
            throw syntax(at, at + 1, "the path of a file");
        }
        return placed(new FileLines(text.substring(from + 1, at)), from);
    }

    /** Reads a number that no letter follows, or returns null. */
    private @Nullable FilterExpression number() {
        int end = digits(at);
        int count = end - at;
        if (end < text.length() && text.charAt(end) == '.') {
            int more = digits(end + 1);
            count += more - end - 1;
            end = more;
        }
        if (count == 0) {
            return null;
        }
        if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
            int sign = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? 1 : 0;
            int more = digits(end + 1 + sign);
            end = more > end + 1 + sign ? more : end;
        }
        if (end < text.length() && (isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            return null; // a key such as 1000G
        }
        double value = Double.parseDouble(text.substring(at, end));
        if (Double.isInfinite(value)) {
            throw syntax(at, end, "a number that fits in 64 bits");
        }
        int from = at;
        at = end;
        return placed(new FilterExpression.Constant(value), from);
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }

    // ---- names ---------------------------------------------------------------------------------------------------

    private FilterExpression name(int from) {
        Scope scope = scope();
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.isEmpty()) {
            throw syntax(from, Math.max(at, from + 1), "a column, a key, a number or a text in quotes");
        }
        if (at < text.length() && text.charAt(at) == '(') {
            return call(name, from);
        }
        Subscript subscript = at < text.length() && text.charAt(at) == '[' ? subscript() : null;
        Column column = scope == Scope.ANY ? column(name) : null;
        if (column == null) {
            return placed(new Field(scope, name, subscript), from);
        }
        if (subscript != null && column != Column.ALT) {
            throw source.error(from, at, ExpressionRule.EXPRESSION_SUBSCRIPT, "no subscript after " + column);
        }
        return placed(new ColumnValue(column, subscript), from);
    }

    private static boolean isNamePart(char c) {
        return !Character.isWhitespace(c) && NO_NAME.indexOf(c) < 0 && c != '[' && c != ']';
    }

    private Scope scope() {
        if (skipPrefix("INFO/")) {
            return Scope.INFO;
        }
        return skipPrefix("FORMAT/") || skipPrefix("FMT/") ? Scope.FORMAT : Scope.ANY;
    }

    private boolean skipPrefix(String prefix) {
        boolean found = text.regionMatches(true, at, prefix, 0, prefix.length());
        at += found ? prefix.length() : 0;
        return found;
    }

    private static @Nullable Column column(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Column column : Column.values()) {
            if (column.name().equals(upper)) {
                return column;
            }
        }
        return null;
    }

    private FilterExpression call(String name, int from) {
        Function function = Function.of(name);
        if (function == null) {
            throw syntax(from, at, "a function such as MAX, COUNT or N_PASS");
        }
        at++;
        List<FilterExpression> arguments = new ArrayList<>();
        arguments.add(binary(LOWEST));
        skipSpace();
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            arguments.add(binary(LOWEST));
            skipSpace();
        }
        close();
        int most = function == Function.BINOM || function == Function.FISHER ? 2 : 1;
        if (arguments.size() > most) {
            throw syntax(from, at, (most == 1 ? "one argument" : "one or two arguments") + " of " + function);
        }
        return placed(new Call(function, arguments), from);
    }

    // ---- subscripts ----------------------------------------------------------------------------------------------

    private Subscript subscript() {
        int from = at;
        int end = text.indexOf(']', at);
        if (end < 0) {
            throw subscriptError(from, text.length(), "a closing bracket");
        }
        String inside = text.substring(from + 1, end);
        at = end + 1;
        int colon = inside.lastIndexOf(':');
        if (inside.startsWith("@")) {
            // A colon may be part of the path; it is not if only indexes follow.
            Indexes values = colon < 0 ? null : indexes(inside.substring(colon + 1));
            String path = values == null ? inside.substring(1) : inside.substring(1, colon);
            if (path.isEmpty()) {
                throw subscriptError(from, at, "the path of a file");
            }
            return new Subscript(null, path, values);
        }
        Indexes samples = colon < 0 ? null : indexes(inside.substring(0, colon));
        Indexes values = indexes(inside.substring(colon + 1));
        if (values == null || (colon >= 0 && (samples == null || samples.isGenotype()))) {
            throw subscriptError(from, at, "indexes such as [0], [*], [0-2], [0,3-], [0:1] or [GT]");
        }
        return new Subscript(samples, null, values);
    }

    /** Reads numbers and ranges with commas between; null if the text is something else. */
    private static @Nullable Indexes indexes(String text) {
        if (text.isEmpty() || text.equals("*")) {
            return Indexes.ALL;
        }
        if (text.equals("GT")) {
            return Indexes.GENOTYPE;
        }
        List<Range> ranges = new ArrayList<>();
        for (String written : text.split(",", -1)) {
            String part = written.strip();
            int dash = part.indexOf('-');
            int first = index(dash < 0 ? part : part.substring(0, dash));
            int last =
                    dash < 0 ? first : dash + 1 == part.length() ? Integer.MAX_VALUE : index(part.substring(dash + 1));
            if (first < 0 || last < first) {
                return null;
            }
            ranges.add(new Range(first, last));
        }
        return new Indexes(ranges);
    }

    private static int index(String text) {
        boolean isNumber = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(text) : -1;
    }

    // ---- the rest ------------------------------------------------------------------------------------------------

    private <E extends FilterExpression> E placed(E expression, int from) {
        places.put(expression, new Place(from, at));
        return expression;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private ParseException syntax(int from, int to, String expected) {
        return source.error(from, Math.min(to, text.length()), ExpressionRule.EXPRESSION_SYNTAX, expected);
    }

    private ParseException subscriptError(int from, int to, String expected) {
        return source.error(from, to, ExpressionRule.EXPRESSION_SUBSCRIPT, expected);
    }
}
