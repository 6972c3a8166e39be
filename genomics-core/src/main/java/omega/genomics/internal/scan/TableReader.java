package omega.genomics.internal.scan;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.io.InputSource;

/**
 * A table with a heading, and the row it stands at: comma-, semicolon- or tab-separated, detected from the heading. Columns are asked for by
 * name, without regard to case, since exports of one database change their order and number.
 *
 * <p>Commas and semicolons follow RFC 4180: a field may stand in quotes, with {@code ""} for a quote and line feeds inside.
 * Between tabs a quote is a character like any other, except around a whole field. Texts are stripped of blanks at their ends.
 * Findings carry line, column and excerpt, which is why this is not left to a library that has only records.
 */
public final class TableReader implements Closeable {
    private static final byte QUOTE = '"';
    private static final int NO_COLUMN = -1;

    /** A row that quotes hold together takes its bytes, half as many to grow, and its texts. */
    private static final int LONGEST_ROW = HeapShare.count(8);

    private static final int SHOWN = 60;

    private final LineCursor lines;
    private final byte separator;
    private final List<String> heading;
    private final Map<String, Integer> columns = new HashMap<>();
    /** The line, or several where a quoted field has line feeds. */
    private byte[] buffer = {};

    /** Of a row over several lines. */
    private byte[] joined = {};

    private int start;
    private int end;
    private long lineNumber;
    private int[] bounds = new int[32];
    private int fields;

    private TableReader(LineCursor lines) {
        this.lines = lines;
        if (!lines.advance()) {
            throw new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.of(lines.sourceName(), 1, 1),
                    "heading",
                    TableRule.TABLE_HEADING,
                    "expected a line with the names of the columns, found the end of the file"));
        }
        buffer = lines.buffer();
        start = lines.start() + Texts.byteOrderMark(lines.buffer(), lines.start(), lines.end());
        end = lines.end();
        lineNumber = lines.lineNumber();
        separator = separator();
        new TableBudget(lines.sourceName()).add(lines);
        split();
        heading = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            heading.add(i == 0 ? withoutHash(text(0)) : text(i));
            columns.putIfAbsent(heading.get(i).toLowerCase(Locale.ROOT), i);
        }
    }

    /**
     * Opens a source and reads its heading.
     *
     * @param source plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     * @throws ParseException if it is empty
     */
    public static TableReader open(InputSource source) throws IOException {
        LineCursor lines = new LineCursor(new BlockReader(
                source.open(), source.name(), BlockReader.DEFAULT_BLOCK_SIZE, BlockReader.DEFAULT_MAX_LINE_LENGTH));
        try {
            return new TableReader(lines);
        } catch (RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    /** NCBI's tables begin their heading like a comment. */
    private static String withoutHash(String name) {
        return name.startsWith("#") ? name.substring(1).strip() : name;
    }

    private byte separator() {
        for (byte candidate : new byte[] {'\t', ',', ';'}) {
            if (ByteSearch.indexOf(buffer, start, end, candidate) >= 0) {
                return candidate;
            }
        }
        return '\t';
    }

    /**
     * Finds a column.
     *
     * @param names what it may be called, the preferred one first; case does not matter
     * @return its index, or −1
     */
    public int column(String... names) {
        for (String name : names) {
            Integer index = columns.get(name.toLowerCase(Locale.ROOT));
            if (index != null) {
                return index;
            }
        }
        return NO_COLUMN;
    }

    /**
     * Finds a column that must be there.
     *
     * @param names what it may be called, the preferred one first; case does not matter
     * @return its index
     * @throws ParseException if there is none; names the columns that are there
     */
    public int require(String... names) {
        int index = column(names);
        if (index >= 0) {
            return index;
        }
        throw new ParseException(Findings.at(
                Severity.ERROR,
                Location.of(lines.sourceName(), 1, 1),
                names[0],
                TableRule.TABLE_COLUMN,
                "expected a column " + String.join(" or ", names) + ", found " + String.join(", ", heading)));
    }

    /** Stands at a line; false if it is blank. */
    boolean wrap(byte[] bytes, int from, int to, long line) {
        buffer = bytes;
        start = from;
        end = to;
        lineNumber = line;
        boolean blank = isBlank();
        if (!blank) {
            split();
        }
        return !blank;
    }

    private boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Finds the fields: field i is bounds[2i] to bounds[2i + 1], quotes included. */
    private void split() {
        fields = 0;
        int from = start;
        while (true) {
            int to = fieldEnd(from);
            if (2 * fields == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * bounds.length);
            }
            bounds[2 * fields] = from;
            bounds[2 * fields++ + 1] = to;
            if (to == end) {
                return;
            }
            from = to + 1;
        }
    }

    private int fieldEnd(int from) {
        if (separator == '\t' || from == end || buffer[from] != QUOTE) {
            int to = ByteSearch.indexOf(buffer, from, end, separator);
            return to < 0 ? end : to;
        }
        int at = from + 1;
        while (true) {
            int quote = ByteSearch.indexOf(buffer, at, end, QUOTE);
            if (quote < 0) {
                at = end;
                if (!join()) {
                    return end;
                }
            } else if (quote + 1 < end && buffer[quote + 1] == QUOTE) {
                at = quote + 2;
            } else {
                int to = ByteSearch.indexOf(buffer, quote, end, separator);
                return to < 0 ? end : to;
            }
        }
    }

    /** Appends the next line to this one, in an array of our own that grows by half; positions in the line stay as they are. */
    private boolean join() {
        if (buffer != joined) {
            if (joined.length < end) {
                joined = new byte[end];
            }
            System.arraycopy(buffer, start, joined, start, end - start);
            buffer = joined;
        }
        if (!lines.advance()) {
            return false;
        }
        int more = lines.end() - lines.start();
        long length = (long) end + 1 + more;
        if (length - start > LONGEST_ROW || length > Integer.MAX_VALUE - 16) {
            throw new ParseException(error(
                    start,
                    Math.min(end, start + SHOWN),
                    "row",
                    TableRule.TABLE_LENGTH,
                    "quotes that close within " + LONGEST_ROW + " bytes"));
        }
        if (length > joined.length) {
            joined = Arrays.copyOf(joined, (int) Math.min(Integer.MAX_VALUE - 16L, length + (length >> 1)));
            buffer = joined;
        }
        joined[end] = '\n';
        System.arraycopy(lines.buffer(), lines.start(), joined, end + 1, more);
        end = (int) length;
        return true;
    }

    /**
     * Checks that the row has as many fields as the heading: a damaged line has fewer, a separator without quotes makes more.
     *
     * @throws ParseException if not; points behind the last field, or at the first that is too many
     */
    public void requireWidth() {
        int width = heading.size();
        if (fields != width) {
            int at = fields < width ? end : bounds[2 * width];
            String which = fields < width ? "all of them" : "no more";
            throw new ParseException(
                    error(at, end, "row", TableRule.TABLE_WIDTH, width + " columns as in the heading, and " + which));
        }
    }

    /**
     * Returns the names of the columns.
     *
     * @return as written, without blanks and quotes around them
     */
    public List<String> heading() {
        return List.copyOf(heading);
    }

    /**
     * Returns the text of a field.
     *
     * @param column its index; one that the row, or the whole table (−1), does not have is empty
     * @return without quotes around it and blanks at its ends
     */
    public String text(int column) {
        if (column < 0 || column >= fields) {
            return "";
        }
        int from = bounds[2 * column];
        int to = bounds[2 * column + 1];
        String text = Texts.decode(buffer, from, to).strip();
        boolean quoted = text.length() >= 2 && text.charAt(0) == '"' && text.endsWith("\"");
        return quoted
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"").strip()
                : text;
    }

    /**
     * Returns the number of the row's first line.
     *
     * @return from 1
     */
    public long lineNumber() {
        return lineNumber;
    }

    /**
     * Makes a finding about a field of the row.
     *
     * @param column its index
     * @param rule stable kebab-case name
     * @param expected what should stand there
     * @return an error with line, column and excerpt, under the column's name
     */
    public Diagnostic error(int column, Rule rule, String expected) {
        boolean there = column >= 0 && column < fields;
        int from = there ? bounds[2 * column] : end;
        int to = there ? bounds[2 * column + 1] : end;
        String name = column >= 0 && column < heading.size() ? heading.get(column) : "row";
        return error(from, to, name, rule, expected);
    }

    private Diagnostic error(int from, int to, String field, Rule rule, String expected) {
        return Findings.of(lines.sourceName(), lineNumber, buffer, start, end).error(from, to, field, rule, expected);
    }

    /**
     * Returns the name for error messages.
     *
     * @return the source's name
     */
    public String sourceName() {
        return lines.sourceName();
    }

    /** Returns the lines, for {@code TableRows}. */
    LineCursor lines() {
        return lines;
    }

    @Override
    public void close() {
        lines.close();
    }
}
