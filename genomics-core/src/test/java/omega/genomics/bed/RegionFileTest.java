package omega.genomics.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegionFileTest {
    private static final String VCF =
            "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t18\tx\tACGT\tA\t.\t.\t.\n1\t0\tx\tA\tC\t.\t.\t.\n";

    private static InputSource source(String name, String text) {
        return InputSource.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("a.bed", "1\t9\t20\tx\n\n#c\n2\t0\t1\n", "1:10-20 2:1-1"),
                Arguments.of("a.bed", "1 9 20\n", "1:10-20"),
                Arguments.of("A.BED.gz", "track x\n1\t9\t20\n1\t9\t9\n", "1:10-20"),
                Arguments.of("a.txt", "track name=x\n1\t9\t20\n", "1:10-20"),
                Arguments.of("a.txt", "1\t9\t20\n", "1:9-20"),
                Arguments.of("a.tsv", "\uFEFF1\t9\r\n2\t5\t7\textra\r\n", "1:9-9 2:5-7"),
                Arguments.of("a.vcf", VCF, "1:18-18"),
                Arguments.of("any", VCF, "1:18-18"),
                Arguments.of(
                        "a.txt",
                        "17:43,044,295-43,125,364\n chr1:5 \n\nX\n",
                        "17:43044295-43125364 chr1:5-5 X:1-2147483647"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsEachKind(String name, String text, String regions) throws Exception {
        List<Region> found = RegionFile.read(source(name, text)).regions();
        assertThat(found.stream().map(Region::toString)).containsExactly(regions.split(" ", -1));
    }

    static Stream<Arguments> brokenFiles() {
        return Stream.of(
                Arguments.of("a.bed", "1\t9\t20\n1\t9\t8\n", "bed-end"),
                Arguments.of("a.bed", "1\t9\t20\n1:9-20\n", "bed-columns"),
                Arguments.of("a.txt", "1\t9\t20\n1\t0\n", "region-syntax"),
                Arguments.of("a.txt", "1\t9\t20\n1\t20\t9\n", "region-syntax"),
                Arguments.of("a.txt", "1\t9\t20\n1:9-20\n", "region-syntax"),
                Arguments.of("a.txt", "1:9-20\n1:20-9\n", "region-syntax"),
                Arguments.of("a.txt", "1:9-20\n\t\t5\n1\t2\n", ""),
                Arguments.of("a.vcf", "##fileformat=VCFv4.2\n1\tten\tx\n", "region-syntax"));
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void refusesALineOfAnotherKindWithItsPlace(String name, String text, String rule) {
        assertThatThrownBy(() -> RegionFile.read(source(name, text)))
                .isInstanceOfSatisfying(ParseException.class, bad -> {
                    assertThat(bad.location().source()).isEqualTo(name);
                    assertThat(bad.location().line()).isGreaterThanOrEqualTo(2);
                    assertThat(rule).isIn(bad.diagnostic().rule(), "");
                });
    }

    @Test
    void readsBedOfAnyNameAndIndexesIt() throws Exception {
        RegionFile file = RegionFile.readBed(source("<stdin>", "1\t9\t20\n1\t30\t40\n"));
        assertThat(file.toIndex().overlapping(Region.parse("1:20-30"))).containsExactly(Region.parse("1:10-20"));
        assertThat(file).hasToString("<stdin> (2 regions)");
    }
}
