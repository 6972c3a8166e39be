package omega.genomics.vcf.validate;

import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Texts;
import omega.genomics.internal.vcf.VcfRule;

/** One walk over the lines of one file: which are header, which are records, and what is missing between them. */
final class ValidationPass {
    private final ViolationLog log;
    private final HeaderBudget budget;
    private final HeaderFacts facts = new HeaderFacts();
    private final TextCheck text;
    private final HeaderCheck header;
    private final ColumnLineCheck columns;
    private final DataLineCheck record;
    private boolean started;
    private boolean headerSeen;
    private boolean headerMissed;
    private long records;
    private long lastLine;

    ValidationPass(ViolationLog log, HeaderBudget budget, int maxValues) {
        this.log = log;
        this.budget = budget;
        this.text = new TextCheck(log);
        this.header = new HeaderCheck(facts, log);
        this.columns = new ColumnLineCheck(facts, log);
        this.record = new DataLineCheck(facts, log, maxValues);
    }

    void line(LineCursor lines) {
        byte[] b = lines.buffer();
        int start = lines.start();
        int end = lines.end();
        lastLine = lines.lineNumber();
        log.line(b, start, end, lastLine);
        if (start == end) {
            log.say(VcfRule.FILE_BLANK_LINE, start, end, "expected a line with content, found a blank line");
            return;
        }
        if (headerSeen && b[start] != '#') {
            text.check(b, start, end);
            data(b, start, end);
            return;
        }
        if (!started) {
            refuseBinary(b, start, end, lines.sourceName());
            start = first(b, start, end);
        }
        text.check(b, start, end);
        headerLine(b, start, end);
    }

    private int first(byte[] b, int start, int end) {
        started = true;
        int from = start + Texts.byteOrderMark(b, start, end);
        header.fileFormat(b, from, end);
        if (from > start) {
            log.say(VcfRule.FILE_ENCODING, start, from, "expected no byte order mark at the start of the file");
        }
        return from;
    }

    private static void refuseBinary(byte[] b, int start, int end, String source) {
        boolean bcf = end - start >= 3 && b[start] == 'B' && b[start + 1] == 'C' && b[start + 2] == 'F';
        if (bcf) {
            throw new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.of(source, 1, 1),
                    "file",
                    VcfRule.FILE_TEXT,
                    "expected VCF text or BCF 2, found another version of BCF"));
        }
    }

    private void headerLine(byte[] b, int start, int end) {
        if (b[start] == '#' && !headerSeen && !headerMissed) {
            boolean isMeta = start + 1 < end && b[start + 1] == '#';
            budget.add(lastLine, end - start, Values.countOf(b, start, end, isMeta ? ',' : '\t'));
        }
        if (b[start] != '#') {
            if (isRecord(b, start, end)) {
                missHeader(start, end);
                data(b, start, end);
            } else {
                log.expect(VcfRule.META_LINE, start, end, "a meta-information line ##key=value, on one line");
            }
        } else if (headerSeen || headerMissed) {
            log.expect(VcfRule.META_PLACE, start, end, "a record: meta-information comes before the #CHROM line, once");
        } else if (start + 1 < end && b[start + 1] == '#') {
            header.meta(b, start, end);
        } else if (MetaLine.string(b, start, Math.min(end, start + 6)).equals("#CHROM") || isRecord(b, start, end)) {
            columns.check(b, start, end);
            headerSeen = true;
        } else {
            log.expect(VcfRule.META_LINE, start, end, "a meta-information line ##key=value or the header line #CHROM");
        }
    }

    private static boolean isRecord(byte[] b, int start, int end) {
        return Values.countOf(b, start, end, '\t') >= 5;
    }

    private void missHeader(int start, int end) {
        if (!headerMissed) {
            log.expect(VcfRule.HEADER_MISSING, start, end, "the header line #CHROM before the first record");
        }
        headerMissed = true;
    }

    private void data(byte[] b, int start, int end) {
        records++;
        record.check(b, start, end, lastLine);
    }

    ValidationReport finish(int lastByte) {
        record.finish();
        log.line(new byte[0], 0, 0, Math.max(1, lastLine));
        if (lastLine == 0) {
            log.say(VcfRule.FILE_EMPTY, 0, 0, "expected ##fileformat and the #CHROM line, found an empty file");
        } else if (!headerSeen && !headerMissed) {
            log.say(VcfRule.HEADER_MISSING, 0, 0, "expected the header line #CHROM, found the end of the file");
        }
        if (lastByte != '\n') {
            log.say(
                    VcfRule.FILE_FINAL_NEWLINE,
                    0,
                    0,
                    "expected a line separator (newline) at the end of the last line");
        }
        return log.report(facts.samples, records);
    }
}
