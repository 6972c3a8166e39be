package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.header.VcfHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits of BCF files hold what the files hold, wherever they are cut. */
class BcfSplitTest {
    private static final long LARGEST = 1 << 20;

    @TempDir
    Path folder;

    private Path bcf(Path vcf) throws Exception {
        Needs.program("bcftools");
        Path bcf = folder.resolve("x.bcf");
        Process process = new ProcessBuilder(
                        "bcftools", "view", "--no-version", "-Ob", "-o", bcf.toString(), vcf.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0 ? bcf : Path.of("");
    }

    /** The same file without compression. */
    private Path plain(Path bcf) throws IOException {
        try (BgzfInputStream in = BgzfInputStream.open(bcf)) {
            return Files.write(folder.resolve("plain.bcf"), in.readAllBytes());
        }
    }

    private static List<String> lines(VcfReader reader) {
        List<String> lines = new ArrayList<>();
        try (reader) {
            reader.forEach(record -> lines.add(record.location() + " " + record));
        }
        return lines;
    }

    /** The records of all parts, with the lines that they have in the file. */
    private static List<String> parts(Path file, int count, VcfReader.Options options) throws IOException {
        VcfHeader header = VcfReader.open(file).header();
        List<String> lines = new ArrayList<>();
        long before = header.lines().size() + 1L;
        for (VcfSplit split : VcfSplit.of(file, count)) {
            lines.addAll(lines(options.open(split.withLinesBefore(before), header)));
            before += split.countLines();
        }
        return lines;
    }

    /** Sites with texts and lists, and four samples, so that records have many lengths. */
    private Path calls(int records) throws IOException {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n##contig=<ID=1>\n##contig=<ID=2>\n"
                + "##INFO=<ID=S,Number=.,Type=String,Description=\"s\">\n##INFO=<ID=N,Number=.,Type=Integer,Description=\"n\">\n"
                + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"g\">\n##FORMAT=<ID=PL,Number=.,Type=Integer,Description=\"p\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\td\n");
        Random random = new Random(11);
        for (int i = 0; i < records; i++) {
            text.append(i < records / 2 ? "1\t" : "2\t").append(1 + 7 * i).append("\t.\tA\tC\t.\t.\tN=0");
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(',').append(random.nextInt(1 << random.nextInt(31)));
            }
            text.append(";S=").append("x".repeat(1 + random.nextInt(30))).append("\tGT:PL");
            for (int sample = 0; sample < 4; sample++) {
                text.append("\t0/1:0,0,").append(random.nextInt(300));
            }
            text.append('\n');
        }
        return Files.writeString(folder.resolve("calls.vcf"), text);
    }

    @Test
    void partsHoldEachRecordOnceWithItsLine() throws Exception {
        Path blocks = bcf(calls(6000));
        for (Path bcf : List.of(blocks, plain(blocks))) {
            List<String> whole = lines(VcfReader.open(bcf));
            assertThat(whole).hasSize(6000);
            for (int count : new int[] {1, 2, 5, 17, 100}) {
                assertThat(parts(bcf, count, VcfReader.options()))
                        .as(bcf + " in " + count)
                        .isEqualTo(whole);
            }
            assertThat(VcfSplit.of(bcf, 5)).hasSize(5);
            List<String> sites = lines(VcfReader.options().samples(List.of()).open(bcf));
            assertThat(parts(bcf, 5, VcfReader.options().samples(List.of()))).isEqualTo(sites);
        }
    }

    /** Cuts at every byte of a small file that is not compressed. */
    @Test
    void anyByteLeadsToTheNextRecord() throws Exception {
        Path bcf = plain(bcf(calls(60)));
        List<String> whole = lines(VcfReader.open(bcf));
        assertThat(VcfSplit.of(bcf, (int) Files.size(bcf))).hasSize(60);
        assertThat(parts(bcf, (int) Files.size(bcf), VcfReader.options())).isEqualTo(whole);
    }

    @Test
    void realFilesAreSplit() throws Exception {
        int files = 0;
        int compared = 0;
        int cut = 0;
        for (Path path : Needs.files("vcf")) {
            boolean isChosen = path.toString().matches(".*\\.vcf(\\.gz)?") && Files.size(path) <= LARGEST;
            if (!isChosen || files++ % 4 != 0) {
                continue;
            }
            Path bcf = bcf(path);
            if (!Files.exists(bcf) || bcf.toString().isEmpty()) {
                continue;
            }
            List<String> whole;
            try {
                whole = lines(VcfReader.open(bcf));
            } catch (ParseException e) {
                continue;
            }
            List<VcfSplit> splits = VcfSplit.of(bcf, 6);
            assertThat(parts(bcf, 6, VcfReader.options())).as(path.toString()).isEqualTo(whole);
            compared++;
            cut += splits.size() > 1 ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(40);
        assertThat(cut).isGreaterThan(3);
    }

    @Test
    void regionsAreSplitByTheIndex() throws Exception {
        Path bcf = bcf(calls(6000));
        VcfIndex.write(bcf, TabixFormat.CSI);
        VcfHeader header = VcfReader.open(bcf).header();
        Region[] wanted = {new Region("1", 5000, 20_000), new Region("2", 25_000, 40_000)};
        List<String> expected = records(VcfReader.options().region(wanted).open(bcf));
        List<String> found = new ArrayList<>();
        List<VcfSplit> splits = VcfSplit.of(InputSource.of(bcf), header, TabixIndex.of(bcf), List.of(wanted), 6);
        for (VcfSplit split : splits) {
            found.addAll(records(VcfReader.options().scanFor(wanted).open(split, header)));
        }
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(4000);
        assertThat(splits).hasSizeGreaterThan(2);
        TabixIndex index = TabixIndex.of(bcf);
        Path other = bcf(calls(2000));
        assertThatThrownBy(() ->
                        VcfSplit.of(InputSource.of(other), header, index, List.of(new Region("2", 1, 1 << 28)), 2))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("make the index anew");
    }

    private static List<String> records(VcfReader reader) {
        List<String> lines = new ArrayList<>();
        try (reader) {
            reader.forEach(record -> lines.add(record.toString()));
        }
        return lines;
    }

    /** Bytes that look like records cannot lose any silently. */
    @Test
    void aPartThatEndsWithinARecordIsRefused() throws Exception {
        Path small = plain(bcf(calls(60)));
        byte[] file = Files.readAllBytes(small);
        int header = 9 + integer(file, 5);
        List<VcfSplit> splits = VcfSplit.of(small, 3);
        VcfSplit wrong = new VcfSplit(
                InputSource.of(small),
                splits.get(0).compression(),
                header,
                splits.get(1).start() - 5,
                0);
        assertThatThrownBy(() -> lines(VcfReader.options().open(wrong)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("found the end of the file");
        assertThatThrownBy(wrong::countLines).isInstanceOf(ParseException.class);
    }

    private static int integer(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    /** Blocks of any size, also of one byte and of none, hold the same records. */
    @Test
    void recordsBeginAnywhereInBlocks() throws Exception {
        byte[] content;
        try (BgzfInputStream in = BgzfInputStream.open(bcf(calls(300)))) {
            content = in.readAllBytes();
        }
        Random random = new Random(3);
        Path bcf = folder.resolve("blocks.bcf");
        try (BgzfWriter out = BgzfWriter.create(bcf)) {
            for (int at = 0; at < content.length; ) {
                int n = Math.min(content.length - at, 1 + random.nextInt(200));
                out.write(content, at, n);
                out.flush();
                at += n;
            }
        }
        List<String> whole = lines(VcfReader.open(bcf));
        assertThat(whole).hasSize(300);
        for (int count : new int[] {2, 9, 50}) {
            assertThat(parts(bcf, count, VcfReader.options())).isEqualTo(whole);
        }
    }

    @Test
    void damageDoesNotKeepAFileFromBeingSplit() throws Exception {
        Path bcf = bcf(calls(6000));
        byte[] bytes = Files.readAllBytes(bcf);
        Path cut = Files.write(folder.resolve("cut.bcf"), Arrays.copyOf(bytes, bytes.length / 2));
        List<VcfSplit> splits = VcfSplit.of(cut, 4);
        assertThatThrownBy(() -> {
                    for (VcfSplit split : splits) {
                        lines(VcfReader.options().open(split));
                    }
                })
                .isInstanceOf(ParseException.class);
    }
}
