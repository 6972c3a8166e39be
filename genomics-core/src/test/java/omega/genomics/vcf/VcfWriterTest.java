package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Region;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixIndex;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VcfWriterTest {
    private static final String HEADER = """
            ##fileformat=%s
            ##INFO=<ID=S,Number=.,Type=String,Description="x">
            ##FORMAT=<ID=T,Number=1,Type=String,Description="x">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	a%%b
            """;

    @TempDir
    private Path folder;

    private static String record(String info, String sample) {
        return "1\t5\tid%25\tA\tC\t.\tq%25\t" + info + "\tT\t" + sample + "\n";
    }

    /** Reads a record of one version and writes it, as a view and as its owned twin, under a header of another. */
    private static String written(String from, String to, String record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream owned = new ByteArrayOutputStream();
        try (VcfReader reader = VcfReaderTest.reader(HEADER.formatted(from) + record)) {
            VcfHeader header = reader.header().toBuilder()
                    .version(VcfVersion.parse(to).orElseThrow())
                    .build();
            try (VcfWriter writer = VcfWriter.to(out, header);
                    VcfWriter twin = VcfWriter.to(owned, header)) {
                reader.forEach(view -> {
                    writer.write(view);
                    twin.write(view.toVariant());
                });
            }
        }
        assertThat(owned.toString(UTF_8)).isEqualTo(out.toString(UTF_8));
        return out.toString(UTF_8).lines().filter(line -> !line.startsWith("#")).reduce("", (a, b) -> a + b + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "VCFv4.2 VCFv4.3 S=50%3Bx,%zz;F;X=a=b=c 5% S=50%253Bx,%25zz;F;X=a%3Db%3Dc 5%25",
                "VCFv4.1 VCFv4.5 . . . .",
                "VCFv4.3 VCFv4.2 S=a%3Bb%0Ac%09d%2C%3A%20 x%3Ay S=a%3Bb%0Ac%09d%2C%3A%20 x%3Ay",
                "VCFv4.4 VCFv4.0 S=50%25%41%C3%A9%,%2 100%25 S=50%Aé%,%2 100%",
                "VCFv4.3 VCFv4.5 S=50%25%3B 1%25 S=50%25%3B 1%25",
                "VCFv4.2 VCFv4.1 S=50%25%3B 1%25 S=50%25%3B 1%25",
            })
    void valuesAreEncodedByTheVersionThatIsWritten(
            String from, String to, String info, String sample, String writtenInfo, String writtenSample)
            throws IOException {
        assertThat(written(from, to, record(info, sample))).isEqualTo(record(writtenInfo, writtenSample));
    }

    /** What was read is read again, wherever both versions can say it. */
    @ParameterizedTest
    @ValueSource(strings = {"50%", "%3B", "a%25b", "%", "%%41", "a%20b"})
    void textIsReadBackAsItWasReadBefore43(String text) throws IOException {
        String newer = written("VCFv4.2", "VCFv4.5", record("S=" + text, text));
        try (VcfReader reader = VcfReaderTest.reader(HEADER.formatted("VCFv4.5") + newer)) {
            reader.advance();
            VcfRecord record = reader.record();
            assertThat(record.info().string(reader.header().info("S").asString()))
                    .isEqualTo(text);
            assertThat(record.samples().string(reader.header().format("T").asString(), 0))
                    .isEqualTo(text);
        }
        assertThat(written("VCFv4.5", "VCFv4.2", newer)).isEqualTo(record("S=" + text, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\t5\t.\tA\tC\t.\t.\tS=x\n1\t6\t.\tA\tC\t.\t.\t.", "1\t5\t.\tA\tC\t.\t.\tS=x\r"})
    void aVariantIsOneLine(String lines) {
        VcfHeader header = VcfHeader.builder(VcfVersion.V4_3).build();
        assertThatThrownBy(() -> Variant.parse(header, lines))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("one line");
    }

    @Test
    void aHeaderLineIsOneLine() {
        assertThatThrownBy(() -> VcfHeader.builder(VcfVersion.V4_3).add("source", "x\n1\t5"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // ---- BGZF and its index ---------------------------------------------------------------------------------------

    private static final String SITES =
            "##fileformat=VCFv4.2\n##contig=<ID=1>\n##contig=<ID=2>\n##INFO=<ID=END,Number=1,Type=Integer,"
                    + "Description=\"x\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    /** Records of many blocks, some of them long. */
    private static String sites(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(SITES);
        for (int contig = 1; contig <= 2; contig++) {
            int pos = 0;
            for (int i = 0; i < 20_000; i++) {
                pos += random.nextInt(1000);
                text.append(contig).append('\t').append(pos).append("\t.\tA\t<DEL>\t.\t.\tEND=");
                text.append(pos + (random.nextInt(100) == 0 ? random.nextInt(1_000_000) : 0))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void copy(String text, VcfWriter writer, boolean owned) throws IOException {
        try (VcfReader reader = VcfReaderTest.reader(text);
                writer) {
            reader.forEach(record -> {
                if (owned) {
                    writer.write(record.toVariant());
                } else {
                    writer.write(record);
                }
            });
        }
    }

    private static VcfHeader header(String text) throws IOException {
        try (VcfReader reader = VcfReaderTest.reader(text)) {
            return reader.header();
        }
    }

    @ParameterizedTest
    @EnumSource(TabixFormat.class)
    void anIndexIsWrittenWithTheFile(TabixFormat format) throws Exception {
        for (boolean owned : new boolean[] {false, true}) {
            String text = sites(owned ? 1 : 2);
            Path path = folder.resolve("sites-" + owned + ".vcf.gz");
            copy(text, VcfWriter.createIndexed(path, header(text), format), owned);

            try (InputStream in = InputSource.of(path).open()) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(text);
            }
            TabixIndex written = TabixIndex.of(path);
            TabixIndex built = VcfIndex.build(path, format);
            assertThat(written.format()).isEqualTo(format);
            assertThat(written.contigs()).containsExactly("1", "2");
            assertThat(written.count("2")).hasValue(20_000);
            Random random = new Random(3);
            for (int i = 0; i < 200; i++) {
                int start = 1 + random.nextInt(10_000_000);
                Region region = new Region(random.nextBoolean() ? "1" : "2", start, start + random.nextInt(50_000));
                assertThat(written.chunks(region)).isEqualTo(built.chunks(region));
            }
            Region region = Region.parse("2:1000000-1020000");
            List<String> lines = new ArrayList<>();
            try (VcfReader reader = VcfReader.options().region(region).open(path)) {
                reader.forEach(record -> lines.add(record.toString()));
            }
            assertThat(lines).isNotEmpty();
            if (Needs.hasProgram("tabix")) {
                assertThat(run("tabix", path.toString(), region.toString())).isEqualTo(lines);
            }
            if (Needs.hasProgram("bcftools")) {
                assertThat(run("bcftools", "view", "-H", "-r", region.toString(), path.toString()))
                        .isEqualTo(lines);
                assertThat(run("bcftools", "index", "-n", path.toString())).containsExactly("40000");
            }
        }
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    @Test
    void aBgzfFileIsOneWhateverItsName() throws Exception {
        String text = sites(4);
        Path path = folder.resolve("sites.vcf");
        copy(text, VcfWriter.createBgzf(path, header(text)), false);
        assertThat(InputSource.of(path).compression()).isEqualTo(Compression.BGZF);
        VcfIndex.write(path, TabixFormat.TBI);

        Path gzip = folder.resolve("plain.vcf.gz");
        copy(text, VcfWriter.createGzip(gzip, header(text)), false);
        assertThatThrownBy(() -> VcfIndex.write(gzip, TabixFormat.TBI)).isInstanceOf(ParseException.class);
    }

    /** The end block tells a whole file from one that was cut. */
    @Test
    void closingTheWriterEndsTheBgzfBelowItAndNotTheStreamBelowThat() throws IOException {
        String text = sites(5);
        boolean[] closed = {false};
        ByteArrayOutputStream below = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        copy(text, VcfWriter.to(BgzfWriter.to(below, -1), header(text)), false);
        assertThat(closed[0]).isFalse();
        byte[] bytes = below.toByteArray();
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 28, bytes.length)[0])
                .isEqualTo((byte) 0x1f);
        List<Diagnostic> findings = new ArrayList<>();
        try (VcfReader reader =
                VcfReader.options().diagnostics(findings::add).open(InputSource.of("x.vcf.gz", bytes))) {
            reader.forEach(record -> {});
            assertThat(reader.records()).isEqualTo(40_000);
        }
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 5,1 4 | 1:4: expected positions in ascending order",
                "1 5,2 5,1 6 | 1:6: expected all lines of contig 1 together",
                "1 600000000 | a .csi index takes larger ones",
            })
    void anIndexNeedsSortedRecords(String records, String message) throws IOException {
        Path path = folder.resolve("unsorted.vcf.gz");
        VcfHeader header = header(SITES);
        try (VcfWriter writer = VcfWriter.createIndexed(path, header, TabixFormat.TBI)) {
            List<String> places = List.of(records.split(",", -1));
            for (String place : places.subList(0, places.size() - 1)) {
                writer.write(site(header, place));
            }
            assertThatThrownBy(() -> writer.write(site(header, places.get(places.size() - 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(message);
        }
        assertThat(TabixIndex.find(path)).isEmpty();
    }

    private static Variant site(VcfHeader header, String place) {
        return Variant.parse(header, place.replace(' ', '\t') + "\t.\tA\tC\t.\t.\t.");
    }

    /** Tools differ in which of two indexes they take. */
    @Test
    void anIndexOfTheOtherFormatIsNotLeftBesideANewFile() throws IOException {
        Path path = folder.resolve("two.vcf.gz");
        Files.writeString(path, "old");
        Files.writeString(Path.of(path + ".csi"), "old");
        assertThatThrownBy(() -> VcfWriter.createIndexed(path, header(SITES), TabixFormat.TBI))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("two.vcf.gz.csi");
        assertThat(Files.readString(path)).isEqualTo("old");
        VcfWriter.createIndexed(path, header(SITES), TabixFormat.CSI).close();
        assertThat(TabixIndex.of(path).contigs()).isEmpty();
    }

    @Test
    void aRecordWhoseEndCannotBeReadIsNotWritten() throws IOException {
        String text = SITES + "1\t5\t.\tA\t<DEL>\t.\t.\tEND=far\n1\t9\t.\tA\tC\t.\t.\t.\n";
        Path path = folder.resolve("end.vcf.gz");
        List<String> skipped = new ArrayList<>();
        try (VcfReader reader = VcfReader.options()
                        .mode(ParseMode.LENIENT)
                        .diagnostics(finding -> skipped.add(finding.rule()))
                        .open(InputSource.of("end.vcf", text.getBytes(UTF_8)));
                VcfWriter writer = VcfWriter.createIndexed(path, reader.header(), TabixFormat.TBI)) {
            reader.forEach(writer::write);
        }
        assertThat(skipped).hasSize(1);
        try (VcfReader reader =
                VcfReader.options().region(Region.parse("1:1-100")).open(path)) {
            assertThat(reader.stream().map(Variant::position)).containsExactly(9);
        }
    }

    @Test
    void anIndexOfTheFileBeforeIsGoneAtOnce() throws IOException {
        Path path = folder.resolve("stale.vcf.gz");
        VcfWriter.createIndexed(path, header(SITES), TabixFormat.TBI).close();
        Path index = Path.of(path + ".tbi");
        assertThat(index).exists();
        try (VcfWriter writer = VcfWriter.createIndexed(path, header(SITES), TabixFormat.TBI)) {
            assertThat(writer.records()).isZero();
            assertThat(index).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ". | X=1 | X=1",
                "S=a | X=1;Y | S=a;X=1;Y",
                "S=a,b;T | X=ü | S=a,b;T;X=ü",
                "S=a |  | S=a",
            })
    void addsEntriesToInfoAndLeavesTheRestAsItIs(String info, String more, String expected) throws IOException {
        String added = more == null ? "" : more;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String header = HEADER.formatted("VCFv4.2");
        try (VcfReader reader = VcfReaderTest.reader(header + record(info, "q") + record(".", "r"));
                VcfWriter writer = VcfWriter.to(out, reader.header())) {
            reader.advance();
            writer.write(reader.record(), added);
            reader.advance();
            writer.write(reader.record());
        }
        assertThat(out.toString(UTF_8)).endsWith(record(expected, "q") + record(".", "r"));
    }

    /** Added entries are encoded anew with the others, and come after what projection leaves of them. */
    @Test
    void addsEntriesToWhatItReaderKeepsAndEncodesThemAsTheRest() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = HEADER.formatted("VCFv4.3") + record("S=a%25;Q=1", "q");
        try (VcfReader reader = VcfReader.options().info("S").open(InputSource.of("x.vcf", text.getBytes(UTF_8)));
                VcfWriter writer = VcfWriter.to(
                        out,
                        reader.header().toBuilder().version(VcfVersion.V4_2).build())) {
            reader.advance();
            writer.write(reader.record(), "X=50%25");
        }
        assertThat(out.toString(UTF_8)).endsWith("\tS=a%;X=50%\tT\tq\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X=1\tY", "X=1\n", "X\r"})
    void refusesInfoThatWouldBreakTheLine(String more) throws IOException {
        try (VcfReader reader = VcfReaderTest.reader(HEADER.formatted("VCFv4.2") + record(".", "q"));
                VcfWriter writer = VcfWriter.to(new ByteArrayOutputStream(), reader.header())) {
            reader.advance();
            assertThatThrownBy(() -> writer.write(reader.record(), more)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
