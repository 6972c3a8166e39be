package omega.genomics.bench.peer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import omega.genomics.io.InputSource;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Decompresses and throws away; the answer is the number of bytes and the sum of one byte in every 4,096. */
final class Inflation {
    private static final int STEP = 4_096;

    private Inflation() {}

    static Answer sum(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long bytes = 0;
        long sum = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (long at = (bytes + STEP - 1) / STEP * STEP; at < bytes + n; at += STEP) {
                sum += buffer[(int) (at - bytes)];
            }
            bytes += n;
        }
        return new Answer(bytes, sum, 0, 0);
    }

    static Answer omega(Path file) throws IOException {
        try (InputStream in = InputSource.of(file).open()) {
            return sum(in);
        }
    }

    static Answer jdk(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            return sum(in);
        }
    }

    static Answer commonsCompress(Path file) throws IOException {
        try (InputStream in = GzipCompressorInputStream.builder()
                .setInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))
                .setDecompressConcatenated(true)
                .get()) {
            return sum(in);
        }
    }

    static Answer htsjdk(Path file) throws IOException {
        try (InputStream in = new htsjdk.samtools.util.BlockCompressedInputStream(file.toFile())) {
            return sum(in);
        }
    }
}
