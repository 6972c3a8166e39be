package omega.genomics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A range of a byte array, read as text without copying it.
 *
 * <p>As a {@link CharSequence} a slice is a sequence of bytes: {@link #length()} counts bytes, and {@link
 * #charAt(int)} returns one byte as a character from 0 to 255. {@link #toString()} copies the bytes and decodes them
 * as UTF-8.
 *
 * <p><b>Lifetime.</b> A slice returned by a view refers to the reader's buffer: it is valid until the reader advances
 * or closes, and the view may return the same object again. To keep the content, call {@code toString()} or {@link
 * #toByteArray()}; do not keep the slice. With assertions enabled, using a slice after the reader advanced throws
 * {@link IllegalStateException}. Not thread-safe.
 */
public final class ByteSlice implements CharSequence {
    private static final byte[] EMPTY = {};
    private static final int EXPIRED = -1;

    private byte[] bytes = EMPTY;
    private int offset;
    private int length;

    /** Creates an empty slice. */
    public ByteSlice() {}

    /**
     * Creates a slice over a copy of the UTF-8 bytes of a text.
     *
     * @param text any text
     * @return a slice that does not depend on any buffer
     */
    public static ByteSlice of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new ByteSlice().wrap(utf8, 0, utf8.length);
    }

    /**
     * Makes this slice refer to other bytes.
     *
     * @param array the bytes, not copied
     * @param from index of the first byte
     * @param count the number of bytes
     * @return this slice
     * @throws IndexOutOfBoundsException if the range is not inside the array
     */
    public ByteSlice wrap(byte[] array, int from, int count) {
        java.util.Objects.checkFromIndexSize(from, count, array.length);
        bytes = array;
        offset = from;
        length = count;
        return this;
    }

    /**
     * Invalidates this slice: until the next {@link #wrap}, reading it throws; with assertions enabled the exception
     * states the reason. Views call this when their reader advances, if assertions are enabled.
     *
     * @return always true, so that the call can be used in an {@code assert}
     */
    public boolean expire() {
        bytes = EMPTY;
        offset = 0;
        length = EXPIRED;
        return true;
    }

    private boolean isAlive() {
        if (length == EXPIRED) {
            throw new IllegalStateException("slice used after the reader advanced; keep toString() or toByteArray()");
        }
        return true;
    }

    /**
     * Returns the array this slice refers to; bytes before {@link #offset()} and after {@link #length()} bytes do not
     * belong to the slice.
     *
     * @return the array itself, not a copy; must not be modified
     */
    public byte[] array() {
        assert isAlive();
        return bytes;
    }

    /**
     * Returns the index of the first byte in {@link #array()}.
     *
     * @return the offset of the first byte, from 0
     */
    public int offset() {
        assert isAlive();
        return offset;
    }

    /** Returns the number of bytes. */
    @Override
    public int length() {
        assert isAlive();
        return length;
    }

    /**
     * Returns one byte.
     *
     * @param index the index in this slice, from 0
     * @return the byte, from −128 to 127
     */
    public byte byteAt(int index) {
        assert isAlive();
        java.util.Objects.checkIndex(index, length);
        return bytes[offset + index];
    }

    /** Returns one byte as a character from 0 to 255. */
    @Override
    public char charAt(int index) {
        return (char) (byteAt(index) & 0xff);
    }

    /** Returns a new slice over part of the same bytes, with the same lifetime as this slice. */
    @Override
    public ByteSlice subSequence(int start, int end) {
        assert isAlive();
        java.util.Objects.checkFromToIndex(start, end, length);
        return new ByteSlice().wrap(bytes, offset + start, end - start);
    }

    /**
     * Returns whether the bytes are the UTF-8 form of a text. Does not allocate if the text is ASCII.
     *
     * @param text the text to compare with
     * @return true if the bytes are exactly the UTF-8 form of {@code text}
     */
    public boolean contentEquals(String text) {
        assert isAlive();
        int n = text.length();
        if (n > length) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c > 0x7f) {
                return Arrays.equals(toByteArray(), text.getBytes(StandardCharsets.UTF_8));
            }
            if (bytes[offset + i] != c) {
                return false;
            }
        }
        return n == length;
    }

    /**
     * Finds the first occurrence of a byte.
     *
     * @param b the byte to look for
     * @param from the index to start at; a negative index counts as 0
     * @return the index of the first occurrence, or −1 if there is none
     */
    public int indexOf(byte b, int from) {
        assert isAlive();
        for (int i = Math.max(from, 0); i < length; i++) {
            if (bytes[offset + i] == b) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Copies the bytes into a new array.
     *
     * @return a new array, owned by the caller
     */
    public byte[] toByteArray() {
        assert isAlive();
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** Returns whether another object is a slice with the same bytes. */
    @Override
    public boolean equals(Object other) {
        assert isAlive();
        return other instanceof ByteSlice that
                && that.length >= 0
                && Arrays.equals(bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
    }

    /**
     * Returns a hash of the bytes. The hash changes when the slice is moved, so do not use a slice as a key of a map.
     */
    @Override
    public int hashCode() {
        assert isAlive();
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Decodes the bytes as UTF-8. The string remains valid after the reader advances. */
    @Override
    public String toString() {
        assert isAlive();
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
