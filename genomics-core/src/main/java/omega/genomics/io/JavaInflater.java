package omega.genomics.io;

import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Inflates with a {@link DeflateDecoder} where that is faster than the JDK's inflater, which {@link InflaterTrial} finds out.
 *
 * <p>What the decoder refuses goes through the JDK's inflater again, which decides and words the error.
 */
final class JavaInflater implements BlockInflater {
    private final InflaterTrial trial;
    private final BlockInflater jdk = new OfJdk();
    private @Nullable DeflateDecoder decoder;
    /** Of the last block, for each byte; 0 before the first. */
    private double nanosOfJdk;

    JavaInflater(InflaterTrial trial) {
        this.trial = trial;
    }

    @Override
    public int inflate(byte[] source, int from, int length, byte[] target, int to, int room)
            throws DataFormatException {
        return switch (trial.stage()) {
            case WAITING -> {
                trial.addBlock();
                yield jdk.inflate(source, from, length, target, to, room);
            }
            case TRYING -> inflateOnTrial(source, from, length, target, to, room);
            case WON ->
                isInflated(source, from, length, target, to, room)
                        ? room
                        : jdk.inflate(source, from, length, target, to, room);
            case LOST -> jdk.inflate(source, from, length, target, to, room);
        };
    }

    private boolean isInflated(byte[] source, int from, int length, byte[] target, int to, int room) {
        if (decoder == null) {
            decoder = DeflateDecoder.create();
        }
        return decoder.isInflated(source, from, length, target, to, room);
    }

    /** A block of the decoder's is compared with the one before, which is likely to be similar. */
    private int inflateOnTrial(byte[] source, int from, int length, byte[] target, int to, int room)
            throws DataFormatException {
        boolean isTurn = nanosOfJdk > 0 && trial.isTurnOfDecoder();
        long start = System.nanoTime();
        if (isTurn && isInflated(source, from, length, target, to, room)) {
            long nanos = System.nanoTime() - start;
            trial.addDecoder(nanos, nanos / (room + 1.0) < nanosOfJdk);
            return room;
        }
        int n = jdk.inflate(source, from, length, target, to, room);
        long nanos = System.nanoTime() - start;
        trial.addJdk(nanos);
        nanosOfJdk = nanos / (room + 1.0);
        return n;
    }

    @Override
    public void close() {
        jdk.close();
    }
}
