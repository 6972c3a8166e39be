package omega.genomics.postgres.load.packed;

import java.util.Arrays;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.LoadException;

/** Alleles of a block with commas between, which VCF allows in none of them. */
final class JoinedTexts {
    private byte[] bytes = new byte[8192];
    private int used;
    private int size;

    void clear() {
        used = 0;
        size = 0;
    }

    void addNull() {
        add(bytes, 0, 0);
    }

    void add(byte[] from, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (from[i] == ',') {
                throw new LoadException("expected alleles without a comma, which the packed layout separates them by");
            }
        }
        if (used + count + 1 > bytes.length) {
            byte[] source = from;
            bytes = Arrays.copyOf(bytes, Math.max(used + count + 1, 2 * bytes.length));
            copy(source, offset, count);
        } else {
            copy(from, offset, count);
        }
    }

    private void copy(byte[] from, int offset, int count) {
        if (size > 0) {
            bytes[used++] = ',';
        }
        System.arraycopy(from, offset, bytes, used, count);
        used += count;
        size++;
    }

    void put(BinaryCopyWriter out) {
        out.putText(bytes, 0, used);
    }
}
