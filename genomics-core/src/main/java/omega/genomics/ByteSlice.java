package omega.genomics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A piece of a byte array read as text, without a copy.
 *
 * <p>As a {@link CharSequence} it is a sequence of bytes: {@link #length()} counts bytes and {@link #charAt(int)} gives
 * one byte as a character from 0 to 255. {@link #toString()} is the copy, and decodes UTF-8.
 *
 * <p><b>Lifetime.</b> A slice that a view hands out looks into the reader's buffer: it is valid until the reader
 * advances or closes, and the view may hand out the same object again. Keep {@code toString()} or
 * {@link #toByteArray()}, never the slice. With assertions enabled, use in the next step throws. Not thread-safe.
 */
public final class ByteSlice implements CharSequence {
    private static final byte[] EMPTY = {};
    private static final int EXPIRED = -1;

    private byte[] bytes = EMPTY;
    private int offset;
    private int length;

    /** Makes an empty slice. */
    public ByteSlice() {}

    /**
     * Makes a slice over the UTF-8 bytes of a text.
     *
     * @param text any text
     * @return a slice with bytes of its own
     */
    public static ByteSlice of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new ByteSlice().wrap(utf8, 0, utf8.length);
    }

    /**
     * Points this slice at other bytes.
     *
     * @param array the bytes, not copied
     * @param from index of the first byte
     * @param count how many bytes
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
     * Ends the life of what this slice shows: until it is pointed elsewhere, reading it throws, and with assertions enabled says
     * why. Views call this, with assertions enabled, when their reader advances.
     *
     * @return true, so that it can stand in an {@code assert}
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
     * Returns the array this slice looks into; the bytes before {@link #offset()} and behind its end are not its own.
     *
     * @return the array itself, to be read only
     */
    public byte[] array() {
        assert isAlive();
        return bytes;
    }

    /**
     * Returns the index of the first byte in {@link #array()}.
     *
     * @return the offset
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
     * @param index from 0
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

    /** Returns a new slice over part of the same bytes. */
    @Override
    public ByteSlice subSequence(int start, int end) {
        assert isAlive();
        java.util.Objects.checkFromToIndex(start, end, length);
        return new ByteSlice().wrap(bytes, offset + start, end - start);
    }

    /**
     * Tells whether the bytes are those of a text. Costs no allocation for ASCII.
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
     * Finds a byte.
     *
     * @param b the byte to look for
     * @param from the index to start at
     * @return the index of the first one, or −1
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
     * Copies the bytes.
     *
     * @return a new array
     */
    public byte[] toByteArray() {
        assert isAlive();
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** Tells whether another slice holds the same bytes. */
    @Override
    public boolean equals(Object other) {
        assert isAlive();
        return other instanceof ByteSlice that
                && that.length >= 0
                && Arrays.equals(bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
    }

    /** Hashes the bytes; a slice that moves changes its hash, so it is no key for a map. */
    @Override
    public int hashCode() {
        assert isAlive();
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Decodes the bytes as UTF-8 into a string of its own. */
    @Override
    public String toString() {
        assert isAlive();
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
