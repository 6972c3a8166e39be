package omega.genomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17:43044295-43125364 | 17 | 43044295 | 43125364",
                "17:43,044,295-43,125,364 | 17 | 43044295 | 43125364",
                "chrX:5 | chrX | 5 | 5",
                "chrX:5- | chrX | 5 | 2147483647",
                "MT | MT | 1 | 2147483647",
                "HLA-A*01:01:01:01N | HLA-A*01:01:01:01N | 1 | 2147483647",
                "{HLA:1} | HLA:1 | 1 | 2147483647",
                "{HLA:1}:5-9 | HLA:1 | 5 | 9",
            })
    void parsesWhatBiologistsType(String text, String contig, int start, int end) {
        assertThat(Region.parse(text)).isEqualTo(new Region(contig, start, end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "17:0-5", "17:9-5", "17:99999999999", "17:--", "{17", "{17}5", ":5-9"})
    void refusesWhatIsNoRegion(String text) {
        assertThatThrownBy(() -> Region.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesWhatItReads() {
        Region region = new Region("17", 43044295, 43125364);
        assertThat(Region.parse(region.toString())).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1:5-9|1:5-9",
                "20,Y|20:1-2147483647 Y:1-2147483647",
                "1:100,200|1:100200-100200",
                "17:43,044,295-43,125,364,X|17:43044295-43125364 X:1-2147483647",
                "20:100,20:140|20:100-100 20:140-140",
                "1:5-9,100|1:5-9100",
                "1:5-9,2|1:5-9 2:1-2147483647",
                "1:100,200:5|1:100-100 200:5-5",
                "{1:1}:1,{1:1}:2|1:1:1-1 1:1:2-2",
            })
    void aListOfRegionsHasCommasBetween(String text, String regions) {
        assertThat(Region.parseList(text)).extracting(Region::toString).containsExactly(regions.split(" "));
    }
}
