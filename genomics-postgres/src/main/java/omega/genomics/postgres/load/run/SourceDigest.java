package omega.genomics.postgres.load.run;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.DigestedFile;
import omega.genomics.postgres.internal.Sha256;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a source: of a file before it is read, of a stream's decompressed content while it is read. Closes what was
 * opened for reading: for the readers it is a stream of somebody else.
 */
final class SourceDigest implements AutoCloseable {
    private final MessageDigest running = Sha256.running();
    private final InputSource source;
    private final @Nullable DigestedFile file;
    private final List<InputStream> opened = new ArrayList<>();
    private @Nullable String read;

    private SourceDigest(InputSource source, @Nullable DigestedFile file) {
        this.source = source;
        this.file = file;
    }

    static SourceDigest of(InputSource source) throws IOException {
        return new SourceDigest(source, DigestedFile.of(source).orElse(null));
    }

    boolean isKnown() {
        return file != null;
    }

    /** Refuses a file that is visibly not what was digested. */
    void checkVisibly() {
        check(DigestedFile::visibleChange);
    }

    /** Refuses a file that is not what was digested; after it was read to its end. */
    void check() {
        check(DigestedFile::change);
    }

    private interface Look {
        Optional<String> at(DigestedFile file) throws IOException;
    }

    private void check(Look look) {
        if (file == null) {
            return;
        }
        try {
            look.at(file).ifPresent(change -> {
                throw new LoadException(source.name() + " changed while it was read: " + change
                        + "; nothing of it was loaded, load it when it does not change any more");
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the digest; of a stream, after it was read to its end. */
    String value() {
        String value = file != null ? file.sha256() : read;
        if (value == null) {
            value = Sha256.ended(running);
            read = value;
        }
        return value;
    }

    /**
     * Opens the content such that reading it moves the meter, and the digest where it is not known yet.
     *
     * @param before stored bytes of the files before this one
     */
    InputSource watched(ProgressMeter meter, long before) throws IOException {
        Watched watched = new Watched(source.open(read -> meter.storedBytes(before + read)), meter);
        opened.add(watched);
        checkVisibly();
        return InputSource.of(source.name(), watched);
    }

    /** Closes everything that was opened; when it returns, no thread reads any more. */
    @Override
    public void close() throws IOException {
        try {
            for (InputStream of : opened) {
                of.close();
            }
        } finally {
            opened.clear();
        }
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
            int n;
            try {
                n = in.read(b, off, len);
            } catch (InterruptedIOException e) {
                meter.tick(); // the load was cancelled
                throw e;
            }
            if (n > 0 && file == null) {
                running.update(b, off, n);
            }
            meter.tick();
            return n;
        }
    }
}
