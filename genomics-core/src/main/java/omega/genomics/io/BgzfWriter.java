package omega.genomics.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes BGZF (SAM specification §4.1): blocks of up to 65,280 bytes, each a gzip member, and an empty block at the end.
 *
 * <p>Closing writes the end block, so a reader takes the file for whole. Not thread-safe.
 */
public final class BgzfWriter extends OutputStream {
    /** As htslib: room for the header, and for data that does not get smaller. */
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
     * Creates a file, or replaces one, with the default level.
     *
     * @param path the file
     * @return a writer, which the caller closes
     * @throws IOException if it cannot be created
     */
    public static BgzfWriter create(Path path) throws IOException {
        return create(path, Deflater.DEFAULT_COMPRESSION);
    }

    /**
     * Creates a file, or replaces one.
     *
     * @param path the file
     * @param level from 0 (stored) to 9 (smallest); −1 is the default
     * @return a writer, which the caller closes
     * @throws IOException if it cannot be created
     * @throws IllegalArgumentException if there is no such level
     */
    public static BgzfWriter create(Path path, int level) throws IOException {
        return new BgzfWriter(Files.newOutputStream(path), true, level);
    }

    /**
     * Writes to a stream that stays the caller's to close.
     *
     * @param out receives whole blocks
     * @param level from 0 (stored) to 9 (smallest); −1 is the default
     * @return a writer, which the caller closes before the stream
     * @throws IllegalArgumentException if there is no such level
     */
    public static BgzfWriter to(OutputStream out, int level) {
        return new BgzfWriter(out, false, level);
    }

    /**
     * Returns where the next byte will stand.
     *
     * @return never behind the last byte of a block: the start of the next one then
     */
    public VirtualOffset virtualOffset() {
        return new VirtualOffset(blockOffset, length);
    }

    /**
     * Returns the index of the blocks written so far, to be kept as {@code .gzi}.
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

    /** Ends the current block and passes everything on; flushing often makes small blocks and a large file. */
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
        BgzfBlock.putLittleEndian(block, size - 8, (int) crc.getValue());
        BgzfBlock.putLittleEndian(block, size - 4, length);
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

    /** One stored deflate block (RFC 1951 §3.2.4), for data that would not fit otherwise. */
    private int store() {
        block[HEADER] = 1;
        BgzfBlock.putLittleEndian(block, HEADER + 1, length | ~length << 16);
        System.arraycopy(data, 0, block, HEADER + 5, length);
        return length + 5;
    }

    /** Writes what is left and the end block; a second call does nothing. */
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
