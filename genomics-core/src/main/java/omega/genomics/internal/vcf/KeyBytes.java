package omega.genomics.internal.vcf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import omega.genomics.internal.scan.Words;

/** The bytes of an INFO or FORMAT id, and words to compare them with. */
public final class KeyBytes {
    public final byte[] bytes;
    public final int length;
    /** The first eight bytes of the id with an equals sign behind it, and the last eight if it is longer. */
    private final long head;

    private final long headMask;
    private final long tail;

    public KeyBytes(String id) {
        bytes = id.getBytes(StandardCharsets.UTF_8);
        length = bytes.length;
        byte[] withSign = Arrays.copyOf(bytes, length + 1);
        withSign[length] = '=';
        head = Words.loadFirst(withSign, 0, length + 1);
        headMask = Words.first(length + 1);
        tail = length >= 8 ? Words.load(withSign, length - 7) : 0;
    }

    /** Tells whether an entry is this key's: the id, and then an equals sign or the end. */
    public boolean isKeyOf(byte[] entry, int from, int to) {
        int end = from + length;
        return end < to ? startsEntry(entry, from, to) : end == to && Arrays.equals(bytes, 0, length, entry, from, end);
    }

    /** Tells whether the id stands here, and then an equals sign. */
    public boolean startsEntry(byte[] entry, int from, int to) {
        int end = from + length;
        if (end >= to || from + 8 > entry.length) {
            return end < to && entry[end] == '=' && Arrays.equals(bytes, 0, length, entry, from, end);
        }
        return (Words.load(entry, from) & headMask) == head
                && (length < 8
                        || (Words.load(entry, end - 7) == tail
                                && (length < 16 || Arrays.equals(bytes, 8, length, entry, from + 8, end))));
    }
}
