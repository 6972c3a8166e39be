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
}
