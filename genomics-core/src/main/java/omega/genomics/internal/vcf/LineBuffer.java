package omega.genomics.internal.vcf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes to compose a line in. */
public final class LineBuffer {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private byte[] bytes = new byte[256];
    private int length;

    public void clear() {
        length = 0;
    }

    /** Takes back what was added behind a length. */
    public void truncate(int newLength) {
        length = newLength;
    }

    public int length() {
        return length;
    }

    public byte[] bytes() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void add(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    public void add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8, 0, utf8.length);
    }

    public void add(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    /** The same for a few bytes, as most fields have. */
    public void addShort(byte[] source, int from, int to) {
        if (to + 8 > source.length || to - from > 64) {
            add(source, from, to);
            return;
        }
        reserve(to - from + 8);
        int at = length;
        for (int i = from; i < to; i += 8, at += 8) {
            WORD.set(bytes, at, (long) WORD.get(source, i)); // what is too much is written over
        }
        length += to - from;
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
