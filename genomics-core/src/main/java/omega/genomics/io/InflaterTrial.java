package omega.genomics.io;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds out whether a {@link DeflateDecoder} is faster than the JDK's inflater in this process.
 *
 * <p>The JDK's is machine code from the start, the decoder must be compiled first, which takes as long as inflating many blocks;
 * and a JVM may have been told not to compile well, or not at all. So small files never meet the decoder. Then it gets some of
 * the blocks, for a quarter of the time at most, until it wins nearly always or has had its chances. Thread-safe; the result is
 * for the whole process.
 */
final class InflaterTrial {
    static final InflaterTrial OF_PROCESS = new InflaterTrial();

    /** 134 MB of text. */
    static final int BLOCKS_BEFORE = 2048;

    /** The decoder gets one part of so many. */
    static final int PARTS = 4;

    static final int ROUND = 16;
    static final int WINS = 14;
    static final int ROUNDS = 32;

    enum Stage {
        /** Too little was inflated. */
        WAITING,
        /** Some blocks are the decoder's. */
        TRYING,
        /** All blocks are the decoder's. */
        WON,
        /** No block is the decoder's. */
        LOST
    }

    private final AtomicInteger blocks = new AtomicInteger();
    private volatile Stage stage = Stage.WAITING;
    private long nanosOfJdk;
    private long nanosOfDecoder;
    private int rounds;
    private int results;
    private int wins;

    Stage stage() {
        return stage;
    }

    /** Counts a block that was inflated while waiting. */
    void addBlock() {
        if (blocks.incrementAndGet() == BLOCKS_BEFORE) {
            stage = Stage.TRYING;
        }
    }

    synchronized boolean isTurnOfDecoder() {
        return nanosOfDecoder * (PARTS - 1) < nanosOfJdk;
    }

    synchronized void addJdk(long nanos) {
        nanosOfJdk += nanos;
    }

    /**
     * Counts a block of the decoder's.
     *
     * @param isFaster than the JDK's inflater was with the block before
     */
    synchronized void addDecoder(long nanos, boolean isFaster) {
        nanosOfDecoder += nanos;
        wins += isFaster ? 1 : 0;
        if (stage == Stage.TRYING && ++results == ROUND) {
            rounds++;
            stage = wins >= WINS ? Stage.WON : rounds == ROUNDS ? Stage.LOST : Stage.TRYING;
            results = 0;
            wins = 0;
        }
    }
}
