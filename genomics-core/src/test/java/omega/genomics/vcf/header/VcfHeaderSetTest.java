package omega.genomics.vcf.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VcfHeaderSetTest {
    private static final String AF = "##INFO=<ID=AF,Number=A,Type=Float,Description=\"f\">";

    private static VcfHeaderSet set(String columns, String... lines) throws IOException {
        List<VcfHeader> headers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String own : lines) {
            String text = "##fileformat=VCFv4.2\n" + (own.isEmpty() ? "" : own + "\n")
                    + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO" + columns + "\n";
            names.add((char) ('a' + names.size()) + ".vcf");
            try (VcfReader reader = VcfReader.open(
                    InputSource.of("file", text.replace("→", "\t").getBytes(StandardCharsets.UTF_8)))) {
                headers.add(reader.header());
            }
        }
        return VcfHeaderSet.of(names, headers);
    }

    @Test
    void whatOneFileDeclaresHoldsForAll() throws IOException {
        VcfHeaderSet set = set("", AF + "\n##contig=<ID=1>", "##contig=<ID=2>\n##source=x");

        assertThat(set.missing(0)).extracting(HeaderLine::toString).containsExactly("##contig=<ID=2>");
        assertThat(set.missing(1)).extracting(HeaderLine::toString).containsExactly(AF, "##contig=<ID=1>");
        assertThat(set.complete(1).info("AF").number()).hasToString("A");
        assertThat(set.headers().get(1).contigs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "##INFO=<ID=K,Number=1,Type=Float,Description=\"a\">|##INFO=<ID=K,Number=1,Type=Integer,Description=\"a\">"
                        + "|INFO K: expected Number=1,Type=Float as in a.vcf:2, found Number=1,Type=Integer",
                "##FORMAT=<ID=K,Number=1,Type=Float,Description=\"a\">|##FORMAT=<ID=K,Number=2,Type=Float,Description=\"a\">"
                        + "|FORMAT K: expected Number=1,Type=Float as in a.vcf:2, found Number=2,Type=Float",
                "##contig=<ID=1,length=5>|##contig=<ID=1,length=6>|contig 1: expected length=5 as in a.vcf:2, found length=6",
            })
    void contradictionsNameBothFilesAndLines(String first, String second, String message) {
        assertThatThrownBy(() -> set("", first, second)).isInstanceOfSatisfying(ParseException.class, refused -> {
            assertThat(refused.diagnostic().message()).isEqualTo(message);
            assertThat(refused.diagnostic().location()).hasToString("b.vcf:2:1");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "##INFO=<ID=K,Number=1,Type=Float,Description=\"a\">|##INFO=<ID=K,Number=1,Type=Float,Description=\"b\">",
                "##contig=<ID=1,length=5>|##contig=<ID=1,assembly=b>",
                "##FILTER=<ID=q,Description=\"a\">|##FILTER=<ID=q,Description=\"b\">",
            })
    void whatFilesSayInOtherWordsIsNoContradiction(String first, String second) throws IOException {
        assertThat(set("", first, second).missing(1)).isEmpty();
    }

    @Test
    void samplesAreTheSameInTheSameOrder() throws IOException {
        VcfHeader one = set("→FORMAT→a→b", "").headers().get(0);
        VcfHeader other = set("→FORMAT→b→a", "").headers().get(0);

        assertThatThrownBy(() -> VcfHeaderSet.of(List.of("x.vcf", "y.vcf"), List.of(one, other)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(
                        "expected the 2 samples of x.vcf:2 in their order, found \"b\" in the place of \"a\"")
                .hasMessageContaining("y.vcf:2");
    }
}
