package omega.genomics.postgres.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.Sha256;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a source: of a file before it is read, of a stream's decompressed content while it is read. */
final class SourceDigest {
    private final MessageDigest running = Sha256.running();
    private final @Nullable String known;
    private @Nullable String read;

    private SourceDigest(@Nullable String known) {
        this.known = known;
    }

    static SourceDigest of(InputSource source) throws IOException {
        return new SourceDigest(
                source.path().isPresent() ? Sha256.ofFile(source.path().get()) : null);
    }

    boolean isKnown() {
        return known != null;
    }

    /** Returns the digest; of a stream, after it was read to its end. */
    String value() {
        String value = known != null ? known : read;
        if (value == null) {
            value = Sha256.ended(running);
            read = value;
        }
        return value;
    }

    /** Opens the content such that reading it moves the meter, and the digest where it is not known yet. */
    InputSource watched(InputSource source, ProgressMeter meter) throws IOException {
        return InputSource.of(source.name(), new Watched(source.open(meter::storedBytes), meter));
    }

    private final class Watched extends FilterInputStream {
        private final ProgressMeter meter;

        Watched(InputStream in, ProgressMeter meter) {
            super(in);
            this.meter = meter;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = in.read(b, off, len);
            if (n > 0 && known == null) {
                running.update(b, off, n);
            }
            meter.tick();
            return n;
        }
    }
}
