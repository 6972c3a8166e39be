package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import omega.genomics.ParseException;

/**
 * Reads a BGZF file (SAM specification §4.1) from any {@link VirtualOffset}, as stored in its indexes.
 *
 * <p>Inflates on the caller's thread; to read a whole file, {@link InputSource} is faster. Not thread-safe; any number
 * of streams may read the same file concurrently.
 *
 * <pre>{@code
 * try (BgzfInputStream in = BgzfInputStream.open(path)) {
 *     in.seek(VirtualOffset.ofPacked(chunkStart), VirtualOffset.ofPacked(chunkEnd));
 *     byte[] chunk = in.readAllBytes();
 * }
 * }</pre>
 */
public final class BgzfInputStream extends InputStream {
    private static final String END_OF_FILE = "the end of the file";
    private static final long NO_END = -1L; // the largest value, compared as unsigned

    private final ByteRanges file;
    /** Creates the errors; its bytes are not used. */
    private final StoredBytes places;

    private final BgzfBlock.Tools tools = new BgzfBlock.Tools();
    private final byte[] stored = new byte[2 * BgzfBlock.MAX_SIZE];
    private long storedOffset;
    private int storedLength;

    private final byte[] data = new byte[BgzfBlock.MAX_SIZE];
    private long block;
    private long nextBlock;
    private int position;
    private int length;
    private boolean mayEndHere = true;
    private long end = NO_END;

    private BgzfInputStream(ByteRanges file, String name) {
        this.file = file;
        this.places = new StoredBytes(name, InputStream.nullInputStream(), false);
    }

    /**
     * Opens a file at its start.
     *
     * @param path a BGZF file
     * @return the stream, which the caller closes
     * @throws IOException if it cannot be read
     * @throws ParseException if it does not begin with a BGZF block
     */
    public static BgzfInputStream open(Path path) throws IOException {
        return open(InputSource.of(path));
    }

    /**
     * Opens a source at its start.
     *
     * @param source a BGZF file, local or not
     * @return the stream, which the caller closes
     * @throws IOException if it cannot be read, or is no file
     * @throws ParseException if it does not begin with a BGZF block
     */
    public static BgzfInputStream open(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        BgzfInputStream in = new BgzfInputStream(source.openRanges(), source.name());
        try {
            in.blockSize(0);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Moves to an offset, to read from there to the end of the file.
     *
     * @param place the offset of the next byte to read
     * @throws IOException if the block cannot be read
     * @throws ParseException if no block begins there, or the block is damaged or shorter than the offset requires;
     *     from this method or from the next read
     */
    public void seek(VirtualOffset place) throws IOException {
        Objects.requireNonNull(place, "place");
        limit(Long.MAX_VALUE);
        moveTo(place);
        end = NO_END;
    }

    /**
     * Limits the stream to a range of the file: moves to its start, and reports the end of the stream at its end.
     *
     * @param from the offset of the next byte to read
     * @param to the offset after the last byte to read
     * @throws IOException if the block cannot be read
     * @throws ParseException if no block begins at {@code from}, or the block is damaged or shorter than the offset
     *     requires; from this method or from the next read
     */
    public void seek(VirtualOffset from, VirtualOffset to) throws IOException {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(from, "from");
        limit(to.within() > 0 ? to.block() + BgzfBlock.MAX_SIZE : to.block());
        moveTo(from);
        end = to.packed();
    }

    /** Keeps a file that is fetched from reading ahead of what is wanted. */
    private void limit(long stored) {
        if (file instanceof FetchedFiles.Ranges fetched) {
            fetched.readAheadTo(stored);
        }
    }

    private void moveTo(VirtualOffset place) throws IOException {
        if (place.block() != block || length == 0) {
            length = 0;
            position = 0;
            block = place.block();
            nextBlock = block;
            mayEndHere = true;
            if (place.within() > 0) {
                loadBlock();
            }
        }
        if (place.within() > length) {
            throw places.damaged("bgzf", block, "a block of at least " + place.within() + " bytes", "" + length);
        }
        position = place.within();
    }

    /**
     * Returns the offset of the next byte.
     *
     * @return the offset; at the end of a block, the start of the next one
     */
    public VirtualOffset virtualOffset() {
        return position == length ? new VirtualOffset(nextBlock, 0) : new VirtualOffset(block, position);
    }

    @Override
    public int read() throws IOException {
        return available(1) > 0 ? data[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        Objects.requireNonNull(target, "target");
        Objects.checkFromIndexSize(from, count, target.length);
        if (count == 0) {
            return 0;
        }
        int n = available(count);
        System.arraycopy(data, position, target, from, n);
        position += n;
        return n == 0 ? -1 : n;
    }

    /** Returns how many of the wanted bytes the current block has before the end of the range; 0 at the end. */
    private int available(int wanted) throws IOException {
        while (position == length) {
            if (Long.compareUnsigned(nextBlock << 16, end) >= 0 || !loadBlock()) {
                return 0;
            }
        }
        boolean endsHere = end != NO_END && end >>> 16 <= block;
        int stop = !endsHere ? length : end >>> 16 < block ? 0 : Math.min(length, (int) (end & 0xffff));
        return Math.max(0, Math.min(wanted, stop - position));
    }

    private boolean loadBlock() throws IOException {
        block = nextBlock;
        position = 0;
        length = 0;
        int size = blockSize(block);
        if (size == 0) {
            return false;
        }
        if (fill(block, size) < size) {
            throw cut(block, size);
        }
        int at = (int) (block - storedOffset);
        length = BgzfBlock.inflate(stored, at, size, data, 0, tools, places, block);
        mayEndHere = length == 0;
        nextBlock = block + size;
        return true;
    }

    /** Hears of each block of a file. */
    @FunctionalInterface
    interface BlockSizes {
        void add(int storedSize, int inflatedSize);
    }

    /** Passes every block header from the start of the file; inflates nothing. */
    void walk(BlockSizes action) throws IOException {
        long offset = 0;
        for (int size = blockSize(0); size > 0; size = blockSize(offset)) {
            if (fill(offset, size) < size) {
                throw cut(offset, size);
            }
            int inflated = LittleEndian.integer(stored, (int) (offset - storedOffset) + size - 4);
            action.add(size, inflated);
            mayEndHere = inflated == 0;
            offset += size;
        }
    }

    private ParseException cut(long offset, int size) throws IOException {
        return places.damaged("bgzf", file.size(), "a block of " + size + " bytes at byte " + offset, END_OF_FILE);
    }

    /** Returns the size of the block stored at an offset, or 0 at the end of the file. */
    private int blockSize(long offset) throws IOException {
        int n = fill(offset, 18);
        if (n == 0 && offset > 0) {
            if (!mayEndHere) {
                throw places.damaged("bgzf", offset, "the empty block that ends a BGZF file", END_OF_FILE);
            }
            if (offset > file.size()) { // a seek to this offset came from an index that expects more data
                throw places.damaged("bgzf", offset, "a BGZF block", "no such byte: the file has " + file.size());
            }
            return 0;
        }
        int at = (int) (offset - storedOffset);
        boolean isGzip = n >= 12 && BgzfBlock.startsMember(stored, at);
        int header = isGzip ? BgzfBlock.headerLength(stored, at) : 0;
        if (isGzip && fill(offset, header) >= header) {
            int size = BgzfBlock.blockSize(stored, (int) (offset - storedOffset), header);
            if (size > 0) {
                return size;
            }
        }
        throw places.damaged("bgzf", offset, "a BGZF block", n < 18 ? END_OF_FILE : "something else");
    }

    /** Buffers stored bytes from an offset on; returns how many of the wanted bytes are available. */
    private int fill(long offset, int wanted) throws IOException {
        if (offset < storedOffset || offset + wanted > storedOffset + storedLength) {
            storedOffset = offset;
            storedLength = 0;
            ByteBuffer room = ByteBuffer.wrap(stored);
            while (storedLength < wanted && room.hasRemaining()) {
                int n = file.read(offset + storedLength, room);
                if (n < 0) {
                    break;
                }
                storedLength += n;
            }
        }
        return (int) Math.min(wanted, storedOffset + storedLength - offset);
    }

    @Override
    public void close() throws IOException {
        tools.close();
        file.close();
    }
}
