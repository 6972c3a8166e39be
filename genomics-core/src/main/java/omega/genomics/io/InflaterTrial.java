package omega.genomics.io;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures whether {@link DeflateDecoder} is faster than the JDK's inflater in this process.
 *
 * <p>The JDK's inflater is native code, whereas the decoder must be compiled first, which takes as long as inflating
 * many blocks; and a JVM may be configured to compile less, or not at all. So small files never use the decoder. After
 * that it gets some of the blocks, for at most a quarter of the time, until it is faster nearly always or has used up
 * its rounds. Thread-safe; the result applies to the whole process.
 */
final class InflaterTrial {
    static final InflaterTrial OF_PROCESS = new InflaterTrial();

    /** Blocks to inflate before the trial starts: 134 MB of text. */
    static final int BLOCKS_BEFORE = 2048;

    /** The decoder gets one part in this many of the time. */
    static final int PARTS = 4;

    static final int ROUND = 16;
    static final int WINS = 14;
    static final int ROUNDS = 32;

    enum Stage {
        /** Too little data was inflated so far. */
        WAITING,
        /** The decoder inflates some blocks. */
        TRYING,
        /** The decoder inflates all blocks. */
        WON,
        /** The decoder inflates no blocks. */
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

    /** Counts a block that was inflated before the trial. */
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
     * Counts a block that the decoder inflated.
     *
     * @param isFaster whether it was faster than the JDK's inflater with the previous block
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
