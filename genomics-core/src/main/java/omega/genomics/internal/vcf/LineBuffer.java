package omega.genomics.internal.vcf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes to compose a line in. */
public final class LineBuffer {
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

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
