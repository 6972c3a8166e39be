package omega.genomics.vcf.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.AsciiNumbers;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.scan.Words;
import omega.genomics.internal.vcf.KeyBytes;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.internal.vcf.VcfNumbers;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * The current record as the parts of an expression see it: all of its fields, whatever a reader's projection shows. Fields are
 * found when first asked for.
 */
final class Row {
    static final int ID = 2;
    static final int QUAL = 5;
    static final int FILTER = 6;

    /** The mark of a missing value, a quiet NaN that arithmetic does not make. */
    static final double MISSING = Double.longBitsToDouble(0x7ff8_0000_0000_1dadL);

    /** The mark of a value that a sample does not have, as it has fewer than others. */
    static final double END = Double.longBitsToDouble(0x7ff8_0000_0000_0e4dL);

    private static final long MISSING_BITS = Double.doubleToRawLongBits(MISSING);
    private static final long END_BITS = Double.doubleToRawLongBits(END);
    private static final int FORMATS_KEPT = 16;
    private static final long TABS = Words.repeat('\t');

    private final int columns;
    private final int smallest;
    private @Nullable VcfRecord record;
    byte[] bytes = {};

    // INFO: entries are walked once, and only as far as needed.
    private KeyBytes[] infoKeys = {};
    private int[] infoFrom = {};
    private int[] infoTo = {};
    private boolean[] infoSeen = {};
    private int infoAt;
    private int infoEnd;
    private boolean infoReady;

    // FORMAT: where each key stands, remembered for the texts met last.
    private final List<byte[]> formatKeys = new ArrayList<>();
    private final byte[][] formatTexts = new byte[FORMATS_KEPT][];
    private final int[][] formatPositions = new int[FORMATS_KEPT][];
    private final boolean[] areOneKey = new boolean[FORMATS_KEPT];
    private int formatsKnown;
    private boolean isOneKey;
    private int format;
    private int formatFrom;
    private int formatTo;
    private boolean formatReady;

    /** Start of each sample's column; one more for the end of the line. */
    private final int[] starts;

    private boolean samplesReady;
    private int alleles;
    /** How many records there were, to tell whether values are those of the current one. */
    private long wraps;

    // What a search found.
    int from;
    int to;

    Row(VcfHeader header) {
        columns = header.sampleCount();
        smallest = VcfNumbers.smallest(header.version());
        starts = new int[columns + 1];
    }

    static boolean isMissing(double value) {
        return Double.isNaN(value) && Double.doubleToRawLongBits(value) == MISSING_BITS;
    }

    static boolean isEnd(double value) {
        return Double.isNaN(value) && Double.doubleToRawLongBits(value) == END_BITS;
    }

    int samples() {
        return columns;
    }

    /** Adds an INFO key to look for, and returns its number. */
    int addInfo(String key) {
        int n = infoKeys.length;
        for (int i = 0; i < n; i++) {
            if (Arrays.equals(infoKeys[i].bytes, new KeyBytes(key).bytes)) {
                return i;
            }
        }
        infoKeys = Arrays.copyOf(infoKeys, n + 1);
        infoKeys[n] = new KeyBytes(key);
        infoFrom = new int[n + 1];
        infoTo = new int[n + 1];
        infoSeen = new boolean[n + 1];
        return n;
    }

    /** Adds a FORMAT key to look for, and returns its number. */
    int addFormat(String key) {
        byte[] wanted = new KeyBytes(key).bytes;
        for (int i = 0; i < formatKeys.size(); i++) {
            if (Arrays.equals(formatKeys.get(i), wanted)) {
                return i;
            }
        }
        formatKeys.add(wanted);
        formatsKnown = 0;
        format = 0;
        return formatKeys.size() - 1;
    }

    void wrap(VcfRecord shown) {
        record = shown;
        wraps++;
        bytes = shown.buffer();
        infoReady = false;
        formatReady = false;
        samplesReady = false;
        alleles = 0;
    }

    long wraps() {
        return wraps;
    }

    VcfRecord record() {
        VcfRecord current = record;
        if (current == null) {
            throw new IllegalStateException("there is no record yet");
        }
        return current;
    }

    // ---- columns -------------------------------------------------------------------------------------------------

    /** Sets the bounds of a column; false if it is a lone {@code .}. */
    boolean column(int column) {
        from = record().columnStart(column);
        to = record().columnEnd(column);
        return to - from != 1 || bytes[from] != '.';
    }

    /** The number of alleles, REF among them. */
    int alleles() {
        if (alleles == 0) {
            alleles = column(VcfRecord.ALT) ? 2 + ByteSearch.count(bytes, from, to, (byte) ',') : 1;
        }
        return alleles;
    }

    /** Sets the bounds of an allele, 0 for REF; they are equal if there is none of this number. */
    void allele(int number) {
        if (number >= alleles()) {
            to = from;
            return;
        }
        column(number == 0 ? VcfRecord.REF : VcfRecord.ALT);
        for (int i = 1; i < number; i++) {
            from = ByteSearch.find(bytes, from, to, (byte) ',') + 1;
        }
        if (number > 0) {
            to = ByteSearch.find(bytes, from, to, (byte) ',');
        }
    }

    // ---- INFO ----------------------------------------------------------------------------------------------------

    /** Sets the bounds of a key's value, which are equal for a key without one; false if the record lacks it. */
    boolean info(int key) {
        if (!infoReady) {
            infoReady = true;
            Arrays.fill(infoSeen, false);
            infoAt = record().columnStart(VcfRecord.INFO);
            infoEnd = record().columnEnd(VcfRecord.INFO);
        }
        if (!infoSeen[key] && !findInfo(key)) {
            return false;
        }
        from = infoFrom[key];
        to = infoTo[key];
        return true;
    }

    private boolean findInfo(int wanted) {
        while (infoAt < infoEnd) {
            int start = infoAt;
            for (int key = 0; key < infoKeys.length; key++) {
                KeyBytes id = infoKeys[key];
                if (!infoSeen[key] && isKey(id, start)) {
                    int end = ByteSearch.find(bytes, Math.min(start + id.length, infoEnd), infoEnd, (byte) ';');
                    infoSeen[key] = true;
                    infoFrom[key] = Math.min(start + id.length + 1, end);
                    infoTo[key] = end;
                    infoAt = end + 1;
                    if (key == wanted) {
                        return true;
                    }
                }
            }
            if (infoAt == start) {
                infoAt = ByteSearch.find(bytes, start, infoEnd, (byte) ';') + 1;
            }
        }
        return false;
    }

    private boolean isKey(KeyBytes id, int start) {
        if (id.startsEntry(bytes, start, infoEnd)) {
            return true;
        }
        int end = start + id.length;
        return end <= infoEnd
                && (end == infoEnd || bytes[end] == ';')
                && Arrays.equals(id.bytes, 0, id.length, bytes, start, end);
    }

    // ---- FORMAT --------------------------------------------------------------------------------------------------

    /** Returns which field of a sample is a key's, or −1 if FORMAT lacks it. */
    int format(int key) {
        findFormat();
        return formatPositions[format][key];
    }

    private void findFormat() {
        if (!formatReady) {
            formatReady = true;
            int end = record().lineEnd();
            formatFrom = Math.min(record().columnEnd(VcfRecord.INFO) + 1, end);
            formatTo = formatFrom >= end ? end : ByteSearch.find(bytes, formatFrom, end, (byte) '\t');
            format = knownFormat();
            isOneKey = areOneKey[format];
        }
    }

    private int knownFormat() {
        int known = Math.min(formatsKnown, FORMATS_KEPT);
        for (int i = 0; i < known; i++) {
            int number = i == 0 ? format : i <= format ? i - 1 : i; // that of the record before comes first
            byte[] text = formatTexts[number];
            if (Arrays.equals(bytes, formatFrom, formatTo, text, 0, text.length)) {
                return number;
            }
        }
        int number = formatsKnown++ % FORMATS_KEPT;
        if (formatsKnown == Integer.MAX_VALUE) {
            formatsKnown = FORMATS_KEPT;
        }
        formatTexts[number] = Arrays.copyOfRange(bytes, formatFrom, formatTo);
        formatPositions[number] = positions();
        areOneKey[number] = ByteSearch.find(bytes, formatFrom, formatTo, (byte) ':') == formatTo;
        return number;
    }

    private int[] positions() {
        int[] positions = new int[formatKeys.size()];
        Arrays.fill(positions, -1);
        int position = 0;
        for (int start = formatFrom; start < formatTo; position++) {
            int end = ByteSearch.find(bytes, start, formatTo, (byte) ':');
            for (int key = 0; key < positions.length; key++) {
                byte[] id = formatKeys.get(key);
                if (positions[key] < 0 && Arrays.equals(id, 0, id.length, bytes, start, end)) {
                    positions[key] = position;
                }
            }
            start = end + 1;
        }
        return positions;
    }

    /**
     * Tells where the first sample stands if each has four bytes, a tab and a genotype such as {@code 0|1}, and no other fields; else
     * −1. Call after {@link #format}. That the tabs are where they should be is for the caller to check.
     */
    int fourByteColumns() {
        int end = record().lineEnd();
        return end - formatTo == 4 * columns && formatTo - formatFrom == 2 ? formatTo : -1;
    }

    /** Finds the samples' columns; call after {@link #format}. */
    void findSamples() {
        if (samplesReady) {
            return;
        }
        int n = 0;
        int i = formatTo;
        int end = record().lineEnd();
        for (int last = end - 8; i <= last && n < columns; i += 8) {
            long hits = Words.matches(Words.load(bytes, i), TABS);
            while (hits != 0 && n < columns) {
                starts[n++] = i + (Long.numberOfTrailingZeros(hits) >>> 3) + 1;
                hits &= hits - 1;
            }
        }
        for (; i < end && n < columns; i++) {
            if (bytes[i] == '\t') {
                starts[n++] = i + 1;
            }
        }
        if (n < columns || ByteSearch.find(bytes, n == 0 ? formatTo : starts[n - 1], end, (byte) '\t') < end) {
            record().samples().checkColumns();
        }
        starts[n] = end + 1;
        samplesReady = true;
    }

    /** Sets the bounds of a sample's field; they are empty if its column ends before. */
    void field(int sample, int position) {
        int start = starts[sample];
        int end = starts[sample + 1] - 1;
        if (isOneKey) {
            from = start;
            to = position == 0 ? end : start;
            return;
        }
        byte[] text = bytes;
        for (int p = 0; p < position; p++) {
            while (start < end && text[start] != ':') {
                start++;
            }
            if (start++ >= end) {
                from = end;
                to = end;
                return;
            }
        }
        int stop = start;
        while (stop < end && text[stop] != ':') {
            stop++;
        }
        from = start;
        to = stop;
    }

    /**
     * Writes all samples as they stand in the line, a tab before each, if they have one field each and it is nowhere empty. Call after
     * {@link #findSamples}.
     *
     * @return whether they were written
     */
    boolean addOnlyFields(LineBuffer out) {
        if (!isOneKey) {
            return false;
        }
        for (int sample = 0; sample < columns; sample++) {
            if (starts[sample + 1] - starts[sample] < 2) {
                return false;
            }
        }
        out.add(bytes, formatTo, starts[columns] - 1);
        return true;
    }

    /** Tells whether a genotype has an allele. */
    boolean hasAllele(int start, int end, int allele) {
        int at = start;
        while (at < end) {
            int number = -1;
            for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                number = Math.min(100_000_000, 10 * Math.max(0, number) + bytes[at] - '0');
            }
            if (number == allele) {
                return true;
            }
            at++;
        }
        return false;
    }

    /** Sets the bounds of a sample's whole column. */
    void sample(int sample) {
        findFormat();
        findSamples();
        from = starts[sample];
        to = starts[sample + 1] - 1;
    }

    /** Writes FORMAT. */
    void writeFormat(LineBuffer out) {
        findFormat();
        if (formatFrom == formatTo) {
            out.add('.');
        } else {
            out.add(bytes, formatFrom, formatTo);
        }
    }

    // ---- numbers -------------------------------------------------------------------------------------------------

    /** Reads an integer; {@link #MISSING} for {@code .} and for nothing. */
    double integer(int start, int end, String field) {
        long digits = VcfNumbers.parseDigits(bytes, start, end);
        if (digits >= 0) {
            return digits;
        }
        if (isDot(start, end)) {
            return MISSING;
        }
        long value = VcfNumbers.parseInteger(bytes, start, end, smallest);
        return value == VcfNumbers.NOT_AN_INTEGER ? broken(start, end, field, "an integer") : value;
    }

    /** Reads a number with the precision of BCF, which is that of a float; {@link #MISSING} for {@code .} and for nothing. */
    double real(int start, int end, String field) {
        if (isDot(start, end)) {
            return MISSING;
        }
        try {
            return AsciiNumbers.parseFloat(bytes, start, end);
        } catch (NumberFormatException e) {
            return broken(start, end, field, "a number");
        }
    }

    private boolean isDot(int start, int end) {
        return start >= end || (end - start == 1 && bytes[start] == '.');
    }

    private double broken(int start, int end, String field, String expected) {
        boolean inInfo = field.startsWith("INFO");
        VcfRule rule = field.equals("QUAL") ? VcfRule.QUAL_NUMBER : inInfo ? VcfRule.INFO_TYPE : VcfRule.SAMPLE_TYPE;
        record().keep(field, new ParseException(record().finding(start, end, field, rule, expected)));
        return MISSING;
    }

    ParseException malformed(String field, VcfRule rule, String expected) {
        return new ParseException(record().finding(from, to, field, rule, expected));
    }
}
