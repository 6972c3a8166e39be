package omega.genomics.vcf.header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.scan.Texts;
import omega.genomics.internal.vcf.VcfRule;

/** Reads the lines up to and including {@code #CHROM}. */
public final class HeaderReader {
    private static final Pattern NEWER = Pattern.compile("VCFv4\\.(\\d{1,3})");
    /** Kept with the header; a listener hears of all. */
    private static final int MOST_DIAGNOSTICS = 1000;

    private static final Set<String> DEFINITIONS = Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig");

    private final LineCursor cursor;
    private final Reporter reporter;
    private final HeaderBudget budget;
    private final List<HeaderLine> lines = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>(0);
    private VcfVersion version = VcfVersion.V4_2;
    private boolean declared;
    private boolean first = true;

    @SuppressWarnings("exports") // read by the other rooms of VCF; not API
    public HeaderReader(LineCursor cursor, ParseMode mode, DiagnosticListener listener, int maxHeaderBytes) {
        this.cursor = cursor;
        this.budget = new HeaderBudget(cursor.sourceName(), maxHeaderBytes);
        this.reporter = new Reporter(mode, listener);
    }

    /**
     * Reads the header, up to the #CHROM line.
     *
     * @return the header
     * @throws omega.genomics.ParseException if there is none that can be read
     */
    public VcfHeader read() {
        while (cursor.advance()) {
            if (first) {
                byteOrderMark();
            }
            budget.add(cursor.lineNumber(), length(), parts());
            if (cursor.start() == cursor.end()) {
                warn(0, 0, "", VcfRule.FILE_BLANK_LINE, "a header line");
            } else if (byteAt(0) != '#') {
                throw new ParseException(noHeader());
            } else if (byteAt(1) == '#') {
                metaLine();
            } else if (isColumnLine()) {
                return columns();
            } else {
                warn(0, length(), "", VcfRule.META_LINE, "##key=value or #CHROM");
            }
            first = false;
        }
        throw new ParseException(Findings.at(
                Severity.ERROR,
                Location.of(cursor.sourceName(), cursor.lineNumber() + 1, 0),
                "header",
                VcfRule.HEADER_MISSING,
                "expected " + (first ? "##fileformat=VCFv4.x" : "the #CHROM line") + ", found the end of the input"));
    }

    private void byteOrderMark() {
        int mark = Texts.byteOrderMark(cursor.buffer(), cursor.start(), cursor.end());
        if (mark > 0) {
            warn(0, mark, "file", VcfRule.FILE_ENCODING, "no byte order mark at the start of the file");
            cursor.skip(mark);
        }
    }

    private Diagnostic noHeader() {
        String text = new String(line(0, Math.min(length(), 4)), StandardCharsets.ISO_8859_1);
        if (text.startsWith("BCF")) {
            return finding(0, 3, "header", VcfRule.FILE_TEXT, "VCF text, or BCF 2.1 or 2.2 where records are read");
        }
        return finding(0, length(), "header", VcfRule.HEADER_MISSING, "header lines (##fileformat=VCFv4.x … #CHROM …)");
    }

    private boolean isColumnLine() {
        return startsWith("#CHROM")
                || ByteSearch.find(cursor.buffer(), cursor.start(), cursor.end(), (byte) '\t') < cursor.end();
    }

    private void metaLine() {
        HeaderLineParser.Parsed parsed = HeaderLineParser.parse(line(0, length()), cursor.lineNumber());
        HeaderLine line = parsed.line();
        if (line.key().equals("fileformat") && !declared) {
            version(line);
        }
        lines.add(line);
        boolean fatal = parsed.broken() && DEFINITIONS.contains(line.key());
        for (String flaw : parsed.flaws()) {
            Severity severity = fatal ? Severity.ERROR : Severity.WARNING;
            report(findings()
                    .finding(severity, cursor.start(), cursor.end(), line.key(), VcfRule.META_STRUCTURE, flaw));
        }
    }

    private void version(HeaderLine line) {
        declared = true;
        String text = line.value();
        String trimmed = text.strip();
        Optional<VcfVersion> known = VcfVersion.parse(trimmed);
        if (known.isEmpty()) {
            throw new ParseException(
                    finding(13, length(), "fileformat", VcfRule.FILE_FORMAT, "VCFv4.0 to " + VcfVersion.NEWEST));
        }
        version = known.get();
        if (!first) {
            warn(0, length(), "fileformat", VcfRule.FILE_FORMAT, "##fileformat as the first line");
        }
        if (!trimmed.equals(text)) {
            warn(13, length(), "fileformat", VcfRule.FILE_VERSION, "no blanks around the version");
        }
        if (NEWER.matcher(trimmed).matches() && !trimmed.equals(version.toString())) {
            warn(
                    13,
                    length(),
                    "fileformat",
                    VcfRule.FILE_VERSION,
                    "a version up to " + VcfVersion.NEWEST + " (reading by its rules)");
        }
    }

    private VcfHeader columns() {
        byte[] bytes = line(0, length());
        String[] names = new String(bytes, StandardCharsets.UTF_8).split("\t", -1);
        List<String> fixed = VcfHeader.columnNames();
        int column = 0;
        for (int i = 0; i < Math.max(8, Math.min(names.length, 9)); i++) {
            String expected = i < 8 ? fixed.get(i) : "FORMAT";
            String found = i < names.length ? names[i] : "";
            if (!found.equals(expected)) {
                int from = Math.min(column, bytes.length);
                throw new ParseException(finding(
                        from,
                        Math.min(bytes.length, from + found.getBytes(StandardCharsets.UTF_8).length),
                        "header",
                        VcfRule.HEADER_COLUMNS,
                        "column " + (i + 1) + " to be " + expected + ", tab-separated"));
            }
            column += found.length() + 1;
        }
        if (!declared) {
            report(finding(
                    0, length(), "fileformat", VcfRule.FILE_FORMAT, "##fileformat=VCFv4.x before the #CHROM line"));
        }
        SampleNames samples =
                SampleNames.of(List.of(Arrays.copyOfRange(names, Math.min(9, names.length), names.length)));
        if (!samples.areSound()) {
            checkSamples(samples.inOrder(), column);
        }
        HeaderDefinitions definitions = new HeaderDefinitions(version, lines);
        definitions.flaws.forEach(this::flaw);
        return new VcfHeader(version, lines, samples, names.length > 8, bytes, definitions, diagnostics);
    }

    private void checkSamples(List<String> samples, int column) {
        Set<String> seen = new HashSet<>();
        int from = column;
        for (String sample : samples) {
            int to = from + sample.getBytes(StandardCharsets.UTF_8).length;
            if (sample.isEmpty()) {
                throw new ParseException(finding(from, from, "header", VcfRule.HEADER_SAMPLE_EMPTY, "a sample name"));
            }
            if (!seen.add(sample)) {
                // Some callers name samples twice; their columns can be told apart by number.
                warn(from, Math.min(to, length()), "header", VcfRule.HEADER_SAMPLE_REPEATED, "each sample name once");
            }
            from = to + 1;
        }
    }

    private void flaw(HeaderDefinitions.Flaw flaw) {
        HeaderLine line = flaw.line();
        byte[] bytes = line.rawBytes();
        Diagnostic error = Findings.of(cursor.sourceName(), line.lineNumber(), bytes, 0, bytes.length)
                .error(0, bytes.length, line.key(), flaw.rule(), flaw.expected());
        report(flaw.fatal() ? error : error.asWarning(error.message()));
    }

    private void warn(int from, int to, String field, Rule rule, String expected) {
        report(findings().warning(from(from), cursor.start() + to, field, rule, expected));
    }

    /** The fields of a structured line, or the samples: what is kept apart. */
    private int parts() {
        byte separator = (byte) (byteAt(1) == '#' ? ',' : '\t');
        return ByteSearch.count(cursor.buffer(), cursor.start(), cursor.end(), separator);
    }

    private void report(Diagnostic diagnostic) {
        if (diagnostics.size() < MOST_DIAGNOSTICS) {
            diagnostics.add(diagnostic);
        }
        reporter.accept(diagnostic);
    }

    private Diagnostic finding(int from, int to, String field, Rule rule, String expected) {
        return findings().error(from(from), cursor.start() + to, field, rule, expected);
    }

    private Findings findings() {
        return Findings.of(cursor.sourceName(), cursor.lineNumber(), cursor.buffer(), cursor.start(), cursor.end());
    }

    private int from(int offset) {
        return Math.min(cursor.start() + offset, cursor.end());
    }

    private byte[] line(int from, int to) {
        return Arrays.copyOfRange(cursor.buffer(), cursor.start() + from, cursor.start() + to);
    }

    private int length() {
        return cursor.end() - cursor.start();
    }

    private int byteAt(int index) {
        return index < length() ? cursor.buffer()[cursor.start() + index] : -1;
    }

    private boolean startsWith(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (byteAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
