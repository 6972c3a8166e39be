package omega.genomics.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import omega.genomics.ParseException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** Wraps a third-party decompressor, and converts its exceptions for damaged data into errors with a byte offset. */
final class ForeignInputStream extends FilterInputStream {
    private final StoredBytes stored;
    private final String codec;

    @FunctionalInterface
    private interface Opener {
        InputStream open(InputStream stored) throws IOException;
    }

    private ForeignInputStream(InputStream in, StoredBytes stored, String codec) {
        super(in);
        this.stored = stored;
        this.codec = codec;
    }

    static InputStream bzip2(StoredBytes stored) throws IOException {
        return open(
                stored, "bzip2", "org.apache.commons:commons-compress", in -> new BZip2CompressorInputStream(in, true));
    }

    static InputStream xz(StoredBytes stored) throws IOException {
        return open(
                stored,
                "xz",
                "org.tukaani:xz",
                in -> XZCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get());
    }

    static InputStream zstd(StoredBytes stored) throws IOException {
        return open(stored, "zstd", "com.github.luben:zstd-jni", in -> new ZstdCompressorInputStream(in));
    }

    private static InputStream open(StoredBytes stored, String codec, String library, Opener opener)
            throws IOException {
        try {
            return new ForeignInputStream(opener.open(stored), stored, codec);
        } catch (NoClassDefFoundError e) {
            throw new IOException(
                    stored.name() + ": " + codec + ": needs the library " + library + " on the class path", e);
        } catch (IOException | RuntimeException e) {
            throw translated(e, stored, codec);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads at least one byte. On damaged data, decoders may throw any {@link RuntimeException}, such as one of a
     * failed array access.
     */
    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            return super.read(target, from, length);
        } catch (IOException | RuntimeException e) {
            throw translated(e, stored, codec);
        }
    }

    private static ParseException translated(Exception e, StoredBytes stored, String codec) throws IOException {
        if (e instanceof IOException io && stored.isOwnFailure(io)) {
            throw io;
        }
        return stored.damaged(
                codec,
                stored.offset(),
                "whole " + codec + " data",
                "damaged or truncated data (" + e.getMessage() + ")",
                e);
    }

    @Override
    public void close() throws IOException {
        try (stored) {
            super.close();
        }
    }
}
