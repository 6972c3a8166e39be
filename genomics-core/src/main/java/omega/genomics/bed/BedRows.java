package omega.genomics.bed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineKind;
import omega.genomics.internal.scan.RecordFormat;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.Texts;

/** How a line of BED becomes a record. */
final class BedRows implements RecordFormat<BedRecord, BedFeature> {
    private final String sourceName;
    private final BedRecord record;
    private final HeaderBudget budget;
    private final Reporter reporter;
    private final List<String> directives = new ArrayList<>();
    private boolean hasRows;

    BedRows(String sourceName, int standardColumns, HeaderBudget budget, Reporter reporter) {
        this.sourceName = sourceName;
        this.record = new BedRecord(sourceName, standardColumns);
        this.budget = budget;
        this.reporter = reporter;
    }

    @Override
    public BedRecord view() {
        return record;
    }

    @Override
    public BedFeature own() {
        return record.toFeature();
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
        int start = line == 1 ? from + Texts.byteOrderMark(bytes, from, to) : from;
        int first = start;
        while (first < to && (bytes[first] == ' ' || bytes[first] == '\t')) {
            first++;
        }
        if (first == to) {
            return LineKind.NO_RECORD;
        }
        if (bytes[start] == '#') {
            return comment(bytes, start, to, line);
        }
        if (isDisplayLine(bytes, start, to)) {
            addDirective(bytes, start, to, line);
            return LineKind.NO_RECORD;
        }
        hasRows = true;
        Diagnostic bad = record.wrap(bytes, start, to, line);
        return bad == null ? LineKind.RECORD : reporter.refuse(bad);
    }

    private LineKind comment(byte[] bytes, int from, int to, long line) {
        if (line == 1 && Texts.decode(bytes, from, to).startsWith("##fileformat=VCF")) {
            throw new ParseException(
                    Findings.of(sourceName, line, bytes, from, to).error(from, to, "header", BedRule.NOT_BED, "BED"));
        }
        if (!hasRows) {
            addDirective(bytes, from, to, line);
        }
        return LineKind.NO_RECORD;
    }

    private void addDirective(byte[] bytes, int from, int to, long line) {
        budget.add(line, to - from, 0);
        directives.add(Texts.decode(bytes, from, to));
    }

    /** Custom tracks begin with lines of {@code track} or {@code browser} and settings. */
    static boolean isDisplayLine(byte[] bytes, int from, int to) {
        return startsWith(bytes, from, to, "track") || startsWith(bytes, from, to, "browser");
    }

    private static boolean startsWith(byte[] bytes, int from, int to, String word) {
        int after = from + word.length();
        if (after > to || (after < to && bytes[after] != ' ')) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    List<String> directives() {
        return Collections.unmodifiableList(directives);
    }
}
