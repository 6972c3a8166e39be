package omega.genomics.postgres.load;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a source: of a file before it is read, of a stream's decompressed content while it is read. */
final class SourceDigest {
    private final MessageDigest running = sha256();
    private final @Nullable String known;
    private @Nullable String read;

    private SourceDigest(@Nullable String known) {
        this.known = known;
    }

    static SourceDigest of(InputSource source) throws IOException {
        return new SourceDigest(source.path().isPresent() ? ofFile(source.path().get()) : null);
    }

    private static String ofFile(Path path) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(path)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the digest of a text. */
    static String ofText(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    boolean isKnown() {
        return known != null;
    }

    /** Returns the digest; of a stream, after it was read to its end. */
    String value() {
        String value = known != null ? known : read;
        if (value == null) {
            value = HexFormat.of().formatHex(running.digest());
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
