package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;

/** All values of an entry at once are the values one by one, whatever stands there. */
class InfoBulkTest {
    private static final String[] NUMBERS = {
        "0",
        "1",
        "-7",
        "+3",
        "12345678",
        "123456789",
        "2147483647",
        "2147483648",
        ".",
        "",
        "1x",
        "0.5",
        "6.57307e-06",
        "0.00000e+00",
        "25.36",
        "1e5",
        "nan",
        "12345678.12345678",
        "3.",
        ".5",
        "1.0e-7",
        "007"
    };
    private static final String[] KEYS = {
        "I", "INTEGERS", "INTEGERS_OF_A_LONG_NAME", "F", "FLOATS_8", "T", "UNKNOWN", "FLAG"
    };
    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##INFO=<ID=I,Number=.,Type=Integer,Description="">
            ##INFO=<ID=INTEGERS,Number=.,Type=Integer,Description="">
            ##INFO=<ID=INTEGERS_OF_A_LONG_NAME,Number=.,Type=Integer,Description="">
            ##INFO=<ID=F,Number=.,Type=Float,Description="">
            ##INFO=<ID=FLOATS_8,Number=.,Type=Float,Description="">
            ##INFO=<ID=T,Number=.,Type=String,Description="">
            ##INFO=<ID=FLAG,Number=0,Type=Flag,Description="">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    private static String info(Random random) {
        List<String> entries = new ArrayList<>();
        for (int n = random.nextInt(20) == 0 ? 150 : random.nextInt(9); n > 0; n--) {
            String key = KEYS[random.nextInt(random.nextInt(4) == 0 ? KEYS.length : 5)];
            List<String> values = new ArrayList<>();
            for (int k = random.nextInt(3) == 0 ? random.nextInt(7) : 1; k > 0; k--) {
                values.add(NUMBERS[random.nextInt(random.nextInt(4) == 0 ? NUMBERS.length : 2)]);
            }
            entries.add(random.nextInt(12) == 0 ? key : key + "=" + String.join(",", values));
        }
        String joined = String.join(";", entries) + (random.nextInt(8) == 0 ? ";" : "");
        return joined.isEmpty() ? "." : joined;
    }

    /** One by one, as the plain methods say it; an exception ends the list, as it ends the call for all. */
    private static List<String> each(InfoView info, int entry, boolean real, int most) {
        List<String> values = new ArrayList<>();
        int n = info.count(entry);
        for (int i = 0; i < Math.min(n, most); i++) {
            try {
                boolean missing = info.isMissing(entry, i);
                values.add(missing ? "missing" : real ? "" + info.floatValue(entry, i) : "" + info.intValue(entry, i));
            } catch (ParseException bad) {
                return List.of(bad.getMessage());
            }
        }
        values.add("of " + n);
        return values;
    }

    private static List<String> all(InfoView info, int entry, boolean real, int most) {
        List<String> values = new ArrayList<>();
        int[] ints = new int[most];
        float[] floats = new float[most];
        int n;
        try {
            n = real ? info.floats(entry, floats, -77) : info.ints(entry, ints, -77);
        } catch (ParseException bad) {
            return List.of(bad.getMessage());
        }
        for (int i = 0; i < Math.min(n, most); i++) {
            boolean missing = real ? floats[i] == -77 : ints[i] == -77;
            values.add(missing ? "missing" : real ? "" + floats[i] : "" + ints[i]);
        }
        values.add("of " + n);
        return values;
    }

    @Test
    void givesTheValuesOfAnEntryAtOnceAsOneByOne() throws IOException {
        Random random = new Random(12);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 4000; i++) {
            text.append("1\t")
                    .append(i + 1)
                    .append("\t.\tA\tC\t.\t.\t")
                    .append(info(random))
                    .append('\n');
        }
        InputSource source = InputSource.of("a.vcf", text.toString().getBytes(StandardCharsets.UTF_8));
        try (VcfReader reader = VcfReader.open(source)) {
            while (reader.advance()) {
                String line = reader.record().toString();
                InfoView info = reader.record().info();
                if (random.nextBoolean()) {
                    info.isPresent(reader.header()
                            .info(KEYS[random.nextInt(KEYS.length)])
                            .asAny());
                }
                String[] entries = info.toString().split(";", -1);
                for (int entry = 0; entry < info.size(); entry++) {
                    assertThat(info.entryBytes(entry).toString()).as(line).isEqualTo(entries[entry]);
                    int most = random.nextInt(4) == 0 ? random.nextInt(4) : 10;
                    boolean real = random.nextBoolean();
                    assertThat(all(info, entry, real, most)).as(line).isEqualTo(each(info, entry, real, most));
                    ByteSlice first = info.valueBytes(entry, 0);
                    String one = first == null ? "none" : first.toString();
                    assertThat(one).as(line).isEqualTo(info.isMissing(entry, 0) ? "none" : info.string(entry, 0));
                }
            }
            assertThat(reader.records()).isEqualTo(4000);
        }
    }
}
