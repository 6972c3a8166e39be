package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Supplier;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Region;
import omega.genomics.internal.bcf.BcfChoice;
import omega.genomics.internal.bcf.BcfText;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view of a BCF record, whose text is not written until somebody asks for it, is a view of that text. */
class BcfViewTest {
    @TempDir
    Path folder;

    /** The decompressed BCF that bcftools makes of a file; empty if it cannot. */
    private byte[] convert(Path from) throws IOException, InterruptedException {
        Path to = folder.resolve("x.bcf");
        Process process = new ProcessBuilder(
                        "bcftools", "view", "--no-version", "-Ob", "-o", to.toString(), from.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        if (process.waitFor() != 0) {
            return new byte[0];
        }
        try (InputStream in = InputSource.of(to).open()) {
            return in.readAllBytes();
        }
    }

    /** The text of as many records as are not damaged. */
    private static byte[] text(byte[] bcf) throws IOException {
        java.io.ByteArrayOutputStream lines = new java.io.ByteArrayOutputStream();
        try (InputStream in = BcfText.of(
                InputSource.of("x.bcf", bcf).open(), "x.bcf", new BcfChoice(true, null, Integer.MAX_VALUE))) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                lines.write(buffer, 0, n);
            }
        } catch (ParseException e) {
            // the records before the damage are enough
        }
        return lines.toByteArray();
    }

    /** Asks the view of the stored record and the view of the text the same, in the same random order. */
    private static long compare(byte[] bcf, long seed, String name) throws IOException {
        byte[] text = text(bcf);
        if (text.length == 0) {
            return 0;
        }
        VcfReader.Options options = VcfReader.options().mode(ParseMode.LENIENT).diagnostics(finding -> {});
        try (VcfReader expected = options.open(InputSource.of("x", text));
                VcfReader found = options.open(InputSource.of("x", bcf))) {
            Random random = new Random(seed);
            List<InfoDefinition> fields = List.copyOf(expected.header().infos());
            while (expected.advance()) {
                assertThat(found.advance()).isTrue();
                assertThat(found.record().lineNumber())
                        .isEqualTo(expected.record().lineNumber());
                assertThat(found.record().position())
                        .isEqualTo(expected.record().position());
                for (int n = 0; n < 12; n++) {
                    int what = random.nextInt(24);
                    InfoDefinition field =
                            fields.isEmpty() ? expected.header().info("DP") : fields.get(random.nextInt(fields.size()));
                    int index = random.nextInt(3);
                    assertThat(answer(found, what, field, index))
                            .as(
                                    "%s line %d, question %d of %s[%d]",
                                    name, expected.record().lineNumber(), what, field, index)
                            .isEqualTo(answer(expected, what, field, index));
                }
            }
            try {
                assertThat(found.advance()).isFalse();
            } catch (ParseException e) {
                assertThat(e.diagnostic().rule()).isEqualTo("bcf-damaged");
            }
            assertThat(found.records()).isEqualTo(expected.records());
            assertThat(found.skipped()).isEqualTo(expected.skipped());
            return found.records();
        }
    }

    private static String answer(VcfReader reader, int what, InfoDefinition declared, int index) {
        VcfRecord record = reader.record();
        InfoDefinition field =
                declared == null ? reader.header().info("DP") : reader.header().info(declared.id());
        boolean isInteger = field.type() == VcfType.INTEGER;
        boolean isNumber = isInteger || field.type() == VcfType.FLOAT;
        boolean isOne = field.number().equals(VcfNumber.ONE);
        InfoView info = record.info();
        return tried(() -> switch (what) {
            case 0 -> record.contig() + record.lineNumber();
            case 1 -> record.position();
            case 2 -> record.hasQual() + " " + record.qual();
            case 3 -> record.qualAsDouble();
            case 4 -> record.ids() + record.ref() + record.alts() + record.altCount();
            case 5 -> record.filters();
            case 6 -> record.end();
            case 7 -> record.lineBytes().toString();
            case 8 -> record.samples().count() + record.samples().formatBytes().toString();
            case 9 -> info.toString();
            case 10 -> info.size();
            case 11 -> index < info.size() ? info.keyBytes(index) + "=" + info.valueBytes(index) : "";
            case 12 -> info.isPresent(field.asAny()) + " " + info.has(field.asAny());
            case 13 -> info.count(field.asAny());
            case 14 -> info.isMissing(field.asAny(), index);
            case 15 -> String.valueOf(info.bytes(field.asAny()));
            case 16 -> isInteger ? info.intValue(field.asIntegers(), index) : info.has(field.asAny());
            case 17 -> isInteger && isOne ? info.intOr(field.asInteger(), -7) : info.count(field.asAny());
            case 18 -> isNumber ? info.floatValue(field.asFloats(), index) : "";
            case 19 -> isNumber ? info.doubleValue(field.asFloats(), index) : "";
            case 20 -> isNumber && isOne ? info.doubleValue(field.asFloat()) + info.floatOr(field.asFloat(), 3) : "";
            case 21 -> isInteger ? ints(info, field) : isNumber ? floats(info, field) : "";
            case 22 -> field.type() == VcfType.FLAG ? info.flag(field.asFlag()) : info.string(field.asString(), index);
            default -> record.altCount() > 0 ? record.alt(0) + record.contigBytes() : "";
        });
    }

    private static String ints(InfoView info, InfoDefinition field) {
        int[] values = new int[4];
        return info.ints(field.asIntegers(), values, -9) + Arrays.toString(values);
    }

    private static String floats(InfoView info, InfoDefinition field) {
        float[] values = new float[4];
        return info.floats(field.asFloats(), values, -9) + Arrays.toString(values);
    }

    private static String tried(Supplier<Object> question) {
        try {
            return String.valueOf(question.get());
        } catch (ParseException e) {
            return e.diagnostic().rule() + e.diagnostic().message();
        } catch (NoSuchElementException e) {
            return "none";
        }
    }

    private long compareReal(long largest, int every) throws Exception {
        List<Path> paths = RealVcfFiles.under("vcf");
        long records = 0;
        for (int n = 0; n < paths.size(); n += every) {
            if (Files.size(paths.get(n)) <= largest) {
                byte[] bcf = convert(paths.get(n));
                records += bcf.length == 0 ? 0 : compare(bcf, n, paths.get(n).toString());
            }
        }
        return records;
    }

    @Test
    @Tag("slow")
    void viewsOfEveryRealFileAreThoseOfItsText() throws Exception {
        Needs.program("bcftools");
        assertThat(compareReal(4_000_000, 1)).isGreaterThan(100_000);
    }

    @Test
    void viewsOfEveryTenthSmallFileAreThoseOfItsText() throws Exception {
        Needs.program("bcftools");
        assertThat(compareReal(100_000, 10)).isGreaterThan(500);
    }

    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##contig=<ID=1>
            ##FILTER=<ID=q,Description="q">
            ##INFO=<ID=I,Number=.,Type=Integer,Description="i">
            ##INFO=<ID=J,Number=1,Type=Integer,Description="j">
            ##INFO=<ID=F,Number=.,Type=Float,Description="f">
            ##INFO=<ID=S,Number=.,Type=String,Description="s">
            ##INFO=<ID=B,Number=0,Type=Flag,Description="b">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
            ##FORMAT=<ID=T,Number=1,Type=String,Description="t">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb
            """;

    private static String records(Random random, int count) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 1; i <= count; i++) {
            text.append("1\t").append(i).append("\trs").append(i).append("\tA\tC,<DEL>\t");
            text.append(random.nextInt(9) == 0 ? "." : Float.toString(random.nextFloat() * 3000));
            text.append(random.nextBoolean() ? "\tPASS\tJ=" : "\tq\tJ=").append(random.nextInt() >> random.nextInt(32));
            text.append(";F=").append(Float.intBitsToFloat(random.nextInt()));
            for (int n = random.nextInt(4); n > 0; n--) {
                text.append(random.nextBoolean() ? ",." : "," + random.nextInt(2_000_000) / 2.0);
            }
            text.append(random.nextInt(4) == 0 ? "" : ";B").append(random.nextInt(4) == 0 ? "" : ";S=x,.,z%3Dz");
            text.append(random.nextInt(4) == 0 ? "" : ";I=1,." + (random.nextBoolean() ? ",100000" : ""));
            text.append("\tGT:T\t0/1:").append(i).append("\t.:y\n");
        }
        return text.toString().replace("NaN", "nan").replace("Infinity", "inf");
    }

    /** Numbers of every size, and files of which some bytes were changed: types that the header does not declare, lengths, damage. */
    @Test
    void viewsOfRandomAndOfBrokenRecordsAreThoseOfTheirText() throws Exception {
        Needs.program("bcftools");
        Random random = new Random(21);
        Path vcf = Files.writeString(folder.resolve("x.vcf"), records(random, 3000), ISO_8859_1);
        byte[] all = convert(vcf);
        assertThat(compare(all, 1, "whole")).isEqualTo(3000);
        byte[] few = convert(Files.writeString(vcf, records(random, 4), ISO_8859_1));
        int first = new String(few, ISO_8859_1).indexOf("\ta\tb\n") + 6;
        long readable = 0;
        for (int i = 0; i < 4000; i++) {
            byte[] broken = few.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                broken[first + random.nextInt(broken.length - first)] = random.nextBoolean()
                        ? (byte) random.nextInt()
                        : (byte) ((random.nextInt(8) << 4) | random.nextInt(8));
            }
            readable += compare(broken, i, "broken " + i);
        }
        assertThat(readable).isGreaterThan(4000);
    }

    @Test
    void aDamagedFieldThatNobodyReadsIsRefusedWhenTheReaderComesToItsRecord() throws Exception {
        Needs.program("bcftools");
        byte[] bcf = convert(Files.writeString(folder.resolve("x.vcf"), records(new Random(3), 20)));
        String bytes = new String(bcf, ISO_8859_1);
        int text = bytes.lastIndexOf("x,.,z");
        bcf[text] = '\t';
        List<Integer> positions = new ArrayList<>();
        try (VcfReader reader = VcfReader.open(InputSource.of("x.bcf", bcf))) {
            assertThatThrownBy(() -> {
                        while (reader.advance()) {
                            positions.add(reader.record().position());
                        }
                    })
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("byte " + text)
                    .hasMessageContaining("expected text without tabs and line ends");
        }
        assertThat(positions).hasSizeBetween(1, 19);
    }

    @Test
    void aLineThatIsLongerThanAllowedIsRefused() throws Exception {
        Needs.program("bcftools");
        Path vcf = Files.writeString(folder.resolve("x.vcf"), records(new Random(3), 40));
        InputSource bcf = InputSource.of("x.bcf", convert(vcf));
        int longest = 0;
        try (VcfReader reader = VcfReader.open(bcf)) {
            while (reader.advance()) {
                longest = Math.max(longest, reader.record().lineBytes().length());
            }
        }
        try (VcfReader reader = VcfReader.options().maxLineLength(longest).open(bcf)) {
            reader.forEach(record -> {});
            assertThat(reader.records()).isEqualTo(40);
        }
        try (VcfReader reader = VcfReader.options().maxLineLength(longest - 1).open(bcf)) {
            assertThatThrownBy(() -> reader.forEach(record -> {}))
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("lines of at most " + (longest - 1) + " bytes, found " + longest);
        }
    }

    /** END is stored as a float, which the header does not say. */
    @Test
    void refusedLinesAreText() throws Exception {
        Needs.program("bcftools");
        String text = records(new Random(3), 3)
                .replaceFirst("##INFO", "##INFO=<ID=END,Number=1,Type=Float,Description=\"e___\">\n##INFO")
                .replaceFirst("J=", "END=5.5;J=");
        String bcf = new String(convert(Files.writeString(folder.resolve("x.vcf"), text)), ISO_8859_1);
        byte[] wrong = bcf.replace("Float,Description=\"e___\"", "Integer,Description=\"e_\"")
                .getBytes(ISO_8859_1);
        List<String> refused = new ArrayList<>();
        try (VcfReader reader = VcfReader.options()
                .mode(ParseMode.LENIENT)
                .diagnostics(finding -> {})
                .refusedLines((finding, line) -> refused.add(line.toString()))
                .scanFor(Region.parse("1:2-100"))
                .open(InputSource.of("x.bcf", wrong))) {
            reader.forEach(record -> assertThat(record.position()).isGreaterThan(1));
            assertThat(reader.records()).isEqualTo(2);
        }
        assertThat(refused).hasSize(1).allMatch(line -> line.matches("1\t1\trs1\tA\tC,<DEL>\t.*;?END=5.5;J=.*\t.:y"));
    }
}
