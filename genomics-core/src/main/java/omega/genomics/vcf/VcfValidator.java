package omega.genomics.vcf;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * Judges a whole VCF file by the rules of its own version, 4.0 to 4.5, and names every violation with line, column and rule.
 *
 * <pre>{@code
 * ValidationReport report = new VcfValidator().validate(InputSource.of(Path.of("calls.vcf.gz")));
 * if (!report.valid()) {
 *     report.findings().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>An error is what the specification of that version forbids; a warning is what it advises against, what it leaves open,
 * or what files that are widely called valid do all the same. {@code docs/conformance.md} lists the rules with their
 * sections and severities.
 *
 * <p>Reads the file once, as a stream. Memory does not grow with the number of records: a sorted file is judged by the
 * current position and the few variants that may still be repeated, an unsorted one by the last thousand.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class VcfValidator {
    private static final int DEFAULT_LIMIT = 100;

    private final int limit;
    private final @Nullable DiagnosticListener listener;

    /** Makes a validator that keeps the first 100 findings of each rule. */
    public VcfValidator() {
        this(DEFAULT_LIMIT, null);
    }

    private VcfValidator(int limit, @Nullable DiagnosticListener listener) {
        this.limit = limit;
        this.listener = listener;
    }

    /**
     * Bounds what a report keeps; all violations are counted in any case.
     *
     * @param findingsPerRule how many findings of each rule to keep, 0 or more
     * @return a validator with this limit
     * @throws IllegalArgumentException if it is negative
     */
    public VcfValidator limit(int findingsPerRule) {
        if (findingsPerRule < 0) {
            throw new IllegalArgumentException("expected a limit of 0 or more, found " + findingsPerRule);
        }
        return new VcfValidator(findingsPerRule, listener);
    }

    /**
     * Hands every finding to a listener as it is made, beyond what the report keeps.
     *
     * @param findings called on the thread that validates
     * @return a validator with this listener
     */
    public VcfValidator listener(DiagnosticListener findings) {
        return new VcfValidator(limit, findings);
    }

    /**
     * Reads an input to its end and judges it.
     *
     * @param input the file; compressed or not
     * @return what was found
     * @throws IOException if it cannot be opened
     * @throws ParseException if its container is damaged or holds no text, with the place
     * @throws java.io.UncheckedIOException if reading fails
     */
    public ValidationReport validate(InputSource input) throws IOException {
        ViolationLog log = new ViolationLog(input.name(), limit, listener);
        try (LastByte bytes = new LastByte(input.open());
                LineCursor lines = new LineCursor(new BlockReader(
                        bytes, input.name(), BlockReader.DEFAULT_BLOCK_SIZE, BlockReader.DEFAULT_MAX_LINE_LENGTH))) {
            Pass pass = new Pass(log);
            while (lines.advance()) {
                pass.line(lines);
            }
            return pass.finish(bytes.last);
        }
    }

    /** Remembers the last byte read, which tells whether the last line is terminated. */
    private static final class LastByte extends FilterInputStream {
        int last = '\n';

        LastByte(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            last = b < 0 ? last : b;
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = in.read(b, off, len);
            if (n > 0) {
                last = b[off + n - 1];
            }
            return n;
        }
    }

    /** One walk over the lines of one file. */
    private static final class Pass {
        private final ViolationLog log;
        private final HeaderFacts facts = new HeaderFacts();
        private final TextCheck text;
        private final HeaderCheck header;
        private final DataLineCheck record;
        private boolean started;
        private boolean headerSeen;
        private boolean headerMissed;
        private long records;
        private long lastLine;

        Pass(ViolationLog log) {
            this.log = log;
            this.text = new TextCheck(log);
            this.header = new HeaderCheck(facts, log);
            this.record = new DataLineCheck(facts, log);
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
            boolean mark = end - start >= 3
                    && (b[start] & 0xff) == 0xef
                    && (b[start + 1] & 0xff) == 0xbb
                    && (b[start + 2] & 0xff) == 0xbf;
            int from = mark ? start + 3 : start;
            header.fileFormat(b, from, end);
            if (mark) {
                log.say(VcfRule.FILE_ENCODING, start, from, "expected no byte order mark at the start of the file");
            }
            return from;
        }

        private static void refuseBinary(byte[] b, int start, int end, String source) {
            boolean bcf = end - start >= 3 && b[start] == 'B' && b[start + 1] == 'C' && b[start + 2] == 'F';
            if (bcf) {
                throw new ParseException(new Diagnostic(
                        Severity.ERROR,
                        Location.of(source, 1, 1),
                        "file",
                        "file-text",
                        "expected VCF text, found BCF",
                        ""));
            }
        }

        private void headerLine(byte[] b, int start, int end) {
            if (b[start] != '#') {
                if (isRecord(b, start, end)) {
                    missHeader(start, end);
                    data(b, start, end);
                } else {
                    log.expect(VcfRule.META_LINE, start, end, "a meta-information line ##key=value, on one line");
                }
            } else if (headerSeen || headerMissed) {
                log.expect(
                        VcfRule.META_PLACE,
                        start,
                        end,
                        "a record: meta-information comes before the #CHROM line, once");
            } else if (start + 1 < end && b[start + 1] == '#') {
                header.meta(b, start, end);
            } else if (MetaLine.string(b, start, Math.min(end, start + 6)).equals("#CHROM")
                    || isRecord(b, start, end)) {
                header.columns(b, start, end);
                headerSeen = true;
            } else {
                log.expect(
                        VcfRule.META_LINE, start, end, "a meta-information line ##key=value or the header line #CHROM");
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
}
