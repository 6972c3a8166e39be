package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;

class BrokenValuesTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.5
            ##INFO=<ID=END,Number=1,Type=Integer,Description="End">
            ##INFO=<ID=SVLEN,Number=A,Type=Integer,Description="Length">
            ##FORMAT=<ID=LEN,Number=1,Type=Integer,Description="Length of a block">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA
            """;

    private static VcfReader reader(String... rows) throws IOException {
        return VcfReader.options().brokenValues(BrokenValues.KEEP).open(source(rows));
    }

    private static InputSource source(String... rows) {
        return InputSource.of("kept.vcf", (HEADER + String.join("\n", rows) + "\n").getBytes(UTF_8));
    }

    @Test
    void aBrokenEndLeavesTheLengthOfAnAllele() throws IOException {
        try (VcfReader reader = reader("1\t100\t.\tA\t<DEL>,<DUP>\t.\t.\tEND=far;SVLEN=50,.\tLEN\t.")) {
            reader.advance();
            assertThat(reader.record().end()).isEqualTo(150);
            assertThat(reader.record().end(0, 100)).isEqualTo(150);
            assertThat(reader.keptValues().warnings())
                    .extracting(Diagnostic::message)
                    .singleElement()
                    .asString()
                    .startsWith("INFO END in 1 record: ");
        }
    }

    @Test
    void aBrokenLengthLeavesTheEnd() throws IOException {
        try (VcfReader reader = reader("1\t100\t.\tA\t<DEL>\t.\t.\tEND=170;SVLEN=long\tLEN\t.")) {
            reader.advance();
            assertThat(reader.record().end()).isEqualTo(170);
            assertThat(reader.keptValues().count()).isEqualTo(1);
            assertThat(reader.keptValues().warnings().get(0).message()).startsWith("INFO SVLEN in 1 record: ");
        }
    }

    @Test
    void otherColumnsThanTheHeadersAreNoBrokenValue() throws IOException {
        try (VcfReader reader = reader("1\t100\t.\tA\t<*>\t.\t.\t.\tLEN\t7\t8")) {
            reader.advance();
            assertThatThrownBy(() -> reader.record().end()).isInstanceOf(ParseException.class);
        }
        try (VcfReader reader = reader("1\t100\t.\tA\t<*>\t.\t.\tEND=120\tLEN\tx")) {
            reader.advance();
            assertThat(reader.record().end()).isEqualTo(120);
            assertThat(reader.keptValues().warnings().get(0).message()).startsWith("FORMAT LEN in 1 record: ");
        }
    }

    @Test
    void severalThreadsCountAsOne() throws IOException {
        String row = "1\t100\t.\tA\t<DEL>\t.\t.\tEND=far\tLEN\t.";
        List<String> one;
        try (VcfReader reader = reader(row, row, row)) {
            reader.forEach(VcfRecord::end);
            one = reader.keptValues().warnings().stream()
                    .map(Diagnostic::toString)
                    .toList();
        }
        try (VcfParallelReader reader = VcfReader.options()
                .brokenValues(BrokenValues.KEEP)
                .blockSize(200)
                .openParallel(source(row, row, row), 2)) {
            reader.forEach(VcfRecord::end);
            assertThat(reader.keptValues().warnings())
                    .extracting(Diagnostic::toString)
                    .isEqualTo(one);
        }
        assertThat(one).singleElement().asString().contains("INFO END in 3 records, the first at line 6");
    }
}
