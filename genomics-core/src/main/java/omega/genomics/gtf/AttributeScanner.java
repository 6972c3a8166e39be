package omega.genomics.gtf;

import java.util.Arrays;
import omega.genomics.ByteSlice;
import omega.genomics.internal.scan.Words;
import org.jspecify.annotations.Nullable;

/**
 * Walks column 9 of one row from left to right, only as far as asked, and remembers what it passed, so that no byte is
 * walked twice. The grammar is total: any bytes are some list of keys and values (see docs/reference/interpretation.md). Usual rows of
 * GTF were walked already when their end was found, see {@link RowTemplate}.
 *
 * <p>GTF: keys end at a space, {@code =}, {@code ;} or a quote; values are quoted, or run to the next {@code ;}. GFF3:
 * entries end at {@code ;}, values at {@code ,}.
 */
public final class AttributeScanner {
    private static final int STRIDE = RowTemplate.STRIDE;
    private static final int INITIAL = 32;
    /** Spreads the names of the usual types over the templates, one each. */
    private static final long SPREAD = 0x2c13_9c19_66ad_51fdL;

    private static final int TEMPLATE_BITS = 4;
    private static final long QUOTES = Words.repeat('"');
    private static final long BACKSLASHES = Words.repeat('\\');

    private boolean gff3;
    private byte[] buffer = {};
    private int pos;
    private int end;
    private int count;
    /** Whether a separator was seen since the last value; GTF only. */
    private boolean separated;
    /** Where the comma list being walked goes on and ends; GFF3 only. */
    private int listPos;

    private int listEnd;
    private boolean inList;

    public AttributeScanner() {}

    /**
     * Key start, key end, value start, value end of each entry, as seen from {@link #base}; an escaped text has its end
     * complemented.
     */
    private int[] bounds = new int[INITIAL * STRIDE];

    /** The first eight bytes of each key. */
    private long[] heads = new long[INITIAL];

    /** What {@link #bounds} and {@link #heads} are for rows that are not usual, with a base of 0. */
    private int[] ownBounds = bounds;

    private long[] ownHeads = heads;
    private int base;

    private final RowTemplate[] templates = new RowTemplate[1 << TEMPLATE_BITS];
    /** What the row was read by, if it is usual. */
    private @Nullable RowTemplate template;
    /** Counts blocks. */
    private long block;
    /** Counts rows. */
    private long serial;

    private ByteSlice[] keys = slices(0);
    private ByteSlice[] values = slices(0);

    /** With assertions enabled, the slices of every other row, so that those of the row before can be made useless. */
    private ByteSlice[] otherKeys = slices(0);

    private ByteSlice[] otherValues = slices(0);
    private byte[] scratch = new byte[64];
    private int scratchUsed;

    private static ByteSlice[] slices(int n) {
        ByteSlice[] made = new ByteSlice[n];
        Arrays.setAll(made, i -> new ByteSlice());
        return made;
    }

    void dialect(GtfDialect dialect) {
        gff3 = dialect == GtfDialect.GFF3;
    }

    /** Makes the slices handed out so far useless, and takes others; only with assertions enabled. */
    boolean expire() {
        for (int i = 0; i < keys.length; i++) {
            keys[i].expire();
            values[i].expire();
        }
        ByteSlice[] expired = keys;
        keys = otherKeys;
        otherKeys = expired;
        expired = values;
        values = otherValues;
        otherValues = expired;
        return true;
    }

    /** Points this at column 9 of a row, of which nothing is walked yet. */
    void reset(byte[] array, int from, int to) {
        assert expire();
        serial++;
        template = null;
        base = 0;
        bounds = ownBounds;
        heads = ownHeads;
        buffer = array;
        pos = from;
        end = to;
        count = 0;
        scratchUsed = 0;
        separated = true;
        inList = false;
    }

    /**
     * Reads column 9 of a usual row of GTF, and finds the end of the line with it.
     *
     * @param type the first bytes of column 3: what rows of a type repeat
     * @return what it was read by, or null if the row is not usual, with nothing changed
     */
    @Nullable
    RowTemplate read(byte[] array, int from, int limit, long type) {
        int slot = (int) ((type * SPREAD) >>> (64 - TEMPLATE_BITS));
        RowTemplate candidate = templates[slot];
        if (candidate == null) {
            candidate = new RowTemplate(slot);
            templates[slot] = candidate;
        }
        return candidate.read(array, from, limit, block, serial + 1) ? candidate : null;
    }

    /** Points this at the row a template was just made read. */
    void reset(byte[] array, RowTemplate read) {
        assert expire();
        serial++;
        template = read;
        base = read.start();
        bounds = read.bounds();
        heads = read.heads();
        buffer = array;
        pos = read.end();
        end = pos;
        count = read.count();
    }

    /** The bytes of the rows before are no longer in the buffer. */
    void forget() {
        block++;
    }

    /** Returns what the row was read by; null if it is not usual. */
    @Nullable
    public RowTemplate template() {
        return template;
    }

    public int count() {
        while (next()) {
            // walks to the end
        }
        return count;
    }

    /** Returns the index of the first entry with a key, or −1. */
    int find(AttributeKey key) {
        if (template != null) {
            return template.find(buffer, key);
        }
        for (int i = 0; i < count || next(); i++) {
            if (isKey(i, key)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isKey(int i, AttributeKey key) {
        int keyEnd = bounds[i * STRIDE + 1];
        if (keyEnd < 0) {
            ByteSlice decoded = key(i);
            return decoded.contentEquals(key.name());
        }
        return key.matches(heads[i], buffer, bounds[i * STRIDE], keyEnd);
    }

    public ByteSlice key(int i) {
        growSlices(i);
        return text(keys[i], bounds[i * STRIDE], bounds[i * STRIDE + 1]);
    }

    public ByteSlice value(int i) {
        growSlices(i);
        return text(values[i], bounds[i * STRIDE + 2], bounds[i * STRIDE + 3]);
    }

    int keyStart(int i) {
        return base + bounds[i * STRIDE];
    }

    private void growSlices(int i) {
        if (i >= keys.length) {
            keys = slices(Math.max(INITIAL, 2 * i));
            values = slices(keys.length);
        }
    }

    private ByteSlice text(ByteSlice slice, int from, int to) {
        return to >= 0 ? slice.wrap(buffer, base + from, to - from) : unescape(slice, from, ~to);
    }

    private ByteSlice unescape(ByteSlice slice, int from, int to) {
        if (scratch.length - scratchUsed < to - from) {
            scratch = new byte[2 * scratch.length + (to - from)];
            scratchUsed = 0;
        }
        int length = gff3
                ? Escapes.percentDecode(buffer, from, to, scratch, scratchUsed)
                : Escapes.backslashDecode(buffer, from, to, scratch, scratchUsed);
        slice.wrap(scratch, scratchUsed, length);
        scratchUsed += length;
        return slice;
    }

    private boolean next() {
        return template == null && (gff3 ? nextGff3() : nextUsual() || nextGtf());
    }

    private void add(int keyStart, int keyEnd, int valueStart, int valueEnd) {
        int stop = keyEnd < 0 ? ~keyEnd : keyEnd;
        add(Words.loadFirst(buffer, keyStart, stop - keyStart), keyStart, keyEnd, valueStart, valueEnd);
    }

    private void add(long head, int keyStart, int keyEnd, int valueStart, int valueEnd) {
        if (count == heads.length) {
            heads = Arrays.copyOf(heads, 2 * count);
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
            ownHeads = heads;
            ownBounds = bounds;
        }
        heads[count] = head;
        int at = count * STRIDE;
        bounds[at] = keyStart;
        bounds[at + 1] = keyEnd;
        bounds[at + 2] = valueStart;
        bounds[at + 3] = valueEnd;
        count++;
    }

    // ---- GTF

    /**
     * Takes {@code key "value"} as nearly all files write it, word by word; false, with nothing changed, if the next entry is
     * not so plain: a digit in the key, a backslash in the value, the end of the line or of the buffer.
     */
    private boolean nextUsual() {
        int keyStart = pos;
        int last = Math.min(end, buffer.length - 16);
        if (keyStart < last && buffer[keyStart] == ';') {
            keyStart += buffer[keyStart + 1] == ' ' ? 2 : 1;
        } else if (count > 0) {
            return false;
        }
        int p = keyStart;
        long marks = 0;
        long head = 0;
        while (p < last) {
            long word = Words.load(buffer, p);
            head = p == keyStart ? word : head;
            marks = Words.noLetters(word);
            if (marks != 0) {
                break;
            }
            p += 8;
        }
        int keyEnd = p + (Long.numberOfTrailingZeros(marks) >>> 3);
        if (marks == 0 || keyEnd == keyStart || buffer[keyEnd] != ' ' || buffer[keyEnd + 1] != '"') {
            return false;
        }
        return usualValue(head & Words.first(keyEnd - keyStart), keyStart, keyEnd);
    }

    private boolean usualValue(long head, int keyStart, int keyEnd) {
        int last = Math.min(end, buffer.length - 8);
        int p = keyEnd + 2;
        while (p < last) {
            long word = Words.load(buffer, p);
            long marks = (Words.equal(word, QUOTES) | Words.equal(word, BACKSLASHES)) & Words.HIGH;
            if (marks != 0) {
                int stop = p + (Long.numberOfTrailingZeros(marks) >>> 3);
                if (stop >= end || buffer[stop] != '"') {
                    return false;
                }
                add(head, keyStart, keyEnd, keyEnd + 2, stop);
                pos = stop + 1;
                separated = false;
                return true;
            }
            p += 8;
        }
        return false;
    }

    private boolean nextGtf() {
        int p = pos;
        while (p < end && (isSpace(buffer[p]) || buffer[p] == ';')) {
            separated |= buffer[p++] == ';';
        }
        if (p == end || buffer[p] == '#' || isMissing(p)) {
            pos = end;
            return false;
        }
        boolean continues = !separated && !isKeyStart(buffer[p]);
        int keyStart = continues ? bounds[(count - 1) * STRIDE] : p;
        int keyEnd;
        if (continues) {
            keyEnd = bounds[(count - 1) * STRIDE + 1];
        } else {
            while (p < end && !endsKey(buffer[p])) {
                p++;
            }
            keyEnd = p;
            p = skipSpaces(p);
            if (p < end && buffer[p] == '=') {
                p = skipSpaces(p + 1);
            }
        }
        separated = false;
        if (p < end && buffer[p] == '"') {
            quoted(keyStart, keyEnd, p + 1);
        } else {
            unquoted(keyStart, keyEnd, p);
        }
        return true;
    }

    private void quoted(int keyStart, int keyEnd, int from) {
        int p = from;
        boolean escaped = false;
        while (p < end && buffer[p] != '"') {
            if (buffer[p] == '\\') {
                escaped = true;
                p++;
            }
            p++;
        }
        p = Math.min(p, end);
        add(keyStart, keyEnd, from, escaped ? ~p : p);
        pos = Math.min(p + 1, end);
    }

    private void unquoted(int keyStart, int keyEnd, int from) {
        int p = from;
        while (p < end && buffer[p] != ';') {
            if (buffer[p] == '"' && p > from && isSpace(buffer[p - 1])) {
                int word = lastWord(from, p);
                if (word > from) {
                    p = word;
                    break;
                }
            }
            p++;
        }
        pos = p;
        while (p > from && isSpace(buffer[p - 1])) {
            p--;
        }
        add(keyStart, keyEnd, from, p);
    }

    /** Returns the start of the word before a quote: the key of a pair that lost the separator before it. */
    private int lastWord(int from, int quote) {
        int p = quote;
        while (p > from && isSpace(buffer[p - 1])) {
            p--;
        }
        while (p > from && !isSpace(buffer[p - 1])) {
            p--;
        }
        return p;
    }

    private int skipSpaces(int from) {
        int p = from;
        while (p < end && isSpace(buffer[p])) {
            p++;
        }
        return p;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static boolean endsKey(byte b) {
        return isSpace(b) || b == '=' || b == ';' || b == '"';
    }

    /** A word that starts otherwise, after a value and without a separator, is one more value of the same key. */
    private static boolean isKeyStart(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_' || b < 0;
    }

    // ---- GFF3

    private boolean nextGff3() {
        if (inList) {
            listValue(bounds[(count - 1) * STRIDE], bounds[(count - 1) * STRIDE + 1]);
            return true;
        }
        int p = pos;
        while (p < end && (isSpace(buffer[p]) || buffer[p] == ';')) {
            p++;
        }
        if (p == end || isMissing(p)) {
            pos = end;
            return false;
        }
        int stop = p;
        int equals = -1;
        for (; stop < end && buffer[stop] != ';'; stop++) {
            if (buffer[stop] == '=' && equals < 0) {
                equals = stop;
            }
        }
        pos = stop;
        int last = stop;
        while (last > p && isSpace(buffer[last - 1])) {
            last--;
        }
        entry(p, equals < 0 ? last : equals, last);
        return true;
    }

    /** A lone {@code .} in column 9 means no attributes. */
    private boolean isMissing(int p) {
        return count == 0 && p + 1 == end && buffer[p] == '.';
    }

    private void entry(int from, int keyStop, int last) {
        int keyEnd = keyStop;
        while (keyEnd > from && isSpace(buffer[keyEnd - 1])) {
            keyEnd--;
        }
        listPos = Math.min(skipSpaces(Math.min(keyStop + 1, last)), last);
        listEnd = last;
        listValue(from, markPercent(from, keyEnd));
    }

    private void listValue(int keyStart, int keyEnd) {
        int p = listPos;
        while (p < listEnd && buffer[p] != ',') {
            p++;
        }
        boolean quoted = p - listPos >= 2 && buffer[listPos] == '"' && buffer[p - 1] == '"';
        int from = quoted ? listPos + 1 : listPos;
        add(keyStart, keyEnd, from, markPercent(from, quoted ? p - 1 : p));
        inList = p < listEnd;
        listPos = p + 1;
    }

    private int markPercent(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Escapes.isPercentEscape(buffer, i, to)) {
                return ~to;
            }
        }
        return to;
    }
}
