package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.gtf.OptionalTools;
import omega.genomics.internal.bcf.BcfChoice;
import omega.genomics.internal.bcf.BcfText;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.stats.VcfStatistics;
import omega.genomics.vcf.validate.ValidationReport;
import omega.genomics.vcf.validate.VcfValidator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BCF is read as the VCF text that it stands for. */
class BcfTest {
    private static final long LARGEST = 4_000_000;

    @TempDir
    Path folder;

    private static List<String> lines(byte[] bcf) throws IOException {
        try (InputStream text = BcfText.of(
                InputSource.of("x.bcf", bcf).open(), "x.bcf", new BcfChoice(true, null, Integer.MAX_VALUE))) {
            return new String(text.readAllBytes(), ISO_8859_1).lines().toList();
        }
    }

    private List<String> bcftools(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bcftools"));
        command.addAll(List.of(arguments));
        return OptionalTools.run(folder.resolve("log"), command.toArray(String[]::new));
    }

    /** Makes a BCF file; false if bcftools cannot. */
    private boolean convert(Path from, Path to, String type) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bcftools", "view", "--no-version", type, "-o", to.toString(), from.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return process.waitFor() == 0;
    }

    // ---- the same as bcftools ------------------------------------------------------------------------------------

    /**
     * The text of every real file that bcftools can convert is that of {@code bcftools view}, header and records. Known difference: an
     * empty text, which bcftools writes as nothing, is a dot.
     */
    @Test
    @Tag("slow")
    void everyRealFileIsTheTextOfBcftools() throws Exception {
        Needs.program("bcftools");
        assertThat(compareWithBcftools(LARGEST, 1)).isGreaterThan(200);
    }

    @Test
    void everyTenthSmallFileIsTheTextOfBcftools() throws Exception {
        Needs.program("bcftools");
        assertThat(compareWithBcftools(LARGEST / 20, 10)).isGreaterThan(20);
    }

    private int compareWithBcftools(long largest, int every) throws Exception {
        int files = 0;
        Path bcf = folder.resolve("x.bcf");
        List<Path> paths = RealVcfFiles.under("vcf");
        for (int n = 0; n < paths.size(); n += every) {
            Path path = paths.get(n);
            if (Files.size(path) > largest || !convert(path, bcf, "-Ob")) {
                continue;
            }
            List<String> found = lines(Files.readAllBytes(bcf));
            List<String> expected = bcftools("view", "--no-version", bcf.toString());
            assertThat(found).as(path.toString()).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                if (!found.get(i).equals(expected.get(i))) {
                    assertThat(withDots(found.get(i))).as(path + " line " + i).isEqualTo(withDots(expected.get(i)));
                }
            }
            compareColumns(path, bcf);
            files++;
        }
        return files;
    }

    private static String withDots(String line) {
        return line.replaceAll("(?<=[:=\t])(?=[:;\t]|$)", ".");
    }

    /** The columns that no conversion changes are those of the VCF file itself, where it is readable. */
    private static void compareColumns(Path vcf, Path bcf) throws IOException {
        List<String> expected;
        try {
            expected = columns(vcf);
        } catch (ParseException | UncheckedIOException e) {
            return;
        }
        assertThat(columns(bcf)).as(vcf.toString()).isEqualTo(expected);
    }

    private static List<String> columns(Path path) throws IOException {
        List<String> columns = new ArrayList<>();
        try (VcfReader reader = VcfReader.open(path)) {
            reader.forEach(
                    record -> columns.add(record.contig() + " " + record.position() + " " + record.idBytes() + " "
                            + record.ref() + " " + record.alts() + " " + record.hasQual() + " "
                            + new java.util.TreeSet<>(record.filters())));
        }
        return columns;
    }

    @Test
    void floatsAreThoseOfBcftools() throws Exception {
        Needs.program("bcftools");
        Random random = new Random(11);
        StringBuilder text = new StringBuilder(
                "##fileformat=VCFv4.2\n##contig=<ID=1>\n"
                        + "##INFO=<ID=X,Number=.,Type=Float,Description=\"x\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 1; i <= 3000; i++) {
            text.append("1\t")
                    .append(i)
                    .append("\t.\tA\tC\t")
                    .append(number(random))
                    .append("\t.\tX=");
            for (int n = 0; n < 20; n++) {
                text.append(n == 0 ? "" : ",").append(number(random));
            }
            text.append('\n');
        }
        Path vcf = Files.writeString(folder.resolve("x.vcf"), text);
        Path bcf = folder.resolve("x.bcf");
        assertThat(convert(vcf, bcf, "-Ou")).isTrue();
        List<String> expected = bcftools("view", "--no-version", bcf.toString());
        List<String> found = lines(Files.readAllBytes(bcf));
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).split("[,=\t]", -1))
                    .containsExactly(expected.get(i).split("[,=\t]", -1));
        }
    }

    private static String number(Random random) {
        return switch (random.nextInt(8)) {
            case 0 ->
                Float.toString(Float.intBitsToFloat(random.nextInt()))
                        .replace("NaN", "0")
                        .replace("Infinity", "1");
            case 1 -> Integer.toString(random.nextInt(2_000_000));
            case 2 -> Float.toString(random.nextFloat() * 1e-4f);
            case 3 -> Double.toString((random.nextInt(2_000_000) + 0.5) / 2);
            case 4 -> "1e" + (random.nextInt(70) - 36);
            case 5 -> Float.toString(Math.nextDown((float) Math.pow(10, random.nextInt(12) - 6)));
            case 6 -> random.nextBoolean() ? "." : "-0";
            default -> Float.toString(random.nextFloat() * 1000);
        };
    }

    // ---- through the reader --------------------------------------------------------------------------------------

    private static final String HEADER = "##fileformat=VCFv4.2\n##FILTER=<ID=PASS,Description=\"All filters passed\">\n"
            + "##contig=<ID=1,length=100000>\n##contig=<ID=2,length=100000>\n##FILTER=<ID=q10,Description=\"q\">\n"
            + "##INFO=<ID=AC,Number=A,Type=Integer,Description=\"c\">\n##INFO=<ID=AF,Number=A,Type=Float,Description=\"f\">\n"
            + "##INFO=<ID=DB,Number=0,Type=Flag,Description=\"a, IDX=7, \\\"b\\\"\">\n"
            + "##INFO=<ID=END,Number=1,Type=Integer,Description=\"e\">\n##INFO=<ID=S,Number=.,Type=String,Description=\"s\">\n"
            + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"g\">\n##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"d\">\n"
            + "##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"d\">\n##FORMAT=<ID=FT,Number=1,Type=String,Description=\"d\">\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\n";

    private Path cohort(int records) throws IOException {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < records; i++) {
            text.append(i < records / 2 ? 1 : 2).append('\t').append(10 * (i % (records / 2)) + 1);
            text.append(i % 3 == 0 ? "\trs" + i + ";x" : "\t.").append(i % 5 == 0 ? "\tACG\tA,<DEL>\t" : "\tA\tC\t");
            text.append(i % 7 == 0 ? "." : i % 40 + ".5").append(i % 4 == 0 ? "\tPASS" : i % 4 == 1 ? "\tq10" : "\t.");
            String list = i % 5 == 0 ? ",2" : "";
            text.append(
                    i % 11 == 0
                            ? "\t."
                            : "\tAC=" + random.nextInt(70_000) + list + ";AF=0.25" + list + ";DB;S=abc,d"
                                    + (i % 5 == 0 ? ";END=" + (10 * i + 40) : ""));
            text.append(
                    i % 13 == 0
                            ? "\tDP\t5\t."
                            : "\tGT:DP:AD:FT\t0|1:3:1,2" + list + ":x\t"
                                    + (i % 2 == 0 ? "./.:.:.:." : "1:300:.:longer"));
            text.append('\n');
        }
        return Files.writeString(folder.resolve("cohort.vcf"), text);
    }

    private static List<String> records(VcfReader.Options options, Path path) throws IOException {
        List<String> records = new ArrayList<>();
        try (VcfReader reader = options.open(path)) {
            reader.forEach(record -> records.add(record.toVariant().toString()));
        }
        return records;
    }

    @Test
    void projectionsRegionsAndStatisticsAreThoseOfTheText() throws Exception {
        Needs.program("bcftools");
        Path vcf = cohort(2000);
        Path bcf = folder.resolve("cohort.bcf");
        assertThat(convert(vcf, bcf, "-Ob")).isTrue();
        bcftools("index", bcf.toString());
        VcfReader.Options all = VcfReader.options();
        for (VcfReader.Options options : List.of(
                all,
                all.samples(List.of()),
                all.samples("b"),
                all.samples("b", "a").info("AF"),
                all.info("DB", "S").samples(List.of()),
                all.format("DP"),
                all.info("DB").samples(List.of()).matching(VcfFilter.parse("AF>0 && FMT/DP[0]=3")),
                all.scanFor(Region.parse("2:40-90")))) {
            assertThat(records(options, bcf))
                    .as(options.toString())
                    .isEqualTo(records(options, vcf))
                    .isNotEmpty();
        }
        for (String region : List.of("1:5000-5100", "2", "2:1-1", "1:40-200", "1:99999-100000")) {
            assertThat(records(all.region(Region.parse(region)), bcf))
                    .as(region)
                    .isEqualTo(records(all.scanFor(Region.parse(region)), vcf));
        }
        assertThat(records(
                        all.region(Region.parse("1:31-31"), Region.parse("2:9000-9100"))
                                .samples(List.of()),
                        bcf))
                .isEqualTo(records(
                        all.scanFor(Region.parse("1:31-31"), Region.parse("2:9000-9100"))
                                .samples(List.of()),
                        vcf));
        try (VcfReader text = VcfReader.open(vcf);
                VcfReader binary = VcfReader.open(bcf)) {
            assertThat(VcfStatistics.withSamples(binary).sampleCounts())
                    .isEqualTo(VcfStatistics.withSamples(text).sampleCounts());
            assertThat(binary.header().samples()).isEqualTo(text.header().samples());
        }
        List<String> parallel = new ArrayList<>();
        try (VcfParallelReader reader = all.openParallel(InputSource.of(bcf), 2)) {
            reader.forEachOrdered(record -> record.toVariant().toString(), parallel::add);
        }
        assertThat(parallel).isEqualTo(records(all, vcf));
    }

    /** Both read regions by our index; the first and the last contig have no records. */
    @Test
    void anIndexLeadsToTheRecordsThatBcftoolsFinds() throws Exception {
        Needs.program("bcftools");
        Path vcf = cohort(4000);
        Files.writeString(
                vcf,
                Files.readString(vcf)
                        .replaceFirst("##contig", "##contig=<ID=0,length=9>\n##contig")
                        .replaceFirst("##INFO", "##contig=<ID=9,length=9>\n##INFO"));
        Path bcf = folder.resolve("indexed.bcf");
        assertThat(convert(vcf, bcf, "-Ob")).isTrue();
        assertThat(VcfIndex.write(bcf, TabixFormat.CSI)).isEqualTo(Path.of(bcf + ".csi"));
        VcfReader.Options all = VcfReader.options();
        for (String region : List.of("1:5000-5100", "2", "2:1-1", "1:40-200", "1:19000-100000", "9")) {
            List<String> expected = records(all.scanFor(Region.parse(region)), vcf);
            assertThat(records(all.region(Region.parse(region)), bcf))
                    .as(region)
                    .isEqualTo(expected);
            assertThat(bcftools("view", "-H", "-r", region, bcf.toString()))
                    .as(region)
                    .hasSameSizeAs(expected);
        }
        assertThat(bcftools("index", "--nrecords", bcf.toString())).containsExactly("4000");
        assertThatThrownBy(() -> VcfIndex.write(bcf, TabixFormat.TBI))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a .csi index for BCF");
    }

    @Test
    void aFileThatIsNotSortedOrEndsTooSoonHasNoIndex() throws Exception {
        Needs.program("bcftools");
        Path vcf = cohort(40);
        List<String> lines = new ArrayList<>(Files.readAllLines(vcf));
        lines.add(lines.get(lines.size() - 3));
        Path bcf = folder.resolve("unsorted.bcf");
        assertThat(convert(Files.write(vcf, lines), bcf, "-Ob")).isTrue();
        assertThatThrownBy(() -> VcfIndex.build(bcf, TabixFormat.CSI))
                .isInstanceOfSatisfying(
                        ParseException.class,
                        bad -> assertThat(bad.diagnostic().rule()).isEqualTo("index-order"));
        byte[] records = lines.get(0).getBytes(StandardCharsets.UTF_8);
        Path cut = folder.resolve("cut.bcf");
        try (BgzfWriter out = BgzfWriter.create(cut)) {
            byte[] whole = BgzfInputStream.open(bcf).readAllBytes();
            out.write(whole, 0, whole.length - records.length);
        }
        assertThatThrownBy(() -> VcfIndex.build(cut, TabixFormat.CSI))
                .isInstanceOfSatisfying(
                        ParseException.class,
                        bad -> assertThat(bad.diagnostic().rule()).isEqualTo("bcf-damaged"));
    }

    @Test
    void isValidatedAsItsText() throws Exception {
        Needs.program("bcftools");
        Path vcf = cohort(300);
        Path bcf = folder.resolve("validated.bcf");
        assertThat(convert(vcf, bcf, "-Ob")).isTrue();
        Path text = folder.resolve("text.vcf");
        assertThat(convert(bcf, text, "-Ov")).isTrue();
        ValidationReport ofText = new VcfValidator().validate(InputSource.of(text));
        ValidationReport ofBinary = new VcfValidator().validate(InputSource.of(bcf));
        assertThat(ofBinary.rules()).isEqualTo(ofText.rules()).isNotEmpty();
        assertThat(ofBinary.records()).isEqualTo(ofText.records()).isEqualTo(300);
    }

    @Test
    void anIndexOfAnotherFileIsStale() throws Exception {
        Needs.program("bcftools");
        Path bcf = folder.resolve("cohort.bcf");
        assertThat(convert(cohort(2000), bcf, "-Ob")).isTrue();
        bcftools("index", bcf.toString());
        Path other = folder.resolve("other.bcf");
        assertThat(convert(cohort(1000), other, "-Ob")).isTrue();
        Files.move(Path.of(bcf + ".csi"), Path.of(other + ".csi"));
        assertThatThrownBy(() -> records(VcfReader.options().region(Region.parse("2:5000-6000")), other))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("make the index anew");
    }

    // ---- BCF made by hand ----------------------------------------------------------------------------------------

    private static byte[] file(int minor, String header, byte[]... records) {
        byte[] text = (header + "\0").getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'B', 'C', 'F', 2, (byte) minor});
        out.writeBytes(little(text.length));
        out.writeBytes(text);
        for (byte[] record : records) {
            out.writeBytes(record);
        }
        return out.toByteArray();
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    /** A record at 1:10 with REF A and no ALT. */
    private static byte[] record(int infos, int[] info, int formats, int[] format) {
        ByteArrayOutputStream shared = new ByteArrayOutputStream();
        for (int value : new int[] {0, 9, 1, 0x7f800001, 1 << 16 | infos, formats << 24 | 2}) {
            shared.writeBytes(little(value));
        }
        shared.writeBytes(new byte[] {0x07, 0x17, 'A', 0x00});
        for (int value : info) {
            shared.write(value);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(shared.size()));
        out.writeBytes(little(format.length));
        out.writeBytes(shared.toByteArray());
        for (int value : format) {
            out.write(value);
        }
        return out.toByteArray();
    }

    private static final String SMALL = "##fileformat=VCFv4.2\n##contig=<ID=1>\n"
            + "##INFO=<ID=N,Number=.,Type=Integer,Description=\"n\">\n##INFO=<ID=F,Number=0,Type=Flag,Description=\"f\">\n"
            + "##INFO=<ID=S,Number=.,Type=String,Description=\"s\">\n##FORMAT=<ID=GT,Number=1,Type=String,Description=\"g\">\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\n";

    /** Version 2.1 fills vectors up with missing values and begins lists of texts with a comma; a flag may have a value in both. */
    @Test
    void readsVersion21() throws Exception {
        int[] info = {0x11, 1, 0x21, 5, 0x80, 0x11, 2, 0x11, 1, 0x11, 3, 0x47, ',', 'x', ',', 'y'};
        int[] format = {0x11, 4, 0x21, 2, 4, 4, 0x80, 0x11, 1, 0x31, 7, 0x80, 0x80, 0x80, 0x80, 0x80};
        List<String> lines = lines(file(1, SMALL, record(3, info, 2, format)));
        assertThat(lines.subList(7, lines.size()))
                .containsExactly("1\t10\t.\tA\t.\t.\t.\tN=5,.;F;S=x,y\tGT:N\t0/1:7\t1:.");
        int[] format22 = {0x11, 4, 0x21, 2, 4, 4, 0x81, 0x11, 1, 0x31, 7, 0x80, 0x81, 0x81, 0x81, 0x81};
        assertThat(lines(file(2, SMALL, record(3, info, 2, format22))).get(7))
                .isEqualTo("1\t10\t.\tA\t.\t.\t.\tN=5,.;F=1;S=,x,y\tGT:N\t0/1:7,.\t1:.");
    }

    @Test
    void damageIsRefusedWithItsOffset() throws Exception {
        byte[] good = record(1, new int[] {0x11, 1, 0x11, 5}, 1, new int[] {0x11, 4, 0x21, 2, 4, 4, 0x81});
        byte[] bcf = file(2, SMALL, good, good);
        int first = bcf.length - 2 * good.length;
        assertThat(lines(bcf)).hasSize(9);
        for (int cut = 1; cut < bcf.length; cut++) {
            byte[] part = Arrays.copyOf(bcf, cut);
            if (cut != first && cut != first + good.length && cut > 5) {
                assertThatThrownBy(() -> lines(part)).isInstanceOfSatisfying(ParseException.class, bad -> {
                    assertThat(bad.diagnostic().rule()).isEqualTo("bcf-damaged");
                    assertThat(bad.location().source()).isEqualTo("x.bcf");
                });
            }
        }
        int second = first + good.length;
        byte[] badContig = bcf.clone();
        badContig[second + 8] = 3;
        try (VcfReader reader =
                VcfReader.options().mode(omega.genomics.ParseMode.LENIENT).open(InputSource.of("x.bcf", badContig))) {
            assertThat(reader.advance()).isTrue(); // the record before the damage
            assertThatThrownBy(reader::advance).isInstanceOfSatisfying(ParseException.class, bad -> {
                assertThat(bad.location().toString()).contains(Integer.toString(second + 8));
                assertThat(bad.diagnostic().message()).contains("expected the number of a contig, found 3");
            });
        }
    }

    @Test
    void headersThatMakeNoSenseAreRefused() {
        for (String header : List.of(
                "##fileformat=VCFv4.2\n",
                SMALL.replace("##contig=<ID=1>", "##contig=<ID=1,IDX=99999999>"),
                SMALL.replace("##contig=<ID=1>", "##contig=<ID=1\t2>"))) {
            assertThatThrownBy(() -> lines(file(2, header))).isInstanceOf(ParseException.class);
        }
        byte[] long4 = file(2, SMALL);
        Arrays.fill(long4, 5, 9, (byte) 0xff);
        assertThatThrownBy(() -> lines(long4))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("4294967295");
        assertThatThrownBy(() -> VcfReader.options().maxHeaderBytes(20).open(InputSource.of("x", file(2, SMALL))))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("at most 20 bytes");
        assertThatThrownBy(() -> VcfReader.open(InputSource.of("x", "BCF\4xxxxxxxx".getBytes(UTF_8))))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("BCF");
    }

    @Test
    void randomlyBrokenFilesGiveRecordsOrAreRefused() throws Exception {
        byte[] good = record(1, new int[] {0x11, 1, 0x11, 5}, 1, new int[] {0x11, 4, 0x21, 2, 4, 4, 0x81});
        byte[] bcf = file(2, SMALL, good, good, good);
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = bcf.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                broken[5 + random.nextInt(broken.length - 5)] = (byte) random.nextInt();
            }
            try {
                lines(broken);
            } catch (ParseException e) {
                assertThat(e.location().source()).isEqualTo("x.bcf");
            }
        }
    }
}
