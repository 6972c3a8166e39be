package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.ByteRanges;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.header.VcfHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits that know their header, lines and regions, of files that are compressed or not. */
class VcfSplitTest {
    private static final String HEADER = "##fileformat=VCFv4.3\n##contig=<ID=1>\n##contig=<ID=2>\n##contig=<ID=11>\n"
            + "##INFO=<ID=DP,Number=1,Type=Integer,Description=\"d\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    @TempDir
    Path folder;

    private Path text;
    private Path blocks;

    @BeforeEach
    void write() throws IOException {
        StringBuilder lines = new StringBuilder(HEADER);
        Random random = new Random(21);
        for (String contig : List.of("1", "2", "11")) {
            int position = 0;
            for (int i = 0; i < 4000; i++) {
                position += 1 + random.nextInt(50);
                lines.append(contig + "\t" + position + "\tv" + contig + "_" + i + "\t"
                        + "ACGT".repeat(1 + random.nextInt(8)) + "\tT\t.\t.\tDP=" + random.nextInt(1 << 30) + "\n");
            }
        }
        text = Files.writeString(folder.resolve("s.vcf"), lines);
        blocks = folder.resolve("s.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(blocks)) {
            out.write(lines.toString().getBytes(UTF_8));
        }
        VcfIndex.write(blocks, TabixFormat.TBI);
    }

    @Test
    void textIsSplitLikeBlocks() throws IOException {
        List<String> whole = lines(VcfReader.open(text));
        for (Path file : List.of(text, blocks)) {
            for (int count : new int[] {1, 2, 7, 64, 30_000}) {
                List<VcfSplit> splits = VcfSplit.of(file, count);
                List<String> parts = new ArrayList<>();
                for (VcfSplit split : splits) {
                    parts.addAll(lines(VcfReader.options().open(split)));
                }
                assertThat(parts).as(file + " in " + count).isEqualTo(whole);
            }
            assertThat(VcfSplit.of(file, 7)).hasSizeBetween(3, 7);
        }
        assertThat(VcfSplit.of(text, 64)).hasSize(64);
    }

    @Test
    void filesWithoutLineFeedAtTheirEndAndWithoutRecordsAreSplit() throws IOException {
        Path cut = Files.writeString(
                folder.resolve("cut.vcf"), Files.readString(text).strip());
        Path empty = Files.writeString(folder.resolve("empty.vcf"), HEADER);
        Path header = Files.writeString(folder.resolve("header.vcf"), HEADER.strip());
        for (int count : new int[] {1, 3}) {
            List<String> parts = new ArrayList<>();
            long numbered = 0;
            for (VcfSplit split : VcfSplit.of(cut, count)) {
                parts.addAll(lines(VcfReader.options().open(split)));
                numbered += split.countLines();
            }
            assertThat(parts).isEqualTo(lines(VcfReader.open(text)));
            assertThat(numbered).isEqualTo(12_000);
            for (Path file : List.of(empty, header)) {
                assertThat(VcfSplit.of(file, count)).hasSize(1);
                assertThat(lines(VcfReader.options()
                                .open(VcfSplit.of(file, count).get(0))))
                        .isEmpty();
            }
        }
    }

    @Test
    void aKnownHeaderAndLineNumbersMakeAPartOfTheFile() throws IOException {
        VcfHeader header = VcfReader.open(text).header();
        List<String> expected = new ArrayList<>();
        try (VcfReader reader = VcfReader.open(text)) {
            reader.forEach(record -> expected.add(record.location() + " " + record.position()));
        }
        for (Path file : List.of(text, blocks)) {
            // a store that cannot read the header: it begins after it
            long[] opened = {0};
            InputSource source = InputSource.of(text.toString(), suffix -> {
                opened[0]++;
                return ByteRanges.of(Path.of(file + suffix));
            });
            List<String> found = new ArrayList<>();
            long before = header.lines().size() + 1L;
            for (VcfSplit split : VcfSplit.of(source, 5)) {
                VcfSplit placed = split.withLinesBefore(before);
                before += split.countLines();
                try (VcfReader reader = VcfReader.options().open(placed, header)) {
                    reader.forEach(record -> found.add(record.location() + " " + record.position()));
                }
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void regionsAreSplitWithEachRecordOnce() throws IOException {
        TabixIndex index = TabixIndex.of(blocks);
        InputSource source = InputSource.of(blocks);
        VcfHeader header = VcfReader.open(blocks).header();
        Random random = new Random(7);
        for (int round = 0; round < 30; round++) {
            List<Region> regions = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int start = 1 + random.nextInt(90_000);
                regions.add(new Region(
                        List.of("1", "2", "11").get(random.nextInt(3)), start, start + random.nextInt(40_000)));
            }
            Region[] wanted = regions.toArray(Region[]::new);
            List<String> expected = lines(VcfReader.options().scanFor(wanted).open(text));
            List<String> found = new ArrayList<>();
            for (VcfSplit split : VcfSplit.of(source, header, index, regions, 1 + random.nextInt(6))) {
                found.addAll(lines(VcfReader.options().scanFor(wanted).open(split, header)));
            }
            assertThat(found).as(regions.toString()).isEqualTo(expected);
        }
        assertThatThrownBy(() -> VcfSplit.of(source, header, index, List.of(new Region("X", 1, 100)), 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(VcfSplit.of(source, header, index, List.of(new Region("chr1", 1, 1 << 28)), 2))
                .hasSize(2);
        assertThat(VcfSplit.of(source, header, index, List.of(new Region("1", 1 << 27, 1 << 28)), 2))
                .isEmpty();
    }

    @Test
    void anIndexOfAnotherFileIsRefused() throws IOException {
        TabixIndex index = TabixIndex.of(blocks);
        Path other = folder.resolve("other.vcf.gz");
        try (BgzfWriter out = BgzfWriter.create(other)) {
            out.write(Files.readString(text).replace("\tDP=", "\tDP=1").getBytes(UTF_8));
        }
        assertThatThrownBy(() -> VcfSplit.of(
                        InputSource.of(other),
                        VcfReader.open(text).header(),
                        index,
                        List.of(new Region("11", 1, 1 << 28)),
                        2))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("make the index anew");
    }

    @Test
    void otherCompressionsAreRefused() throws IOException {
        Path gzip = folder.resolve("s.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(HEADER.getBytes(UTF_8));
        }
        assertThatThrownBy(() -> VcfSplit.of(gzip, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found GZIP");
        assertThatThrownBy(() -> VcfSplit.of(text, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InputSource.of(text).openRange(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> lines(VcfReader reader) {
        List<String> lines = new ArrayList<>();
        try (reader) {
            reader.forEach(record -> lines.add(record.toString()));
        }
        return lines;
    }
}
