package omega.genomics.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes BGZF (SAM specification §4.1): blocks of up to 65,280 bytes, each a gzip member, and an empty block at the
 * end.
 *
 * <p>{@link #close()} writes the end block, without which readers report a truncated file. Not thread-safe.
 */
public final class BgzfWriter extends OutputStream {
    /** As in htslib: leaves room for the header, and for data that does not compress. */
    private static final int BLOCK_SIZE = 0xff00;

    private static final int HEADER = 18;

    private final OutputStream out;
    private final boolean owned;
    private final Deflater deflater;
    private final CRC32 crc = new CRC32();
    private final GziIndex.Builder index = new GziIndex.Builder();
    private final byte[] data = new byte[BLOCK_SIZE];
    private final byte[] block = new byte[BgzfBlock.MAX_SIZE];
    private int length;
    private long blockOffset;
    private boolean closed;

    private BgzfWriter(OutputStream out, boolean owned, int level) {
        if (level < -1 || level > 9) {
            throw new IllegalArgumentException("expected a level from 0 to 9, or -1 for the default, found " + level);
        }
        this.out = out;
        this.owned = owned;
        this.deflater = new Deflater(level, true);
        System.arraycopy(BgzfBlock.end(), 0, block, 0, HEADER);
    }

    /**
     * Creates or replaces a file, with the default compression level.
     *
     * @param path the file
     * @return a writer, which the caller closes
     * @throws IOException if the file cannot be created
     */
    public static BgzfWriter create(Path path) throws IOException {
        return create(path, Deflater.DEFAULT_COMPRESSION);
    }

    /**
     * Creates or replaces a file.
     *
     * @param path the file
     * @param level from 0 (stored) to 9 (smallest); −1 is the default
     * @return a writer, which the caller closes
     * @throws IOException if the file cannot be created
     * @throws IllegalArgumentException if the level is out of range
     */
    public static BgzfWriter create(Path path, int level) throws IOException {
        Objects.requireNonNull(path, "path");
        return new BgzfWriter(Files.newOutputStream(path), true, level);
    }

    /**
     * Creates a writer over a stream, which the caller closes.
     *
     * @param out receives whole blocks; not closed by the writer
     * @param level from 0 (stored) to 9 (smallest); −1 is the default
     * @return a writer, which the caller closes before the stream
     * @throws IllegalArgumentException if the level is out of range
     */
    public static BgzfWriter to(OutputStream out, int level) {
        Objects.requireNonNull(out, "out");
        return new BgzfWriter(out, false, level);
    }

    /**
     * Returns the offset at which the next byte will be written.
     *
     * @return the offset; at the end of a block, the start of the next one
     */
    public VirtualOffset virtualOffset() {
        return new VirtualOffset(blockOffset, length);
    }

    /**
     * Returns the index of the blocks written so far, for a {@code .gzi} file.
     *
     * @return an immutable index
     */
    public GziIndex index() {
        return index.build();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.checkFromIndexSize(from, count, source.length);
        if (closed) {
            throw new IOException("writer closed");
        }
        for (int done = 0; done < count; ) {
            int n = Math.min(count - done, BLOCK_SIZE - length);
            System.arraycopy(source, from + done, data, length, n);
            length += n;
            done += n;
            if (length == BLOCK_SIZE) {
                writeBlock();
            }
        }
    }

    /** Ends the current block and writes it out; frequent flushing makes small blocks and a large file. */
    @Override
    public void flush() throws IOException {
        if (length > 0) {
            writeBlock();
        }
        out.flush();
    }

    private void writeBlock() throws IOException {
        int size = HEADER + deflate() + BgzfBlock.TRAILER;
        crc.reset();
        crc.update(data, 0, length);
        block[16] = (byte) (size - 1);
        block[17] = (byte) ((size - 1) >> 8);
        LittleEndian.put(block, size - 8, (int) crc.getValue());
        LittleEndian.put(block, size - 4, length);
        out.write(block, 0, size);
        index.add(size, length);
        blockOffset += size;
        length = 0;
    }

    private int deflate() {
        deflater.reset();
        deflater.setInput(data, 0, length);
        deflater.finish();
        int room = block.length - HEADER - BgzfBlock.TRAILER;
        int n = deflater.deflate(block, HEADER, room);
        return deflater.finished() ? n : store();
    }

    /** Writes one stored deflate block (RFC 1951 §3.2.4), for data that would not fit otherwise. */
    private int store() {
        block[HEADER] = 1;
        LittleEndian.put(block, HEADER + 1, length | ~length << 16);
        System.arraycopy(data, 0, block, HEADER + 5, length);
        return length + 5;
    }

    /** Writes the remaining data and the end block; closing it again has no effect. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        try {
            flush();
            out.write(BgzfBlock.end());
            out.flush();
        } finally {
            closed = true;
            deflater.end();
            if (owned) {
                out.close();
            }
        }
    }
}
