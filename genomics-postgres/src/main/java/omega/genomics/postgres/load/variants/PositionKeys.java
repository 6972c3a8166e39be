package omega.genomics.postgres.load.variants;

import java.util.Arrays;
import omega.genomics.ByteSlice;

/**
 * The alleles seen around one position of one contig, to find repetitions while reading, and where their rows are. Exact as long as
 * no allele comes further behind another than the window reaches, and the window holds no more than a few thousand; else it says
 * so, and the database finds them.
 */
final class PositionKeys {
    private static final int MAX_KEYS = 4096;
    private static final int MAX_BYTES = 1 << 20;
    /** The allele has no row: an earlier one stands for it. */
    private static final long NO_ROW = -1;
    /** It has one, but nobody knows where. */
    private static final long SOMEWHERE = -2;

    private final int window;
    private int highest = -1;
    /** From here on everything is remembered. */
    private int kept = -1;

    private boolean exact = true;
    private int size;
    private int markedSize;
    private int used;
    private int[] positions = new int[4];
    private int[] hashes = new int[4];
    private int[] ends = new int[4];
    private long[] rows = new long[4];
    private long[] places = new long[4];
    private byte[] bytes = new byte[32];

    /** @param window how many bases behind the highest position alleles may come: 0 for a file sorted by position */
    PositionKeys(int window) {
        this.window = window;
    }

    /** Tells whether nothing was missed so far. */
    boolean isExact() {
        return exact;
    }

    /** Begins a record, whose alleles may have to be forgotten. */
    void mark() {
        markedSize = size;
    }

    /** Forgets the alleles since the mark: their record is refused. */
    void forgetRecord() {
        size = markedSize;
        used = start(size);
    }

    /** Adds an allele and tells whether it was there before. */
    boolean add(int position, ByteSlice ref, ByteSlice alt) {
        goTo(position);
        makeRoom();
        int length = ref.length() + 1 + alt.length();
        if (!exact || size == MAX_KEYS || used + length > MAX_BYTES) {
            exact = false;
            return false;
        }
        int start = used;
        append(ref, alt);
        int hash = hash(position, start);
        boolean isRepeated = false;
        for (int i = 0; i < size && !isRepeated; i++) {
            isRepeated = hashes[i] == hash
                    && positions[i] == position
                    && Arrays.equals(bytes, start(i), ends[i], bytes, start, used);
        }
        positions[size] = position;
        hashes[size] = hash;
        rows[size] = NO_ROW;
        ends[size++] = used;
        return isRepeated;
    }

    // ---- rows ----------------------------------------------------------------------------------------------------

    /** Says where the row of an allele of the record begins, and where the record is: the first one added since the mark is 0. */
    void wrote(int allele, long row, long place) {
        if (exact) {
            rows[markedSize + allele] = row;
            places[markedSize + allele] = place;
        }
    }

    /** Leaves the search to the database, which sees the rows. */
    void giveUp() {
        exact = false;
    }

    /** What was written so far is no longer at hand. */
    void rowsAreGone() {
        for (int i = 0; i < size; i++) {
            rows[i] = rows[i] == NO_ROW ? NO_ROW : SOMEWHERE;
        }
    }

    /** Returns where the first row begins that an allele to come may repeat; {@link Long#MAX_VALUE} if none does. */
    long oldestRow() {
        for (int i = 0; i < size; i++) {
            if (rows[i] >= 0) {
                return rows[i];
            }
        }
        return Long.MAX_VALUE;
    }

    /** Returns the number of an allele of the record among all keys. */
    int key(int allele) {
        return markedSize + allele;
    }

    /** Returns the next key from one on, before another that is the same allele, whose allele has a row; −1 if there is none. */
    int repeated(int from, int key) {
        for (int i = from; i < key; i++) {
            if (rows[i] != NO_ROW
                    && hashes[i] == hashes[key]
                    && positions[i] == positions[key]
                    && Arrays.equals(bytes, start(i), ends[i], bytes, start(key), ends[key])) {
                return i;
            }
        }
        return -1;
    }

    /** Returns how many rows the allele of a key has before. */
    int rowsBefore(int key) {
        int before = 0;
        for (int i = repeated(0, key); i >= 0; i = repeated(i + 1, key)) {
            before++;
        }
        return before;
    }

    /** Tells whether a key is one of the record's. */
    boolean isOfRecord(int key) {
        return key >= markedSize;
    }

    boolean hasRow(int key) {
        return rows[key] != NO_ROW;
    }

    long row(int key) {
        return rows[key];
    }

    long place(int key) {
        return places[key];
    }

    /** An earlier row stands for the allele; its own, of so many bytes, is taken out. */
    void removed(int key, long length) {
        moved(rows[key], -length);
        rows[key] = NO_ROW;
    }

    /** The rows behind one have moved. */
    void moved(long row, long by) {
        for (int i = 0; i < size; i++) {
            rows[i] = rows[i] > row ? rows[i] + by : rows[i];
        }
    }

    // ---- room ----------------------------------------------------------------------------------------------------

    private void goTo(int position) {
        if (position > highest) {
            highest = position;
            if (window == 0) {
                size = 0;
                used = 0;
                markedSize = 0;
                kept = position;
            }
        }
        exact &= position >= kept;
    }

    private void makeRoom() {
        if (size < positions.length) {
            return;
        }
        if (window > 0) {
            forgetBefore(highest - window);
        }
        if (size > positions.length / 2) {
            int room = 2 * positions.length;
            positions = Arrays.copyOf(positions, room);
            hashes = Arrays.copyOf(hashes, room);
            ends = Arrays.copyOf(ends, room);
            rows = Arrays.copyOf(rows, room);
            places = Arrays.copyOf(places, room);
        }
    }

    private void forgetBefore(int position) {
        kept = Math.max(kept, position);
        int left = 0;
        int leftMarked = 0;
        int leftBytes = 0;
        int from = 0;
        for (int i = 0; i < size; i++) {
            int to = ends[i];
            if (positions[i] < position) {
                // the record's alleles are known by their number: none may be missing among them
                exact &= i < markedSize;
            } else {
                System.arraycopy(bytes, from, bytes, leftBytes, to - from);
                leftBytes += to - from;
                leftMarked += i < markedSize ? 1 : 0;
                positions[left] = positions[i];
                hashes[left] = hashes[i];
                rows[left] = rows[i];
                places[left] = places[i];
                ends[left++] = leftBytes;
            }
            from = to;
        }
        size = left;
        markedSize = leftMarked;
        used = leftBytes;
    }

    private int start(int key) {
        return key == 0 ? 0 : ends[key - 1];
    }

    private int hash(int position, int start) {
        int hash = position;
        for (int i = start; i < used; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private void append(ByteSlice ref, ByteSlice alt) {
        int length = ref.length() + 1 + alt.length();
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(used + length, 2 * bytes.length));
        }
        System.arraycopy(ref.array(), ref.offset(), bytes, used, ref.length());
        bytes[used + ref.length()] = '\t';
        System.arraycopy(alt.array(), alt.offset(), bytes, used + ref.length() + 1, alt.length());
        used += length;
    }
}
