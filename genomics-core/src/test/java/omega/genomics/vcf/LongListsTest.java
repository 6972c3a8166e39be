package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values by index, in any order of asking, and in time by the length of the list if asked one after the other. */
class LongListsTest {
    private static final String HEADER = """
        ##fileformat=VCFv4.3
        ##INFO=<ID=AC,Number=A,Type=Integer,Description="x">
        ##INFO=<ID=AF,Number=A,Type=Float,Description="x">
        ##INFO=<ID=S,Number=.,Type=String,Description="x">
        ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="x">
        ##FORMAT=<ID=XD,Number=R,Type=Integer,Description="x">
        #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	a	b
        """;

    private static String list(List<String> values) {
        return String.join(",", values);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aValueIsTheOneAtItsIndexWhateverWasAskedBefore(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER);
        List<List<List<String>>> records = new ArrayList<>();
        for (int r = 0; r < 6; r++) {
            int n = random.nextBoolean() ? 1 + random.nextInt(5) : 20 + random.nextInt(200);
            List<List<String>> lists = new ArrayList<>();
            lists.add(IntStream.range(0, n)
                    .mapToObj(i -> "ACGT".repeat(1 + random.nextInt(3)))
                    .collect(Collectors.toList()));
            for (int list = 0; list < 7; list++) {
                lists.add(IntStream.range(0, n)
                        .mapToObj(i -> random.nextInt(9) == 0 ? "." : Integer.toString(random.nextInt(100_000)))
                        .collect(Collectors.toList()));
            }
            records.add(lists);
            text.append("1\t5\t.\tA\t")
                    .append(list(lists.get(0)))
                    .append("\t.\t.\tAC=")
                    .append(list(lists.get(1)));
            text.append(";AF=").append(list(lists.get(2))).append(";S=").append(list(lists.get(3)));
            text.append("\tAD:XD\t").append(list(lists.get(4))).append(':').append(list(lists.get(5)));
            text.append('\t')
                    .append(list(lists.get(6)))
                    .append(':')
                    .append(list(lists.get(7)))
                    .append('\n');
        }
        try (VcfReader reader = VcfReaderTest.reader(text.toString())) {
            VcfHeader header = reader.header();
            InfoKey<int[]> ac = header.info("AC").asIntegers();
            InfoKey<float[]> af = header.info("AF").asFloats();
            InfoKey<String> s = header.info("S").asString();
            FormatKey<int[]> ad = header.format("AD").asIntegers();
            FormatKey<int[]> xd = header.format("XD").asIntegers();
            for (List<List<String>> lists : records) {
                assertThat(reader.advance()).isTrue();
                VcfRecord record = reader.record();
                int n = lists.get(0).size();
                for (int ask = 0; ask < 3000; ask++) {
                    int list = random.nextInt(8);
                    int i = random.nextBoolean() ? ask % (n + 1) : random.nextInt(n + 2);
                    String expected = i < n ? lists.get(list).get(i) : ".";
                    String found = switch (list) {
                        case 0 -> i < n ? record.altBytes(i).toString() : ".";
                        case 1 -> shown(record.info().intOr(ac, i, -1));
                        case 2 -> shown((int) record.info().floatOr(af, i, -1));
                        case 3 -> String.valueOf(record.info().string(s, i)).replace("null", ".");
                        default -> {
                            FormatKey<int[]> key = list % 2 == 0 ? ad : xd;
                            int sample = list / 6;
                            SamplesView samples = record.samples();
                            yield samples.isMissing(key, sample, i) ? "." : shown(samples.intValue(key, sample, i));
                        }
                    };
                    assertThat(found).isEqualTo(expected);
                }
                assertThatThrownBy(() -> record.altBytes(n + 20)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    private static String shown(int value) {
        return value < 0 ? "." : Integer.toString(value);
    }

    @Test
    @Timeout(20)
    void askingForEachValueInTurnTakesTimeByTheLengthOfTheList() throws IOException {
        int n = 200_000;
        String values = list(Collections.nCopies(n, "12"));
        String record = "1\t5\t.\tA\t" + list(Collections.nCopies(n, "AC")) + "\t.\t.\tAC=" + values + ";AF=" + values
                + "\tAD:XD\t" + values + ':' + values + "\t.:" + values + '\n';
        try (VcfReader reader = VcfReaderTest.reader(HEADER + record)) {
            InfoKey<int[]> ac = reader.header().info("AC").asIntegers();
            InfoKey<float[]> af = reader.header().info("AF").asFloats();
            FormatKey<int[]> xd = reader.header().format("XD").asIntegers();
            reader.advance();
            VcfRecord view = reader.record();
            long sum = 0;
            for (int i = 0; i < n; i++) {
                sum += view.altBytes(i).length() + (view.altKind(i) == AlleleKind.BASES ? 0 : 1);
                sum += view.info().intForAllele(ac, i + 1, 0);
                sum += (int) view.info().floatForAllele(af, i + 1, 0);
            }
            for (int sample = 0; sample < 2; sample++) {
                for (int i = 0; i < n; i++) {
                    sum += view.samples().intForAllele(xd, sample, i, 0);
                }
            }
            assertThat(sum).isEqualTo(n * (2L + 12 + 12 + 12 + 12));
        }
    }
}
