package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> GENES =
            List.of("BRCA1", "BRCA2", "KL", "TP53", "HLA-A", "HLA-B", "FOXO3", "FOXO1", "APOE");

    @Test
    void prefersTheSameLetters() {
        assertThat(Suggestions.near("brca1", GENES)).containsExactly("BRCA1");
        assertThat(Suggestions.near("hlaa", GENES)).containsExactly("HLA-A");
        assertThat(Suggestions.near("kl", GENES)).containsExactly("KL");
        assertThat(Suggestions.near("", GENES)).isEmpty();
    }

    @Test
    void findsSlips() {
        assertThat(Suggestions.near("BRAC1", GENES)).containsExactly("BRCA1");
        assertThat(Suggestions.near("FOX3", GENES)).containsExactly("FOXO3");
        assertThat(Suggestions.near("AOPE", GENES)).containsExactly("APOE");
        assertThat(Suggestions.near("BRCA", GENES)).containsExactly("BRCA1", "BRCA2");
        assertThat(Suggestions.near("XY", GENES)).isEmpty();
        assertThat(Suggestions.near("INSULIN", GENES)).isEmpty();
    }

    @Test
    void tellsTheNamesThereAre() {
        assertThat(Suggestions.unknown("fruit", "aple", List.of("apple", "pear")))
                .hasMessage("no fruit is called \"aple\"; did you mean apple?; there are: apple, pear");
        assertThat(Suggestions.unknown("fruit", "x", List.of())).hasMessage("no fruit is called \"x\"; there are none");
    }
}
