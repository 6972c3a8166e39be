package omega.genomics.postgres.load.packed;

import java.util.Arrays;
import omega.genomics.postgres.copy.BinaryCopyWriter;

/** Texts of one column of a block. If they repeat, the different ones are put once, and a code for each variant. */
final class Texts {
    /** A power of two, and more than twice the size of a block. */
    private static final int SLOTS = 4096;

    private byte[] bytes = new byte[8192];
    private int used;
    private final int[] ends = new int[Numbers.MOST];
    private final boolean[] nulls = new boolean[Numbers.MOST];
    private int size;
    private int present;

    /** The first of each different text, plus one, by hash. */
    private final int[] slots = new int[SLOTS];
    /** Of each text its code from 1. */
    private final int[] codes = new int[Numbers.MOST];
    /** The first text of each code. */
    private final int[] firsts = new int[Numbers.MOST];

    private int different;

    void clear() {
        size = 0;
        present = 0;
        used = 0;
    }

    void addNull() {
        nulls[size] = true;
        ends[size++] = used;
    }

    void add(byte[] from, int offset, int count) {
        append(from, offset, count);
        end();
    }

    /** Adds bytes to the text that {@link #end()} ends. */
    void append(byte[] from, int offset, int count) {
        ensure(count);
        System.arraycopy(from, offset, bytes, used, count);
        used += count;
    }

    void append(char ascii) {
        ensure(1);
        bytes[used++] = (byte) ascii;
    }

    private void ensure(int count) {
        if (used + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(used + count, 2 * bytes.length));
        }
    }

    void end() {
        nulls[size] = false;
        ends[size++] = used;
        present++;
    }

    boolean isEmpty() {
        return present == 0;
    }

    private int start(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    boolean isNull(int i) {
        return nulls[i];
    }

    void addKey(int i, KeyRuns keys, int position, byte[] contig) {
        keys.addId(bytes, start(i), ends[i] - start(i), position, contig);
    }

    /** Forgets each text that is {@code rs} and its number. */
    void dropNumbers(Numbers numbers) {
        for (int i = 0; i < size; i++) {
            if (!nulls[i] && !numbers.isNull(i) && isRs(i, numbers.get(i))) {
                nulls[i] = true;
                present--;
            }
        }
    }

    private boolean isRs(int i, long number) {
        int at = ends[i] - 1;
        int start = start(i) + 2;
        if (number <= 0 || at < start || bytes[start - 2] != 'r' || bytes[start - 1] != 's') {
            return false;
        }
        long left = number;
        for (; at >= start && left > 0; at--, left /= 10) {
            if (bytes[at] != '0' + left % 10) {
                return false;
            }
        }
        return at < start && left == 0;
    }

    /** Puts one text a variant. */
    void put(BinaryCopyWriter out, int oid) {
        if (isEmpty()) {
            out.putNull();
            return;
        }
        out.beginArray(oid, size, present < size);
        for (int i = 0; i < size; i++) {
            if (nulls[i]) {
                out.elementNull();
            } else {
                out.element(bytes, start(i), ends[i] - start(i));
            }
        }
        out.endField();
    }

    /** Puts two columns: texts and codes, or a text for each variant and no codes. */
    void putCoded(BinaryCopyWriter out) {
        if (isEmpty() || !encode()) {
            put(out, Oids.TEXT);
            out.putNull();
            return;
        }
        out.beginArray(Oids.TEXT, different, false);
        for (int code = 0; code < different; code++) {
            int i = firsts[code];
            out.element(bytes, start(i), ends[i] - start(i));
        }
        out.endField();
        out.beginArray(Oids.INT2, size, present < size);
        for (int i = 0; i < size; i++) {
            if (nulls[i]) {
                out.elementNull();
            } else {
                out.element(codes[i], 2);
            }
        }
        out.endField();
    }

    /** Puts how often each text is there, in the order of the codes. */
    void putCounts(BinaryCopyWriter out) {
        int[] counts = new int[different];
        for (int i = 0; i < size; i++) {
            if (!nulls[i]) {
                counts[codes[i] - 1]++;
            }
        }
        out.putInts(counts);
    }

    /** Numbers the different texts; false if they hardly repeat. */
    private boolean encode() {
        Arrays.fill(slots, 0);
        different = 0;
        int most = Math.max(16, present / 2);
        for (int i = 0; i < size; i++) {
            if (nulls[i]) {
                continue;
            }
            int before = i > 0 && !nulls[i - 1] && isSame(i, i - 1) ? i - 1 : find(i);
            if (before < 0) {
                if (different == most) {
                    return false;
                }
                firsts[different++] = i;
                codes[i] = different;
            } else {
                codes[i] = codes[before];
            }
        }
        return true;
    }

    /** Returns an earlier equal text; −1 for none, after which the text is found. */
    private int find(int i) {
        int hash = 1;
        for (int at = start(i); at < ends[i]; at++) {
            hash = 31 * hash + bytes[at];
        }
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        while (slots[slot] != 0) {
            if (isSame(i, slots[slot] - 1)) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = i + 1;
        return -1;
    }

    private boolean isSame(int i, int other) {
        return Arrays.equals(bytes, start(i), ends[i], bytes, start(other), ends[other]);
    }
}
