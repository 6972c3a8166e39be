package omega.genomics.cli.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownTest {
    @Test
    void tellsTheFirstOfVeryManyNames() {
        List<String> samples = IntStream.range(0, 2504).mapToObj(i -> "S" + i).toList();
        Known.check("sample", "S2503", samples);
        assertThatThrownBy(() -> Known.check("sample", "fruit", samples))
                .hasMessageStartingWith("no sample is called \"fruit\"; there are: S0, S1, ")
                .hasMessageEndingWith(", S19 and 2484 more");
    }
}
