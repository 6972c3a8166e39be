package omega.genomics.vcf.filter;

import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import omega.genomics.ParseException;
import omega.genomics.vcf.RecordFilter;
import omega.genomics.vcf.filter.ExpressionText.Place;
import omega.genomics.vcf.header.VcfHeader;

/**
 * A filter expression with the grammar and the meaning of {@code bcftools view -i}.
 *
 * <pre>{@code
 * VcfFilter rare = VcfFilter.parse("QUAL>30 && INFO/AF<0.01");
 * try (VcfReader reader = VcfReader.options().matching(rare).open(path)) {
 *     reader.forEach(record -> count++);
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe. {@code docs/reference/filter-expressions.md} describes the language, and where it differs.
 */
public final class VcfFilter implements RecordFilter {
    private final ExpressionText text;
    private final FilterExpression expression;
    private final IdentityHashMap<FilterExpression, Place> places;

    private VcfFilter(
            ExpressionText text, FilterExpression expression, IdentityHashMap<FilterExpression, Place> places) {
        this.text = text;
        this.expression = expression;
        this.places = places;
    }

    /**
     * Reads an expression. Names are looked up later, in the header of a file.
     *
     * @param text such as {@code QUAL>30 && GT="het"}
     * @return the filter
     * @throws ParseException if the text is no expression; its location has the column of what is wrong
     */
    public static VcfFilter parse(String text) {
        Objects.requireNonNull(text, "text");
        ExpressionText source = new ExpressionText("filter expression", text);
        ExpressionParser parser = new ExpressionParser(source, 0);
        FilterExpression whole = parser.parseAll();
        return new VcfFilter(source, whole, parser.places());
    }

    /**
     * Makes a filter of a tree.
     *
     * @param expression whose text is read again, so that errors name places in it
     * @return the filter
     * @throws ParseException if the tree cannot be written as text
     */
    public static VcfFilter of(FilterExpression expression) {
        Objects.requireNonNull(expression, "expression");
        return parse(expression.toString());
    }

    /**
     * Returns the syntax tree, for other back ends.
     *
     * @return immutable
     */
    public FilterExpression expression() {
        return expression;
    }

    /**
     * Returns the files that are read when the expression meets a header: lists of identifiers ({@code ID=@file}) and of samples
     * ({@code GT[@file]="het"}). An application that takes expressions from others can refuse those that read files of its machine.
     *
     * @return the paths as they are written, in order; empty if there is none
     */
    public SortedSet<String> files() {
        SortedSet<String> files = new TreeSet<>();
        ExpressionFiles.add(expression, files);
        return files;
    }

    /**
     * Looks up the names of the expression in the header of a file and checks the types.
     *
     * @param header of the file, with all of its samples
     * @return to test records of the file with, on one thread
     * @throws ParseException if the header has no such key, if a value is of the wrong type, or if a file that the expression names
     *     cannot be read; its location has the column in the expression
     */
    @Override
    public BoundFilter of(VcfHeader header) {
        Objects.requireNonNull(header, "header");
        Row row = new Row(header);
        return new BoundFilter(row, new Binder(text, places, header, row).condition(expression));
    }

    /**
     * Makes the error of a back end that cannot evaluate part of the expression.
     *
     * @param part of {@link #expression()}, the same object
     * @param expected what could be evaluated in its place
     * @return with the column of the part; the whole expression if it is not part of this tree
     */
    public ParseException unsupported(FilterExpression part, String expected) {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(expected, "expected");
        Place place = places.getOrDefault(part, new Place(0, Integer.MAX_VALUE));
        return text.error(place, ExpressionRule.EXPRESSION_BACK_END, expected);
    }

    /** Tells whether another filter has an equal tree. */
    @Override
    public boolean equals(Object other) {
        return other instanceof VcfFilter that && expression.equals(that.expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    /** Returns the normal form of the expression, which {@link #parse} reads as an equal filter. */
    @Override
    public String toString() {
        return expression.toString();
    }
}
