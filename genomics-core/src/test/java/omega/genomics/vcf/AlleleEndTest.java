package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import omega.genomics.io.InputSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each ALT allele ends: REF is ACGT at 100 unless the row says otherwise. */
class AlleleEndTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4.2 | G           | END=500            | 0  | 103",
                "4.2 | <DEL>       | END=500            | 0  | 500",
                "4.2 | <DEL>       | END=50             | 0  | 103",
                "4.2 | <DEL>       | .                  | 0  | 103",
                "4.2 | G,<DEL>     | END=500            | 0  | 103",
                "4.2 | G,<DEL>     | END=500            | 1  | 500",
                "4.2 | <*>         | END=500            | 0  | 500",
                "4.2 | .           | END=500            | -1 | 500",
                "4.2 | N]1:7]      | END=500            | 0  | 103",
                "4.4 | .           | END=500            | -1 | 103",
                "4.4 | <DEL>       | SVLEN=50           | 0  | 150",
                "4.4 | <DEL>,<DUP> | SVLEN=50,70        | 0  | 150",
                "4.4 | <DEL>,<DUP> | SVLEN=50,70        | 1  | 170",
                "4.4 | <DEL>,<DUP> | END=500;SVLEN=.,70 | 0  | 500",
                "4.4 | <DEL>,G     | SVLEN=50,.         | 1  | 103",
                "4.4 | <INS>       | SVLEN=50           | 0  | 103",
            })
    void eachAlleleHasItsOwn(String version, String alt, String info, int index, int expected) throws IOException {
        assertThat(end(version, alt, info, index, 103)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"4.2, END=500, 500", "4.2, END=99, 100", "4.4, END=500, 100"})
    void aRecordWithoutAltThatWasCutDown(String version, String info, int expected) throws IOException {
        assertThat(end(version, ".", info, -1, 100)).isEqualTo(expected);
    }

    private static int end(String version, String alt, String info, int index, int refEnd) throws IOException {
        String text = "##fileformat=VCFv" + version + "\n##INFO=<ID=END,Number=1,Type=Integer,Description=\"x\">\n"
                + "##INFO=<ID=SVLEN,Number=A,Type=Integer,Description=\"x\">\n"
                + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t100\t.\tACGT\t" + alt + "\t.\t.\t" + info
                + "\n";
        try (VcfReader reader = VcfReader.open(InputSource.of("end.vcf", text.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(reader.advance()).isTrue();
            return reader.record().end(index, refEnd);
        }
    }
}
