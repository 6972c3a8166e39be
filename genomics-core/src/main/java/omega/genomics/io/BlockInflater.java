package omega.genomics.io;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates one complete piece of raw deflate data at a time, with a native library, {@link DeflateDecoder} or the JDK.
 */
interface BlockInflater extends AutoCloseable {
    /**
     * Inflates all of {@code source[from .. from + length)}.
     *
     * @return the number of bytes written to {@code target[to .. to + room)}, or −1 if the data does not end exactly
     *     at the end of the source, or does not fit
     */
    int inflate(byte[] source, int from, int length, byte[] target, int to, int room) throws DataFormatException;

    @Override
    void close();

    /** The one that always works, and words the errors. */
    final class OfJdk implements BlockInflater {
        private final Inflater inflater = new Inflater(true);

        @Override
        public int inflate(byte[] source, int from, int length, byte[] target, int to, int room)
                throws DataFormatException {
            inflater.reset();
            inflater.setInput(source, from, length);
            int n = inflater.inflate(target, to, room);
            if (!inflater.finished() && n == room) {
                // an empty last deflate block may still follow the last byte
                if (inflater.inflate(new byte[1]) > 0) {
                    return -1;
                }
            }
            return inflater.finished() && inflater.getRemaining() == 0 ? n : -1;
        }

        @Override
        public void close() {
            inflater.end();
        }
    }
}
