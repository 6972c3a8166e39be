package omega.genomics.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.scan.Texts;

/**
 * Reads the lines above the rows: the version, the declared size, the names of the columns and, in 1.3, their
 * metadata. Spreadsheets add tabs after the first two lines; these are ignored.
 */
final class GctHeaderReader {
    private static final byte TAB = '\t';

    private final LineCursor lines;
    private final Reporter reporter;
    private final HeaderBudget budget;

    GctHeaderReader(LineCursor lines, Reporter reporter, int maxHeaderBytes) {
        this.lines = lines;
        this.reporter = reporter;
        this.budget = new HeaderBudget(lines.sourceName(), maxHeaderBytes);
    }

    GctHeader read() {
        String version = version();
        boolean is13 = version.equals("1.3");
        int[] sizes = sizes(is13 ? 4 : 2);
        List<String> names = names(1L + (is13 ? sizes[2] : 1), sizes[1]);
        int before = is13 ? 1 + sizes[2] : 2;
        List<String> columns = names.subList(before, names.size());
        Map<String, List<String>> metadata = new LinkedHashMap<>();
        for (int i = 0; is13 && i < sizes[3]; i++) {
            metadata(names.size(), before, metadata);
        }
        return new GctHeader(version, sizes[0], sizes[1], names.subList(1, before), columns, metadata);
    }

    private String version() {
        next("version", GctRule.GCT_VERSION, "#1.2 or #1.3");
        int from = lines.start() + Texts.byteOrderMark(lines.buffer(), lines.start(), lines.end());
        String text = Texts.decode(lines.buffer(), from, lines.end()).stripTrailing();
        if (!text.equals("#1.2") && !text.equals("#1.3")) {
            throw refused(from, lines.end(), "version", GctRule.GCT_VERSION, "#1.2 or #1.3");
        }
        return text.substring(1);
    }

    private void next(String field, Rule rule, String expected) {
        if (!lines.advance()) {
            throw new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.of(lines.sourceName(), lines.lineNumber() + 1, 1),
                    field,
                    rule,
                    "expected " + expected + ", found the end of the file"));
        }
    }

    private int[] sizes(int count) {
        String expected = count == 2
                ? "the number of rows and of columns"
                : "the numbers of rows, columns, row metadata fields and column metadata lines";
        next("size", GctRule.GCT_SIZE, expected);
        int[] sizes = new int[count];
        int from = lines.start();
        for (int i = 0; i < count; i++) {
            int tab = ByteSearch.indexOf(lines.buffer(), Math.min(from, lines.end()), lines.end(), TAB);
            int to = tab < 0 ? lines.end() : tab;
            long size = from > to ? AsciiNumbers.INVALID : AsciiNumbers.parseInt(lines.buffer(), from, to);
            if (size < 0) {
                throw refused(Math.min(from, to), to, "size", GctRule.GCT_SIZE, expected);
            }
            sizes[i] = (int) size;
            from = to + 1;
        }
        return sizes;
    }

    private List<String> names(long before, int claimed) {
        next("columns", GctRule.GCT_COLUMNS, "the names of the columns");
        List<String> names = split();
        long found = names.size() - before;
        if (found != claimed) {
            wrongNumber(found, claimed);
        }
        if (found < 0) {
            throw refused(
                    lines.start(), lines.end(), "columns", GctRule.GCT_COLUMNS, before + " names before the columns");
        }
        return names;
    }

    private void wrongNumber(long found, int claimed) {
        reporter.accept(Findings.at(
                reporter.isStrict() ? Severity.ERROR : Severity.WARNING,
                Location.of(lines.sourceName(), lines.lineNumber(), 1),
                "columns",
                GctRule.GCT_COLUMN_NAMES,
                "expected names of " + claimed + " columns as line 2 says, found " + Math.max(0, found)));
    }

    private void metadata(int fields, int before, Map<String, List<String>> metadata) {
        next("column metadata", GctRule.GCT_COLUMN_METADATA, "a line of column metadata");
        List<String> texts = split();
        if (texts.size() != fields) {
            throw refused(
                    lines.end(),
                    lines.end(),
                    "column metadata",
                    GctRule.GCT_COLUMN_METADATA,
                    fields + " fields as in line 3, of which there are " + texts.size());
        }
        metadata.put(texts.get(0), List.copyOf(texts.subList(before, fields)));
    }

    private List<String> split() {
        int tabs = 0;
        for (int i = lines.start(); i < lines.end(); i++) {
            tabs += lines.buffer()[i] == TAB ? 1 : 0;
        }
        budget.add(lines.lineNumber(), lines.end() - lines.start(), tabs);
        List<String> texts = new ArrayList<>();
        int from = lines.start();
        while (true) {
            int tab = ByteSearch.indexOf(lines.buffer(), from, lines.end(), TAB);
            texts.add(Texts.decode(lines.buffer(), from, tab < 0 ? lines.end() : tab));
            if (tab < 0) {
                return texts;
            }
            from = tab + 1;
        }
    }

    private ParseException refused(int from, int to, String field, Rule rule, String expected) {
        return new ParseException(
                Findings.of(lines.sourceName(), lines.lineNumber(), lines.buffer(), lines.start(), lines.end())
                        .error(from, to, field, rule, expected));
    }
}
