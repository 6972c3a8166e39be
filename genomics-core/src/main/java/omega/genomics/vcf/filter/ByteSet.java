package omega.genomics.vcf.filter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** A set of texts that is asked with bytes. */
final class ByteSet {
    private static final byte[] NONE = {};

    private final byte[][] table;

    ByteSet(Collection<String> texts) {
        table = new byte[Integer.highestOneBit(Math.max(8, texts.size()) * 2) * 2][];
        Arrays.fill(table, NONE);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int at = hash(bytes, 0, bytes.length);
            while (table[at] != NONE && !Arrays.equals(table[at], bytes)) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = bytes;
        }
    }

    boolean contains(byte[] bytes, int from, int to) {
        int at = hash(bytes, from, to);
        while (table[at] != NONE) {
            if (Arrays.equals(table[at], 0, table[at].length, bytes, from, to)) {
                return true;
            }
            at = (at + 1) & (table.length - 1);
        }
        return false;
    }

    private int hash(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 15) & (table.length - 1);
    }
}
