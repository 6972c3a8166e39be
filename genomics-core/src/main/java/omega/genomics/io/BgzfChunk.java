package omega.genomics.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A few consecutive BGZF blocks, stored and inflated: the unit of work of {@link BgzfParallelInputStream}.
 *
 * <p>Data before the first damaged block is kept; the failure is reported after it.
 */
final class BgzfChunk {
    private static final int BLOCKS = 4;

    private final byte[] bytes = new byte[BLOCKS * BgzfBlock.MAX_SIZE];
    private int storedLength;
    private long offset;
    private final byte[] data = new byte[BLOCKS * BgzfBlock.MAX_SIZE];
    private int length;
    private @Nullable Throwable failure;

    /** Set and read under the lock of the stream. */
    boolean isClaimed;

    boolean isDone;

    /**
     * Fills the chunk with whole blocks.
     *
     * @param oneBlock reads only one block, so that the first bytes are available early
     */
    void read(StoredBytes stored, boolean oneBlock) {
        storedLength = 0;
        length = 0;
        failure = null;
        isClaimed = false;
        isDone = false;
        offset = stored.offset();
        int most = oneBlock ? 1 : BLOCKS;
        try {
            for (int i = 0; i < most && BgzfBlock.isNext(stored); i++) {
                int header = BgzfBlock.headerLength(stored);
                takeBlock(stored, BgzfBlock.blockSize(stored.buffer(), stored.position(), header));
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    private void takeBlock(StoredBytes stored, int size) throws IOException {
        int taken = 0;
        while (taken < size) {
            int n = stored.read(bytes, storedLength + taken, size - taken);
            if (n < 0) {
                throw stored.truncated("bgzf", "a block of " + size + " bytes at byte " + (stored.offset() - taken));
            }
            taken += n;
        }
        storedLength += size;
    }

    boolean hasBlocks() {
        return storedLength > 0;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    byte[] data() {
        return data;
    }

    int length() {
        return length;
    }

    /** Returns whether the last block is empty, as is the end block. */
    boolean endsEmpty() {
        return LittleEndian.integer(bytes, storedLength - 4) == 0;
    }

    /** Inflates all blocks; an exception is kept for {@link #failure()}, so that a waiting reader always wakes up. */
    void inflate(BgzfBlock.Tools tools, StoredBytes places) {
        int at = 0;
        try {
            while (at < storedLength) {
                int size = BgzfBlock.blockSize(bytes, at, BgzfBlock.headerLength(bytes, at));
                length += BgzfBlock.inflate(bytes, at, size, data, length, tools, places, offset + at);
                at += size;
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }
}
