package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/**
 * What inflates BGZF fastest: the first 40 MB of a file in memory, one thread, contenders in turns, time of the best turn. Not run
 * with the other tests:
 *
 * <pre>mvn -pl genomics-core test -Dtest=InflateMeasurement -Dgenomics.data=folder -Dgenomics.files=one.vcf.gz,other.vcf.gz</pre>
 */
class InflateMeasurement {
    private static final int ROUNDS = Integer.getInteger("genomics.rounds", 15);
    private static final int MOST = 40_000_000;

    private final DeflateDecoder decoder = DeflateDecoder.create();

    @Test
    void measure() throws IOException, DataFormatException {
        String names = System.getProperty("genomics.files", "vcf/clinvar-2015/clinvar.vcf.gz");
        for (String name : names.split(",", -1)) {
            byte[] file = Files.readAllBytes(Needs.data(name));
            int end = 0;
            while (end < Math.min(file.length, MOST)) {
                end += BgzfBlock.blockSize(file, end, BgzfBlock.headerLength(file, end));
            }
            report(name, Arrays.copyOf(file, end));
        }
    }

    private void report(String name, byte[] file) throws DataFormatException {
        Map<String, BlockInflater> contenders = new LinkedHashMap<>();
        contenders.put("JDK", new BlockInflater.OfJdk());
        contenders.put("own", new Own());
        if (NativeInflater.isAvailable()) {
            contenders.put("GKL", new NativeInflater());
        }
        Map<String, Long> best = new LinkedHashMap<>();
        long bytes = 0;
        for (int i = 0; i < ROUNDS; i++) {
            for (Map.Entry<String, BlockInflater> contender : contenders.entrySet()) {
                long start = System.nanoTime();
                bytes = inflate(file, contender.getValue());
                best.merge(contender.getKey(), System.nanoTime() - start, Math::min);
            }
        }
        long jdk = best.get("JDK");
        System.out.printf("%s, %.0f MB of text:", Path.of(name).getFileName(), bytes / 1e6);
        for (Map.Entry<String, Long> contender : best.entrySet()) {
            long nanos = contender.getValue();
            System.out.printf("  %s %.0f MB/s, %.2f", contender.getKey(), bytes * 1e3 / nanos, 1.0 * jdk / nanos);
        }
        System.out.println();
    }

    private static long inflate(byte[] file, BlockInflater inflater) throws DataFormatException {
        byte[] target = new byte[BgzfBlock.MAX_SIZE];
        long bytes = 0;
        for (int at = 0; at < file.length; ) {
            int header = BgzfBlock.headerLength(file, at);
            int size = BgzfBlock.blockSize(file, at, header);
            int room = LittleEndian.integer(file, at + size - 4);
            int length = size - header - BgzfBlock.TRAILER;
            assertThat(inflater.inflate(file, at + header, length, target, 0, room))
                    .isEqualTo(room);
            bytes += room;
            at += size;
        }
        return bytes;
    }

    private final class Own implements BlockInflater {
        @Override
        public int inflate(byte[] source, int from, int length, byte[] target, int to, int room) {
            return decoder.isInflated(source, from, length, target, to, room) ? room : -1;
        }

        @Override
        public void close() {}
    }
}
