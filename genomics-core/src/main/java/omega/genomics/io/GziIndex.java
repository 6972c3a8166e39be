package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.HeapShare;
import omega.genomics.internal.scan.InputRule;

/**
 * The stored and inflated offsets of the blocks of a BGZF file, as in the {@code .gzi} file of {@code bgzip}.
 *
 * <p>Immutable and thread-safe.
 */
public final class GziIndex {
    /** The memory needed per block while the index is read. */
    private static final int MEMORY = 64;

    private static final String COUNT = "a count and 16 bytes for each of so many blocks";

    private final long[] stored;
    private final long[] inflated;

    private GziIndex(long[] stored, long[] inflated) {
        this.stored = stored;
        this.inflated = inflated;
    }

    /**
     * Reads a {@code .gzi} file, using at most half of the heap.
     *
     * @param source the file
     * @return the index
     * @throws IOException if it cannot be read
     * @throws ParseException if the file is truncated, too long or out of order, or exceeds the limit
     */
    public static GziIndex read(InputSource source) throws IOException {
        return read(source, HeapShare.count(MEMORY));
    }

    /**
     * Reads a {@code .gzi} file.
     *
     * @param source the file
     * @param maxBlocks the largest permitted number of blocks
     * @return the index
     * @throws IOException if it cannot be read
     * @throws ParseException if the file is truncated, too long or out of order, or lists more blocks
     */
    public static GziIndex read(InputSource source, int maxBlocks) throws IOException {
        Objects.requireNonNull(source, "source");
        byte[] bytes = new byte[16 * 1024];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try (InputStream in = source.open()) {
            int n = in.readNBytes(bytes, 0, 8);
            long count = n < 8 ? -2 : buffer.getLong(0);
            if (count > maxBlocks) {
                throw damaged(
                        source,
                        0,
                        "at most " + maxBlocks + " blocks, found " + count
                                + "; the limit is half of the heap unless GziIndex.read(source, maxBlocks) sets it");
            }
            Builder builder = new Builder();
            long at = 8;
            for (n = in.readNBytes(bytes, 0, bytes.length); n > 0; n = in.readNBytes(bytes, 0, bytes.length)) {
                if (count < 0 || n % 16 != 0 || (at - 8 + n) / 16 > count) {
                    throw damaged(source, 0, COUNT);
                }
                for (int i = 0; i < n; i += 16, at += 16) {
                    if (!builder.isBehind(buffer.getLong(i), buffer.getLong(i + 8))) {
                        throw damaged(source, at, "offsets in ascending order");
                    }
                    builder.list(buffer.getLong(i), buffer.getLong(i + 8));
                }
            }
            // For an empty file, bgzip 1.16 writes a count of −1.
            if (count < -1 || (at - 8) / 16 != Math.max(0, count)) {
                throw damaged(source, 0, COUNT);
            }
            return builder.build();
        }
    }

    private static ParseException damaged(InputSource source, long offset, String expected) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.ofByte(source.name(), offset),
                "gzi",
                InputRule.INDEX_DAMAGED,
                "expected " + expected + (expected.contains("found") ? "" : ", found something else")));
    }

    /**
     * Builds the index of a file by reading its block headers, without inflating.
     *
     * @param bgzf a BGZF file
     * @return its index
     * @throws IOException if it cannot be read
     * @throws ParseException if the file is not a complete BGZF file
     */
    public static GziIndex build(Path bgzf) throws IOException {
        Objects.requireNonNull(bgzf, "bgzf");
        Builder builder = new Builder();
        try (BgzfInputStream in = BgzfInputStream.open(bgzf)) {
            in.walk(builder::add);
        }
        return builder.build();
    }

    /**
     * Writes the index in the format of {@code bgzip}, which omits the first block because it always begins at 0.
     *
     * @param out receives the bytes; not closed
     * @throws IOException if writing fails
     */
    public void write(OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out");
        ByteBuffer buffer = ByteBuffer.allocate(8 + 16 * (stored.length - 1)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(stored.length - 1L);
        for (int i = 1; i < stored.length; i++) {
            buffer.putLong(stored[i]).putLong(inflated[i]);
        }
        out.write(buffer.array());
    }

    /**
     * Finds the virtual offset of a byte of the inflated content. Takes time logarithmic in the number of blocks.
     *
     * @param offset the offset in the inflated content, from 0
     * @return the offset to seek to; empty if it is certainly after the end, whose exact position the index does not
     *     contain
     * @throws IllegalArgumentException if the offset is negative
     */
    public Optional<VirtualOffset> locate(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("expected an offset of 0 or more, found " + offset);
        }
        int found = Arrays.binarySearch(inflated, offset);
        int block = found >= 0 ? found : -found - 2;
        long within = offset - inflated[block];
        return within > 0xffff ? Optional.empty() : Optional.of(new VirtualOffset(stored[block], (int) within));
    }

    /** Collects the blocks of a file. */
    static final class Builder {
        private long[] storedOffsets = new long[16];
        private long[] inflatedOffsets = new long[16];
        private int size = 1;
        private long stored;
        private long inflated;

        /** Adds the next block; an empty one, such as the end block, is not listed. */
        void add(int storedSize, int inflatedSize) {
            if (stored > 0 && inflatedSize > 0) {
                list(stored, inflated);
            }
            stored += storedSize;
            inflated += inflatedSize;
        }

        /** Returns whether a block begins after the previous one, at a valid file offset. */
        private boolean isBehind(long storedOffset, long inflatedOffset) {
            return storedOffset > storedOffsets[size - 1]
                    && inflatedOffset >= inflatedOffsets[size - 1]
                    && storedOffset >>> 48 == 0;
        }

        private void list(long storedOffset, long inflatedOffset) {
            if (size == storedOffsets.length) {
                storedOffsets = Arrays.copyOf(storedOffsets, 2 * size);
                inflatedOffsets = Arrays.copyOf(inflatedOffsets, 2 * size);
            }
            storedOffsets[size] = storedOffset;
            inflatedOffsets[size++] = inflatedOffset;
        }

        GziIndex build() {
            return new GziIndex(Arrays.copyOf(storedOffsets, size), Arrays.copyOf(inflatedOffsets, size));
        }
    }
}
