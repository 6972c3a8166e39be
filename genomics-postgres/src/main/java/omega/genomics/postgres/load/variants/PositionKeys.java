package omega.genomics.postgres.load.variants;

import java.util.Arrays;
import omega.genomics.ByteSlice;

/**
 * The alleles seen around one position of one contig, to find repetitions while reading. Exact as long as no allele comes
 * further behind another than the window reaches, and the window holds no more than a few thousand; else it says so, and the
 * database finds them.
 */
final class PositionKeys {
    private static final int MAX_KEYS = 4096;
    private static final int MAX_BYTES = 1 << 20;

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

    /** Adds an allele and returns how often it was there before. */
    int add(int position, ByteSlice ref, ByteSlice alt) {
        goTo(position);
        makeRoom();
        int length = ref.length() + 1 + alt.length();
        if (!exact || size == MAX_KEYS || used + length > MAX_BYTES) {
            exact = false;
            return 0;
        }
        int start = used;
        append(ref, alt);
        int hash = hash(position, start);
        int before = 0;
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash
                    && positions[i] == position
                    && Arrays.equals(bytes, start(i), ends[i], bytes, start, used)) {
                before++;
            }
        }
        positions[size] = position;
        hashes[size] = hash;
        ends[size++] = used;
        return before;
    }

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
            if (positions[i] >= position) {
                System.arraycopy(bytes, from, bytes, leftBytes, to - from);
                leftBytes += to - from;
                leftMarked += i < markedSize ? 1 : 0;
                positions[left] = positions[i];
                hashes[left] = hashes[i];
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
