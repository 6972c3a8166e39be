package omega.genomics.vcf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of an INFO or FORMAT id, and words to compare them with: the first eight bytes, and the last eight. */
final class KeyBytes {
    final byte[] bytes;
    final int length;
    private final long head;
    private final long headMask;
    private final long tail;

    KeyBytes(String id) {
        bytes = id.getBytes(StandardCharsets.UTF_8);
        length = bytes.length;
        head = Words.prefix(bytes, 0, length);
        headMask = Words.mask(length);
        tail = length > 8 ? Words.at(bytes, length - 8) : 0;
    }

    /** Tells whether an entry is this key's: the id, and then an equals sign or the end. */
    boolean isKeyOf(byte[] entry, int from, int to) {
        int end = from + length;
        if (end > to || (end < to && entry[end] != '=')) {
            return false;
        }
        if (from + 8 > entry.length) {
            return Arrays.equals(bytes, 0, length, entry, from, end);
        }
        if ((Words.at(entry, from) & headMask) != head) {
            return false;
        }
        return length <= 8
                || (Words.at(entry, end - 8) == tail
                        && (length <= 16 || Arrays.equals(bytes, 8, length - 8, entry, from + 8, end - 8)));
    }
}
