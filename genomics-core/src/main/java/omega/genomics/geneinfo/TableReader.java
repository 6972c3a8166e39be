package omega.genomics.geneinfo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.InputSource;

/** A tab-separated table with a header line: fields by column name, decoded only when asked for. */
final class TableReader implements Closeable {
    private static final int MAX_LINE_LENGTH = 1 << 24;
    private static final Pattern BAR = Pattern.compile("\\|");

    private final LineCursor lines;
    private final String missing;
    private final Map<String, Integer> columns = new HashMap<>();
    /** Where each field of the row starts, and behind the last one the line's end plus one. */
    private int[] starts = {};

    private TableReader(LineCursor lines, String missing) {
        this.lines = lines;
        this.missing = missing;
    }

    /**
     * Opens a table and reads its header; the caller closes it.
     *
     * @param missing the text of a value that is not there
     * @param required columns without which this is another kind of file
     */
    static TableReader open(InputSource source, String missing, List<String> required) throws IOException {
        BlockReader blocks =
                new BlockReader(source.open(), source.name(), BlockReader.DEFAULT_BLOCK_SIZE, MAX_LINE_LENGTH);
        TableReader table = new TableReader(new LineCursor(blocks), missing);
        try {
            table.readHeader(required);
            return table;
        } catch (RuntimeException | Error e) {
            table.close();
            throw e;
        }
    }

    private void readHeader(List<String> required) {
        if (!lines.advance()) {
            Location location = Location.of(lines.sourceName(), 1, 0);
            String message = "expected a header line with " + String.join(", ", required) + ", found an empty file";
            throw new ParseException(new Diagnostic(Severity.ERROR, location, "header", "table-header", message, ""));
        }
        String header = text(lines.start(), lines.end());
        String[] names = (header.startsWith("#") ? header.substring(1) : header).split("\t", -1);
        starts = new int[names.length + 1];
        for (int i = 0; i < names.length; i++) {
            columns.putIfAbsent(names[i].strip(), i);
        }
        for (String name : required) {
            if (!columns.containsKey(name)) {
                throw error(lines.start(), lines.end(), "header", "table-header", "a header line with " + name);
            }
        }
    }

    /** Moves to the next row that is not blank; false at the end. */
    boolean advance() {
        while (lines.advance()) {
            if (lines.end() > lines.start()) {
                split();
                return true;
            }
        }
        return false;
    }

    private void split() {
        byte[] buffer = lines.buffer();
        int width = starts.length - 1;
        int count = 0;
        starts[count++] = lines.start();
        for (int i = lines.start(); i < lines.end(); i++) {
            if (buffer[i] == '\t') {
                if (count == width) {
                    throw wrongWidth(i, "no more");
                }
                starts[count++] = i + 1;
            }
        }
        if (count < width) {
            throw wrongWidth(lines.end(), "all of them");
        }
        starts[width] = lines.end() + 1;
    }

    private ParseException wrongWidth(int at, String which) {
        int width = starts.length - 1;
        return error(at, lines.end(), "row", "table-width", width + " columns as in the header, and " + which);
    }

    /** Returns a field; empty if the table lacks the column or the row its value. */
    Optional<String> optional(String column) {
        Integer index = columns.get(column);
        if (index == null) {
            return Optional.empty();
        }
        String value = unquoted(text(starts[index], starts[index + 1] - 1)).strip();
        return value.isEmpty() || value.equals(missing) ? Optional.empty() : Optional.of(value);
    }

    /** Returns a field that every row must have. */
    String required(String column, String rule) {
        return optional(column).orElseThrow(() -> refused(column, rule, "a value"));
    }

    /** Returns the parts of a field between vertical bars. */
    List<String> list(String column) {
        return optional(column).stream()
                .flatMap(BAR::splitAsStream)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    /** Returns a field that is a number where it is there. */
    OptionalInt number(String column, String rule) {
        Optional<String> value = optional(column);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value.get()));
        } catch (NumberFormatException e) {
            throw refused(column, rule, "an integer from 0 to 2147483647");
        }
    }

    ParseException refused(String column, String rule, String expected) {
        int index = columns.getOrDefault(column, 0);
        return error(starts[index], starts[index + 1] - 1, column, rule, expected);
    }

    private ParseException error(int from, int to, String field, String rule, String expected) {
        return new ParseException(Findings.error(
                lines.sourceName(),
                lines.lineNumber(),
                lines.buffer(),
                lines.start(),
                lines.end(),
                from,
                to,
                field,
                rule,
                expected));
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replace("\"\"", "\"")
                : value;
    }

    private String text(int from, int to) {
        return new String(lines.buffer(), from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        lines.close();
    }
}
