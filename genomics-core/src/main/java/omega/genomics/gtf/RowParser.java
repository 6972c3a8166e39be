package omega.genomics.gtf;

import omega.genomics.Diagnostic;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.Rule;
import org.jspecify.annotations.Nullable;

/** Splits and checks one line, and says what is wrong with it. */
final class RowParser {
    private static final String COORDINATE = "a base number from 1 to 2147483647";

    private final String sourceName;
    private final GtfDialect dialect;

    private byte[] buffer = {};
    private int lineStart;
    private int lineEnd;
    private long lineNumber;

    RowParser(String sourceName, GtfDialect dialect) {
        this.sourceName = sourceName;
        this.dialect = dialect;
    }

    /** Points the record at the line, or returns why it cannot. */
    @Nullable
    Diagnostic parse(byte[] array, int from, int to, long number, GtfRecord record) {
        buffer = array;
        lineStart = from;
        lineEnd = to;
        lineNumber = number;
        int[] columns = record.columns();
        Diagnostic bad = split(columns);
        for (int i = 0; i < 3 && bad == null; i += 2) {
            bad = columns[i] + 1 == columns[i + 1] ? error(i, columns, GtfRule.NOT_EMPTY, "a name") : null;
        }
        return bad != null ? bad : check(columns, record);
    }

    private @Nullable Diagnostic split(int[] columns) {
        int column = 0;
        columns[0] = lineStart;
        int p = lineStart;
        for (; p < lineEnd && column < 9; p++) {
            if (buffer[p] == '\t') {
                columns[++column] = p + 1;
            }
        }
        if (column == 9) {
            return trailing(p) ? null : tooMany(p);
        }
        columns[++column] = lineEnd + 1;
        return column == 9 ? null : tooFew(column);
    }

    /** GTF2.2 and GFF2 allow a comment behind the attributes, and some files end each line with tabs. */
    private boolean trailing(int from) {
        int p = from;
        while (p < lineEnd && (buffer[p] == '\t' || buffer[p] == ' ')) {
            p++;
        }
        return p == lineEnd || buffer[p] == '#';
    }

    private Diagnostic tooFew(int found) {
        return findings()
                .error(
                        lineEnd,
                        lineEnd,
                        GtfColumns.name(found, dialect),
                        GtfRule.COLUMNS,
                        "9 columns separated by tabs (this row has " + found + ")");
    }

    private Diagnostic tooMany(int from) {
        return findings().error(from, lineEnd, "attributes", GtfRule.COLUMNS, "the end of the line after 9 columns");
    }

    private Diagnostic error(int column, int[] columns, Rule rule, String expected) {
        return findings()
                .error(columns[column], columns[column + 1] - 1, GtfColumns.name(column, dialect), rule, expected);
    }

    private Findings findings() {
        return Findings.ofRow(sourceName, lineNumber, buffer, lineStart, lineEnd);
    }

    private @Nullable Diagnostic check(int[] columns, GtfRecord record) {
        int start = base(columns[3], columns[4] - 1);
        if (start < 1) {
            return error(3, columns, GtfRule.COORDINATE, COORDINATE);
        }
        int end = base(columns[4], columns[5] - 1);
        if (end < 1) {
            return error(4, columns, GtfRule.COORDINATE, COORDINATE);
        }
        if (end < start) {
            return error(4, columns, GtfRule.START_END, "an end of " + start + " (the start) or more");
        }
        double score = Scores.parse(buffer, columns[5], columns[6] - 1);
        if (score == Scores.BAD) {
            return error(5, columns, GtfRule.SCORE, "a number or \".\"");
        }
        if (columns[7] - columns[6] != 2 || !RowScanner.isStrand(buffer[columns[6]])) {
            return error(6, columns, GtfRule.STRAND, "one of + - . ?");
        }
        if (columns[8] - columns[7] != 2 || !RowScanner.isFrame(buffer[columns[7]])) {
            return error(7, columns, GtfRule.FRAME, "one of 0 1 2 .");
        }
        if (dialect == GtfDialect.GTF && !quotesBalance(columns[8], columns[9] - 1)) {
            return error(8, columns, GtfRule.QUOTES, "a closing quote for each opening one");
        }
        record.point(buffer, lineNumber, start, end, score);
        return null;
    }

    private int base(int from, int to) {
        long value = 0;
        for (int p = from; p < to; p++) {
            int digit = buffer[p] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
            if (value > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return from == to ? -1 : (int) value;
    }

    /** Tells whether the quotes that no backslash precedes come in pairs. */
    private boolean quotesBalance(int from, int to) {
        boolean even = true;
        for (int p = from; p < to; p++) {
            if (buffer[p] == '\\') {
                p++;
            } else if (buffer[p] == '"') {
                even = !even;
            }
        }
        return even;
    }
}
