package omega.genomics.vcf.validate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.internal.bcf.BcfChoice;
import omega.genomics.internal.bcf.BcfText;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.HeapShare;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Opening;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * Judges a whole VCF file by the rules of its own version, 4.0 to 4.5, and names every violation with line, column and rule.
 *
 * <pre>{@code
 * ValidationReport report = new VcfValidator().validate(InputSource.of(Path.of("calls.vcf.gz")));
 * if (!report.isValid()) {
 *     report.findings().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>An error is what the specification of that version forbids; a warning is what it advises against, what it leaves open,
 * or what files that are widely called valid do all the same. {@code docs/reference/conformance.md} lists the rules with their
 * sections and severities.
 *
 * <p>Reads the file once, as a stream. Memory does not grow with the number of records: a sorted file is judged by the
 * current position and the few variants that may still be repeated, an unsorted one by the last thousand.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class VcfValidator {
    private static final int DEFAULT_LIMIT = 100;

    /** What a value takes in memory while its column is judged. */
    private static final int MEMORY = 96;

    private final int limit;
    private final @Nullable DiagnosticListener listener;
    private final int maxHeaderBytes;
    private final int maxValues;

    /** Makes a validator that keeps the first 100 findings of each rule. */
    public VcfValidator() {
        this(DEFAULT_LIMIT, null, HeaderBudget.defaultLimit(), HeapShare.count(MEMORY));
    }

    private VcfValidator(int limit, @Nullable DiagnosticListener listener, int maxHeaderBytes, int maxValues) {
        this.limit = limit;
        this.listener = listener;
        this.maxHeaderBytes = maxHeaderBytes;
        this.maxValues = maxValues;
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
        return new VcfValidator(findingsPerRule, listener, maxHeaderBytes, maxValues);
    }

    /**
     * Hands every finding to a listener as it is made, beyond what the report keeps.
     *
     * @param findings called on the thread that validates
     * @return a validator with this listener
     */
    public VcfValidator listener(DiagnosticListener findings) {
        Objects.requireNonNull(findings, "findings");
        return new VcfValidator(limit, findings, maxHeaderBytes, maxValues);
    }

    /**
     * Bounds the header; a longer one throws. Counted are the bytes of its lines and 16 for each line, sample and field, each of
     * which takes about ten in memory.
     *
     * @param bytes 1 or more; unless set, what half of the heap holds
     * @return a validator with this limit
     * @throws IllegalArgumentException if it is less than 1
     */
    public VcfValidator maxHeaderBytes(int bytes) {
        return new VcfValidator(limit, listener, HeaderBudget.checked(bytes), maxValues);
    }

    /**
     * Bounds the values of a column: alleles, identifiers, keys, list elements and fields. A record with more throws.
     *
     * @param values 1 or more; unless set, what half of the heap holds
     * @return a validator with this limit
     * @throws IllegalArgumentException if it is less than 1
     */
    public VcfValidator maxValues(int values) {
        if (values < 1) {
            throw new IllegalArgumentException("expected 1 value a column or more, found " + values);
        }
        return new VcfValidator(limit, listener, maxHeaderBytes, values);
    }

    /**
     * Reads an input to its end and judges it. BCF is judged as the text that {@code bcftools view} makes of it, whose lines are counted.
     *
     * @param input the file; compressed or not
     * @return what was found
     * @throws IOException if it cannot be read
     * @throws ParseException if its container is damaged or holds no text, or the header or a record is longer than the limits, with
     *     the place
     */
    public ValidationReport validate(InputSource input) throws IOException {
        Objects.requireNonNull(input, "input");
        return Opening.checked(() -> judge(input));
    }

    private ValidationReport judge(InputSource input) throws IOException {
        ViolationLog log = new ViolationLog(input.name(), limit, listener);
        BcfChoice everything = new BcfChoice(true, null, maxHeaderBytes);
        try (LastByte bytes = new LastByte(BcfText.of(input.open(), input.name(), everything));
                LineCursor lines = new LineCursor(new BlockReader(
                        bytes, input.name(), BlockReader.DEFAULT_BLOCK_SIZE, BlockReader.DEFAULT_MAX_LINE_LENGTH))) {
            ValidationPass pass = new ValidationPass(log, new HeaderBudget(input.name(), maxHeaderBytes), maxValues);
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
}
