package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.Region;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixBuilder;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixLayout;
import omega.genomics.io.VirtualOffset;
import omega.genomics.testing.RangeServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A region of a file of 1 GB on a web server. The blocks of the file are made when they are asked for: each is stored, not deflated, and
 * holds the same number of lines of the same length. Its index has an entry for each line.
 */
class LargeRemoteFileTest {
    private static final int LINE = 480;
    private static final int LINES = 136; // 65,280 bytes, as bgzip fills a block
    private static final int BLOCKS = 16_500;
    private static final int FIRST_POSITION = 100_000_000;
    private static final int SPACING = 100;
    private static final String HEADER = "##fileformat=VCFv4.3\n##contig=<ID=7>\n"
            + "##INFO=<ID=S,Number=1,Type=String,Description=\"s\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    private static final LargeFile FILE = new LargeFile();

    private static RangeServer server;

    /** Header, blocks of lines, the empty block of the end. */
    private static final class LargeFile implements RangeServer.Content {
        final byte[] header = block(HEADER.getBytes(StandardCharsets.UTF_8));
        final int blockSize = lines(0).length;
        private final byte[] end = end();

        long start(int block) {
            return header.length + (long) block * blockSize;
        }

        @Override
        public long size() {
            return start(BLOCKS) + end.length;
        }

        @Override
        public void read(long offset, byte[] target) {
            int done = 0;
            while (done < target.length) {
                long at = offset + done;
                int block = (int) Math.max(0, (at - header.length) / blockSize);
                boolean isHeader = at < header.length;
                byte[] part = isHeader ? header : block < BLOCKS ? lines(block) : end;
                int from = (int) (isHeader ? at : at - start(block));
                int count = Math.min(part.length - from, target.length - done);
                System.arraycopy(part, from, target, done, count);
                done += count;
            }
        }

        static String line(int number) {
            Random random = new Random(number);
            StringBuilder line =
                    new StringBuilder("7\t" + (FIRST_POSITION + SPACING * number) + "\t.\tA\tC\t.\tPASS\tS=");
            while (line.length() < LINE - 1) {
                line.append((char) ('a' + random.nextInt(26)));
            }
            return line.append('\n').toString();
        }

        private static byte[] lines(int block) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < LINES; i++) {
                lines.append(line(block * LINES + i));
            }
            return block(lines.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static byte[] block(byte[] content) {
            byte[] file = file(content);
            return Arrays.copyOf(file, file.length - end().length);
        }

        private static byte[] end() {
            return file(new byte[0]);
        }

        private static byte[] file(byte[] content) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (BgzfWriter out = BgzfWriter.to(file, 0)) {
                out.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return file.toByteArray();
        }
    }

    @BeforeAll
    static void startServer(@TempDir Path folder) throws IOException {
        server = RangeServer.start();
        for (TabixFormat format : TabixFormat.values()) {
            Path index = folder.resolve("index" + format.suffix());
            index(format, index);
            server.serve(format + ".vcf.gz", FILE);
            server.serve(format + ".vcf.gz" + format.suffix(), Files.readAllBytes(index));
        }
        assertThat(FILE.size()).isGreaterThan(1_000_000_000);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static void index(TabixFormat format, Path path) throws IOException {
        TabixBuilder index = new TabixBuilder(format, TabixLayout.VCF);
        for (int block = 0; block < BLOCKS; block++) {
            VirtualOffset next = new VirtualOffset(FILE.start(block), 0);
            for (int i = 0; i < LINES; i++) {
                VirtualOffset from = next;
                next = i + 1 < LINES
                        ? new VirtualOffset(FILE.start(block), (i + 1) * LINE)
                        : new VirtualOffset(FILE.start(block + 1), 0);
                int position = FIRST_POSITION + SPACING * (block * LINES + i);
                index.add("7", position, position, from, next);
            }
        }
        index.build().write(path);
    }

    @ParameterizedTest
    @EnumSource(TabixFormat.class)
    void aRegionOfAFileOf1GbCostsTheIndexAnd300Kb(TabixFormat format) throws IOException {
        InputSource index = InputSource.of(server.address(format + ".vcf.gz" + format.suffix()));
        long indexSize = index.storedSize().orElseThrow();
        Random random = new Random(5);
        for (int round = 0; round < 10; round++) {
            int first = random.nextInt(BLOCKS * LINES - 10_000 / SPACING - 1);
            int start = FIRST_POSITION + SPACING * first;
            InputSource source = InputSource.of(server.address(format + ".vcf.gz"));
            long before = server.sentBytes();
            int requestsBefore = server.requests();
            List<String> records = new ArrayList<>();
            try (VcfReader reader = VcfReader.options()
                    .region(new Region("7", start, start + 9_999))
                    .open(source)) {
                reader.forEach(record -> records.add(record + "\n"));
            }
            assertThat(records).hasSize(10_000 / SPACING).element(0).isEqualTo(LargeFile.line(first));
            assertThat(records).last().isEqualTo(LargeFile.line(first + 10_000 / SPACING - 1));
            long cost = server.sentBytes() - before;
            assertThat(cost).isEqualTo(source.fetchedBytes()).isBetween(indexSize, indexSize + 300_000);
            assertThat(server.requests() - requestsBefore).isLessThan(20);
        }
    }
}
