package omega.genomics.contig;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.scan.TableBudget;
import omega.genomics.io.InputSource;

/** Reads the lines of a small table as lists of fields. */
final class Rows implements Closeable {
    private static final int BLOCK_SIZE = 16 * 1024;

    private final LineCursor lines;
    private final TableBudget budget;
    private List<String> fields = List.of();

    Rows(InputSource source) throws IOException {
        lines = new LineCursor(new BlockReader(source.open(), source.name(), BLOCK_SIZE, TableBudget.LONGEST_LINE));
        budget = new TableBudget(source.name());
    }

    /** Moves to the next line, including blank lines and comments. */
    boolean advance() {
        if (!lines.advance()) {
            return false;
        }
        budget.add(lines);
        String line = new String(lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
        fields = List.of(line.split(line.indexOf('\t') >= 0 ? "\t" : "[ ]+", -1));
        return true;
    }

    boolean isComment() {
        return fields.get(0).startsWith("#");
    }

    boolean isBlank() {
        return fields.stream().allMatch(String::isEmpty);
    }

    List<String> fields() {
        return fields;
    }

    /** Returns a field; empty if the row has fewer fields. */
    String field(int index) {
        return index < 0 || index >= fields.size() ? "" : fields.get(index);
    }

    int integer(int index, String fieldName) {
        try {
            int value = Integer.parseInt(field(index));
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the error message shared by both cases.
        }
        throw error(index, fieldName, ContigRule.NUMBER, "an integer from 1 to 2147483647");
    }

    ParseException error(int index, String fieldName, Rule rule, String expected) {
        int from = lines.start();
        for (int i = 0; i < index && from < lines.end(); from++) {
            i += lines.buffer()[from] == '\t' ? 1 : 0;
        }
        int to = from + field(index).getBytes(StandardCharsets.UTF_8).length;
        return new ParseException(
                Findings.of(lines.sourceName(), lines.lineNumber(), lines.buffer(), lines.start(), lines.end())
                        .error(from, Math.min(to, lines.end()), fieldName, rule, expected));
    }

    @Override
    public void close() {
        lines.close();
    }
}
