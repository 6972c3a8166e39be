package omega.genomics.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.scan.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One row of a GCT file, as a view over its line: values are parsed from the text on access.
 *
 * <p><b>Lifetime.</b> Each reader has one record, which {@link GctReader#advance()} moves to the next row; the
 * record's content and its slices are valid until then. To keep a row, call {@link #toRow()}, or keep numbers and
 * strings. With assertions enabled, use before the first row or after the last throws. Not thread-safe.
 *
 * <p>The number of columns is checked when the reader advances; a text that is not a number throws a
 * {@link ParseException} when it is accessed.
 */
public final class GctRecord {
    private static final byte TAB = '\t';

    private final String sourceName;
    private final GctHeader header;
    private final int firstValue;
    private final int expected;
    private final int[] tabs;
    private final ByteSlice name = new ByteSlice();
    private byte[] buffer = {};
    private int start;
    private int end;
    private int fields;
    private long lineNumber;
    private boolean current;

    GctRecord(String sourceName, GctHeader header) {
        this.sourceName = sourceName;
        this.header = header;
        firstValue = 1 + header.rowFields().size();
        expected = firstValue + header.columns().size();
        tabs = new int[expected];
    }

    /** Moves to a line; returns a finding if the number of columns is wrong, otherwise null. */
    @Nullable
    Diagnostic wrap(byte[] bytes, int from, int to, long line) {
        buffer = bytes;
        start = from;
        end = to;
        lineNumber = line;
        fields = ByteSearch.indicesOf(buffer, start, end, TAB, tabs) + 1;
        current = true;
        return columnCount();
    }

    boolean expire() {
        current = false;
        return name.expire();
    }

    private boolean isCurrent() {
        if (!current) {
            throw new IllegalStateException("record used outside its row; keep toRow() or numbers and strings");
        }
        return true;
    }

    private @Nullable Diagnostic columnCount() {
        if (fields == expected && to(0) > start) {
            return null;
        }
        if (fields == expected) {
            return error(start, start, "Name", GctRule.GCT_NAME, "a name");
        }
        boolean isLonger = fields > expected;
        int from = isLonger ? tabs[expected - 1] : end;
        int found = ByteSearch.count(buffer, start, end, TAB) + 1;
        return error(
                from,
                isLonger ? end : from,
                "columns",
                GctRule.GCT_COLUMN_COUNT,
                expected + " columns (" + header.columns().size() + " values) as in the header, of which there are "
                        + found);
    }

    private Diagnostic error(int from, int to, String field, Rule rule, String expectation) {
        return Findings.of(sourceName, lineNumber, buffer, start, end).error(from, to, field, rule, expectation);
    }

    private int from(int field) {
        return field == 0 ? start : tabs[field - 1] + 1;
    }

    private int to(int field) {
        return field == fields - 1 ? end : tabs[field];
    }

    /**
     * Returns the row's name without copying it.
     *
     * @return column 1 as written; valid until the reader advances
     */
    public ByteSlice nameBytes() {
        assert isCurrent();
        return name.wrap(buffer, start, to(0) - start);
    }

    /**
     * Returns the row's name.
     *
     * @return column 1 as written; valid until the reader advances, such as {@code ENSG00000117118.9}
     */
    public String name() {
        assert isCurrent();
        return Texts.decode(buffer, start, to(0));
    }

    /**
     * Returns a text column between the name and the values.
     *
     * @param index the index from 0, in the order of {@link GctHeader#rowFields()}
     * @return the text as written; may be empty
     */
    public String field(int index) {
        assert isCurrent();
        java.util.Objects.checkIndex(index, firstValue - 1);
        return Texts.decode(buffer, from(index + 1), to(index + 1));
    }

    /**
     * Parses a value.
     *
     * @param column the index from 0, in the order of {@link GctHeader#columns()}
     * @return the number; NaN if the value {@link #isMissing is missing}
     * @throws ParseException if the text is neither a number nor a missing value
     */
    public double value(int column) {
        assert isCurrent();
        java.util.Objects.checkIndex(column, expected - firstValue);
        return number(firstValue + column);
    }

    /**
     * Returns whether a value is missing.
     *
     * @param column the index from 0
     * @return true for {@code NaN} and {@code NA} (case-insensitive) and the empty text
     */
    public boolean isMissing(int column) {
        assert isCurrent();
        java.util.Objects.checkIndex(column, expected - firstValue);
        return isMissing(from(firstValue + column), to(firstValue + column));
    }

    /**
     * Parses all values.
     *
     * @param into receives the values in the order of {@link GctHeader#columns()}, NaN for missing ones; must have at
     *     least that many elements
     * @throws ParseException if a text is neither a number nor a missing value
     */
    public void values(double[] into) {
        Objects.requireNonNull(into, "into");
        assert isCurrent();
        for (int field = firstValue; field < expected; field++) {
            into[field - firstValue] = number(field);
        }
    }

    private double number(int field) {
        int from = from(field);
        int to = to(field);
        if (isMissing(from, to)) {
            return Double.NaN;
        }
        try {
            double value = AsciiNumbers.parseDouble(buffer, from, to);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, as is a number outside the range of a double
        }
        throw new ParseException(
                error(from, to, header.columns().get(field - firstValue), GctRule.GCT_NUMBER, "a finite number"));
    }

    private boolean isMissing(int from, int to) {
        int length = to - from;
        return length == 0
                || (length <= 3
                        && (buffer[from] | 0x20) == 'n'
                        && (length > 1 && (buffer[from + 1] | 0x20) == 'a')
                        && (length == 2 || (buffer[from + 2] | 0x20) == 'n'));
    }

    /**
     * Returns an owned copy of this row.
     *
     * @return the name, texts and values
     * @throws ParseException if a text is neither a number nor a missing value
     */
    public GctRow toRow() {
        assert isCurrent();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < firstValue - 1; i++) {
            texts.add(field(i));
        }
        double[] values = new double[expected - firstValue];
        values(values);
        return new GctRow(name(), texts, values);
    }

    /**
     * Returns the number of the row's line.
     *
     * @return the line number, from 1
     */
    public long lineNumber() {
        assert isCurrent();
        return lineNumber;
    }

    /** Returns the line as written. */
    @Override
    public String toString() {
        return current ? Texts.decode(buffer, start, end) : "(no row)";
    }
}
