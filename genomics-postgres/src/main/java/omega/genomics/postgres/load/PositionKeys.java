package omega.genomics.postgres.load;

import java.util.Arrays;
import omega.genomics.ByteSlice;

/**
 * The alleles seen at one position of one contig, to find repetitions while reading. Exact as long as the contig is sorted by
 * position and no position holds more than a few thousand alleles; else it says so, and the database finds them.
 */
final class PositionKeys {
    private static final int MAX_KEYS = 4096;
    private static final int MAX_BYTES = 1 << 20;

    private int position = -1;
    private boolean exact = true;
    private int size;
    private int markedSize;
    private int used;
    private int[] hashes = new int[4];
    private int[] ends = new int[4];
    private byte[] bytes = new byte[32];

    /** Tells whether nothing was missed so far. */
    boolean isExact() {
        return exact;
    }

    /** Goes to a record's position. */
    void at(int pos) {
        if (pos != position) {
            exact &= pos > position;
            position = pos;
            size = 0;
            used = 0;
        }
        markedSize = size;
    }

    /** Forgets the alleles of the last record, which is refused. */
    void forgetRecord() {
        size = markedSize;
        used = size == 0 ? 0 : ends[size - 1];
    }

    /** Adds an allele and returns how often it was there before. */
    int add(ByteSlice ref, ByteSlice alt) {
        int length = ref.length() + 1 + alt.length();
        if (!exact || size == MAX_KEYS || used + length > MAX_BYTES) {
            exact = false;
            return 0;
        }
        int start = used;
        append(ref, alt);
        int hash = Arrays.hashCode(Arrays.copyOfRange(bytes, start, used));
        int before = 0;
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash && Arrays.equals(bytes, i == 0 ? 0 : ends[i - 1], ends[i], bytes, start, used)) {
                before++;
            }
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        hashes[size] = hash;
        ends[size++] = used;
        return before;
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
