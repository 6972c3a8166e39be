package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/** Every compressed file in the data folder, against {@code gzip -dc}. */
class RealContainersTest {
    private record Content(long length, long crc, long lines) {
        static Content of(InputStream in) throws IOException {
            byte[] block = new byte[1 << 16];
            CRC32 crc = new CRC32();
            long length = 0;
            long lines = 0;
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                crc.update(block, 0, n);
                length += n;
                for (int i = 0; i < n; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
            return new Content(length, crc.getValue(), lines);
        }
    }

    @Test
    void readsWhatGzipReads() throws Exception {
        for (Path file : Needs.files("")) {
            InputSource source = InputSource.of(file);
            if (!file.toString().endsWith("gz") || source.compression() == Compression.NONE) {
                continue;
            }
            Content expected = gzip(file);
            try (InputStream in = source.open()) {
                assertThat(Content.of(in)).as(file.toString()).isEqualTo(expected);
            }
        }
    }

    /** 25 members: a reader that stops at the first one sees one chromosome. */
    @Test
    void readsAllMembersOfTheHumanAnnotation() throws IOException {
        Path human = Needs.data("gtf/ensembl/Homo_sapiens.GRCh37.75.gtf.gz");
        try (InputStream in = InputSource.of(human).open()) {
            assertThat(Content.of(in).lines()).isEqualTo(2_586_914);
        }
    }

    private static Content gzip(Path file) throws Exception {
        Process gzip = new ProcessBuilder("gzip", "-dc", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = gzip.getInputStream()) {
            return Content.of(out);
        } finally {
            gzip.waitFor();
        }
    }
}
