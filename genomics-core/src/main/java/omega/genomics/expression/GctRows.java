package omega.genomics.expression;

import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.LineKind;
import omega.genomics.internal.scan.RecordFormat;
import omega.genomics.internal.scan.Reporter;

/** The format of GCT rows: parses lines into rows. */
final class GctRows implements RecordFormat<GctRecord, GctRow> {
    private final String sourceName;
    private final int declaredRows;
    private final GctRecord record;
    private final Reporter reporter;

    GctRows(String sourceName, GctHeader header, Reporter reporter) {
        this.sourceName = sourceName;
        this.declaredRows = header.declaredRows();
        this.record = new GctRecord(sourceName, header);
        this.reporter = reporter;
    }

    @Override
    public GctRecord view() {
        return record;
    }

    @Override
    public GctRow own() {
        return record.toRow();
    }

    @Override
    public void expire() {
        assert record.expire();
    }

    @Override
    public LineKind wrap(byte[] bytes, int from, int to, long line) {
        if (from == to) {
            return LineKind.EMPTY;
        }
        Diagnostic bad = record.wrap(bytes, from, to, line);
        return bad == null ? LineKind.RECORD : reporter.refuse(bad);
    }

    /** Compares the number of rows with the one declared in the second line of the file. */
    @Override
    public void end(long rows) {
        if (rows != declaredRows) {
            reporter.accept(Findings.at(
                    reporter.isStrict() ? Severity.ERROR : Severity.WARNING,
                    Location.of(sourceName, 2, 1),
                    "rows",
                    GctRule.GCT_ROW_COUNT,
                    "expected " + declaredRows + " rows as line 2 says, found " + rows));
        }
    }
}
