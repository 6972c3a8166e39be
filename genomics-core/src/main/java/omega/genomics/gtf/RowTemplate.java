package omega.genomics.gtf;

import java.util.Arrays;
import omega.genomics.internal.scan.Words;

/**
 * Column 9 of the last usual row of a type, from which the next one of the type is read: rows of a type repeat each other's
 * keys, and most values. What has the same bytes has the same entries, and one comparison of bytes, which the JVM does 32 or
 * 64 at a time, takes the place of many steps; only values that differ are walked. So the end of the line, the pairing of its quotes and all its
 * entries are found in one pass that touches most bytes once, in wide strides.
 *
 * <p>Usual is {@code key "value"} or {@code key value} with {@code ;} or <code>;&nbsp;</code> behind it, keys of letters, no backslash,
 * no control character: what {@link AttributeScanner} would read no other way. Everything else is refused and read by it.
 */
public final class RowTemplate {
    static final int STRIDE = 4;
    private static final int INITIAL = 32;
    private static final int CACHED = 8;
    private static final long QUOTES = Words.repeat('"');
    private static final long BACKSLASHES = Words.repeat('\\');

    private final int number;
    /** Where column 9 starts in the buffer. */
    private int start;
    /** The end of column 9 and the start of the next line, as seen from {@link #start}, like all bounds here. */
    private int end;

    private int next;
    private int count;
    /** Key start, key end, value start, value end of each entry. */
    private int[] bounds = new int[INITIAL * STRIDE];
    /** The first eight bytes of each key. */
    private long[] heads = new long[INITIAL];

    /** The block the row stands in; −1 if there is none. */
    private long block = -1;

    private long serial;
    private long serialBefore;
    private long repeats;

    // Where keys asked for stand; as long as the keys of the rows stay the same.
    private final AttributeKey[] cachedKeys = new AttributeKey[CACHED];
    private final int[] cachedEntries = new int[CACHED];
    private int cached;
    private int evict;

    /** Makes one that has no row yet. */
    RowTemplate(int number) {
        this.number = number;
    }

    /** Returns its number among those of a reader, from 0. */
    public int number() {
        return number;
    }

    public long serial() {
        return serial;
    }

    int start() {
        return start;
    }

    int end() {
        return start + end;
    }

    int next() {
        return start + next;
    }

    int count() {
        return count;
    }

    int[] bounds() {
        return bounds;
    }

    long[] heads() {
        return heads;
    }

    /** Returns the number of the row this one was read from; what {@link #repeats} is about. */
    public long serialBefore() {
        return serialBefore;
    }

    /** Tells which of the first 64 entries are as they were in the row before of this template: key, value and index. */
    public long repeats() {
        return repeats;
    }

    /**
     * Reads column 9.
     *
     * @param thisBlock the number of the block in the buffer: an earlier one's bytes are gone
     * @param thisRow a number no other row has
     * @return false if the row is not usual, which leaves the template without one
     */
    boolean read(byte[] buf, int from, int limit, long thisBlock, long thisRow) {
        boolean known = block == thisBlock;
        block = -1;
        serialBefore = known ? serial : -1;
        serial = thisRow;
        boolean usual = known ? follow(buf, from, limit) : walk(buf, from, limit, 0);
        if (usual) {
            block = thisBlock;
        }
        return usual;
    }

    /** Reads a row along the one before. */
    private boolean follow(byte[] buf, int from, int limit) {
        int there = start;
        start = from;
        repeats = -1;
        int shift = 0; // how much further right this row stands
        int at = 0; // up to where the row before was followed
        int entry = 0;
        while (true) {
            int rest = next - at;
            int to = from + at + shift;
            int length = Math.min(rest, limit - to);
            int same = Arrays.mismatch(buf, there + at, there + at + length, buf, to, to + length);
            if (same < 0 && length == rest) {
                shift(entry, count, shift);
                end += shift;
                next += shift;
                return true;
            }
            int stop = at + (same < 0 ? length : same);
            int unlike = entry;
            while (unlike < count && bounds[unlike * STRIDE + 3] < stop) {
                unlike++;
            }
            shift(entry, unlike, shift);
            entry = unlike;
            int b = entry * STRIDE;
            if (entry == count || stop < bounds[b + 2]) {
                return walk(buf, from, limit, entry);
            }
            boolean quoted = bounds[b + 2] - bounds[b + 1] == 2;
            int stopHere = quoted
                    ? quote(buf, from + stop + shift, limit)
                    : semicolon(buf, from + bounds[b + 2] + shift, limit);
            if (stopHere < 0 || stopHere >= limit) {
                return !quoted && walk(buf, from, limit, entry);
            }
            at = bounds[b + 3];
            shift(entry, entry + 1, shift);
            bounds[b + 3] = stopHere - from;
            shift = stopHere - from - at;
            repeats &= ~Words.bits(entry, entry + 1);
            entry++;
        }
    }

    private void shift(int from, int to, int by) {
        if (by != 0) {
            for (int i = from * STRIDE; i < to * STRIDE; i++) {
                bounds[i] += by;
            }
        }
    }

    /** Reads a row from its entry {@code first} on; those before are known. */
    private boolean walk(byte[] buf, int from, int limit, int first) {
        start = from;
        count = first;
        repeats = first == 0 ? 0 : repeats & Words.bits(0, first);
        cached = 0;
        int last = Math.min(limit, buf.length) - 16;
        int p = from + (first == 0 ? 0 : afterValue(first - 1));
        while (p <= last) {
            if (count > 0) {
                p = separator(buf, p);
                if (buf[p] < ' ') {
                    return lineEnd(buf, p, limit);
                }
            }
            p = p <= last && buf[p - 1] != '"' ? entry(buf, p, last) : -1;
            if (p < 0) {
                return false;
            }
        }
        return false;
    }

    private int afterValue(int entry) {
        int b = entry * STRIDE;
        return bounds[b + 3] + (bounds[b + 2] - bounds[b + 1] == 2 ? 1 : 0);
    }

    private static int separator(byte[] buf, int at) {
        int p = at;
        if (buf[p] == ';') {
            p++;
            if (buf[p] == ' ') {
                p++;
            }
        }
        return p;
    }

    private boolean lineEnd(byte[] buf, int at, int limit) {
        int lineFeed = buf[at] == '\r' ? at + 1 : at;
        end = at - start;
        next = lineFeed + 1 - start;
        return buf[lineFeed] == '\n' && lineFeed < limit;
    }

    /** Returns the place behind the entry, or −1. */
    private int entry(byte[] buf, int from, int last) {
        int p = from;
        long word = Words.load(buf, p);
        long head = word;
        long marks = Words.noLetters(word);
        while (marks == 0) {
            p += 8;
            if (p > last) {
                return -1;
            }
            word = Words.load(buf, p);
            marks = Words.noLetters(word);
        }
        int keyEnd = p + (Long.numberOfTrailingZeros(marks) >>> 3);
        if (keyEnd == from || buf[keyEnd] != ' ') {
            return -1;
        }
        boolean quoted = buf[keyEnd + 1] == '"';
        int value = quoted ? keyEnd + 2 : keyEnd + 1;
        int stop = quoted ? quote(buf, value, last) : semicolon(buf, value, last);
        if (stop < 0) {
            return -1;
        }
        add(head & Words.first(keyEnd - from), from - start, keyEnd - start, value - start, stop - start);
        return quoted ? stop + 1 : stop;
    }

    private void add(long head, int keyStart, int keyEnd, int valueStart, int valueEnd) {
        if (count == heads.length) {
            heads = Arrays.copyOf(heads, 2 * count);
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        heads[count] = head;
        int at = count * STRIDE;
        bounds[at] = keyStart;
        bounds[at + 1] = keyEnd;
        bounds[at + 2] = valueStart;
        bounds[at + 3] = valueEnd;
        count++;
    }

    /** Finds the quote that ends a value; −1 if a backslash or a control character comes first, or the limit. */
    private static int quote(byte[] buf, int from, int limit) {
        int last = Math.min(limit, buf.length - 8);
        for (int p = from; p <= last; p += 8) {
            long word = Words.load(buf, p);
            long marks =
                    ((Words.equal(word, QUOTES) | Words.equal(word, BACKSLASHES)) & Words.HIGH) | Words.controls(word);
            if (marks != 0) {
                int at = p + (Long.numberOfTrailingZeros(marks) >>> 3);
                return buf[at] == '"' ? at : -1;
            }
        }
        return -1;
    }

    /** Finds the end of a value without quotes; −1 if it is empty or has anything that could be read in two ways. */
    private static int semicolon(byte[] buf, int from, int limit) {
        int p = from;
        while (p < limit && buf[p] > ' ' && buf[p] != ';' && buf[p] != '"' && buf[p] != '=' && buf[p] != '\\') {
            p++;
        }
        return p > from && p < limit && buf[p] == ';' ? p : -1;
    }

    /** Returns the index of the first entry with a key, or −1. */
    @SuppressWarnings("ReferenceEquality") // an equal key that is not the same is looked up in its own right
    int find(byte[] buf, AttributeKey key) {
        for (int i = 0; i < cached; i++) {
            if (cachedKeys[i] == key) {
                return cachedEntries[i];
            }
        }
        int found = search(buf, key);
        if (cached < CACHED) {
            evict = cached++;
        } else {
            evict = (evict + 1) % CACHED;
        }
        cachedKeys[evict] = key;
        cachedEntries[evict] = found;
        return found;
    }

    private int search(byte[] buf, AttributeKey key) {
        for (int i = 0; i < count; i++) {
            int b = i * STRIDE;
            if (key.matches(heads[i], buf, start + bounds[b], start + bounds[b + 1])) {
                return i;
            }
        }
        return -1;
    }
}
