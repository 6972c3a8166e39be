package omega.genomics.vcf.filter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import omega.genomics.ParseException;
import omega.genomics.vcf.VcfRecord;
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
import omega.genomics.vcf.filter.FilterExpression.Scope;
import omega.genomics.vcf.filter.FilterExpression.Subscript;
import omega.genomics.vcf.filter.FilterExpression.Text;
import omega.genomics.vcf.header.FieldDefinition;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.jspecify.annotations.Nullable;

/** Looks the names of an expression up in a header, checks its types, and makes the parts that are evaluated. */
final class Binder {
    private static final Place WHOLE = new Place(0, Integer.MAX_VALUE);

    private final ExpressionText source;
    private final IdentityHashMap<FilterExpression, Place> places;
    private final VcfHeader header;
    private final Row row;

    Binder(ExpressionText source, IdentityHashMap<FilterExpression, Place> places, VcfHeader header, Row row) {
        this.source = source;
        this.places = places;
        this.header = header;
        this.row = row;
    }

    // ---- conditions ----------------------------------------------------------------------------------------------

    Condition condition(FilterExpression expression) {
        if (expression instanceof Binary binary) {
            Operator operator = binary.operator();
            if (operator.isLogic()) {
                return new Logic(operator, condition(binary.left()), condition(binary.right()));
            }
            if (operator.isComparison()) {
                return comparison(binary);
            }
        }
        throw type(expression, "a condition such as QUAL>30; a flag is compared with 1");
    }

    private static boolean isCondition(FilterExpression expression) {
        return expression instanceof Binary binary && !binary.operator().isArithmetic();
    }

    private Condition comparison(Binary binary) {
        FilterExpression left = binary.left();
        FilterExpression right = binary.right();
        if (isSpecial(left)) {
            return special(binary, left, right);
        }
        if (isSpecial(right)) {
            return special(binary, right, left);
        }
        if (left instanceof FileLines lines) {
            return inFile(binary, right, lines);
        }
        if (right instanceof FileLines lines) {
            return inFile(binary, left, lines);
        }
        Operator operator = binary.operator();
        if (operator.isRegex()) {
            if (!(right instanceof Text pattern)) {
                throw type(right, "a regular expression in quotes");
            }
            return new TextComparison(operator, text(left), new TextNode.Constant(pattern.value()), regex(pattern));
        }
        boolean isEquality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        if (isText(left) && isText(right)) {
            if (!isEquality) {
                throw type(binary, "=, != or ~ between texts");
            }
            TextNode a = text(left);
            TextNode b = text(right);
            if (a.samples > 0 && b.samples > 0) {
                throw type(binary, "a text of the site on one side; texts of samples are not compared with each other");
            }
            return new TextComparison(operator, a, b, null);
        }
        return new NumberComparison(operator, side(left, isEquality), side(right, isEquality));
    }

    private Condition inFile(Binary binary, FilterExpression value, FileLines lines) {
        boolean isNegated = binary.operator() == Operator.NOT_EQUAL;
        if (binary.operator() != Operator.EQUAL && !isNegated) {
            throw type(binary, "= or != with the lines of a file");
        }
        return new TextInFile(text(value), firstWords(lines, lines.path()), isNegated);
    }

    /** Makes one side of a comparison of numbers; a lone point stands for a missing value. */
    private NumberNode side(FilterExpression expression, boolean mayBeMissing) {
        if (mayBeMissing && expression instanceof Text text && text.value().equals(".")) {
            return new SiteNumbers.Constant(Row.MISSING);
        }
        return number(expression);
    }

    private boolean isText(FilterExpression expression) {
        if (expression instanceof Text) {
            return true;
        }
        if (expression instanceof ColumnValue value) {
            return value.column() == Column.CHROM || value.column() == Column.REF || value.column() == Column.ALT;
        }
        return expression instanceof Field field && isTextField(field);
    }

    private boolean isTextField(Field field) {
        FieldDefinition definition = definition(field);
        return definition != null
                && (definition.type() == VcfType.STRING || definition.type() == VcfType.CHARACTER || isGenotype(field));
    }

    // ---- columns with comparisons of their own -------------------------------------------------------------------

    private boolean isSpecial(FilterExpression expression) {
        if (expression instanceof ColumnValue value) {
            return value.column() == Column.FILTER || value.column() == Column.ID || value.column() == Column.TYPE;
        }
        return expression instanceof Field field && isGenotype(field);
    }

    private boolean isGenotype(Field field) {
        return field.key().equals("GT") && isFormat(field);
    }

    private Condition special(Binary binary, FilterExpression column, FilterExpression value) {
        Operator operator = binary.operator();
        boolean isEquality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        if (!isEquality && !operator.isRegex()) {
            throw type(binary, "=, !=, ~ or !~ with " + column);
        }
        boolean isNegated = operator == Operator.NOT_EQUAL || operator == Operator.NOT_MATCHES;
        if (value instanceof FileLines file && isEquality && column.equals(new ColumnValue(Column.ID, null))) {
            return new ColumnTests.IdInFile(firstWords(file, file.path()), isNegated);
        }
        if (!(value instanceof Text text)) {
            throw type(value, "a text in quotes to compare with " + column);
        }
        if (column instanceof Field field) {
            boolean[] used = samples(field);
            if (GenotypeTest.mask(text.value()) >= 0) {
                return new GenotypeTest(row, text.value(), isNegated, used);
            }
            return new TextComparison(
                    operator,
                    new TextNode.Format(row, "GT", used, null),
                    new TextNode.Constant(text.value()),
                    operator.isRegex() ? regex(text) : null);
        }
        return switch (((ColumnValue) column).column()) {
            case FILTER -> new ColumnTests.Filter(operator, filters(text));
            case TYPE -> new ColumnTests.Type(operator, types(text));
            default -> {
                if (text.value().isEmpty()) {
                    throw type(text, "an identifier");
                }
                yield new ColumnTests.Id(operator, text.value(), operator.isRegex() ? regex(text) : null);
            }
        };
    }

    private List<String> filters(Text text) {
        List<String> names = new ArrayList<>(List.of(text.value().split(";", -1)));
        boolean isMissing = names.removeIf(name -> name.equals("."));
        names.removeIf(String::isEmpty);
        if (isMissing && !names.isEmpty()) {
            throw type(text, "either \".\" or names of filters");
        }
        for (String name : names) {
            if (!name.equals("PASS") && header.filter(name).isEmpty()) {
                throw source.error(
                        place(text),
                        ExpressionRule.EXPRESSION_KEY,
                        "a FILTER that the header declares, " + name + " is none");
            }
        }
        return names;
    }

    private int types(Text text) {
        int types = ColumnTests.AlleleTypes.parse(text.value());
        if (types == 0) {
            throw type(text, "snp, indel, mnp, ref, bnd, overlap or other");
        }
        return types;
    }

    private BasicRegex regex(Text text) {
        String pattern = text.value();
        int slash = pattern.length() - 2;
        boolean ignoresCase = slash > 0 && pattern.endsWith("/i") && pattern.charAt(slash - 1) != '\\';
        String bare = ignoresCase ? pattern.substring(0, slash) : pattern;
        try {
            return new BasicRegex(bare.getBytes(StandardCharsets.UTF_8), ignoresCase);
        } catch (BasicRegex.RegexException e) {
            throw source.error(
                    place(text),
                    ExpressionRule.EXPRESSION_REGEX,
                    "expected a basic regular expression, found " + e.getMessage(),
                    e);
        }
    }

    // ---- texts ---------------------------------------------------------------------------------------------------

    private TextNode text(FilterExpression expression) {
        if (expression instanceof Text text) {
            return new TextNode.Constant(text.value());
        }
        if (expression instanceof FileLines) {
            throw type(expression, "a text; the lines of a file are compared with = or !=");
        }
        if (expression instanceof ColumnValue value) {
            return switch (value.column()) {
                case CHROM -> new TextNode.Column(VcfRecord.CHROM);
                case REF -> new TextNode.Column(VcfRecord.REF);
                case ALT -> new TextNode.Alt(siteIndexes(value, value.subscript()));
                default -> throw type(expression, "a text");
            };
        }
        if (expression instanceof Field field && isTextField(field)) {
            FieldDefinition definition = declared(field);
            boolean isOne = definition.number().equals(VcfNumber.ONE);
            if (isFormat(field)) {
                return new TextNode.Format(row, field.key(), samples(field), sampleIndexes(field, isOne));
            }
            return new TextNode.Info(row, field.key(), isOne ? null : siteIndexes(field, field.subscript()));
        }
        if (expression instanceof Field field && definition(field) == null) {
            computed(field); // is a number, or unknown
        }
        throw type(expression, "a text");
    }

    // ---- numbers -------------------------------------------------------------------------------------------------

    /** Makes the part that evaluates a number, or a list of them. */
    NumberNode number(FilterExpression expression) {
        if (expression instanceof FilterExpression.Constant number) {
            return new SiteNumbers.Constant(number.value());
        }
        if (expression instanceof Negative negative) {
            return new Arithmetic(Operator.MULTIPLY, new SiteNumbers.Constant(-1), number(negative.operand()));
        }
        if (expression instanceof Binary binary && binary.operator().isArithmetic()) {
            return new Arithmetic(binary.operator(), number(binary.left()), number(binary.right()));
        }
        if (expression instanceof Call call) {
            return call(call);
        }
        if (expression instanceof ColumnValue value) {
            return column(value);
        }
        if (expression instanceof Field field) {
            return field(field);
        }
        throw type(expression, "a number");
    }

    private NumberNode column(ColumnValue value) {
        return switch (value.column()) {
            case POS -> new SiteNumbers.Position();
            case QUAL -> new SiteNumbers.Qual();
            case N_ALT -> new SiteNumbers.AltCount();
            case N_SAMPLES -> new SiteNumbers.Constant(header.sampleCount());
            case N_MISSING -> new SiteNumbers.Missing(row, false);
            case F_MISSING -> new SiteNumbers.Missing(row, true);
            default -> throw type(value, "a number");
        };
    }

    private NumberNode field(Field field) {
        FieldDefinition definition = definition(field);
        if (definition == null) {
            return computed(field);
        }
        boolean isInteger = definition.type() == VcfType.INTEGER;
        if (!isInteger && definition.type() != VcfType.FLOAT && definition.type() != VcfType.FLAG) {
            throw type(field, "a number");
        }
        boolean isOne = definition.number().equals(VcfNumber.ONE);
        if (isFormat(field)) {
            return new FormatNumbers(row, field.key(), isInteger, samples(field), sampleIndexes(field, isOne));
        }
        Indexes picked = siteIndexes(field, field.subscript());
        return definition.type() == VcfType.FLAG
                ? new SiteNumbers.InfoFlag(row, field.key())
                : new SiteNumbers.Info(row, field.key(), isInteger, isOne, picked);
    }

    /** Makes a value that is computed if the header has no such key. */
    private NumberNode computed(Field field) {
        Indexes picked = siteIndexes(field, field.subscript());
        Indexes alleles = picked == null ? new Indexes(List.of(new FilterExpression.Range(0, 0))) : picked;
        boolean hasCounts = header.info("AC").origin() == FieldOrigin.DECLARED
                && header.info("AN").origin() == FieldOrigin.DECLARED;
        String upper = field.key().toUpperCase(Locale.ROOT);
        return switch (field.scope() == Scope.FORMAT ? "" : upper) {
            case "AC", "AN", "AF", "MAC", "MAF" -> {
                boolean fromInfo = hasCounts && !upper.equals("AC") && !upper.equals("AN");
                yield new SiteNumbers.AlleleCounts(
                        row, SiteNumbers.AlleleCounts.Measure.valueOf(upper), fromInfo, alleles);
            }
            case "ILEN" -> new SiteNumbers.IndelLengths();
            default -> throw unknown(field);
        };
    }

    private NumberNode call(Call call) {
        Function function = call.function();
        FilterExpression first = call.arguments().get(0);
        return switch (function) {
            case N_PASS, F_PASS -> new SampleCount(sampleCondition(first), function == Function.F_PASS);
            case COUNT ->
                isCondition(first)
                        ? new SampleCount(sampleCondition(first), false)
                        : isText(first) ? count(first) : new Reduction(function, number(first), false);
            case STRLEN -> length(first);
            case ABS, PHRED -> new Elementwise(function, number(first));
            case BINOM, FISHER -> exactTest(call);
            case MAX, MIN, AVG, MEDIAN, STDEV, SUM -> new Reduction(function, number(first), false);
            default ->
                new Reduction(Function.valueOf(function.name().substring("SMPL_".length())), number(first), true);
        };
    }

    private Condition sampleCondition(FilterExpression expression) {
        Condition condition = condition(expression);
        if (condition.samples == 0 && header.sampleCount() > 0) {
            throw type(expression, "a condition of samples, with a FORMAT field");
        }
        condition.needSamples();
        return condition;
    }

    private NumberNode count(FilterExpression expression) {
        TextNode text = text(expression);
        if (text.samples > 0) {
            throw type(expression, "numbers, a condition of samples or a text of the site");
        }
        return new Reduction(Function.COUNT, new TextLength(text, true), false);
    }

    private NumberNode length(FilterExpression expression) {
        if (expression instanceof ColumnValue value && value.column() == Column.ID) {
            return new TextLength(new TextNode.Column(Row.ID), false);
        }
        TextNode text = text(expression);
        if (text.samples > 0) {
            throw type(expression, "a text of the site");
        }
        return new TextLength(text, isList(expression));
    }

    /** Whether STRLEN makes a number of each text of a list. */
    private boolean isList(FilterExpression expression) {
        if (expression instanceof ColumnValue value) {
            return value.column() == Column.ALT && (value.subscript() == null || isMany(value.subscript()));
        }
        return expression instanceof Field field
                && !declared(field).number().equals(VcfNumber.ONE)
                && (field.subscript() == null || isMany(field.subscript()));
    }

    private static boolean isMany(Subscript subscript) {
        return subscript.values() != null && subscript.values().only() < 0;
    }

    private NumberNode exactTest(Call call) {
        for (FilterExpression argument : call.arguments()) {
            if (argument instanceof Field field
                    && field.subscript() != null
                    && Indexes.GENOTYPE.equals(field.subscript().values())) {
                throw type(argument, "counts without [GT]");
            }
        }
        NumberNode first = number(call.arguments().get(0));
        NumberNode second =
                call.arguments().size() < 2 ? null : number(call.arguments().get(1));
        if (second != null && (second.samples > 0) != (first.samples > 0)) {
            throw type(call, "both arguments of the site or both of samples");
        }
        boolean picksTwo = call.arguments().stream()
                .allMatch(argument -> argument instanceof Field field && field.subscript() != null);
        return new ExactTest(row, call.function(), first, second, picksTwo);
    }

    // ---- keys ----------------------------------------------------------------------------------------------------

    /** Finds the definition of a key; null if it may be a computed value. */
    private @Nullable FieldDefinition definition(Field field) {
        FieldDefinition info = header.info(field.key());
        FieldDefinition format = header.format(field.key());
        boolean inInfo = field.scope() != Scope.FORMAT && info.origin() == FieldOrigin.DECLARED;
        boolean inFormat = field.scope() != Scope.INFO && format.origin() == FieldOrigin.DECLARED;
        if (inInfo && inFormat) {
            throw source.error(
                    place(field),
                    ExpressionRule.EXPRESSION_KEY,
                    "INFO/" + field.key() + " or FORMAT/" + field.key() + ", as the header declares both");
        }
        return inInfo ? info : inFormat ? format : null;
    }

    private FieldDefinition declared(Field field) {
        FieldDefinition definition = definition(field);
        if (definition == null) {
            throw unknown(field);
        }
        return definition;
    }

    private boolean isFormat(Field field) {
        return definition(field) instanceof omega.genomics.vcf.header.FormatDefinition;
    }

    private ParseException unknown(Field field) {
        String where =
                field.scope() == Scope.ANY ? "INFO or FORMAT" : field.scope().name();
        return source.error(
                place(field),
                ExpressionRule.EXPRESSION_KEY,
                "a column or a key that the header declares in " + where + " (a text stands in quotes)"
                        + NearKeys.hint(field.key(), keys(field.scope())));
    }

    private Set<String> keys(Scope scope) {
        Set<String> keys = new LinkedHashSet<>();
        if (scope != Scope.FORMAT) {
            header.infos().forEach(info -> keys.add(info.id()));
        }
        if (scope != Scope.INFO) {
            header.formats().forEach(format -> keys.add(format.id()));
        }
        return keys;
    }

    // ---- subscripts ----------------------------------------------------------------------------------------------

    private @Nullable Indexes siteIndexes(FilterExpression expression, @Nullable Subscript subscript) {
        if (subscript == null) {
            return null;
        }
        if (subscript.samples() != null || subscript.sampleFile() != null || subscript.values() == null) {
            throw source.error(
                    place(expression), ExpressionRule.EXPRESSION_SUBSCRIPT, "no samples in a subscript of a site");
        }
        if (subscript.values().isGenotype()) {
            throw source.error(
                    place(expression), ExpressionRule.EXPRESSION_SUBSCRIPT, "a FORMAT key before the subscript [GT]");
        }
        return subscript.values();
    }

    /** The values of each sample that a FORMAT field stands for. */
    private Indexes sampleIndexes(Field field, boolean isOne) {
        Subscript subscript = field.subscript();
        if (subscript == null) {
            return isOne ? new Indexes(List.of(new FilterExpression.Range(0, 0))) : Indexes.ALL;
        }
        Indexes values = subscript.values();
        if (values != null && values.isGenotype()) {
            if (!declared(field).number().equals(VcfNumber.R)) {
                throw source.error(
                        place(field),
                        ExpressionRule.EXPRESSION_SUBSCRIPT,
                        "a key with Number=R before the subscript [GT]");
            }
            return values;
        }
        if (subscript.samples() != null || subscript.sampleFile() != null) {
            return values == null ? Indexes.ALL : values;
        }
        Indexes samples = subscript.values();
        if (isOne) {
            return new Indexes(List.of(new FilterExpression.Range(0, 0)));
        }
        if (samples == null || !samples.isAll()) {
            throw source.error(
                    place(field),
                    ExpressionRule.EXPRESSION_SUBSCRIPT,
                    "[sample:value], as there may be several values of each sample");
        }
        return Indexes.ALL;
    }

    /** The samples that a FORMAT field stands for; null for all. */
    private boolean @Nullable [] samples(Field field) {
        Subscript subscript = field.subscript();
        if (subscript == null) {
            return null;
        }
        int count = header.sampleCount();
        boolean[] used = new boolean[count];
        if (subscript.sampleFile() != null) {
            for (String name : firstWords(field, subscript.sampleFile())) {
                used[
                        header.sampleIndex(name)
                                .orElseThrow(() -> source.error(
                                        place(field),
                                        ExpressionRule.EXPRESSION_SUBSCRIPT,
                                        "names of samples in the file, " + name + " is none"))] = true;
            }
            return used;
        }
        Indexes chosen = subscript.samples() != null ? subscript.samples() : subscript.values();
        if (chosen == null || chosen.isAll() || chosen.isGenotype()) {
            return null;
        }
        for (FilterExpression.Range range : chosen.ranges()) {
            int last = range.last() == Integer.MAX_VALUE ? range.first() : range.last();
            if (last >= count && count > 0) {
                throw source.error(
                        place(field),
                        ExpressionRule.EXPRESSION_SUBSCRIPT,
                        "samples from 0 to " + (count - 1) + ", as there are no more");
            }
        }
        for (int i = 0; i < count; i++) {
            used[i] = chosen.contains(i);
        }
        return used;
    }

    private Set<String> firstWords(FilterExpression at, String path) {
        Set<String> words = new LinkedHashSet<>();
        try {
            for (String line : Files.readAllLines(Path.of(path))) {
                String word = line.strip().split("\\s", 2)[0];
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw source.error(place(at), ExpressionRule.EXPRESSION_FILE, "expected a readable file, found " + e, e);
        }
        return words;
    }

    // ---- errors --------------------------------------------------------------------------------------------------

    private Place place(FilterExpression expression) {
        return places.getOrDefault(expression, WHOLE);
    }

    private ParseException type(FilterExpression expression, String expected) {
        return source.error(place(expression), ExpressionRule.EXPRESSION_TYPE, expected);
    }
}
