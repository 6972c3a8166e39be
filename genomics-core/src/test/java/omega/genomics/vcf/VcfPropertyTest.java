package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.genotype.Genotype;
import omega.genomics.vcf.genotype.GenotypeCounts;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for any file: found by seeded generators, so that a failure can be repeated. */
class VcfPropertyTest {

    private static String randomFile(Random random, int records) {
        StringBuilder text =
                new StringBuilder(VcfReaderTest.EXAMPLE.substring(0, VcfReaderTest.EXAMPLE.indexOf("20\t14370")));
        for (int i = 0; i < records; i++) {
            text.append("20\t").append(1 + random.nextInt(1_000_000)).append('\t');
            text.append(pick(random, ".", "rs1", "rs1;rs2")).append('\t');
            text.append(pick(random, "A", "ACG", "N")).append('\t');
            text.append(pick(random, ".", "C", "C,<DEL>", "*", "A]20:5]", "<*>,G,T"))
                    .append('\t');
            text.append(pick(random, ".", "10", "3.5e1")).append('\t');
            text.append(pick(random, ".", "PASS", "q10", "q10;s50")).append('\t');
            text.append(randomInfo(random)).append('\t');
            String format = pick(random, "GT", "GT:GQ", "GT:GQ:HQ", "GQ");
            text.append(format);
            for (int sample = 0; sample < 3; sample++) {
                text.append('\t').append(randomSample(random, format));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String randomInfo(Random random) {
        int n = random.nextInt(7);
        if (n == 0) {
            return ".";
        }
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            entries.add(pick(
                    random,
                    "DP=" + random.nextInt(100),
                    "DP=.",
                    "AF=0." + random.nextInt(1000),
                    "AF=0.5,.,1e-3",
                    "DB",
                    "NS=3",
                    "AF_MORE=1",
                    "D=1",
                    "UNKNOWN_KEY_OF_SOME_LENGTH=a%3Ab,c",
                    "H2"));
        }
        return String.join(";", entries);
    }

    private static String randomSample(Random random, String format) {
        String genotype = pick(random, "0|0", "0/1", "1|1", "./.", ".", "0", "1|2", "0/1/2", "./1", "10/2");
        return switch (format) {
            case "GT" -> genotype;
            case "GT:GQ" -> genotype + pick(random, "", ":.", ":12");
            case "GT:GQ:HQ" -> genotype + pick(random, "", ":.", ":12", ":12:1,2", ":12:.");
            default -> pick(random, ".", "7");
        };
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void textToViewToOwnedToTextIsTheIdentity(long seed) throws IOException {
        String text = randomFile(new Random(seed), 200);
        ByteArrayOutputStream fromViews = new ByteArrayOutputStream();
        ByteArrayOutputStream fromVariants = new ByteArrayOutputStream();
        try (VcfReader reader = VcfReaderTest.reader(text);
                VcfWriter writer = VcfWriter.to(fromViews, reader.header())) {
            reader.forEach(writer::write);
        }
        try (VcfReader reader = VcfReaderTest.reader(text);
                VcfWriter writer = VcfWriter.to(fromVariants, reader.header())) {
            reader.stream().forEach(writer::write);
        }
        assertThat(fromViews.toString(UTF_8)).isEqualTo(text);
        assertThat(fromVariants.toString(UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ownedToTextToOwnedIsTheIdentity(long seed) throws IOException {
        try (VcfReader reader = VcfReaderTest.reader(randomFile(new Random(seed), 100))) {
            reader.stream()
                    .forEach(variant -> assertThat(Variant.parse(variant.header(), variant.toString()))
                            .isEqualTo(variant));
        }
    }

    /** The view's index, guesses and word comparisons against a split of the text. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void infoIsWhatSplittingFinds(long seed) throws IOException {
        String text = randomFile(new Random(seed), 300);
        List<String> keys =
                List.of("DP", "AF", "DB", "NS", "AF_MORE", "D", "UNKNOWN_KEY_OF_SOME_LENGTH", "H2", "ABSENT", "END");
        Random order = new Random(seed);
        try (VcfReader reader = VcfReaderTest.reader(text)) {
            VcfHeader header = reader.header();
            reader.forEach(record -> {
                String column = record.lineBytes().toString().split("\t", -1)[7];
                String[] entries = column.equals(".") ? new String[0] : column.split(";", -1);
                for (int i = 0; i < 6; i++) {
                    String key = keys.get(order.nextInt(keys.size()));
                    String expected = null;
                    for (String entry : entries) {
                        if (entry.equals(key) || entry.startsWith(key + "=")) {
                            expected = entry.equals(key) ? "" : entry.substring(key.length() + 1);
                            break;
                        }
                    }
                    InfoKey<?> resolved = header.info(key).asAny();
                    var bytes = record.info().bytes(resolved);
                    assertThat(bytes == null ? null : bytes.toString()).isEqualTo(expected);
                    assertThat(record.info().isPresent(resolved)).isEqualTo(expected != null);
                    assertThat(record.info().has(resolved)).isEqualTo(expected != null && !expected.equals("."));
                    int count = expected == null || expected.isEmpty() || expected.equals(".")
                            ? 0
                            : expected.split(",", -1).length;
                    assertThat(record.info().count(resolved)).isEqualTo(count);
                }
                if (order.nextBoolean()) {
                    List<String> walked = new ArrayList<>();
                    for (int e = 0; e < record.info().size(); e++) {
                        String key = record.info().keyBytes(e).toString();
                        String value = record.info().valueBytes(e).toString();
                        walked.add(record.info().hasEqualsSign(e) ? key + "=" + value : key);
                        assertThat(record.info().definition(e).id()).isEqualTo(key);
                    }
                    assertThat(walked).containsExactly(entries);
                }
            });
        }
    }

    /** Dosages, packed bits and counts, each against the owned genotypes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bulkGenotypesAreWhatSingleOnesSay(long seed) throws IOException {
        Random random = new Random(seed);
        int samples = 1 + random.nextInt(20);
        StringBuilder text =
                new StringBuilder("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int s = 0; s < samples; s++) {
            text.append("\tS").append(s);
        }
        text.append('\n');
        for (int r = 0; r < 300; r++) {
            text.append("1\t1\t.\tA\tC\t.\t.\t.\t").append(pick(random, "GT", "GT", "GT:GQ"));
            int kind = random.nextInt(4);
            for (int s = 0; s < samples; s++) {
                text.append('\t')
                        .append(
                                switch (kind) {
                                    case 0 -> pick(random, "0|0", "0|1", "1|0", "1|1");
                                    case 1 -> pick(random, "0/0", "0|1", "./.", "1/2", "2|2");
                                    case 2 -> pick(random, "0", "1", "0/0/1", "0/1", "10|1", "100", ".");
                                    default -> pick(random, "0/0", "0/0", "0/0", "0/1");
                                });
            }
            text.append('\n');
        }
        int[] dosages = new int[samples];
        byte[] small = new byte[samples];
        byte[] packed = new byte[(samples + 3) / 4];
        GenotypeCounts counts = new GenotypeCounts();
        try (VcfReader reader = VcfReaderTest.reader(text.toString())) {
            reader.forEach(record -> {
                SamplesView view = record.samples();
                view.dosages(dosages, -1);
                view.dosages(small, (byte) -1);
                view.packed(packed);
                view.count(counts);
                int[] expected = new int[4];
                for (int s = 0; s < samples; s++) {
                    Genotype genotype = view.genotype(s);
                    int kind = genotype.hasMissing() ? 3 : kindOf(genotype);
                    expected[kind]++;
                    assertThat(dosages[s])
                            .isEqualTo(kind == 3 ? -1 : genotype.dosage().orElseThrow());
                    assertThat(small[s]).isEqualTo((byte) dosages[s]);
                    assertThat(packed[s >> 2] >> ((s & 3) * 2) & 3).isEqualTo(kind);
                    assertThat(view.ploidy(s)).isEqualTo(genotype.ploidy());
                }
                assertThat(new int[] {counts.homRef(), counts.het(), counts.homAlt(), counts.missing()})
                        .isEqualTo(expected);
            });
        }
    }

    private static int kindOf(Genotype genotype) {
        for (int i = 1; i < genotype.ploidy(); i++) {
            if (genotype.allele(i) != genotype.allele(0)) {
                return 1;
            }
        }
        return genotype.allele(0) == 0 ? 0 : 2;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1000})
    void blockSizeDoesNotMatter(int blockSize) throws IOException {
        byte[] text = randomFile(new Random(9), 50).replace("\n", "\r\n").getBytes(UTF_8);
        List<Variant> whole = read(text, 1 << 16);
        assertThat(read(text, blockSize)).isEqualTo(whole);
        assertThat(whole).hasSize(50);
    }

    private static List<Variant> read(byte[] text, int blockSize) throws IOException {
        try (VcfReader reader = VcfReader.options().blockSize(blockSize).open(InputSource.of("test", text))) {
            return reader.stream().toList();
        }
    }

    /** Mutated files: bytes changed, cut, doubled. Whatever comes, it is a record, a ParseException, or a missing value. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void anyBytesGiveRecordsOrAParseException(long seed) {
        Random random = new Random(seed);
        byte[] original = randomFile(random, 6).getBytes(UTF_8);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int round = 0; round < 1500; round++) {
                byte[] bytes = mutate(original, random);
                for (ParseMode mode : ParseMode.values()) {
                    try {
                        readEverything(bytes, mode);
                    } catch (ParseException expected) {
                        assertThat(expected.diagnostic().message()).isNotEmpty();
                    } catch (RuntimeException e) {
                        throw new AssertionError(
                                "seed " + seed + " round " + round + ": " + new String(bytes, ISO_8859_1), e);
                    }
                }
            }
        });
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(5);
        byte[] special = "\t\n\r;=,:/|.<>[]*\"\\%#0-9eE\u0000".getBytes(ISO_8859_1);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = special[random.nextInt(special.length)];
                case 2 -> {
                    int length = Math.min(random.nextInt(20), bytes.length - at - 1);
                    byte[] cut = new byte[bytes.length - length];
                    System.arraycopy(bytes, 0, cut, 0, at);
                    System.arraycopy(bytes, at + length, cut, at, bytes.length - at - length);
                    bytes = cut;
                }
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(30), bytes.length - from);
                    System.arraycopy(bytes.clone(), from, bytes, Math.min(at, bytes.length - length), length);
                }
            }
        }
        return bytes;
    }

    /** Asks a record everything there is to ask. */
    static void readEverything(byte[] bytes, ParseMode mode) throws IOException {
        try (VcfReader reader = VcfReader.options().mode(mode).open(InputSource.of("fuzz", bytes))) {
            VcfHeader header = reader.header();
            header.toText();
            int[] dosages = new int[header.sampleCount()];
            byte[] packed = new byte[header.sampleCount()];
            reader.forEach(record -> {
                record.contig();
                record.ids();
                record.filters();
                for (int i = 0; i <= record.altCount(); i++) {
                    record.allele(i).breakend();
                }
                if (record.hasQual()) {
                    record.qual();
                }
                readInfo(record.info());
                record.validate(diagnostic -> assertThat(diagnostic.rule()).isNotEmpty());
                SamplesView samples = record.samples();
                samples.dosages(dosages, -1);
                samples.packed(packed);
                for (int s = 0; s < samples.count(); s++) {
                    samples.genotype(s);
                    samples.bytes(s);
                    for (String id : samples.formatKeys()) {
                        samples.count(header.format(id).asAny(), s);
                    }
                }
                record.end();
                record.toVariant();
            });
        }
    }

    private static void readInfo(InfoView info) {
        for (int e = 0; e < info.size(); e++) {
            InfoDefinition definition = info.definition(e);
            for (int i = 0; i < info.count(e); i++) {
                try {
                    switch (definition.type()) {
                        case INTEGER -> info.intValue(e, i);
                        case FLOAT -> info.floatValue(e, i);
                        default -> info.string(e, i);
                    }
                } catch (NoSuchElementException missing) {
                    assertThat(info.isMissing(e, i)).isTrue();
                }
            }
        }
    }

    @Test
    void aReferenceAlleleOfTenMillionBasesReads() throws IOException {
        int length = 10_000_000;
        StringBuilder text = new StringBuilder(length + 1000).append(VcfReaderTest.EXAMPLE);
        text.append("20\t2000000\tbig\t");
        for (int i = 0; i < length; i++) {
            text.append("ACGT".charAt(i & 3));
        }
        text.append("\tA\t.\t.\tDP=7\tGT\t0/1\t0/0\t.\n");
        try (VcfReader reader = VcfReaderTest.reader(text.toString())) {
            VcfRecord record = reader.record();
            for (int i = 0; i < 5; i++) {
                assertThat(reader.advance()).isTrue();
            }
            assertThat(record.refBytes().length()).isEqualTo(length);
            assertThat(record.end()).isEqualTo(2_000_000 + length - 1);
            assertThat(record.info().intValue(reader.header().info("DP").asInteger()))
                    .isEqualTo(7);
        }
    }
}
