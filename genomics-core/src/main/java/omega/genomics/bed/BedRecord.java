package omega.genomics.bed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.Interval;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.Texts;
import org.jspecify.annotations.Nullable;

/**
 * One line of a BED file (GA4GH BED v1.0 §1.5), as a view: columns are decoded on access.
 *
 * <p><b>Coordinates.</b> {@link #start()} and {@link #end()} are 1-based and inclusive, as everywhere in this library;
 * {@link #start0()} and {@link #end0()} are the half-open numbers of the file. A line may be {@linkplain #isEmpty() empty}: it then
 * marks the place between two bases.
 *
 * <p><b>Lifetime.</b> Each reader has one record, which {@link BedReader#advance()} moves to the next line; its content and its
 * slices are valid until then. To keep a line, call {@link #toFeature()}. With assertions enabled, use after that throws. Not
 * thread-safe.
 *
 * <p>Contig, start and end are checked when the reader advances, the other columns when they are accessed.
 */
public final class BedRecord {
    /** Memory for the columns of a line is bounded; BED has 12, and tools add a few of their own. */
    private static final int MOST_COLUMNS = 100_000;

    private static final int NAME = 3;
    private static final int SCORE = 4;
    private static final int STRAND = 5;
    private static final int THICK_START = 6;
    private static final int THICK_END = 7;
    private static final int RGB = 8;
    private static final int BLOCK_COUNT = 9;
    private static final int BLOCK_SIZES = 10;
    private static final int BLOCK_STARTS = 11;

    private final String sourceName;
    private final int standard;
    /** First byte of each column, and one past its last byte. */
    private int[] bounds = new int[24];

    private int columns;
    private byte[] buffer = {};
    private int start;
    private int end;
    private long lineNumber;
    private int start0;
    private int end0;
    private boolean current;

    private String contig = "";
    private byte[] contigText = {};
    private final ByteSlice contigSlice = new ByteSlice();
    private final ByteSlice columnSlice = new ByteSlice();

    BedRecord(String sourceName, int standardColumns) {
        this.sourceName = sourceName;
        this.standard = standardColumns;
    }

    // ---- the line ------------------------------------------------------------------------------------------------

    /** Moves to a line; returns what is wrong with its first three columns, or null. */
    @Nullable
    Diagnostic wrap(byte[] bytes, int from, int to, long line) {
        buffer = bytes;
        start = from;
        end = to;
        lineNumber = line;
        current = true;
        columns = 0;
        if (ByteSearch.indexOf(bytes, from, to, (byte) '\t') >= 0) {
            splitAtTabs(from, to);
        } else {
            splitAtSpaces(from, to);
        }
        if (columns < 3) {
            return error(start, end, "columns", BedRule.BED_COLUMNS, "at least 3 columns, separated by tabs or spaces");
        }
        if (columns > MOST_COLUMNS) {
            return error(
                    from(MOST_COLUMNS), end, "columns", BedRule.BED_COLUMNS, "at most " + MOST_COLUMNS + " columns");
        }
        if (!isContig(from(0), to(0))) {
            return error(from(0), to(0), "chrom", BedRule.BED_CHROM, "the name of a contig, without spaces");
        }
        long first = AsciiNumbers.parseInt(bytes, from(1), to(1));
        if (first < 0) {
            return error(from(1), to(1), "chromStart", BedRule.BED_START, "an integer from 0 to 2147483647");
        }
        long last = AsciiNumbers.parseInt(bytes, from(2), to(2));
        if (last < first) {
            return error(
                    from(2),
                    to(2),
                    "chromEnd",
                    BedRule.BED_END,
                    "an integer from chromStart (" + first + ") to 2147483647");
        }
        start0 = (int) first;
        end0 = (int) last;
        return null;
    }

    private boolean isContig(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] >= 0 && buffer[i] <= ' ') {
                return false;
            }
        }
        return from < to && buffer[from] != '#';
    }

    private void splitAtTabs(int from, int to) {
        int at = from;
        while (true) {
            int tab = ByteSearch.find(buffer, at, to, (byte) '\t');
            add(at, tab);
            if (tab == to || columns > MOST_COLUMNS) {
                return;
            }
            at = tab + 1;
        }
    }

    private void splitAtSpaces(int from, int to) {
        int at = from;
        while (at < to && columns <= MOST_COLUMNS) {
            while (at < to && buffer[at] == ' ') {
                at++;
            }
            if (at < to) {
                int space = ByteSearch.find(buffer, at, to, (byte) ' ');
                add(at, space);
                at = space;
            }
        }
    }

    private void add(int from, int to) {
        if (2 * columns == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * columns] = from;
        bounds[2 * columns + 1] = to;
        columns++;
    }

    private int from(int column) {
        return bounds[2 * column];
    }

    private int to(int column) {
        return bounds[2 * column + 1];
    }

    boolean expire() {
        current = false;
        boolean isExpired = contigSlice.expire();
        return columnSlice.expire() && isExpired;
    }

    private boolean isCurrent() {
        if (!current) {
            throw new IllegalStateException("record used outside its line; keep toFeature() or numbers and strings");
        }
        return true;
    }

    private Diagnostic error(int from, int to, String field, BedRule rule, String expected) {
        return Findings.ofRow(sourceName, lineNumber, buffer, start, end).error(from, to, field, rule, expected);
    }

    private ParseException refusal(int column, String field, BedRule rule, String expected) {
        return new ParseException(error(from(column), to(column), field, rule, expected));
    }

    // ---- contig, start, end --------------------------------------------------------------------------------------

    /**
     * Returns the contig's name. Allocates only when it differs from the last one asked for.
     *
     * @return column 1 as written
     */
    public String contig() {
        assert isCurrent();
        if (!Arrays.equals(buffer, from(0), to(0), contigText, 0, contigText.length)) {
            contigText = Arrays.copyOfRange(buffer, from(0), to(0));
            contig = Texts.decode(contigText, 0, contigText.length);
        }
        return contig;
    }

    /**
     * Returns the contig's name without copying it.
     *
     * @return column 1; the same slice each time
     */
    public ByteSlice contigBytes() {
        assert isCurrent();
        return contigSlice.wrap(buffer, from(0), to(0) - from(0));
    }

    /**
     * Returns the first base.
     *
     * @return 1-based; of an empty line the base after the place it marks, perhaps one past 2147483647 and then negative
     */
    public int start() {
        assert isCurrent();
        return start0 + 1;
    }

    /**
     * Returns the last base.
     *
     * @return 1-based, inclusive; {@code start() - 1} of an empty line
     */
    public int end() {
        assert isCurrent();
        return end0;
    }

    /**
     * Returns column 2 as written.
     *
     * @return the first base, 0-based
     */
    public int start0() {
        assert isCurrent();
        return start0;
    }

    /**
     * Returns column 3 as written.
     *
     * @return one past the last base, 0-based
     */
    public int end0() {
        assert isCurrent();
        return end0;
    }

    /**
     * Returns whether the line covers no base.
     *
     * @return true if start and end are the same number in the file
     */
    public boolean isEmpty() {
        assert isCurrent();
        return start0 == end0;
    }

    /**
     * Returns the bases of the line.
     *
     * @return 1-based, inclusive
     * @throws IllegalStateException if it is {@linkplain #isEmpty() empty}
     */
    public Region region() {
        if (isEmpty()) {
            throw new IllegalStateException("expected a line that covers a base, found an empty one");
        }
        return new Region(contig(), start(), end());
    }

    // ---- columns 4 to 12 -----------------------------------------------------------------------------------------

    /**
     * Returns the number of columns.
     *
     * @return 3 or more, those without a meaning in BED among them
     */
    public int columns() {
        assert isCurrent();
        return columns;
    }

    /**
     * Returns a column as written.
     *
     * @param index from 0
     * @return its bytes; the same slice each time
     * @throws IndexOutOfBoundsException if there are fewer columns
     */
    public ByteSlice columnBytes(int index) {
        assert isCurrent();
        Objects.checkIndex(index, columns);
        return columnSlice.wrap(buffer, from(index), to(index) - from(index));
    }

    private boolean has(int column) {
        assert isCurrent();
        return column < Math.min(columns, standard)
                && to(column) > from(column)
                && !(buffer[from(column)] == '.' && to(column) == from(column) + 1);
    }

    private String text(int column) {
        return Texts.decode(buffer, from(column), to(column));
    }

    private static NoSuchElementException missing(String what) {
        return new NoSuchElementException(what + " is missing in this line");
    }

    /**
     * Returns whether the line has a name.
     *
     * @return false without column 4, or if it is {@code .} or empty
     */
    public boolean hasName() {
        return has(NAME);
    }

    /**
     * Returns the name.
     *
     * @return column 4
     * @throws NoSuchElementException if it is missing
     */
    public String name() {
        if (!hasName()) {
            throw missing("name");
        }
        return text(NAME);
    }

    /**
     * Returns whether the line has a score.
     *
     * @return false without column 5, or if it is {@code .} or empty
     */
    public boolean hasScore() {
        return has(SCORE);
    }

    /**
     * Returns the score. The specification says integers from 0 to 1000; programs write any number, and so does this accept any.
     *
     * @return column 5
     * @throws NoSuchElementException if it is missing
     * @throws ParseException if it is no finite number
     */
    public double score() {
        if (!hasScore()) {
            throw missing("score");
        }
        try {
            double value = AsciiNumbers.parseDouble(buffer, from(SCORE), to(SCORE));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, as is a number outside the range of a double
        }
        throw refusal(SCORE, "score", BedRule.BED_SCORE, "a finite number or .");
    }

    /**
     * Returns the strand.
     *
     * @return {@link Strand#NONE} without column 6, or if it is {@code .} or empty
     * @throws ParseException if it is something else than {@code +}, {@code -} or {@code .}
     */
    public Strand strand() {
        if (!has(STRAND)) {
            return Strand.NONE;
        }
        byte symbol = buffer[from(STRAND)];
        if (to(STRAND) > from(STRAND) + 1 || (symbol != '+' && symbol != '-')) {
            throw refusal(STRAND, "strand", BedRule.BED_STRAND, "one of + - .");
        }
        return symbol == '+' ? Strand.PLUS : Strand.MINUS;
    }

    /**
     * Returns whether part of the line is drawn thick, as the coding part of a transcript is.
     *
     * @return false without columns 7 and 8, or if they cover no base
     * @throws ParseException if they are not inside of the line
     */
    public boolean hasThick() {
        return has(THICK_START) && has(THICK_END) && thick(THICK_START) < thick(THICK_END);
    }

    /**
     * Returns the first base that is drawn thick.
     *
     * @return 1-based
     * @throws NoSuchElementException if none is
     * @throws ParseException if it is not inside of the line
     */
    public int thickStart() {
        if (!hasThick()) {
            throw missing("thickStart");
        }
        return thick(THICK_START) + 1;
    }

    /**
     * Returns the last base that is drawn thick.
     *
     * @return 1-based, inclusive
     * @throws NoSuchElementException if none is
     * @throws ParseException if it is not inside of the line
     */
    public int thickEnd() {
        if (!hasThick()) {
            throw missing("thickEnd");
        }
        return thick(THICK_END);
    }

    private int thick(int column) {
        long value = AsciiNumbers.parseInt(buffer, from(column), to(column));
        int least = start0;
        if (column == THICK_END) {
            least = thick(THICK_START);
        }
        if (value < least || value > end0) {
            throw refusal(
                    column,
                    column == THICK_START ? "thickStart" : "thickEnd",
                    BedRule.BED_THICK,
                    "an integer from " + least + " to " + end0);
        }
        return (int) value;
    }

    /**
     * Returns whether the line has a colour.
     *
     * @return false without column 9, or if it is {@code 0}, {@code .} or empty
     */
    public boolean hasRgb() {
        return has(RGB) && !(buffer[from(RGB)] == '0' && to(RGB) == from(RGB) + 1);
    }

    /**
     * Returns the colour.
     *
     * @return column 9 as written, such as {@code 255,0,0}
     * @throws NoSuchElementException if it is missing
     */
    public String rgb() {
        if (!hasRgb()) {
            throw missing("itemRgb");
        }
        return text(RGB);
    }

    /**
     * Returns the blocks, such as the exons of a transcript.
     *
     * @return 1-based, inclusive; in ascending order without overlaps; empty without columns 10 to 12
     * @throws ParseException if the blocks are not as many as column 10 says, overlap, are not in order, or do not begin and end
     *     where the line does
     */
    public List<Interval> blocks() {
        assert isCurrent();
        int known = Math.min(columns, standard);
        if (known <= BLOCK_COUNT) {
            return List.of();
        }
        if (known <= BLOCK_STARTS) {
            throw new ParseException(error(
                    from(BLOCK_COUNT),
                    end,
                    "columns",
                    BedRule.BED_BLOCKS,
                    "columns 10 to 12, or none of them; standardColumns(…) says which columns are not BED's own"));
        }
        long count = AsciiNumbers.parseInt(buffer, from(BLOCK_COUNT), to(BLOCK_COUNT));
        if (count < 1 || count > to(BLOCK_SIZES) - from(BLOCK_SIZES)) {
            throw refusal(BLOCK_COUNT, "blockCount", BedRule.BED_BLOCKS, "the number of blockSizes, 1 or more");
        }
        List<Interval> blocks = new ArrayList<>();
        int size = from(BLOCK_SIZES);
        int offset = from(BLOCK_STARTS);
        long before = start0;
        for (int i = 0; i < count; i++) {
            int sizeEnd = listEnd(BLOCK_SIZES, size);
            int offsetEnd = listEnd(BLOCK_STARTS, offset);
            long length = AsciiNumbers.parseInt(buffer, size, sizeEnd);
            long from0 = start0 + AsciiNumbers.parseInt(buffer, offset, offsetEnd);
            if (length < 1 || from0 < before || (i == 0 && from0 != start0) || from0 + length > end0) {
                throw refusal(
                        length < 1 ? BLOCK_SIZES : BLOCK_STARTS,
                        length < 1 ? "blockSizes" : "blockStarts",
                        BedRule.BED_BLOCKS,
                        "blocks in order, without overlaps, the first from chromStart on, and all within the line");
            }
            before = from0 + length;
            blocks.add(new Interval((int) from0 + 1, (int) before));
            size = Math.min(sizeEnd + 1, to(BLOCK_SIZES));
            offset = Math.min(offsetEnd + 1, to(BLOCK_STARTS));
        }
        if (before != end0 || size != to(BLOCK_SIZES) || offset != to(BLOCK_STARTS)) {
            boolean isShort = before != end0;
            throw refusal(
                    isShort ? BLOCK_SIZES : BLOCK_COUNT,
                    isShort ? "blockSizes" : "blockCount",
                    BedRule.BED_BLOCKS,
                    isShort ? "a last block that ends at chromEnd" : "the number of blockSizes and blockStarts");
        }
        return blocks;
    }

    private int listEnd(int column, int from) {
        return ByteSearch.find(buffer, from, to(column), (byte) ',');
    }

    /**
     * Returns an owned copy of this line, and checks all columns.
     *
     * @return equal for lines of the same content
     * @throws ParseException if a column breaks the format
     */
    public BedFeature toFeature() {
        assert isCurrent();
        for (int i = start; i < end; i++) {
            if (buffer[i] >= 0 && buffer[i] < ' ' && buffer[i] != '\t') {
                throw new ParseException(
                        error(i, i + 1, "columns", BedRule.BED_COLUMNS, "columns without control characters"));
            }
        }
        List<String> more = new ArrayList<>();
        for (int i = standard; i < columns; i++) {
            more.add(text(i));
        }
        BedFeature.Builder builder = BedFeature.of0(contig(), start0, end0)
                .strand(strand())
                .blocks(blocks())
                .columns(Math.min(columns, standard))
                .more(more);
        if (hasName()) {
            builder.name(name());
        }
        if (hasScore()) {
            builder.score(score());
        }
        if (hasThick()) {
            builder.thick(thickStart(), thickEnd());
        }
        if (hasRgb()) {
            builder.rgb(rgb());
        }
        return builder.build();
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

    byte[] buffer() {
        assert isCurrent();
        return buffer;
    }

    int lineStart() {
        return start;
    }

    int lineEnd() {
        return end;
    }

    /** Returns the line as written. */
    @Override
    public String toString() {
        return current ? Texts.decode(buffer, start, end) : "(no current line)";
    }
}
