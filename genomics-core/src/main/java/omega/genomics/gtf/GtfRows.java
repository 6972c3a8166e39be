package omega.genomics.gtf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.LineKind;
import omega.genomics.internal.scan.RecordFormat;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.Texts;

/** How a line of GTF or GFF3 becomes a row: {@link RowScanner} reads the usual ones, {@link RowParser} all others. */
final class GtfRows implements RecordFormat<GtfRecord, Feature>, RecordFormat.FastScan {
    /** Contigs that refused rows are counted by; a broken column 1 may be anything. */
    private static final int MOST_REFUSED_CONTIGS = 100_000;

    private final String sourceName;
    private final GtfDialect dialect;
    private final TypeFilter types;
    private final boolean filters;
    private final HeaderBudget budget;
    private final Reporter reporter;
    private final GtfRecord record;
    private final RowScanner scanner;
    private final RowParser parser;
    private final List<String> directives = new ArrayList<>();
    private final Map<String, Long> refusedByContig = new HashMap<>();
    private boolean hasRows;

    GtfRows(String sourceName, GtfDialect dialect, TypeFilter types, HeaderBudget budget, Reporter reporter) {
        this.sourceName = sourceName;
        this.dialect = dialect;
        this.types = types;
        this.filters = !types.isEmpty();
        this.budget = budget;
        this.reporter = reporter;
        this.record = new GtfRecord(sourceName, dialect);
        this.scanner = new RowScanner(dialect);
        this.parser = new RowParser(sourceName, dialect);
    }

    @Override
    public GtfRecord view() {
        return record;
    }

    @Override
    public Feature own() {
        return record.toFeature();
    }

    @Override
    public void expire() {
        assert record.expire();
    }

    /** The attributes of the next row are compared with those of the last one, whose bytes go away. */
    @Override
    public void leaveBlock() {
        record.scanner().forget();
    }

    // ---- usual rows ----------------------------------------------------------------------------------------------

    @Override
    public FastScan fastScan() {
        return this;
    }

    @Override
    public boolean advance(LineCursor lines, LeftOut leftOut) {
        if (filters) {
            return advanceToWanted(lines, leftOut);
        }
        int from = lines.next();
        int limit = lines.limit();
        if (from < limit && scanner.scan(lines.buffer(), from, limit, lines.lineNumber() + 1, record)) {
            lines.pass(scanner.next());
            hasRows = true;
            return true;
        }
        return false;
    }

    private boolean advanceToWanted(LineCursor lines, LeftOut leftOut) {
        byte[] buffer = lines.buffer();
        int limit = lines.limit();
        for (int from = lines.next(); from < limit; from = lines.next()) {
            if (types.isUnwanted(buffer, from, limit)) {
                int lineFeed = RowScanner.lineFeed(buffer, from + RowScanner.WINDOW, limit);
                lines.pass(lineFeed < 0 ? limit : lineFeed + 1);
            } else if (scanner.scan(buffer, from, limit, lines.lineNumber() + 1, record)) {
                lines.pass(scanner.next());
                if (types.isWanted(record)) {
                    hasRows = true;
                    return true;
                }
            } else {
                return false;
            }
            hasRows = true;
            leftOut.countFiltered();
        }
        return false;
    }

    // ---- all other lines -----------------------------------------------------------------------------------------

    @Override
    public LineKind wrap(byte[] bytes, int from, int to, long line) {
        if (from == to) {
            return LineKind.EMPTY;
        }
        int first = from;
        while (first < to && bytes[first] <= ' ' && bytes[first] >= 0) {
            first++;
        }
        if (first == to) {
            return LineKind.NO_RECORD;
        }
        if (bytes[first] == '#') {
            return comment(bytes, from, to, line);
        }
        if (bytes[from] == '>' && dialect == GtfDialect.GFF3) {
            return LineKind.LAST;
        }
        return isDisplayLine(bytes, from, to, line) ? LineKind.NO_RECORD : row(bytes, from, to, line);
    }

    private LineKind row(byte[] bytes, int from, int to, long line) {
        hasRows = true;
        if (!types.isWanted(bytes, from, to)) {
            return LineKind.FILTERED;
        }
        Diagnostic bad = parser.parse(bytes, from, to, line, record);
        if (bad == null) {
            return LineKind.RECORD;
        }
        LineKind refused = reporter.refuse(bad);
        int tab = ByteSearch.indexOf(bytes, from, to, (byte) '\t');
        String contig = tab < 0 ? "" : Texts.decode(bytes, from, tab);
        boolean isKept = refusedByContig.size() < MOST_REFUSED_CONTIGS || refusedByContig.containsKey(contig);
        refusedByContig.merge(isKept ? contig : "", 1L, Long::sum);
        return refused;
    }

    private LineKind comment(byte[] bytes, int from, int to, long line) {
        String text = Texts.decode(bytes, from, to);
        if (line == 1 && text.startsWith("##fileformat=VCF")) {
            throw new ParseException(Findings.of(sourceName, line, bytes, from, to)
                    .error(from, to, "header", GtfRule.NOT_AN_ANNOTATION, "GTF or GFF3"));
        }
        if (text.startsWith("##FASTA")) {
            return LineKind.LAST;
        }
        if (!text.startsWith("###") && (!hasRows || isMetadata(text))) {
            addDirective(text, line);
        }
        return LineKind.NO_RECORD;
    }

    private void addDirective(String text, long line) {
        budget.add(line, text.length(), 0);
        directives.add(text);
    }

    /** UCSC's custom tracks begin with {@code track …} and {@code browser …} lines. */
    private boolean isDisplayLine(byte[] bytes, int from, int to, long line) {
        if (bytes[from] != 't' && bytes[from] != 'b') {
            return false;
        }
        String text = Texts.decode(bytes, from, to);
        boolean display = text.matches("(track|browser)( [^\\t]*)?");
        if (display) {
            addDirective(text, line);
        }
        return display;
    }

    private static boolean isMetadata(String directive) {
        return directive.startsWith("##") || directive.startsWith("#!");
    }

    // ---- what was seen on the way --------------------------------------------------------------------------------

    List<String> directives() {
        return Collections.unmodifiableList(directives);
    }

    boolean hasMetadata() {
        return directives.stream().anyMatch(GtfRows::isMetadata);
    }

    Map<String, Long> refusedByContig() {
        return Map.copyOf(refusedByContig);
    }
}
