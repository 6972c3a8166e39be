package omega.genomics.internal.scan;

import java.util.Arrays;

/**
 * Keeps each text once, as bytes in large chunks, and names it by a small number.
 *
 * <p>A human annotation repeats a million different texts thirty million times; as strings they would fill a heap of a
 * quarter gigabyte. Text 0 is the empty one.
 */
public final class TextPool {
    private static final int BITS = 16;
    private static final int SIZE = 1 << BITS;
    private static final int MASK = SIZE - 1;
    private static final int CACHED = 1 << 12;

    private byte[][] chunks = new byte[16][];
    private int used;
    private int chunk = -1;

    private final IntColumn places = new IntColumn();
    private final IntColumn lengths = new IntColumn();
    private final IntColumn hashes = new IntColumn();
    private int[] table = new int[1 << 12];

    private final int[] cachedIds = new int[CACHED];
    private final String[] cached = new String[CACHED];

    public TextPool() {
        Arrays.fill(table, -1);
        Arrays.fill(cached, "");
        addChunk(SIZE);
        intern(new byte[0], 0, 0);
    }

    int size() {
        return places.size();
    }

    public int intern(String text) {
        byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return intern(utf8, 0, utf8.length);
    }

    /** Returns the number of a text, new or known. */
    public int intern(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int slot = hash & (table.length - 1);
        while (table[slot] >= 0) {
            if (hashes.get(table[slot]) == hash && isText(table[slot], bytes, from, to)) {
                return table[slot];
            }
            slot = (slot + 1) & (table.length - 1);
        }
        int id = store(bytes, from, to, hash);
        table[slot] = id;
        if (places.size() * 2 > table.length) {
            grow();
        }
        return id;
    }

    /** Returns the number of a text, or −1 if it is not known. */
    int find(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        for (int slot = hash & (table.length - 1); table[slot] >= 0; slot = (slot + 1) & (table.length - 1)) {
            if (hashes.get(table[slot]) == hash && isText(table[slot], bytes, from, to)) {
                return table[slot];
            }
        }
        return -1;
    }

    /** Tells whether a text has these bytes. */
    public boolean isText(int id, byte[] bytes, int from, int to) {
        int length = lengths.get(id);
        if (length != to - from) {
            return false;
        }
        int place = places.get(id);
        int at = place & MASK;
        return Arrays.equals(chunks[place >>> BITS], at, at + length, bytes, from, to);
    }

    int length(int id) {
        return lengths.get(id);
    }

    /** Returns the number that a text of at most nine digits stands for, or −1. */
    public int number(int id) {
        int length = lengths.get(id);
        if (length == 0 || length > 9) {
            return -1;
        }
        int place = places.get(id);
        byte[] bytes = chunks[place >>> BITS];
        int number = 0;
        for (int i = place & MASK; i < (place & MASK) + length; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    public String text(int id) {
        int slot = id & (CACHED - 1);
        if (cachedIds[slot] != id) {
            int place = places.get(id);
            int at = place & MASK;
            cached[slot] = Texts.decode(chunks[place >>> BITS], at, at + lengths.get(id));
            cachedIds[slot] = id;
        }
        return cached[slot];
    }

    private int store(byte[] bytes, int from, int to, int hash) {
        int length = to - from;
        if (used + length > SIZE) {
            addChunk(Math.max(SIZE, length));
        }
        System.arraycopy(bytes, from, chunks[chunk], used, length);
        places.add(chunk << BITS | used);
        lengths.add(length);
        used = Math.min(used + length, SIZE);
        return hashes.add(hash);
    }

    private void addChunk(int bytes) {
        chunk++;
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        chunks[chunk] = new byte[bytes];
        used = 0;
    }

    private void grow() {
        int[] larger = new int[table.length * 2];
        Arrays.fill(larger, -1);
        for (int id = 0; id < places.size(); id++) {
            int slot = hashes.get(id) & (larger.length - 1);
            while (larger[slot] >= 0) {
                slot = (slot + 1) & (larger.length - 1);
            }
            larger[slot] = id;
        }
        table = larger;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int h = to - from;
        for (int i = from; i < to; i++) {
            h = h * 31 + bytes[i];
        }
        h *= 0x9E3779B9;
        return h ^ h >>> 15;
    }
}
