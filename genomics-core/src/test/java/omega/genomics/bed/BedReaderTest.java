package omega.genomics.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import omega.genomics.Diagnostic;
import omega.genomics.Interval;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.gtf.OptionalTools;
import omega.genomics.interval.IntervalIndex;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedReaderTest {
    @TempDir
    Path folder;

    private static InputSource source(String text) {
        return InputSource.of("panel.bed", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<BedFeature> read(String text) throws IOException {
        try (BedReader reader = BedReader.open(source(text))) {
            return reader.stream().toList();
        }
    }

    @Test
    void readsAllTwelveColumns() throws IOException {
        try (BedReader reader = BedReader.open(source(
                "chr7\t127471196\t127495720\tuc010\t960\t-\t127471300\t127495000\t255,0,0\t2\t4,6,\t0,24518,\n"))) {
            assertThat(reader.advance()).isTrue();
            BedRecord line = reader.record();
            assertThat(line.contig()).isEqualTo("chr7");
            assertThat(line.start()).isEqualTo(127471197);
            assertThat(line.end()).isEqualTo(127495720);
            assertThat(line.start0()).isEqualTo(127471196);
            assertThat(line.end0()).isEqualTo(127495720);
            assertThat(line.region()).isEqualTo(Region.parse("chr7:127471197-127495720"));
            assertThat(line.name()).isEqualTo("uc010");
            assertThat(line.score()).isEqualTo(960);
            assertThat(line.strand()).isEqualTo(Strand.MINUS);
            assertThat(line.thickStart()).isEqualTo(127471301);
            assertThat(line.thickEnd()).isEqualTo(127495000);
            assertThat(line.rgb()).isEqualTo("255,0,0");
            assertThat(line.blocks())
                    .containsExactly(new Interval(127471197, 127471200), new Interval(127495715, 127495720));
            assertThat(line.columnBytes(3)).hasToString("uc010");
            assertThat(reader.advance()).isFalse();
        }
    }

    @Test
    void passesOverCommentsBlankLinesAndDisplayLines() throws IOException {
        try (BedReader reader = BedReader.open(source("\uFEFFbrowser position chr7:1-2\r\n#comment\r\n"
                + "track name=\"x y\" itemRgb=On\r\n\r\n  \t\r\nchr1 10  20 a\r\n# later\r\ntrack\nchr2\t0\t5"))) {
            assertThat(reader.stream().map(BedFeature::toString)).containsExactly("chr1\t10\t20\ta", "chr2\t0\t5");
            assertThat(reader.directives())
                    .containsExactly("browser position chr7:1-2", "#comment", "track name=\"x y\" itemRgb=On", "track");
            assertThat(reader.records()).isEqualTo(2);
            assertThat(reader.lines()).isEqualTo(9);
        }
    }

    @Test
    void readsCompressedFilesInAnyOrder() throws IOException {
        byte[] text = "2\t5\t9\n1\t7\t8\n1\t1\t3\n".getBytes(StandardCharsets.UTF_8);
        Path plain = Files.write(folder.resolve("a.bed"), text);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(text);
        }
        Path gzipped = Files.write(folder.resolve("b.bed.gz"), gzip.toByteArray());
        Path blocks = folder.resolve("c.bed.gz");
        try (BgzfWriter out = BgzfWriter.create(blocks)) {
            out.write(text);
        }
        for (Path path : List.of(plain, gzipped, blocks)) {
            IntervalIndex<BedFeature> index = BedReader.index(path);
            assertThat(index.overlapping(Region.parse("1:3-8")))
                    .extracting(BedFeature::start)
                    .containsExactly(2, 8);
            assertThat(RegionFile.read(path).regions())
                    .containsExactly(Region.parse("2:6-9"), Region.parse("1:8-8"), Region.parse("1:2-3"));
        }
    }

    @Test
    void aLineWithoutBasesIsEmptyAndInNoIndex() throws IOException {
        Path path = Files.writeString(folder.resolve("a.bed"), "1\t5\t5\tinsertion\n1\t0\t0\n");
        try (BedReader reader = BedReader.open(path)) {
            assertThat(reader.advance()).isTrue();
            assertThat(reader.record().isEmpty()).isTrue();
            assertThat(reader.record().start()).isEqualTo(6);
            assertThat(reader.record().end()).isEqualTo(5);
            assertThatThrownBy(reader.record()::region).isInstanceOf(IllegalStateException.class);
        }
        assertThat(BedReader.index(path).size()).isZero();
        assertThat(RegionFile.read(path).regions()).isEmpty();
    }

    /** {@code _} stands for a tab. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1_10 | 1 | bed-columns",
                "1 | 1 | bed-columns",
                "_10_20 | 1 | bed-chrom",
                "1 x_10_20 | 1 | bed-chrom",
                "1_10_20_a\u0007b | 10 | bed-columns",
                "1_10_20_a_0_._10_10_\u0001x | 21 | bed-columns",
                "1__20 | 3 | bed-start",
                "1_-1_20 | 3 | bed-start",
                "1_2147483648_2147483649 | 3 | bed-start",
                "1_1e3_2000 | 3 | bed-start",
                "1_10_ | 6 | bed-end",
                "1_10_9 | 6 | bed-end",
                "1_10_2147483648 | 6 | bed-end",
                "1_10_20_a_x | 11 | bed-score",
                "1_10_20_a_NaN | 11 | bed-score",
                "1_10_20_a_1e999 | 11 | bed-score",
                "1_10_20_a_0_* | 13 | bed-strand",
                "1_10_20_a_0_++ | 13 | bed-strand",
                "1_10_20_a_0_+_9_20 | 15 | bed-thick",
                "1_10_20_a_0_+_12_11 | 18 | bed-thick",
                "1_10_20_a_0_+_12_21 | 18 | bed-thick",
                "1_10_20_a_0_+_12_x | 18 | bed-thick",
                "1_10_20_a_0_+_10_20_0_1 | 23 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_1_10 | 23 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_0_10_0 | 23 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_2_10_0 | 25 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_1_9_0 | 25 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_1_5,5_0 | 25 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_2_5,5_1,5 | 29 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_2_5,6_0,4 | 29 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_2_5,5_0,6 | 29 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_2_5,0_0,9 | 25 | bed-blocks",
                "1_10_20_a_0_+_10_20_0_999999999_5,5_0,5 | 23 | bed-blocks",
            })
    void refusesALineWithItsPlace(String line, int column, String rule) throws IOException {
        String text = "2\t1\t2\n" + line.replace('_', '\t') + "\n2\t5\t6\n";
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(ParseException.class, bad -> {
            assertThat(bad.diagnostic().rule()).isEqualTo(rule);
            assertThat(bad.location().line()).isEqualTo(2);
            assertThat(bad.location().column()).isEqualTo(column);
        });
        List<Diagnostic> heard = new ArrayList<>();
        try (BedReader reader = BedReader.options()
                .mode(ParseMode.LENIENT)
                .diagnostics(heard::add)
                .open(source(text))) {
            assertThat(reader.stream()).hasSize(2);
            assertThat(reader.skipped()).isEqualTo(1);
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void refusesVcf() {
        assertThatThrownBy(() -> read("##fileformat=VCFv4.2\n"))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("expected BED");
    }

    @Test
    void columnsOfAnotherMeaningAreKept() throws IOException {
        String peak = "chr1\t9\t20\tp\t37\t.\t0.1\t-1\t2.5\t7";
        try (BedReader reader = BedReader.options().standardColumns(6).open(source(peak))) {
            BedFeature feature = reader.iterator().next();
            assertThat(feature.more()).containsExactly("0.1", "-1", "2.5", "7");
            assertThat(feature.score()).isEqualTo(OptionalDouble.of(37));
            assertThat(feature).hasToString(peak);
        }
        assertThatThrownBy(() -> read(peak)).isInstanceOf(ParseException.class);
    }

    @Test
    void missingValuesAreEmpty() throws IOException {
        BedFeature feature = read("1\t10\t20\t.\t.\t.\t10\t10\t0\n").get(0);
        assertThat(feature.name()).isEmpty();
        assertThat(feature.score()).isEmpty();
        assertThat(feature.strand()).isEqualTo(Strand.NONE);
        assertThat(feature.thick()).isEqualTo(Optional.empty());
        assertThat(feature.rgb()).isEmpty();
        assertThat(feature.columns()).isEqualTo(9);
    }

    @Test
    void whatIsWrittenIsReadBackEqualWhateverTheSizeOfBlocks() throws IOException {
        Random random = new Random(5);
        List<BedFeature> features = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            features.add(feature(random));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BedWriter writer = BedWriter.to(out)) {
            writer.directive("track name=x");
            features.forEach(writer::write);
        }
        for (int size : new int[] {1, 100, 1 << 18}) {
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            try (BedReader reader = BedReader.options().blockSize(size).open(InputSource.of("x", out.toByteArray()));
                    BedWriter writer = BedWriter.to(again)) {
                List<BedFeature> owned = new ArrayList<>();
                writer.directive("track name=x");
                reader.forEach(line -> {
                    owned.add(line.toFeature());
                    writer.write(line);
                });
                assertThat(owned).isEqualTo(features);
            }
            assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
        }
    }

    private static BedFeature feature(Random random) {
        int start = 1 + random.nextInt(1_000_000);
        int end = start + random.nextInt(5000);
        BedFeature.Builder builder = BedFeature.of(new Region("chr" + random.nextInt(30), start, end));
        int columns = 3 + random.nextInt(10);
        if (columns > 3 && random.nextBoolean()) {
            builder.name("n" + random.nextInt());
        }
        if (columns > 4 && random.nextBoolean()) {
            builder.score(random.nextBoolean() ? random.nextInt(1001) : random.nextGaussian() * 1e-7);
        }
        if (columns > 5) {
            builder.strand(random.nextBoolean() ? Strand.PLUS : Strand.MINUS);
        }
        if (columns > 7 && random.nextBoolean()) {
            builder.thick(start, end);
        }
        if (columns > 8 && random.nextBoolean()) {
            builder.rgb(random.nextInt(256) + ",0,0");
        }
        if (columns > 9) {
            TreeSet<Integer> cuts = new TreeSet<>();
            for (int i = 0; i < 6; i++) {
                cuts.add(start + random.nextInt(end - start + 1));
            }
            List<Interval> blocks = new ArrayList<>();
            int from = start;
            for (int cut : cuts) {
                if (cut < end && cut >= from) {
                    blocks.add(new Interval(from, cut));
                    from = cut + 1 + (cut + 2 < end ? random.nextInt(2) : 0);
                }
            }
            blocks.add(new Interval(from, end));
            builder.blocks(blocks);
        }
        return builder.build();
    }

    @Test
    void overlapsAreThoseOfBedtools() throws Exception {
        Needs.program("bedtools");
        Random random = new Random(3);
        StringBuilder a = new StringBuilder();
        StringBuilder b = new StringBuilder("track name=b\n");
        for (int i = 0; i < 300; i++) {
            row(random, a, i);
            row(random, b, i);
        }
        Path first = Files.writeString(folder.resolve("a.bed"), a);
        Path second = Files.writeString(folder.resolve("b.bed"), b);
        List<String> expected = OptionalTools.run(
                folder.resolve("log"),
                "bedtools",
                "intersect",
                "-wa",
                "-wb",
                "-a",
                first.toString(),
                "-b",
                second.toString());
        IntervalIndex<BedFeature> index = BedReader.index(second);
        List<String> found = new ArrayList<>();
        try (BedReader reader = BedReader.open(first)) {
            reader.forEach(line -> index.overlapping(line.region()).forEach(hit -> found.add(line + "\t" + hit)));
        }
        assertThat(found).hasSizeGreaterThan(500).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void row(Random random, StringBuilder text, int i) {
        int start = random.nextInt(10_000);
        text.append("chr").append(random.nextInt(3)).append('\t').append(start).append('\t');
        text.append(start + 1 + random.nextInt(300)).append("\tn").append(i).append('\n');
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", " "})
    void aLineHasAtMostAHundredThousandColumns(String separator) throws IOException {
        String start = String.join(separator, "1", "5", "9");
        String widest = start + (separator + "x").repeat(99_997);
        String lines = widest + "\n" + widest + separator + "x\n" + start + "\n";
        List<String> refused = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        try (BedReader reader = BedReader.options()
                .mode(ParseMode.LENIENT)
                .diagnostics(finding -> refused.add(finding.toString()))
                .open(InputSource.of("wide.bed", lines.getBytes(StandardCharsets.US_ASCII)))) {
            reader.forEach(line -> widths.add(line.columns()));
        }

        assertThat(widths).containsExactly(100_000, 3);
        assertThat(refused).singleElement().asString().contains("wide.bed:2:").contains("at most 100000 columns");
    }
}
