package omega.genomics.internal.scan;

import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;

/** Counts what a small table holds, all of which is kept: its bytes, and 32 for each field and line. */
public final class TableBudget {
    /** No table of names has a longer line. */
    public static final int LONGEST_LINE = 1 << 20;

    private static final int EACH = 32;
    /** A byte that is counted takes about twelve in memory. */
    private static final int MEMORY = 12;

    private final String sourceName;
    private final long limit = HeapShare.count(MEMORY);
    private long counted;

    /**
     * Starts to count.
     *
     * @param sourceName for the message
     */
    public TableBudget(String sourceName) {
        this.sourceName = sourceName;
    }

    /**
     * Counts the current line of a cursor.
     *
     * @param lines the table
     * @throws ParseException if half of the heap does not hold the table
     */
    public void add(LineCursor lines) {
        int fields = 1;
        for (int i = lines.start(); i < lines.end(); i++) {
            byte b = lines.buffer()[i];
            fields += b == '\t' || b == ' ' || b == ',' || b == ';' ? 1 : 0;
        }
        counted += lines.end() - lines.start() + (long) EACH * fields;
        if (counted > limit) {
            throw new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.of(sourceName, lines.lineNumber(), 1),
                    "table",
                    TableRule.TABLE_LENGTH,
                    "expected a table of at most " + limit
                            + " bytes, 32 added for each field, as half of the heap holds, found more"));
        }
    }
}
