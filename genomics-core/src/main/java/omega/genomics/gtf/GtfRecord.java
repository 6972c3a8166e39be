package omega.genomics.gtf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import omega.genomics.Attributes;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.Severity;
import omega.genomics.Strand;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InternedTexts;
import omega.genomics.internal.scan.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One row of a GTF or GFF3 file, as a view over its line: nothing is copied or decoded until asked.
 *
 * <p><b>Lifetime.</b> There is one record a reader, pointed at the next row by {@link GtfReader#advance()}. It and every
 * {@link ByteSlice} it handed out are valid until then; keep {@link #toFeature()}, or strings. With assertions enabled, a record
 * that is read before the first row, after the last or after closing throws, and so does a slice in the next row. Columns 4, 5, 7
 * and 8 were checked when the reader came here, so no accessor throws on a bad row. Not thread-safe.
 *
 * <p>Coordinates are 1-based and inclusive. Texts are decoded (GTF: backslash escapes inside quotes; GFF3:
 * percent-encoding) whether they come as slice or string.
 */
public final class GtfRecord {
    private static final byte[] NO_SOURCE = {'.'};

    private final AttributeScanner attributes = new AttributeScanner();
    private final RowCheck check;
    private ByteSlice seqname = new ByteSlice();
    private final String sourceName;
    private ByteSlice source = new ByteSlice();
    private ByteSlice type = new ByteSlice();
    /** With assertions enabled, the three slices of every other row. */
    private final ByteSlice[] others = {new ByteSlice(), new ByteSlice(), new ByteSlice()};

    private boolean current;
    private final InternedTexts texts = new InternedTexts();

    private byte[] buffer = {};
    private boolean gff3;
    private long lineNumber;
    /** Starts of the columns; {@code columns[9]} is one past the tab or the end behind the ninth. */
    private final int[] columns = new int[10];

    private int start;
    private int end;
    private double score;

    GtfRecord(String sourceName, GtfDialect dialect) {
        this.sourceName = sourceName;
        check = new RowCheck(sourceName, dialect);
        gff3 = dialect == GtfDialect.GFF3;
        attributes.dialect(dialect);
    }

    /** Makes this record and every slice it handed out useless; only with assertions enabled. */
    boolean expire() {
        current = false;
        expireColumns();
        return attributes.expire();
    }

    private boolean renew() {
        current = true;
        expireColumns();
        return true;
    }

    private void expireColumns() {
        seqname = swap(0, seqname);
        source = swap(1, source);
        type = swap(2, type);
    }

    private ByteSlice swap(int i, ByteSlice used) {
        ByteSlice fresh = others[i];
        used.expire();
        others[i] = used;
        return fresh;
    }

    private boolean isCurrent() {
        if (!current) {
            throw new IllegalStateException("record used before the first row, after the last one or after closing");
        }
        return true;
    }

    public boolean isGff3() {
        return gff3;
    }

    public AttributeScanner scanner() {
        return attributes;
    }

    public int[] columns() {
        return columns;
    }

    public byte[] buffer() {
        return buffer;
    }

    /** Points the view at a row whose columns were split and checked. */
    void point(byte[] array, long line, int startPos, int endPos, double withScore) {
        columns(array, line, startPos, endPos, withScore);
        attributes.reset(array, columns[8], columns[9] - 1);
    }

    /** Points the view at a row whose columns were split and checked, and whose attributes a template has just read. */
    void point(byte[] array, long line, int startPos, int endPos, double withScore, RowTemplate read) {
        columns(array, line, startPos, endPos, withScore);
        attributes.reset(array, read);
    }

    private void columns(byte[] array, long line, int startPos, int endPos, double withScore) {
        assert renew();
        buffer = array;
        lineNumber = line;
        start = startPos;
        end = endPos;
        score = withScore;
    }

    /**
     * Returns the number of the line.
     *
     * @return from 1
     */
    public long lineNumber() {
        assert isCurrent();
        return lineNumber;
    }

    private ByteSlice column(int i, ByteSlice slice) {
        assert isCurrent();
        int from = columns[i];
        int to = columns[i + 1] - 1;
        if (gff3) {
            for (int p = from; p < to; p++) {
                if (Escapes.isPercentEscape(buffer, p, to)) {
                    byte[] decoded = new byte[to - from];
                    return slice.wrap(decoded, 0, Escapes.percentDecode(buffer, from, to, decoded, 0));
                }
            }
        }
        return slice.wrap(buffer, from, to - from);
    }

    /**
     * Returns column 1, the contig.
     *
     * @return not empty
     */
    public String contig() {
        return texts.text(contigBytes());
    }

    /**
     * Returns column 1 without a copy.
     *
     * @return valid until the reader advances
     */
    public ByteSlice contigBytes() {
        return column(0, seqname);
    }

    /** Returns the name of the file, for messages. */
    public String sourceName() {
        return sourceName;
    }

    /**
     * Returns column 2.
     *
     * @return {@code "."} where the file has none
     */
    public String source() {
        return texts.text(sourceBytes());
    }

    /**
     * Returns column 2 without a copy.
     *
     * @return valid until the reader advances
     */
    public ByteSlice sourceBytes() {
        assert isCurrent();
        return columns[2] - columns[1] > 1 ? column(1, source) : source.wrap(NO_SOURCE, 0, 1);
    }

    /**
     * Returns column 3, a name of the Sequence Ontology as a rule: {@code gene}, {@code exon}, {@code CDS}.
     *
     * @return not empty
     */
    public String type() {
        return texts.text(typeBytes());
    }

    /**
     * Returns column 3 without a copy.
     *
     * @return valid until the reader advances
     */
    public ByteSlice typeBytes() {
        return column(2, type);
    }

    /**
     * Tells whether column 3 is a given type, without a copy.
     *
     * @param name case-sensitive
     * @return true if it is
     */
    public boolean isType(String name) {
        Objects.requireNonNull(name, "name");
        return typeBytes().contentEquals(name);
    }

    /**
     * Returns column 4.
     *
     * @return the first base, 1 or more
     */
    public int start() {
        assert isCurrent();
        return start;
    }

    /**
     * Returns column 5.
     *
     * @return the last base, {@link #start()} or more
     */
    public int end() {
        assert isCurrent();
        return end;
    }

    /**
     * Tells whether column 6 has a number.
     *
     * @return false for {@code .}
     */
    public boolean hasScore() {
        assert isCurrent();
        return !Double.isNaN(score);
    }

    /**
     * Returns column 6.
     *
     * @return the score
     * @throws IllegalStateException if there is none, see {@link #hasScore()}
     */
    public double score() {
        if (!hasScore()) {
            throw new IllegalStateException("this row has no score");
        }
        return score;
    }

    /**
     * Returns column 7.
     *
     * @return the strand
     */
    public Strand strand() {
        assert isCurrent();
        return Strand.of((char) buffer[columns[6]]);
    }

    /**
     * Tells whether column 8 has a number.
     *
     * @return false for {@code .}
     */
    public boolean hasFrame() {
        assert isCurrent();
        return buffer[columns[7]] != '.';
    }

    /**
     * Returns column 8 (GFF3 calls it phase): how many bases to skip to the first base of a codon.
     *
     * @return 0, 1 or 2
     * @throws IllegalStateException if there is none, see {@link #hasFrame()}
     */
    public int frame() {
        if (!hasFrame()) {
            throw new IllegalStateException("this row has no frame");
        }
        return buffer[columns[7]] - '0';
    }

    /**
     * Returns the first value of an attribute.
     *
     * @param key case-sensitive
     * @return null if the key is absent; empty for a key without a value
     */
    public @Nullable String attribute(String key) {
        Objects.requireNonNull(key, "key");
        ByteSlice value = attribute(AttributeKey.of(key));
        return value == null ? null : text(value);
    }

    /**
     * Returns the first value of an attribute without a copy.
     *
     * @param key see {@link GtfReader#key(String)}
     * @return null if the key is absent; valid until the reader advances, also beside other slices
     */
    public @Nullable ByteSlice attribute(AttributeKey key) {
        assert isCurrent();
        int i = attributes.find(key);
        return i < 0 ? null : attributes.value(i);
    }

    /**
     * Returns the number of attributes: the entries of {@link #attributes()}.
     *
     * @return 0 or more; a GFF3 list of n values counts n
     */
    public int attributeCount() {
        assert isCurrent();
        return attributes.count();
    }

    /**
     * Returns one key without a copy.
     *
     * @param index from 0
     * @return valid until the reader advances
     * @throws IndexOutOfBoundsException unless {@code index < attributeCount()}
     */
    public ByteSlice attributeKey(int index) {
        assert isCurrent();
        return attributes.key(java.util.Objects.checkIndex(index, attributes.count()));
    }

    /**
     * Returns one value without a copy.
     *
     * @param index from 0
     * @return valid until the reader advances
     * @throws IndexOutOfBoundsException unless {@code index < attributeCount()}
     */
    public ByteSlice attributeValue(int index) {
        assert isCurrent();
        return attributes.value(java.util.Objects.checkIndex(index, attributes.count()));
    }

    /**
     * Copies all attributes.
     *
     * @return owned, in file order; a GFF3 list {@code key=a,b} is the entries {@code key=a} and {@code key=b}
     */
    public Attributes attributes() {
        assert isCurrent();
        int n = attributes.count();
        List<Map.Entry<String, String>> entries = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            entries.add(Map.entry(texts.text(attributes.key(i)), text(attributes.value(i))));
        }
        return Attributes.of(entries);
    }

    /**
     * Copies the row.
     *
     * @return owned, with all columns decoded
     */
    public Feature toFeature() {
        return new Feature(
                contig(),
                source(),
                type(),
                start,
                end,
                hasScore() ? OptionalDouble.of(score) : OptionalDouble.empty(),
                strand(),
                hasFrame() ? OptionalInt.of(frame()) : OptionalInt.empty(),
                attributes());
    }

    /**
     * Checks now what reading leaves for later or takes as it is: that all texts are UTF-8, that each {@code %} of a GFF3 row
     * begins an escape, and that each attribute has a key. Columns 3 to 8 were checked when the reader came here.
     *
     * @throws omega.genomics.ParseException for the first violation, with its place
     */
    public void validate() {
        assert isCurrent();
        check.check(buffer, columns, lineNumber);
    }

    /**
     * Makes a finding about a column of this row, to throw in a {@link omega.genomics.ParseException} or to report.
     *
     * @param severity whether the row is refused for it
     * @param field the column as GTF2.2 or GFF3 names it, {@code seqname} to {@code attributes}; anything else is column 9
     * @param rule a stable kebab-case name of the broken rule
     * @param message what was expected and what was found
     * @return with line, column, contig and an excerpt of the line
     */
    public Diagnostic finding(Severity severity, String field, String rule, String message) {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
        assert isCurrent();
        int column = GtfColumns.of(field);
        return Findings.ofRow(sourceName, lineNumber, buffer, columns[0], columns[9] - 1)
                .finding(severity, columns[column], columns[column + 1] - 1, field, rule, message);
    }

    private static String text(ByteSlice slice) {
        return Texts.decode(slice.array(), slice.offset(), slice.offset() + slice.length());
    }

    /** Returns the columns as the file has them, for people. */
    @Override
    public String toString() {
        return lineNumber == 0 ? "" : Texts.decode(buffer, columns[0], columns[9] - 1);
    }
}
