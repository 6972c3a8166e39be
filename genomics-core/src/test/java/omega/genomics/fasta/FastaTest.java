package omega.genomics.fasta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastaTest {
    @TempDir
    Path folder;

    @Test
    void countsBasesOfEitherCaseAndDigestsThemAsSamDoes() throws Exception {
        List<FastaStatistics> all = statistics(">one first of all \r\nACGTacgtNn\r\n\r\nRYU-*\r\n>two\n>three\nggCa");
        assertThat(all).extracting(FastaStatistics::name).containsExactly("one", "two", "three");
        FastaStatistics one = all.get(0);
        assertThat(one.description()).isEqualTo("first of all");
        assertThat(one)
                .isEqualTo(new FastaStatistics("one", "first of all", 15, 2, 2, 2, 2, 2, 5, md5("ACGTACGTNNRYU-*")));
        assertThat(one.gc()).hasValue(0.5);
        assertThat(all.get(1)).isEqualTo(new FastaStatistics("two", "", 0, 0, 0, 0, 0, 0, 0, md5("")));
        assertThat(all.get(1).gc()).isEmpty();
        assertThat(all.get(2).gc().orElseThrow()).isCloseTo(0.75, within(1e-12));
        assertThat(statistics("")).isEmpty();
    }

    /** A line longer than any block, and codes of several lines, must give what one string gives. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 5_000_000})
    void theLineLengthDoesNotMatter(int width) throws Exception {
        String bases = randomBases(new Random(4), 1_200_000);
        FastaStatistics s = statistics(">x\n" + wrap(bases, width, "\n")).get(0);
        assertThat(s.md5()).isEqualTo(md5(bases.toUpperCase(Locale.ROOT)));
        assertThat(s.length()).isEqualTo(bases.length());
        assertThat(s.a())
                .isEqualTo(bases.chars().filter(c -> c == 'A' || c == 'a').count());
        assertThat(s.n()).isEqualTo(bases.chars().filter(c -> c == 'N').count());
        assertThat(s.a() + s.c() + s.g() + s.t() + s.n() + s.other()).isEqualTo(s.length());
    }

    @ParameterizedTest
    @CsvSource({
        "'ACGT␊',f:1: sequence: expected a header line that begins with '>'",
        "'␊␊@read␊',f:3: sequence: expected a header line",
        "'>␊ACGT',f:1: sequence: expected a name right behind '>'",
        "'> x␊ACGT',f:1: sequence: expected a name right behind '>'",
        "'>x␊AC␊Aé␊','f:3:2: sequence: expected a base, found byte 0xc3'"
    })
    void placesWhatIsNoFasta(String text, String message) {
        assertThatThrownBy(() -> statistics(text.replace('␊', '\n')))
                .isInstanceOf(ParseException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({
        "'>x␊AC␊ACG␊',f:3: sequence: expected a line of 2 bases and 3 bytes",
        "'>x␊ACG␊AC␊A␊',f:4: sequence: expected lines of the same length",
        "'>x␊ACG␊␊ACG␊',f:4: sequence: expected lines of the same length",
        "'>x␊ACG␍␊ACG␊A',f:3: sequence: expected a line of 3 bases and 5 bytes",
        "'>x␊A CG␊',f:2:2: sequence: expected bases up to the end",
        "'>x␊A␊>x␊A',expected a new name"
    })
    void refusesToIndexWhatCannotBeSought(String text, String message) {
        byte[] bytes = text.replace('␊', '\n').replace('␍', '\r').getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> FastaIndex.build(InputSource.of("f", bytes)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsAnyRegionOfPlainAndBlockedFiles() throws IOException {
        Random random = new Random(8);
        Map<String, String> sequences = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            String bases = randomBases(random, random.nextInt(5) == 0 ? random.nextInt(5) : random.nextInt(60_000));
            sequences.put("s" + i, bases);
            String end = random.nextBoolean() ? "\n" : "\r\n";
            text.append(">s").append(i).append(" text").append(end);
            text.append(wrap(bases, 1 + random.nextInt(200), end));
        }
        for (boolean blocked : new boolean[] {false, true}) {
            Path file = write("f" + blocked + ".fa", text.toString(), blocked);
            try (IndexedFasta fasta = IndexedFasta.open(file)) {
                assertThat(fasta.index().entries().keySet()).containsExactlyElementsOf(sequences.keySet());
                for (int i = 0; i < 2000; i++) {
                    String name = "s" + random.nextInt(12);
                    String bases = sequences.get(name);
                    if (bases.isEmpty()) {
                        assertThat(fasta.sequence(Region.whole(name))).isEmpty();
                        continue;
                    }
                    int start = 1 + random.nextInt(bases.length());
                    int end = start + random.nextInt(Math.min(3000, bases.length() - start + 1));
                    assertThat(fasta.sequence(new Region(name, start, end))).isEqualTo(bases.substring(start - 1, end));
                }
                assertThat(fasta.sequence(Region.whole("s1"))).isEqualTo(sequences.get("s1"));
            }
        }
    }

    @Test
    void readsFromManyThreadsAtOnce() throws IOException {
        String bases = randomBases(new Random(1), 500_000);
        for (boolean blocked : new boolean[] {false, true}) {
            Path file = write("t" + blocked + ".fa", ">x\n" + wrap(bases, 61, "\n"), blocked);
            try (IndexedFasta fasta = IndexedFasta.open(file)) {
                IntStream.range(0, 2000).parallel().forEach(i -> {
                    int start = 1 + i * 200;
                    String read = fasta.sequence(new Region("x", start, start + 999));
                    assertThat(read).isEqualTo(bases.substring(start - 1, start + 999));
                });
            }
        }
    }

    @Test
    void saysWhatIsWrongWithARegion() throws IOException {
        Path file = write("f.fa", ">x\nACGT\n>y\nAC\n>empty\n", false);
        try (IndexedFasta fasta = IndexedFasta.open(file)) {
            assertThatThrownBy(() -> fasta.sequence(Region.parse("z:1-2")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected one of 3 sequences (x, y, empty), found \"z\"");
            assertThatThrownBy(() -> fasta.sequence(Region.parse("x:3-5")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a region inside x:1-4, found x:3-5");
            assertThatThrownBy(() -> fasta.sequence(Region.parse("x:5-"))).isInstanceOf(IllegalArgumentException.class);
            assertThat(fasta.sequence(Region.parse("x:3-"))).isEqualTo("GT");
            assertThat(fasta.sequence(Region.parse("empty"))).isEmpty();
        }
        Files.write(file, gzip(">x\nACGT\n"));
        assertThatThrownBy(() -> IndexedFasta.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("BGZF");
    }

    /** Whatever the indexes say, a region gives bases, or an exception of ours. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesHostileIndexes(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] text = (">x\n" + wrap(randomBases(random, 5000), 60, "\n")).getBytes(StandardCharsets.US_ASCII);
        Path plain = folder.resolve("plain.fa");
        Files.write(plain, text);
        Path blocked = folder.resolve("blocked.fa.gz");
        try (BgzfWriter out = BgzfWriter.create(blocked)) {
            out.write(text);
        }
        long[] extremes = {
            0,
            1,
            2,
            59,
            60,
            61,
            5000,
            5001,
            0x7fff_fffe,
            0x7fff_ffff,
            0x8000_0000L,
            1L << 32,
            (1L << 48) - 1,
            1L << 62,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE,
            -1,
            Long.MIN_VALUE
        };
        int read = 0;
        for (int round = 0; round < 2000; round++) {
            Path fasta = random.nextBoolean() ? plain : blocked;
            long[] numbers = {5000, 3, 60, 61};
            for (int i = random.nextInt(4); i >= 0; i--) {
                numbers[random.nextInt(4)] = extremes[random.nextInt(extremes.length)];
            }
            Files.writeString(
                    Path.of(fasta + ".fai"),
                    "x\t" + Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining("\t")) + "\n");
            if (random.nextInt(3) == 0) {
                ByteBuffer gzi =
                        ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(1);
                gzi.putLong(extremes[random.nextInt(extremes.length)])
                        .putLong(extremes[random.nextInt(extremes.length)]);
                Files.write(Path.of(blocked + ".gzi"), gzi.array());
            } else {
                Files.deleteIfExists(Path.of(blocked + ".gzi"));
            }
            int start = (int) Math.max(1, extremes[random.nextInt(10)]);
            int end = (int) Math.max(start, extremes[random.nextInt(10)]);
            try (IndexedFasta indexed = IndexedFasta.open(fasta)) {
                read += indexed.bases(new Region("x", start, end)).length > 0 ? 1 : 0;
            } catch (ParseException | IllegalArgumentException e) {
                assertThat(e.getStackTrace()[0].getClassName()).startsWith("omega.genomics");
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void noticesAnIndexOfAnotherFile() throws IOException {
        Path file = write("f.fa", ">x\nACGT\nACGT\nAC\n", false);
        for (String fai : List.of("x\t10\t3\t5\t6\n", "x\t10\t1\t4\t5\n", "x\t100\t3\t4\t5\n", "x\t10\t3\t3\t4\n")) {
            Files.writeString(Path.of(file + ".fai"), fai);
            try (IndexedFasta fasta = IndexedFasta.open(file)) {
                assertThatThrownBy(() -> fasta.sequence(Region.whole("x")))
                        .as(fai)
                        .isInstanceOf(ParseException.class)
                        .hasMessageContaining("make the index anew");
            }
        }
        for (String fai : List.of("x\t10\t3\t4\n", "x\t-1\t3\t4\t5\n", "x\t10\t3\t0\t0\n", "x\t10\t3\t4\t3\n", "\n")) {
            Files.writeString(Path.of(file + ".fai"), fai);
            assertThatThrownBy(() -> IndexedFasta.open(file)).as(fai).isInstanceOf(ParseException.class);
        }
    }

    @Test
    void indexesAndReadsAsSamtoolsDoes() throws Exception {
        Random random = new Random(6);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append(">c").append(i).append(" x\n").append(wrap(randomBases(random, 10 + 1000 * i), 37 + i, "\n"));
        }
        Path file = write("s.fa", text.append(">last\nACG").toString(), false);
        Needs.program("samtools");
        run("samtools", "faidx", file.toString());
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        FastaIndex.build(InputSource.of(file)).write(ours);
        assertThat(ours.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(Path.of(file + ".fai")));
        Path out = folder.resolve("dict");
        run("samtools", "dict", "-H", "-o", out.toString(), file.toString());
        List<String> digests = new ArrayList<>();
        FastaStatistics.forEach(InputSource.of(file), s -> digests.add(s.name() + " " + s.length() + " " + s.md5()));
        assertThat(Files.readAllLines(out))
                .map(l -> l.replaceFirst("@SQ\tSN:(\\S+)\tLN:(\\d+)\tM5:(\\w+)\t.*", "$1 $2 $3"))
                .isEqualTo(digests);
        Path part = folder.resolve("part");
        try (IndexedFasta fasta = IndexedFasta.open(file)) {
            for (String region : List.of("c3:1-1", "c3:38-41", "c4:100-4010", "last:2-3")) {
                run("samtools", "faidx", "-o", part.toString(), file.toString(), region);
                String expected = String.join(
                        "", Files.readAllLines(part).stream().skip(1).toList());
                assertThat(fasta.sequence(Region.parse(region))).isEqualTo(expected);
            }
        }
    }

    @Test
    void readsRealFilesAsTheirIndexesSay() throws IOException {
        Path data = Needs.data("fasta");
        List<Path> indexes;
        try (var files = Files.walk(data)) {
            indexes = files.filter(f -> f.toString().endsWith(".fai")).toList();
        }
        int read = 0;
        for (Path fai : indexes) {
            Path fasta = Path.of(fai.toString().replaceFirst("\\.fai$", ""));
            if (!Files.exists(fasta)) {
                continue;
            }
            FastaIndex built = FastaIndex.build(InputSource.of(fasta));
            assertThat(built.entries())
                    .as(fai.toString())
                    .isEqualTo(FastaIndex.read(InputSource.of(fai)).entries());
            try (IndexedFasta open = IndexedFasta.open(fasta)) {
                for (FastaStatistics s : FastaStatistics.of(InputSource.of(fasta))) {
                    String whole = open.sequence(Region.whole(s.name()));
                    assertThat(whole.length()).isEqualTo((int) s.length());
                    assertThat(md5(whole.toUpperCase(Locale.ROOT))).isEqualTo(s.md5());
                    read++;
                }
            }
        }
        assertThat(read).isPositive();
    }

    private static List<FastaStatistics> statistics(String text) throws IOException {
        return FastaStatistics.of(InputSource.of("f", text.getBytes(StandardCharsets.UTF_8)));
    }

    private Path write(String name, String text, boolean blocked) throws IOException {
        Path file = folder.resolve(name);
        if (!blocked) {
            return Files.writeString(file, text);
        }
        try (BgzfWriter out = BgzfWriter.create(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new java.util.zip.GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String randomBases(Random random, int length) {
        StringBuilder bases = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            bases.append("ACGTacgtNNRy".charAt(random.nextInt(12)));
        }
        return bases.toString();
    }

    private static String wrap(String bases, int width, String end) {
        StringBuilder lines = new StringBuilder(2 * bases.length());
        for (int i = 0; i < bases.length(); i += width) {
            lines.append(bases, i, Math.min(bases.length(), i + width)).append(end);
        }
        return lines.toString();
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as("%s", List.of(command))
                .isZero();
    }
}
