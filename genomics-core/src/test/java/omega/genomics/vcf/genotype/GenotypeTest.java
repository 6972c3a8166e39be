package omega.genomics.vcf.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenotypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0/1 | 2 | false | 1",
                "1/1 | 2 | false | 2",
                "./. | 2 | false | none",
                ". | 1 | true | none",
                "0 | 1 | true | 0",
                "0/0/1/2 | 4 | false | 2",
                "12/. | 2 | false | none",
                "./0 | 2 | false | none",
                "/1/2 | 2 | false | 2",
            },
            nullValues = "none")
    void readsAnyPloidy(String text, int ploidy, boolean phased, @Nullable Integer dosage) {
        Genotype genotype = Genotype.parse(text).orElseThrow();
        assertThat(genotype.ploidy()).isEqualTo(ploidy);
        assertThat(genotype.isPhased()).isEqualTo(phased);
        assertThat(genotype.dosage()).isEqualTo(dosage == null ? OptionalInt.empty() : OptionalInt.of(dosage));
        assertThat(genotype).hasToString(text).isEqualTo(Genotype.parse(text).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0/0     | true  | false | false",
                "0       | true  | false | false",
                "0/1     | false | true  | false",
                "1/2     | false | true  | false",
                "0/0/1   | false | true  | false",
                "1/1     | false | false | true",
                "2/2/2   | false | false | true",
                "1       | false | false | true",
                "./.     | false | false | false",
                "./1     | false | false | false",
                "0/.     | false | false | false",
                ".       | false | false | false",
            })
    void namesTheZygosity(String text, boolean homRef, boolean het, boolean homAlt) {
        Genotype genotype = Genotype.parse(text).orElseThrow();
        assertThat(genotype.isHomRef()).isEqualTo(homRef);
        assertThat(genotype.isHet()).isEqualTo(het);
        assertThat(genotype.isHomAlt()).isEqualTo(homAlt);
    }

    /** VCF 4.4: the first mark may be left out and is then {@code /} if any other is. */
    @Test
    void readsTheLeadingPhaseMark() {
        Genotype partly = Genotype.parse("|0/1/2").orElseThrow();
        assertThat(partly.isPhased(0)).isTrue();
        assertThat(partly.isPhased(1)).isFalse();
        assertThat(partly).hasToString("|0/1/2");
        assertThat(Genotype.parse("0|1/2").orElseThrow().isPhased(0)).isFalse();
        assertThat(Genotype.parse("0|1").orElseThrow().isPhased()).isTrue();
        assertThat(Genotype.parse("|1").orElseThrow().ploidy()).isEqualTo(1);
    }

    @Test
    void aMissingAlleleIsNotAReferenceAllele() {
        Genotype genotype = Genotype.parse("./1").orElseThrow();
        assertThat(genotype.isMissing(0)).isTrue();
        assertThat(genotype.hasMissing()).isTrue();
        assertThatThrownBy(() -> genotype.allele(0)).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "0/", "0//1", "a/b", "0/1|", "-1/0", "0 /1", "99999999999", "//"})
    void refusesWhatIsNoGenotype(String text) {
        assertThat(Genotype.parse(text)).isEmpty();
    }

    @Test
    void theOrderOfGenotypesIsTheSpecifications() {
        assertThat(GenotypeOrder.index(0, 0)).isZero();
        assertThat(GenotypeOrder.index(2, 1)).isEqualTo(4);
        assertThat(GenotypeOrder.index(1, 2)).isEqualTo(GenotypeOrder.index(new int[] {1, 2}));
        // P=3, N=2: 000, 001, 011, 111, 002, 012, 112, 022, 122, 222
        int[][] triploid = {
            {0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 1, 1}, {0, 0, 2}, {0, 1, 2}, {1, 1, 2}, {0, 2, 2}, {1, 2, 2}, {2, 2, 2}
        };
        for (int i = 0; i < triploid.length; i++) {
            assertThat(GenotypeOrder.index(triploid[i])).isEqualTo(i);
            assertThat(GenotypeOrder.alleles(i, 3)).isEqualTo(triploid[i]);
        }
        assertThat(GenotypeOrder.count(3, 3)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void indexAndAllelesAreInverse(int ploidy) {
        for (int i = 0; i < GenotypeOrder.count(5, ploidy); i++) {
            assertThat(GenotypeOrder.index(GenotypeOrder.alleles(i, ploidy))).isEqualTo(i);
        }
    }
}
