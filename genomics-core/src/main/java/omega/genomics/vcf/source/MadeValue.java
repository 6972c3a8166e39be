package omega.genomics.vcf.source;

import java.util.Arrays;
import omega.genomics.ByteSlice;

/** What was made of some bytes. */
final class MadeValue<T> {
    private final byte[] bytes;
    private final T value;

    /** @param bytes are not changed any more */
    MadeValue(byte[] bytes, T value) {
        this.bytes = bytes;
        this.value = value;
    }

    boolean isOf(ByteSlice text) {
        int from = text.offset();
        return Arrays.equals(bytes, 0, bytes.length, text.array(), from, from + text.length());
    }

    T value() {
        return value;
    }
}
