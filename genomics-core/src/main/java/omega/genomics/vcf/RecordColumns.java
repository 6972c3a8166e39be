package omega.genomics.vcf;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.bcf.BcfRecord;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.Rule;
import omega.genomics.internal.scan.Words;
import omega.genomics.internal.vcf.VcfNumbers;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * The line of a record and its columns, CHROM to FILTER. What decodes INFO and the samples refers to this class, and {@link VcfRecord}
 * adds them.
 *
 * <p>The line of a BCF record is written in three parts, when somebody asks for the bounds of a column: CHROM to FILTER, INFO, and the
 * samples. Until then the parts are due. The buffer is the same for all of them.
 */
class RecordColumns {
    public static final int CHROM = 0;
    static final int POS = 1;
    static final int ID = 2;
    public static final int REF = 3;
    public static final int ALT = 4;
    static final int QUAL = 5;
    static final int FILTER = 6;
    public static final int INFO = 7;

    @SuppressWarnings("MutablePublicArray") // read by the other rooms of VCF; not API
    public static final String[] COLUMNS = {"CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"};

    /** The rule that an empty column breaks. */
    private static final VcfRule[] EMPTY = {
        VcfRule.CHROM_SYNTAX,
        VcfRule.POS_INTEGER,
        VcfRule.ID_SYNTAX,
        VcfRule.REF_BASES,
        VcfRule.ALT_SYNTAX,
        VcfRule.QUAL_NUMBER,
        VcfRule.FILTER_SYNTAX,
        VcfRule.INFO_SYNTAX
    };

    private static final long TABS = Words.repeat('\t');

    private final String source;
    /** Where the record of a BCF file is; null for a line of text. */
    private final @Nullable BcfRecord stored;

    private final VcfHeader header;
    private final VcfHeader shown;
    private final boolean hasFormat;

    private byte[] buffer = {};
    private int start;
    private int end;
    private long lineNumber;
    private boolean current;
    /** The seven tabs before INFO. */
    private final int[] tabs = new int[16];

    private final ListCursor altCursor = new ListCursor();

    private int position;
    /** One past INFO; −1 if not looked for yet. */
    private int infoEnd;

    private boolean isFixedDue;
    private boolean isInfoDue;
    private boolean isRestDue;

    private String contig = "";
    private byte[] contigText = {};
    private final ByteSlice contigSlice = new ByteSlice();
    private final ByteSlice idSlice = new ByteSlice();
    private final ByteSlice refSlice = new ByteSlice();
    private final ByteSlice altSlice = new ByteSlice();
    private final ByteSlice filterSlice = new ByteSlice();
    private final ByteSlice lineSlice = new ByteSlice();

    /**
     * Makes a view without a line.
     *
     * @param stored where the records of a BCF file are; null for lines
     * @param fileHeader of the file, all samples among it
     * @param shown the same with the samples that are shown
     */
    RecordColumns(String source, @Nullable BcfRecord stored, VcfHeader fileHeader, VcfHeader shown) {
        this.source = source;
        this.stored = stored;
        this.header = fileHeader;
        this.shown = shown;
        this.hasFormat = fileHeader.hasFormat();
    }

    // ---- the line ------------------------------------------------------------------------------------------------

    /** Points the view at a line, or at the BCF record that was read, and finds its first columns; returns null, or what is wrong. */
    @Nullable
    Diagnostic wrap(byte[] bytes, int from, int to, long number) {
        return stored == null ? wrapLine(bytes, from, to, number) : wrapStored(stored, number);
    }

    private @Nullable Diagnostic wrapStored(BcfRecord record, long number) {
        lineNumber = number;
        current = true;
        altCursor.reset();
        boolean isRoomy = record.begin();
        buffer = record.line();
        start = 0;
        isFixedDue = true;
        isInfoDue = true;
        isRestDue = true;
        position = (int) record.position();
        if (isRoomy && position >= 0) {
            return null;
        }
        int to = lineEnd(); // writes all of it
        return wrapLine(record.line(), 0, to, number);
    }

    private void writeFixed() {
        if (isFixedDue) {
            isFixedDue = false;
            Objects.requireNonNull(stored).writeFixed(tabs);
        }
    }

    private void writeInfo() {
        if (isInfoDue) {
            writeFixed();
            isInfoDue = false;
            infoEnd = Objects.requireNonNull(stored).writeInfo();
        }
    }

    private void writeRest() {
        writeInfo();
        isRestDue = false;
        end = Objects.requireNonNull(stored).writeSamples();
    }

    /** Whether INFO is stored, and not yet written as text. */
    boolean isInfoDue() {
        return isInfoDue;
    }

    private @Nullable Diagnostic wrapLine(byte[] bytes, int from, int to, long number) {
        buffer = bytes;
        start = from;
        end = to;
        lineNumber = number;
        infoEnd = -1;
        current = true;
        altCursor.reset();
        int n = findTabs(bytes, from, to);
        if (n < INFO) {
            return tooFewColumns(n);
        }
        position = VcfNumbers.parsePosition(bytes, tabs[0] + 1, tabs[1]);
        if (position < 0) {
            return finding(
                    tabs[0] + 1,
                    tabs[1],
                    "POS",
                    VcfRule.ofPosition(bytes, tabs[0] + 1, tabs[1]),
                    "an integer from 0 to 2147483647");
        }
        int before = from - 1;
        for (int column = 0; column < INFO; column++) {
            if (tabs[column] == before + 1) {
                return emptyColumn(column, tabs[column]);
            }
            before = tabs[column];
        }
        return before + 1 == to || bytes[before + 1] == '\t' ? emptyColumn(INFO, before + 1) : null;
    }

    private int findTabs(byte[] bytes, int from, int to) {
        int n = 0;
        int i = from;
        for (int last = to - 8; i <= last; i += 8) {
            long hits = Words.matches(Words.load(bytes, i), TABS);
            while (hits != 0) {
                tabs[n++] = i + (Long.numberOfTrailingZeros(hits) >>> 3);
                hits &= hits - 1;
            }
            if (n >= INFO) {
                return n;
            }
        }
        for (; i < to && n < INFO; i++) {
            if (bytes[i] == '\t') {
                tabs[n++] = i;
            }
        }
        return n;
    }

    private Diagnostic tooFewColumns(int found) {
        return finding(
                start, end, COLUMNS[Math.min(found, INFO)], VcfRule.RECORD_COLUMNS, "at least 8 tab-separated columns");
    }

    private Diagnostic emptyColumn(int column, int at) {
        return finding(at, at, COLUMNS[column], EMPTY[column], "a value, or . if it is missing");
    }

    /** Returns the line of the record whose bytes these are. */
    ByteSlice lineOf(byte[] bytes, int from, int to) {
        return stored == null
                ? new ByteSlice().wrap(bytes, from, to - from)
                : new ByteSlice().wrap(buffer, start, lineEnd() - start);
    }

    /** Returns the line, whose INFO is empty, with a missing INFO. */
    byte[] withInfoMissing() {
        int at = tabs[FILTER] + 1;
        byte[] mended = new byte[end - start + 1];
        System.arraycopy(buffer, start, mended, 0, at - start);
        mended[at - start] = '.';
        System.arraycopy(buffer, at, mended, at - start + 1, end - at);
        return mended;
    }

    void invalidate() {
        current = false;
        isFixedDue = false;
        isInfoDue = false;
        isRestDue = false;
    }

    void checkCurrent() {
        if (!current) {
            throw new IllegalStateException(
                    "there is no current record: the reader has not advanced, is at its end, or is" + " closed");
        }
    }

    @SuppressWarnings("exports") // for the other rooms of VCF; not API
    public Diagnostic finding(int from, int to, String field, Rule rule, String expected) {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(expected, "expected");
        return findings().error(from, to, field, rule, expected);
    }

    /** The same by a rule of the loader's. */
    public Diagnostic finding(int from, int to, String field, String rule, String expected) {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(expected, "expected");
        Findings line = findings();
        String message = "expected " + expected + ", found " + line.found(from, to);
        return line.finding(Severity.ERROR, from, to, field, rule, message);
    }

    /**
     * Makes a finding about a column of this record, to throw in a {@link ParseException} or to report.
     *
     * @param severity whether the record is refused for it
     * @param field the column, {@code CHROM} to {@code FORMAT}; anything else is FORMAT and the samples, or the whole line without them
     * @param rule a stable kebab-case name of the broken rule
     * @param message what was expected and what was found
     * @return with line, column, contig and an excerpt of the line
     */
    public Diagnostic finding(Severity severity, String field, String rule, String message) {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
        checkCurrent();
        int column = Arrays.asList(COLUMNS).indexOf(field);
        boolean known = column >= 0 && column <= INFO;
        boolean hasSamples = !known && infoEnd() < lineEnd();
        int from = known ? columnStart(column) : hasSamples ? infoEnd() + 1 : start;
        int to = known ? columnEnd(column) : lineEnd();
        return findings().finding(severity, from, to, field, rule, message);
    }

    private Findings findings() {
        return Findings.ofRow(source, lineNumber, buffer, start, lineEnd());
    }

    public byte[] buffer() {
        return buffer;
    }

    int lineStart() {
        return start;
    }

    public int lineEnd() {
        if (isRestDue) {
            writeRest();
        }
        return end;
    }

    /** First byte of one of the eight fixed columns. */
    public int columnStart(int column) {
        if (isFixedDue) {
            writeFixed();
        }
        return column == 0 ? start : tabs[column - 1] + 1;
    }

    /** One past the last byte of one of the eight fixed columns. */
    public int columnEnd(int column) {
        if (isFixedDue) {
            writeFixed();
        }
        return column < INFO ? tabs[column] : infoEnd();
    }

    int infoEnd() {
        if (isInfoDue) {
            writeInfo();
        } else if (infoEnd < 0) {
            infoEnd = hasFormat ? ByteSearch.find(buffer, tabs[FILTER] + 1, end, (byte) '\t') : end;
        }
        return infoEnd;
    }

    /**
     * Returns the header the record belongs to, with the samples that projection leaves.
     *
     * @return that of its reader
     */
    public VcfHeader header() {
        return shown;
    }

    /** The name of the file, for messages. */
    String source() {
        return source;
    }

    /** The header of the file, all samples among it. */
    VcfHeader fileHeader() {
        return header;
    }

    /**
     * Returns the number of the line.
     *
     * @return from 1, header lines counted
     */
    public long lineNumber() {
        checkCurrent();
        return lineNumber;
    }

    /**
     * Returns where the record stands, for messages.
     *
     * @return source and line
     */
    public Location location() {
        checkCurrent();
        return Location.of(source, lineNumber, 0);
    }

    /**
     * Returns the whole line.
     *
     * @return without its line end; the same slice each time
     */
    public ByteSlice lineBytes() {
        checkCurrent();
        return lineSlice.wrap(buffer, start, lineEnd() - start);
    }

    private ByteSlice column(ByteSlice slice, int column) {
        checkCurrent();
        int from = columnStart(column);
        return slice.wrap(buffer, from, columnEnd(column) - from);
    }

    // ---- CHROM, POS, ID ------------------------------------------------------------------------------------------

    /**
     * Returns the contig's name.
     *
     * @return CHROM; the same slice each time
     */
    public ByteSlice contigBytes() {
        return column(contigSlice, CHROM);
    }

    /**
     * Returns the contig's name. Allocates only when it differs from the last one asked for.
     *
     * @return CHROM
     */
    public String contig() {
        checkCurrent();
        if (stored != null) {
            return storedContig(stored.contig());
        }
        if (!Arrays.equals(buffer, start, tabs[0], contigText, 0, contigText.length)) {
            contigText = Arrays.copyOfRange(buffer, start, tabs[0]);
            contig = contigBytes().toString();
        }
        return contig;
    }

    private String storedContig(byte[] name) {
        if (name != contigText) {
            contigText = name;
            contig = new ByteSlice().wrap(name, 0, name.length).toString();
        }
        return contig;
    }

    /**
     * Returns the position of the first base of REF.
     *
     * @return 1-based; 0 or the contig's length + 1 for a telomere
     */
    public int position() {
        checkCurrent();
        return position;
    }

    /**
     * Tells whether the record has an identifier.
     *
     * @return false if ID is {@code .}
     */
    public boolean hasId() {
        return !isMissing(ID);
    }

    /**
     * Returns the ID column.
     *
     * @return perhaps several identifiers with semicolons between, or {@code .}; the same slice each time
     */
    public ByteSlice idBytes() {
        return column(idSlice, ID);
    }

    /**
     * Returns the identifiers.
     *
     * @return empty if ID is missing
     */
    public List<String> ids() {
        return hasId() ? List.of(idBytes().toString().split(";", -1)) : List.of();
    }

    boolean isMissing(int column) {
        checkCurrent();
        int from = columnStart(column);
        return buffer[from] == '.' && columnEnd(column) == from + 1;
    }

    // ---- REF, ALT ------------------------------------------------------------------------------------------------

    /**
     * Returns the reference allele.
     *
     * @return REF; the same slice each time
     */
    public ByteSlice refBytes() {
        return column(refSlice, REF);
    }

    /**
     * Returns the reference allele.
     *
     * @return REF as text
     */
    public String ref() {
        return refBytes().toString();
    }

    /**
     * Counts the ALT alleles.
     *
     * @return 0 if ALT is {@code .}
     */
    public int altCount() {
        return isMissing(ALT) ? 0 : ByteSearch.count(buffer, columnStart(ALT), tabs[ALT], (byte) ',') + 1;
    }

    /**
     * Counts the alleles, REF among them.
     *
     * @return 1 or more
     */
    public int alleleCount() {
        return altCount() + 1;
    }

    /**
     * Returns the whole ALT column.
     *
     * @return alleles with commas between, or {@code .}; the same slice each time, and the same as {@link #altBytes(int)}'s
     */
    public ByteSlice altBytes() {
        return column(altSlice, ALT);
    }

    /**
     * Returns one ALT allele.
     *
     * @param index from 0; allele number {@code index + 1} of a genotype
     * @return the same slice each time
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public ByteSlice altBytes(int index) {
        checkCurrent();
        int from = columnStart(ALT);
        int to = tabs[ALT];
        if (index > ListCursor.NEAR) {
            from = altCursor.seek(buffer, from, to, index);
        } else {
            for (int i = 0; i < index && from <= to; i++) {
                from = ByteSearch.find(buffer, from, to, (byte) ',') + 1;
            }
        }
        if (index < 0 || from > to || isMissing(ALT)) {
            throw new IndexOutOfBoundsException("ALT allele " + index + " of " + altCount());
        }
        return altSlice.wrap(buffer, from, ByteSearch.find(buffer, from, to, (byte) ',') - from);
    }

    /**
     * Returns one ALT allele.
     *
     * @param index from 0; allele number {@code index + 1} of a genotype
     * @return its text
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public String alt(int index) {
        return altBytes(index).toString();
    }

    /**
     * Returns the ALT alleles.
     *
     * @return their texts in file order; empty if ALT is {@code .}
     */
    public List<String> alts() {
        return altCount() == 0 ? List.of() : List.of(altBytes().toString().split(",", -1));
    }

    /**
     * Tells what an ALT allele is.
     *
     * @param index from 0
     * @return its kind
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public AlleleKind altKind(int index) {
        ByteSlice alt = altBytes(index);
        return Allele.kind(alt.array(), alt.offset(), alt.offset() + alt.length());
    }

    /**
     * Returns an allele to keep.
     *
     * @param number 0 for REF, 1 for the first ALT
     * @return the allele
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public Allele allele(int number) {
        return Allele.of(number == 0 ? ref() : alt(number - 1));
    }

    // ---- QUAL, FILTER --------------------------------------------------------------------------------------------

    /**
     * Tells whether there is a quality.
     *
     * @return false if QUAL is {@code .}
     */
    public boolean hasQual() {
        checkCurrent();
        if (isFixedDue && stored != null) {
            return stored.hasQuality();
        }
        return !isMissing(QUAL);
    }

    /**
     * Returns the quality, a Phred score.
     *
     * @return QUAL, correctly rounded
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no number
     */
    public float qual() {
        checkCurrent();
        float written = isFixedDue && stored != null ? stored.qualityAsFloat() : Float.NaN;
        if (!Float.isNaN(written)) {
            return written;
        }
        int from = qualStart();
        try {
            return AsciiNumbers.parseFloat(buffer, from, tabs[QUAL]);
        } catch (NumberFormatException e) {
            throw badQual(from);
        }
    }

    /**
     * Returns the quality with the precision of its text.
     *
     * @return QUAL
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no number
     */
    public double qualAsDouble() {
        checkCurrent();
        double written = isFixedDue && stored != null ? stored.quality() : Double.NaN;
        if (!Double.isNaN(written)) {
            return written;
        }
        int from = qualStart();
        try {
            return AsciiNumbers.parseDouble(buffer, from, tabs[QUAL]);
        } catch (NumberFormatException e) {
            throw badQual(from);
        }
    }

    private int qualStart() {
        if (!hasQual()) {
            throw new NoSuchElementException("QUAL is missing in this record");
        }
        return columnStart(QUAL);
    }

    private ParseException badQual(int from) {
        return new ParseException(finding(from, tabs[QUAL], "QUAL", VcfRule.QUAL_NUMBER, "a number or ."));
    }

    /**
     * Tells whether filters were applied.
     *
     * @return false if FILTER is {@code .}
     */
    public boolean hasFilter() {
        return !isMissing(FILTER);
    }

    /**
     * Tells whether the record passed all filters.
     *
     * @return true if FILTER is {@code PASS}
     */
    public boolean isPass() {
        return filterBytes().contentEquals("PASS");
    }

    /**
     * Returns the FILTER column.
     *
     * @return {@code PASS}, {@code .}, or codes with semicolons between; the same slice each time
     */
    public ByteSlice filterBytes() {
        return column(filterSlice, FILTER);
    }

    /**
     * Returns the entries of FILTER.
     *
     * @return {@code PASS} alone, or the filters that failed; empty if FILTER is missing
     */
    public List<String> filters() {
        return hasFilter() ? List.of(filterBytes().toString().split(";", -1)) : List.of();
    }

    /** Returns the line. */
    @Override
    public String toString() {
        return current ? lineBytes().toString() : "(no current record)";
    }
}
