package omega.genomics.internal.bcf;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import omega.genomics.ParseException;

/**
 * The current record of a BCF file (VCF 4.5 §6.3): checked as a whole when it is read, written as a line of VCF part by part, as
 * {@code bcftools view} writes it, and only as far as somebody asks. Numbers of INFO can be taken without their text.
 *
 * <p>Every length is checked against the record before it is used; every number of a name against the dictionaries. What was checked can be
 * written, so that writing fails only if a line does not fit into memory.
 */
public final class BcfRecord {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MISSING_TYPE = 0;
    private static final int INT8 = 1;
    private static final int INT16 = 2;
    private static final int INT32 = 3;
    private static final int FLOAT = 5;
    private static final int CHAR = 7;
    /** Bytes of a value by its type; −1 for no type. */
    private static final int[] WIDTHS = {0, 1, 2, 4, -1, 4, -1, 1, -1, -1, -1, -1, -1, -1, -1, -1};

    /** Bytes of a value by the byte that describes it; −1 if that has its length in an integer of its own, or no type. */
    private static final int[] SIZES = new int[256];

    static {
        for (int i = 0; i < SIZES.length; i++) {
            int width = WIDTHS[i & 15];
            SIZES[i] = width < 0 || i >= 0xf0 ? -1 : width * (i >>> 4);
        }
    }

    private static final int FLOAT_MISSING = 0x7f800001;
    private static final int FLOAT_END = 0x7f800002;
    private static final byte STRING_MISSING = 7;
    private static final int LENGTHS = 8;
    private static final int FIXED = 24;
    /** What {@link #mayBegin} looks at. */
    static final int FIRST_BYTES = LENGTHS + FIXED + 1;

    private static final int LONGEST_NUMBER = 24;
    /** POS, QUAL, the tabs and the missing values of the fixed columns. */
    private static final int FIXED_TEXT = 96;
    /** Describes one integer of a byte. */
    private static final int ONE_BYTE = 0x10 | INT8;
    /** The bytes of an expected entry. */
    private static final int STEP = 0xff;

    private static final int WANTED = 0x100;
    /** With the type of an entry: its values were counted. */
    private static final int TRIMMED = 16;

    private static final byte[] GT = {'G', 'T'};
    /** A stored byte is at most four characters, and what separates it from the next. */
    private static final int WIDEST_BYTE = 5;
    /** Lines that may become longer are written at once, so that their buffer is not longer than they are. */
    private static final int LONGEST_IN_PARTS = 1 << 22;

    /** No entry of INFO. */
    public static final int NONE = -1;

    private final BcfBytes input;
    private final BcfHeader header;
    private byte[] out = new byte[1 << 12];
    private int length;
    private final int[] scratch = new int[7];

    // The record that is read: its bytes, where the next value is, and one past the last of its part.
    private byte[] in = {};
    private int place;
    private int at;
    private int end;

    // A typed value that was read.
    private int type;
    private int count;

    // The site: what its fixed fields say, and where the others are.
    private int contig;
    private long position;
    private int quality;
    private int alleles;
    private int samples;
    private int formats;
    private int idAt;
    private int filters;
    /** The most characters of the line. */
    private long longest;

    // The entries of INFO that are wanted: the number of each name, where its value is, and what it is.
    private int infos;
    private int[] infoKeys = new int[64];
    private int[] infoPlaces = new int[64];
    private int[] infoTypes = new int[64];
    private int[] infoCounts = new int[64];

    /**
     * Of the entries of INFO in the records before: the three bytes that one began with, in the upper bits; {@link #WANTED}; how many bytes it had.
     */
    private long[] expectedInfos = unseen(64);

    // The fields of FORMAT.
    private final int[] keys = new int[256];
    private final int[] types = new int[256];
    private final int[] counts = new int[256];
    private final int[] places = new int[256];
    private int genotype;

    BcfRecord(BcfBytes input, BcfHeader header) {
        this.input = input;
        this.header = header;
    }

    /**
     * Returns the buffer of the line.
     *
     * @return the same array until the next record, if {@link #begin} returned true
     */
    public byte[] line() {
        return out;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    static int integer(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    /**
     * Tells whether a record may begin at a place, from the bytes that every record begins with.
     *
     * @param bytes with {@link #FIRST_BYTES} of them at the place
     * @param index the place
     * @param header of the file
     * @return false if no record that {@link #next} accepts begins there
     */
    static boolean mayBegin(byte[] bytes, int index, BcfHeader header) {
        long shared = integer(bytes, index) & 0xffffffffL;
        int number = integer(bytes, index + LENGTHS);
        int shown = integer(bytes, index + LENGTHS + 20);
        int samples = shown & 0xffffff;
        int id = bytes[index + LENGTHS + FIXED] & 15;
        return shared > FIXED
                && number >= 0
                && number < header.contigs.length
                && integer(bytes, index + LENGTHS + 4) >= -1
                && (samples == header.samples || shown == 0)
                && (id == CHAR || id == MISSING_TYPE);
    }

    // ---- reading and checking ------------------------------------------------------------------------------------

    /**
     * Reads and checks the next record.
     *
     * @return false at the end of the input
     * @throws ParseException if it is damaged
     */
    boolean next() throws IOException {
        int there = input.fill(LENGTHS);
        if (there == 0) {
            return false;
        }
        if (there < LENGTHS) {
            throw input.damaged(input.position() + there, "the lengths of a record, found the end of the file");
        }
        long shared = integer(input.buffer(), input.position()) & 0xffffffffL;
        long individual = integer(input.buffer(), input.position() + 4) & 0xffffffffL;
        if (shared < FIXED) {
            throw input.damaged(input.position(), "at least " + FIXED + " bytes before the samples, found " + shared);
        }
        long whole = LENGTHS + shared + individual;
        int filled = input.fill(whole);
        if (filled < whole) {
            throw input.damaged(
                    input.position() + filled, "a record of " + whole + " bytes, found the end of the file");
        }
        in = input.buffer();
        place = input.position();
        at = place + LENGTHS;
        end = at + (int) shared;
        checkSite();
        end += (int) individual;
        if (samples > 0 && header.hasSamples) {
            checkSamples();
        }
        longest = longestLine();
        input.skip((int) whole);
        return true;
    }

    private void checkSite() {
        contig = integer(in, at);
        if (contig < 0 || contig >= header.contigs.length || header.contigs[contig].length == 0) {
            throw input.damaged(at, "the number of a contig, found " + contig);
        }
        position = integer(in, at + 4) + 1L;
        quality = integer(in, at + 12);
        alleles = integer(in, at + 16) >>> 16;
        int entries = integer(in, at + 16) & 0xffff;
        formats = integer(in, at + 20) >>> 24;
        samples = integer(in, at + 20) & 0xffffff;
        if (position < 0) {
            throw input.damaged(at + 4, "a position of 0 or more, found " + position);
        }
        if (samples != header.samples && (samples != 0 || formats != 0)) {
            throw input.damaged(at + 20, header.samples + " samples as in the header, found " + samples);
        }
        at += FIXED;
        idAt = at;
        checkText("ID as text", true);
        for (int i = 0; i < alleles; i++) {
            checkText("an allele as text", false);
        }
        checkFilters();
        checkInfos(entries);
        if (at != end) {
            throw input.damaged(at, "the end of the shared part of the record, found " + (end - at) + " more bytes");
        }
    }

    private void checkText(String what, boolean mayBeMissing) {
        descriptor();
        if (type != CHAR && (type != MISSING_TYPE || !mayBeMissing)) {
            throw input.damaged(at, what);
        }
        checkChars(at, at + count);
        at += count;
    }

    /** Checks text up to its first NUL, which is what is written. */
    private void checkChars(int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = in[i];
            if (b <= '\r' && b >= 0) {
                if (b == 0) {
                    return;
                }
                if (b == '\t' || b == '\n' || b == '\r') {
                    throw input.damaged(i, "text without tabs and line ends");
                }
            }
        }
    }

    private void checkFilters() {
        descriptor();
        if (count > 0) {
            checkInteger("the numbers of filters");
        }
        filters = count;
        for (int i = 0; i < count; i++) {
            name(value(at));
            at += WIDTHS[type];
        }
    }

    /**
     * Finds the entries of INFO. Most have the name and the length of the entry that had their place in the record before; then the next one is where
     * it was expected, and the processor needs not wait for a length to know where. Most others have only another length.
     */
    private void checkInfos(int entries) {
        if (entries > infoKeys.length) {
            growInfos(entries);
        }
        byte[] bytes = in;
        long[] expected = expectedInfos;
        int stop = end;
        int next = at;
        infos = 0;
        for (int i = 0; i < entries; i++) {
            int start = (int) INT.get(bytes, next) << 8; // the buffer has room for this after its last byte
            long before = expected[i];
            int step = (int) before & STEP;
            if (start != (int) (before >>> 32)) {
                step = 3 + SIZES[start >>> 24];
                boolean isName = ((start ^ (int) (before >>> 32)) << 8) == 0 && step >= 3;
                if (!isName || step > stop - next) {
                    next = checkInfo(next, i, start);
                    continue;
                }
                before = (before & WANTED) | ((long) start << 32) | step;
                expected[i] = before;
            } else if (step > stop - next) {
                next = checkInfo(next, i, start);
                continue;
            }
            if ((before & WANTED) != 0) {
                addInfo((start >>> 16) & 0xff, next + 3, (start >>> 24) & 15, start >>> 28);
            }
            next += step;
        }
        at = next;
    }

    /** Finds an entry of INFO; returns where the next one is. */
    private int checkInfo(int start, int i, int word) {
        at = start;
        int key = key();
        descriptor();
        int next = at + count * WIDTHS[type];
        boolean isWanted = header.uses[key] == BcfHeader.WANTED;
        if (isWanted) {
            addInfo(key, at, type, count);
        }
        if (at == start + 3 && ((word >>> 8) & 0xff) == ONE_BYTE) { // three bytes say all this
            expectedInfos[i] = ((long) word << 32) | (isWanted ? WANTED : 0) | (next - start);
        }
        return next;
    }

    private void addInfo(int key, int valueAt, int valueType, int values) {
        int n = infos++;
        infoKeys[n] = key;
        infoPlaces[n] = valueAt;
        infoTypes[n] = valueType;
        // The value of a flag says nothing in version 2.1.
        infoCounts[n] = valueType == MISSING_TYPE || (header.isPadded && header.flags[key]) ? 0 : values;
        if (valueType == CHAR) {
            checkChars(valueAt, valueAt + infoCounts[n]);
        }
    }

    private static long[] unseen(int entries) {
        long[] expected = new long[entries];
        Arrays.fill(expected, -1); // no three bytes are like this
        return expected;
    }

    private void growInfos(int entries) {
        infoKeys = new int[entries];
        infoPlaces = new int[entries];
        infoTypes = new int[entries];
        infoCounts = new int[entries];
        expectedInfos = unseen(entries);
    }

    private void checkSamples() {
        genotype = -1;
        for (int i = 0; i < formats; i++) {
            keys[i] = key();
            descriptorOfVector();
            types[i] = type;
            counts[i] = count;
            places[i] = at;
            long size = (long) count * WIDTHS[type] * samples;
            if (size > end - at) {
                throw input.damaged(at, size + " bytes of a FORMAT field, found " + (end - at));
            }
            if (genotype < 0 && isInteger(type) && Arrays.equals(header.names[keys[i]], GT)) {
                genotype = i;
            }
            if (type == CHAR) {
                for (int sample = 0; sample < samples; sample++) {
                    checkChars(at + sample * count, at + (sample + 1) * count);
                }
            }
            at += (int) size;
        }
        if (at != end) {
            throw input.damaged(at, "the end of the record, found " + (end - at) + " more bytes");
        }
    }

    /** Where the record is in the buffer of the input. */
    int place() {
        return place;
    }

    // ---- without text --------------------------------------------------------------------------------------------

    /**
     * Returns the position of the first base of REF.
     *
     * @return 1-based; may be 2^31
     */
    public long position() {
        return position;
    }

    /**
     * Returns the name of the contig.
     *
     * @return not to be changed; the same array for each record of a contig
     */
    public byte[] contig() {
        return header.contigs[contig];
    }

    /**
     * Returns the number that an INFO field has in this file.
     *
     * @param name of the field
     * @return −1 if it has none
     */
    public int number(byte[] name) {
        return header.number(name);
    }

    /**
     * Finds the first entry of INFO with a name.
     *
     * @param number of the name
     * @return from 0, in file order, counting the entries that are shown; or {@link #NONE}
     */
    public int entry(int number) {
        int[] all = infoKeys;
        int n = infos;
        for (int e = 0; e < n; e++) {
            if (all[e] == number) {
                return e;
            }
        }
        return NONE;
    }

    /**
     * Tells whether an entry has numbers, or no value.
     *
     * @param entry from 0
     * @return false for text
     */
    public boolean isNumeric(int entry) {
        return (infoTypes[entry] & 15) != CHAR;
    }

    /**
     * Tells whether an entry has an equals sign.
     *
     * @param entry from 0
     * @return false for a flag
     */
    public boolean hasValue(int entry) {
        return infoCounts[entry] > 0;
    }

    /**
     * Counts the values of an entry with numbers.
     *
     * @param entry from 0
     * @return as many as its text has; 0 if that is {@code .}
     */
    public int valueCount(int entry) {
        trim(entry);
        int n = infoCounts[entry];
        return n == 1 && isNothing(infoPlaces[entry]) ? 0 : n;
    }

    /**
     * Tells whether an entry with numbers has a value at an index that is not missing.
     *
     * @param entry from 0
     * @param index from 0
     * @return false if there are fewer
     */
    public boolean hasValue(int entry, int index) {
        trim(entry);
        return index < infoCounts[entry] && !isNothing(infoPlaces[entry] + index * WIDTHS[type]);
    }

    /** Takes the type of an entry. Once for each, leaves out what fills up its vector; the first value stays. */
    private void trim(int entry) {
        int trimmed = infoTypes[entry];
        type = trimmed & 15;
        if ((trimmed & TRIMMED) != 0) {
            return;
        }
        infoTypes[entry] = trimmed | TRIMMED;
        int width = WIDTHS[type];
        int first = infoPlaces[entry];
        int n = infoCounts[entry];
        for (int i = 1; i < n; i++) {
            if (isEnd(first + i * width)) {
                infoCounts[entry] = i;
                return;
            }
        }
    }

    private boolean isNothing(int index) {
        return isMissing(index) || isEnd(index);
    }

    /**
     * Tells whether the values of an entry are stored as integers.
     *
     * @param entry from 0
     * @return false for floats and text
     */
    public boolean isIntegers(int entry) {
        return isInteger(infoTypes[entry] & 15);
    }

    /**
     * Returns an integer.
     *
     * @param entry of integers
     * @param index of a value that it has
     * @return the value
     */
    public int integer(int entry, int index) {
        type = infoTypes[entry] & 15;
        return value(infoPlaces[entry] + index * WIDTHS[type]);
    }

    /**
     * Returns a number with the precision of its text, which is six digits for a float.
     *
     * @param entry of integers or floats
     * @param index of a value that it has
     * @return what its text says, as the nearest double; NaN if only the text can tell
     */
    public double real(int entry, int index) {
        return (infoTypes[entry] & 15) == FLOAT
                ? BcfFloats.asWritten(Float.intBitsToFloat(integer(in, infoPlaces[entry] + index * 4)))
                : integer(entry, index);
    }

    /**
     * Returns a number as a float.
     *
     * @param entry of integers or floats
     * @param index of a value that it has
     * @return what its text says, as the nearest float; NaN if only the text can tell
     */
    public float realAsFloat(int entry, int index) {
        return BcfFloats.narrowed(real(entry, index));
    }

    /**
     * Tells whether there is a quality.
     *
     * @return false if QUAL is {@code .}
     */
    public boolean hasQuality() {
        return quality != FLOAT_MISSING;
    }

    /**
     * Returns the quality with the precision of its text.
     *
     * @return the nearest double; NaN if only the text can tell
     */
    public double quality() {
        return BcfFloats.asWritten(Float.intBitsToFloat(quality));
    }

    /**
     * Returns the quality as a float.
     *
     * @return what its text says, as the nearest float; NaN if only the text can tell
     */
    public float qualityAsFloat() {
        return BcfFloats.narrowed(quality());
    }

    // ---- the line, part by part ----------------------------------------------------------------------------------

    /**
     * Begins the line of the record, and makes room for all of it.
     *
     * @return false if it may become so long that it is better written at once, in a buffer that may be replaced
     */
    public boolean begin() {
        length = 0;
        if (longest > LONGEST_IN_PARTS) {
            return false;
        }
        reserve((int) longest);
        return true;
    }

    /** Returns the most characters that the line can have. */
    long longest() {
        return longest;
    }

    private long longestLine() {
        long names = (long) infos + formats + filters;
        return FIXED_TEXT
                + header.contigs[contig].length
                + WIDEST_BYTE * (long) (end - idAt)
                + names * (header.longestName + 2L)
                + samples * (2L * formats + 2);
    }

    /**
     * Writes CHROM to FILTER, and the tab after them.
     *
     * @param tabs receives the places of the seven tabs
     */
    public void writeFixed(int[] tabs) {
        at = idAt;
        put(header.contigs[contig]);
        tab(tabs, 0);
        put(position);
        tab(tabs, 1);
        descriptor();
        text(count);
        tab(tabs, 2);
        writeAlleles(tabs);
        tab(tabs, 4);
        if (quality == FLOAT_MISSING) {
            put('.');
        } else {
            put(Float.intBitsToFloat(quality));
        }
        tab(tabs, 5);
        writeFilters();
        tab(tabs, 6);
    }

    private void tab(int[] tabs, int column) {
        tabs[column] = length;
        put('\t');
    }

    private void writeAlleles(int[] tabs) {
        if (alleles == 0) {
            put('.');
            tab(tabs, 3);
        }
        for (int i = 0; i < alleles; i++) {
            if (i > 1) {
                put(',');
            }
            descriptor();
            text(count);
            if (i == 0) {
                tab(tabs, 3);
            }
        }
        if (alleles < 2) {
            put('.');
        }
    }

    private void writeFilters() {
        descriptor();
        if (count == 0) {
            put('.');
        }
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                put(';');
            }
            put(header.names[value(at)]);
            at += WIDTHS[type];
        }
    }

    /**
     * Writes INFO, after the fixed columns.
     *
     * @return one past its last byte
     */
    public int writeInfo() {
        for (int i = 0; i < infos; i++) {
            if (i > 0) {
                put(';');
            }
            put(header.names[infoKeys[i]]);
            if (infoCounts[i] > 0) {
                put('=');
                values(infoPlaces[i], infoCounts[i], infoTypes[i] & 15, false);
            }
        }
        if (infos == 0) {
            put('.');
        }
        return length;
    }

    /**
     * Writes FORMAT and the samples, each with a tab before it, after INFO.
     *
     * @return one past the last byte of the line
     */
    public int writeSamples() {
        if (samples > 0 && header.hasSamples) {
            samples();
        }
        return length;
    }

    /** Writes the whole line, with its line feed, after what is there. */
    void writeLine() {
        writeFixed(scratch);
        writeInfo();
        writeSamples();
        put('\n');
    }

    // ---- samples -------------------------------------------------------------------------------------------------

    private void samples() {
        for (int i = 0; i < formats; i++) {
            put(i == 0 ? '\t' : ':');
            put(header.names[keys[i]]);
        }
        if (formats == 0) {
            put('\t');
            put('.');
        }
        for (int sample = 0; sample < samples; sample++) {
            put('\t');
            if (formats == 0) {
                put('.');
            }
            for (int i = 0; i < formats; i++) {
                if (i > 0) {
                    put(':');
                }
                int place = places[i] + sample * counts[i] * WIDTHS[types[i]];
                if (i == genotype) {
                    genotype(place, counts[i], types[i]);
                } else {
                    values(place, counts[i], types[i], header.isPadded);
                }
            }
        }
    }

    private void genotype(int place, int ploidy, int valueType) {
        type = valueType;
        int width = WIDTHS[valueType];
        int from = length;
        for (int i = 0; i < ploidy; i++) {
            int value = value(place + i * width);
            if (value == endOfVector(valueType) || (value == missing(valueType) && header.isPadded)) {
                break;
            }
            reserve(LONGEST_NUMBER);
            if (i > 0) {
                out[length++] = (byte) ((value & 1) == 0 ? '/' : '|');
            }
            int allele = (value >> 1) - 1;
            if (allele < 0) {
                out[length++] = '.';
            } else {
                putReserved(allele);
            }
        }
        if (length == from) {
            put('.');
        }
    }

    // ---- values --------------------------------------------------------------------------------------------------

    /** Reads the number of an INFO, FORMAT or FILTER name. */
    private int key() {
        descriptor();
        if (count != 1 || !isInteger(type)) {
            throw input.damaged(at, "the number of a name");
        }
        int key = value(at);
        name(key);
        at += WIDTHS[type];
        return key;
    }

    private byte[] name(int key) {
        if (key < 0 || key >= header.names.length || header.names[key].length == 0) {
            throw input.damaged(at, "the number of a name, found " + key);
        }
        return header.names[key];
    }

    private static boolean isInteger(int type) {
        return type >= INT8 && type <= INT32;
    }

    private void checkInteger(String what) {
        if (!isInteger(type)) {
            throw input.damaged(at, what + " as integers");
        }
    }

    /** Reads type and count of a value that follows, all of which is in the record. */
    private void descriptor() {
        descriptorOfVector();
        long size = (long) count * WIDTHS[type];
        if (size > end - at) {
            throw tooLong(size);
        }
    }

    private ParseException tooLong(long size) {
        return input.damaged(at, "a value of " + size + " bytes, found " + (end - at));
    }

    /** Reads type and count. */
    private void descriptorOfVector() {
        int place = at;
        int first = byteAt();
        int kind = first & 15;
        int size = first >>> 4;
        if (size == 15) {
            int second = byteAt();
            type = second & 15;
            if (second >>> 4 != 1 || !isInteger(type) || WIDTHS[type] > end - at) {
                throw input.damaged(place, "the length of a value");
            }
            size = value(at);
            at += WIDTHS[type];
        }
        if (WIDTHS[kind] < 0 || size < 0) {
            throw input.damaged(place, "a type of value, found " + kind + " of length " + size);
        }
        type = kind;
        count = kind == MISSING_TYPE ? 0 : size;
    }

    private int byteAt() {
        if (at >= end) {
            throw input.damaged(at, "a value, found the end of the record");
        }
        return in[at++] & 0xff;
    }

    /** The integer at an index, of the current type. */
    private int value(int index) {
        return type == INT8 ? in[index] : type == INT16 ? (short) SHORT.get(in, index) : (int) INT.get(in, index);
    }

    private static int missing(int type) {
        return type == INT8 ? Byte.MIN_VALUE : type == INT16 ? Short.MIN_VALUE : Integer.MIN_VALUE;
    }

    private static int endOfVector(int type) {
        return missing(type) + 1;
    }

    /** Writes a vector, or text; {@code isPadded} if missing values at its end fill it up, as in version 2.1. */
    private void values(int place, int size, int valueType, boolean isPadded) {
        if (valueType == CHAR) {
            chars(place, size);
            return;
        }
        type = valueType;
        int width = WIDTHS[valueType];
        int stop = size;
        while (isPadded && stop > 1 && isMissing(place + (stop - 1) * width)) {
            stop--;
        }
        int from = length;
        for (int i = 0; i < stop; i++) {
            int index = place + i * width;
            if (isEnd(index)) {
                break;
            }
            reserve(LONGEST_NUMBER);
            if (i > 0) {
                out[length++] = ',';
            }
            if (isMissing(index)) {
                out[length++] = '.';
            } else if (valueType == FLOAT) {
                length = BcfFloats.put(Float.intBitsToFloat(integer(in, index)), out, length);
            } else {
                putReserved(value(index));
            }
        }
        if (length == from) {
            put('.');
        }
    }

    private boolean isMissing(int index) {
        return type == FLOAT ? integer(in, index) == FLOAT_MISSING : value(index) == missing(type);
    }

    private boolean isEnd(int index) {
        return type == FLOAT ? integer(in, index) == FLOAT_END : value(index) == endOfVector(type);
    }

    private void chars(int place, int size) {
        int from = place;
        int to = place + size;
        if (header.isPadded && size > 1 && in[from] == ',') { // lists begin with a comma in version 2.1
            from++;
        }
        int before = length;
        copy(from, to);
        if (length == before || (length == before + 1 && out[before] == STRING_MISSING)) {
            length = before;
            put('.');
        }
    }

    private void text(int size) {
        int before = length;
        copy(at, at + size);
        at += size;
        if (length == before) {
            put('.');
        }
    }

    /** Copies text up to its first NUL. */
    private void copy(int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            byte b = in[i];
            if (b == 0) {
                return;
            }
            out[length++] = b;
        }
    }

    // ---- the line ------------------------------------------------------------------------------------------------

    private void reserve(int more) {
        if (more > out.length - length) {
            grow(more);
        }
    }

    private void grow(int more) {
        long size = Math.min(Math.max(2L * out.length, (long) length + more), Integer.MAX_VALUE - 16);
        ParseException tooLong = input.damaged(input.position(), "a record whose line fits into memory");
        if (size - length < more) {
            throw tooLong;
        }
        try {
            out = Arrays.copyOf(out, (int) size);
        } catch (OutOfMemoryError e) { // hostile input may be refused, but must not take the application down
            throw tooLong;
        }
    }

    private void put(char ascii) {
        reserve(1);
        out[length++] = (byte) ascii;
    }

    private void put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, out, length, text.length);
        length += text.length;
    }

    private void put(float number) {
        reserve(LONGEST_NUMBER);
        length = BcfFloats.put(number, out, length);
    }

    private void put(long number) {
        reserve(LONGEST_NUMBER);
        putReserved(number);
    }

    private void putReserved(long number) {
        long left = number;
        if (left < 0) {
            out[length++] = '-';
            left = -left;
        }
        int digits = 1;
        for (long rest = left; rest >= 10; rest /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            out[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += digits;
    }
}
