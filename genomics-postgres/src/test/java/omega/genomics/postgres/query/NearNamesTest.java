package omega.genomics.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    private static final List<String> GENES =
            List.of("BRCA1", "BRCA2", "KL", "TP53", "HLA-A", "HLA-B", "FOXO3", "FOXO1", "APOE");

    @Test
    void prefersTheSameLetters() {
        assertThat(NearNames.of("brca1", GENES)).containsExactly("BRCA1");
        assertThat(NearNames.of("hlaa", GENES)).containsExactly("HLA-A");
        assertThat(NearNames.of("kl", GENES)).containsExactly("KL");
        assertThat(NearNames.of("", GENES)).isEmpty();
    }

    @Test
    void findsSlips() {
        assertThat(NearNames.of("BRAC1", GENES)).containsExactly("BRCA1");
        assertThat(NearNames.of("FOX3", GENES)).containsExactly("FOXO3");
        assertThat(NearNames.of("AOPE", GENES)).containsExactly("APOE");
        assertThat(NearNames.of("BRCA", GENES)).containsExactly("BRCA1", "BRCA2");
        assertThat(NearNames.of("XY", GENES)).isEmpty();
        assertThat(NearNames.of("INSULIN", GENES)).isEmpty();
    }

    @Test
    void listsTheNamesThereAre() {
        assertThat(UnknownNameException.among("fruit", "aple", List.of("apple", "pear")))
                .hasMessage("no fruit is called \"aple\"; did you mean apple?; there are: apple, pear");
        assertThat(UnknownNameException.among("fruit", "x", List.of()))
                .hasMessage("no fruit is called \"x\"; there are none");
    }
}
