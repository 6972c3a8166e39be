package omega.genomics.io;

import java.util.Objects;

/**
 * A position in a BGZF file: the offset of a block, and an offset in its inflated content (SAM specification §4.1.1).
 *
 * @param block the offset of the block in the file, from 0 to 2^48 − 1
 * @param within the offset in the inflated block, from 0 to 65535
 */
public record VirtualOffset(long block, int within) implements Comparable<VirtualOffset> {
    /**
     * A range of a file.
     *
     * @param start the offset of its first byte
     * @param end the offset after its last byte
     */
    public record Range(VirtualOffset start, VirtualOffset end) {
        /** Creates a record; nothing in it may be null. */
        public Range {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
        }
    }

    /** The first byte of a file. */
    public static final VirtualOffset ZERO = new VirtualOffset(0, 0);

    /**
     * Creates a virtual offset.
     *
     * @throws IllegalArgumentException if a part is out of its range
     */
    public VirtualOffset {
        if (block < 0 || block >>> 48 != 0 || within < 0 || within > 0xffff) {
            throw new IllegalArgumentException(
                    "expected a block below 2^48 and a byte below 65536, found " + block + " and " + within);
        }
    }

    /**
     * Creates a virtual offset from the packed form used in indexes.
     *
     * @param packed the block in the upper 48 bits, the byte within it in the lower 16
     * @return the virtual offset
     */
    public static VirtualOffset ofPacked(long packed) {
        return new VirtualOffset(packed >>> 16, (int) (packed & 0xffff));
    }

    /**
     * Returns the packed form used in indexes. Packed offsets are compared as unsigned numbers.
     *
     * @return the block in the upper 48 bits, the byte within it in the lower 16
     */
    public long packed() {
        return block << 16 | within;
    }

    /** Orders by position in the file. */
    @Override
    public int compareTo(VirtualOffset other) {
        Objects.requireNonNull(other, "other");
        return Long.compareUnsigned(packed(), other.packed());
    }
}
