package omega.genomics.postgres.load.variants;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.vcf.BrokenValues;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What INFO becomes as {@code jsonb}, without a database. */
class InfoJsonTest {
    private static final String HEADER = """
        ##fileformat=VCFv4.3
        ##INFO=<ID=DP,Number=1,Type=Integer,Description="x">
        ##INFO=<ID=QD,Number=1,Type=Float,Description="x">
        ##INFO=<ID=P,Number=0,Type=Flag,Description="x">
        ##INFO=<ID=L,Number=1,Type=String,Description="x">
        ##INFO=<ID=LL,Number=.,Type=String,Description="x">
        ##INFO=<ID=LA,Number=A,Type=String,Description="x">
        ##INFO=<ID=AC,Number=A,Type=Integer,Description="x">
        ##INFO=<ID=AD,Number=R,Type=Integer,Description="x">
        ##INFO=<ID=PL,Number=G,Type=Integer,Description="x">
        #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
        """;

    /** Returns the JSON of every ALT allele of every record. */
    private static List<String> json(String header, String... records) throws IOException {
        return json(BrokenValues.REFUSE, new ArrayList<>(), header, records);
    }

    private static List<String> json(BrokenValues broken, List<String> warnings, String header, String... records)
            throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        BinaryCopyWriter out = new BinaryCopyWriter((block, length) -> {
            sent.write(block, 0, length);
            return block;
        });
        byte[] text = (header + String.join("\n", records) + "\n").getBytes(UTF_8);
        try (VcfReader reader = VcfReader.options().brokenValues(broken).open(InputSource.of("info.vcf", text))) {
            InfoJson info = new InfoJson(reader.header(), null, reader.keptValues());
            reader.forEach(record -> {
                info.begin(record);
                int altCount = record.altCount();
                for (int alt = 0; alt < altCount; alt++) {
                    out.startRow(1);
                    info.put(out, record, alt, altCount, InfoJson.AS_WRITTEN);
                }
            });
            reader.keptValues().warnings().forEach(warning -> warnings.add(warning.message()));
        }
        out.flush();
        return fields(sent.toByteArray());
    }

    /** Takes the rows of one column apart; a version stands in front of each value. */
    private static List<String> fields(byte[] sent) {
        List<String> fields = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(sent);
        while (bytes.remaining() > 0) {
            assertThat(bytes.getShort()).isEqualTo((short) 1);
            int length = bytes.getInt();
            if (length < 0) {
                fields.add("none");
            } else {
                byte[] value = new byte[length];
                bytes.get(value);
                fields.add(new String(value, 1, length - 1, UTF_8));
            }
        }
        return fields;
    }

    private static String record(String alts, String info) {
        return "1\t5\t.\tA\t" + alts + "\t.\t.\t" + info;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "P {\"P\":true}",
                "P=1 {\"P\":true}",
                "P=0 {\"P\":true}",
                "P=. {\"P\":true}",
                "P= {\"P\":true}",
                "L=a {\"L\":\"a\"}",
                "L=1 {\"L\":\"1\"}",
                "L= {\"L\":\"\"}",
                "L=. {\"L\":null}",
                "L {\"L\":true}",
                "LL= {\"LL\":\"\"}",
                "LL=a,,. {\"LL\":[\"a\",\"\",null]}",
                "LA= {\"LA\":\"\"}",
                "DP= {\"DP\":null}",
                "DP {\"DP\":true}",
                "AC= {\"AC\":null}",
                "QD= {\"QD\":null}",
                "undeclared= {\"undeclared\":\"\"}",
                "undeclared {\"undeclared\":true}",
                "DP=1,2 {\"DP\":[1,2]}",
                "DP=1,,2 {\"DP\":[1,null,2]}",
                "QD=+Inf {\"QD\":\"Infinity\"}",
            })
    void aValueIsWhatItsTypeSays(String info, String expected) throws IOException {
        assertThat(json(HEADER, record("C", info))).containsExactly(expected);
    }

    /** What its producer breaks stays as text, with a warning a key; a record that keeps to its header has the same JSON as ever. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "DP=x {\"DP\":\"x\"} {\"DP\":\"x\"} info-integer",
                "DP=1.5 {\"DP\":\"1.5\"} {\"DP\":\"1.5\"} info-integer",
                "DP=99999999999 {\"DP\":\"99999999999\"} {\"DP\":\"99999999999\"} info-integer",
                "QD=a {\"QD\":\"a\"} {\"QD\":\"a\"} info-float",
                "DP=1,2 {\"DP\":[1,2]} {\"DP\":[1,2]} info-number",
                "DP=1,x {\"DP\":[1,\"x\"]} {\"DP\":[1,\"x\"]} info-integer",
                "AC=5 {\"AC\":\"5\"} {\"AC\":\"5\"} info-number",
                "AC=5,6,7 {\"AC\":\"5,6,7\"} {\"AC\":\"5,6,7\"} info-number",
                "AC=5,x {\"AC\":5} {\"AC\":\"x\"} info-integer",
                "AD=1,2 {\"AD\":\"1,2\"} {\"AD\":\"1,2\"} info-number",
                "PL=1,2,3,4 {\"PL\":[1,2,3,4]} {\"PL\":[1,2,3,4]} info-number",
                "P=yes {\"P\":\"yes\"} {\"P\":\"yes\"} info-flag",
                "P=1 {\"P\":true} {\"P\":true} none",
                "DP=1 {\"DP\":1} {\"DP\":1} none",
            })
    void aValueThatItsHeaderContradictsIsKept(String info, String first, String second, String rule)
            throws IOException {
        List<String> warnings = new ArrayList<>();
        List<String> found = json(
                BrokenValues.KEEP, warnings, HEADER, record("C,G", info), record("C,G", info), record("C", "QD=1"));
        assertThat(found).containsExactly(first, second, first, second, "{\"QD\":1}");
        if (rule.equals("none")) {
            assertThat(warnings).isEmpty();
        } else {
            String key = info.substring(0, info.indexOf('='));
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .startsWith("INFO " + key + " in 2 records, the first at line 12: ");
        }
    }

    @Test
    void anEmptyInfoColumnIsReadAsMissing() throws IOException {
        List<String> warnings = new ArrayList<>();
        assertThat(json(BrokenValues.KEEP, warnings, HEADER, record("C", ""), record("C", "DP=1"), record("C", "")))
                .containsExactly("none", "{\"DP\":1}", "none");
        assertThat(warnings).singleElement().asString().startsWith("INFO in 2 records, the first at line 12: ");
    }

    /** By length, then by bytes, the first of two equal keys, whatever the record before had. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keysAreInTheOrderOfJsonb(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(List.of("DP", "QD", "L"));
        while (names.size() < 300) {
            String name = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(c -> "" + "AbZ_9z.é".charAt(random.nextInt(8)))
                    .collect(Collectors.joining());
            if (!name.matches("[A-Z]+")) { // such as AA, which the specification reserves
                names.add(name);
            }
        }
        List<String> records = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(names, random);
            int size = 1 + (random.nextBoolean() ? random.nextInt(8) : random.nextInt(120));
            TreeMap<String, Integer> first =
                    new TreeMap<>(Comparator.<String>comparingInt(key -> key.getBytes(UTF_8).length)
                            .thenComparing(key -> key.getBytes(UTF_8), java.util.Arrays::compareUnsigned));
            StringBuilder info = new StringBuilder();
            for (int k = 0; k < size; k++) {
                String key = random.nextInt(10) == 0 ? names.get(0) : names.get(k);
                info.append(k == 0 ? "" : ";").append(key).append('=').append(k);
                first.putIfAbsent(key, k);
            }
            records.add(record("C", info.toString()));
            expected.add(first.entrySet().stream()
                    .map(e -> '"' + e.getKey() + "\":"
                            + (e.getKey().equals("DP") || e.getKey().equals("QD")
                                    ? "" + e.getValue()
                                    : e.getKey().equals("L")
                                            ? "\"" + e.getValue() + '"'
                                            : "[\"" + e.getValue() + "\"]"))
                    .collect(Collectors.joining(",", "{", "}")));
        }
        assertThat(json(HEADER, records.toArray(String[]::new))).isEqualTo(expected);
    }

    /** A value of each allele, also where there are many of them. */
    @Test
    void valuesOfAllelesAreTheirOwn() throws IOException {
        int alts = 60;
        List<String> found = json(HEADER, record(alternatives(alts), lists(alts)), record("C,G", lists(2)));
        assertThat(found).hasSize(alts + 2);
        for (int alt = 0; alt < found.size(); alt++) {
            int a = alt < alts ? alt + 1 : alt - alts + 1;
            int mixed = a * (a + 1) / 2;
            assertThat(found.get(alt))
                    .isEqualTo("{\"AC\":" + a + ",\"AD\":[0," + a + "],\"PL\":[0," + mixed + "," + (mixed + a) + "]}");
        }
    }

    private static String lists(int alts) {
        return "AC=" + numbers(1, alts + 1) + ";AD=" + numbers(0, alts + 1) + ";PL="
                + numbers(0, (alts + 1) * (alts + 2) / 2);
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static String alternatives(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> "A"
                        + Integer.toString(i, 4)
                                .replace('0', 'A')
                                .replace('1', 'C')
                                .replace('2', 'G')
                                .replace('3', 'T')
                        + "C")
                .collect(Collectors.joining(","));
    }

    @Test
    @Timeout(10)
    void manyUndeclaredKeysCostNoMoreThanTheirNumber() throws IOException {
        String[] records = new String[5];
        for (int r = 0; r < records.length; r++) {
            int prefix = r;
            records[r] = record(
                    "C",
                    IntStream.range(0, 40_000)
                            .mapToObj(i -> "k" + prefix + Integer.toHexString(i * 0x9E3779B9))
                            .collect(Collectors.joining(";")));
        }
        assertThat(json(HEADER, records)).hasSize(5).allMatch(json -> json.length() > 400_000);
    }

    @Test
    @Timeout(10)
    void manyAllelesCostNoMoreThanTheirNumber() throws IOException {
        int alts = 32_000;
        String lists = "AC=" + numbers(1, alts + 1) + ";AD=" + numbers(0, alts + 1);
        String[] records = {record(alternatives(alts), lists), record(alternatives(alts), lists)};
        assertThat(json(HEADER, records)).hasSize(2 * alts).endsWith("{\"AC\":32000,\"AD\":[0,32000]}");
    }
}
