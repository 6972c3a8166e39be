package omega.genomics.geneset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.geneset.GeneSet.Member;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneSetTest {

    @Test
    void longevityHasTheSixteenGenes() {
        assertThat(String.join(" ", GeneSet.longevity().symbols()))
                .isEqualTo("TP53 BRCA1 BRCA2 APOE FOXO3 SIRT1 SIRT3 SIRT6 MTOR IGF1R TERT TERC WRN LMNA CDKN2A KL");
    }

    @ParameterizedTest
    @CsvSource({"KLOTHO, KL", "KL, KL", "FRAP1, MTOR", "p16INK4a, CDKN2A", "FOXO3A, FOXO3", "FKHRL1, FOXO3"})
    void knowsTheLongevityGenesByTheirOtherNames(String text, String symbol) {
        assertThat(GeneSet.longevity().member(text)).map(Member::symbol).hasValue(symbol);
    }

    @Test
    void doesNotKnowOtherGenes() {
        assertThat(GeneSet.longevity().member("KLB")).isEmpty();
        assertThat(GeneSet.longevity().member("kl")).isEmpty();
    }

    @Test
    void noLongevityAliasNamesTwoMembers() {
        List<String> names = GeneSet.longevity().members().stream()
                .flatMap(member -> member.aliases().stream())
                .toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(GeneSet.longevity().symbols());
    }

    @Test
    void readsASymbolALine() throws IOException {
        GeneSet set = GeneSet.read(
                "mine", text("\ufeff# my genes\r\nTP53\r\n\r\n KL→KLOTHO, KLA # with others\nTP53→p53\nHLA-A"));

        assertThat(set.members())
                .containsExactly(
                        new Member("TP53", List.of("p53")),
                        new Member("KL", List.of("KLOTHO", "KLA")),
                        new Member("HLA-A", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"TP53⏎ KL TERT | list:2:2", "TP53, KL | list:1:1", "→KLOTHO | list:1:1"})
    void refusesALineThatIsNotOneSymbol(String content, String place) {
        assertThatThrownBy(() -> GeneSet.read("mine", text(content.replace('⏎', '\n'))))
                .isInstanceOfSatisfying(
                        ParseException.class, e -> assertThat(e.location()).hasToString(place));
    }

    private static InputSource text(String content) {
        return InputSource.of("list", content.replace('→', '\t').getBytes(UTF_8));
    }
}
