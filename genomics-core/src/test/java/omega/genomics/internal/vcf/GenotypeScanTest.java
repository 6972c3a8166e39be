package omega.genomics.internal.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import omega.genomics.internal.scan.Words;
import org.junit.jupiter.api.Test;

/** The way without branches says of two digits what the general one says, and leaves everything else to it. */
class GenotypeScanTest {
    private static final char[] MARKS = "/|,:\t0".toCharArray();
    private static final char[] BEHIND = ":\t;/0".toCharArray();
    private static final char[] ALLELES = "0123456789./|:;\t\u0000a".toCharArray();

    @Test
    void readsTwoDigitsAsTheGeneralWay() {
        for (char mark : MARKS) {
            for (char behind : BEHIND) {
                for (char first : ALLELES) {
                    for (char second : ALLELES) {
                        check("" + first + mark + second, behind);
                    }
                }
            }
        }
    }

    private static void check(String genotype, char behind) {
        byte[] column = ("\t" + genotype + behind + "9,9").getBytes(StandardCharsets.US_ASCII);
        boolean isUsual = genotype.matches("[0-9][/|][0-9]") && (behind == ':' || behind == '\t');
        assertThat(GenotypeScan.diploid(Words.load(column, 0)))
                .as(genotype + behind)
                .isEqualTo(isUsual ? GenotypeScan.scan(column, 1, 4) : GenotypeScan.MALFORMED);
    }
}
