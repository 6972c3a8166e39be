package omega.genomics.io;

import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Inflates with a {@link DeflateDecoder} if {@link InflaterTrial} found it faster than the JDK's inflater.
 *
 * <p>Data that the decoder rejects is inflated again by the JDK's inflater, which decides and provides the error
 * message.
 */
final class JavaInflater implements BlockInflater {
    private final InflaterTrial trial;
    private final BlockInflater jdk = new OfJdk();
    private @Nullable DeflateDecoder decoder;
    /** Nanoseconds per byte of the last block that the JDK inflated; 0 before the first. */
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

    /**
     * Inflates one block during the trial; a block inflated by the decoder is compared with the previous one, which is
     * likely to be similar.
     */
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
