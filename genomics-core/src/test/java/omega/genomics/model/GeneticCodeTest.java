package omega.genomics.model;

import static org.assertj.core.api.Assertions.assertThat;

import omega.genomics.hgvs.HgvsKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneticCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"MT", "M", "chrM", "chrMT", "NC_012920.1", "NC_012920", "J01415.2", "NC_005089.1", "AY172335.1"})
    void mitochondrialGenomesHaveACodeAndNamesOfTheirOwn(String contig) {
        assertThat(GeneticCode.ofContig(contig)).isEqualTo(GeneticCode.VERTEBRATE_MITOCHONDRIAL);
        assertThat(HgvsKind.ofContig(contig)).isEqualTo(HgvsKind.MITOCHONDRIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "X", "chr21", "NC_000017.11", "MTS", "chrM_random", ""})
    void otherContigsHaveTheStandardCode(String contig) {
        assertThat(GeneticCode.ofContig(contig)).isEqualTo(GeneticCode.STANDARD);
        assertThat(HgvsKind.ofContig(contig)).isEqualTo(HgvsKind.GENOMIC);
    }
}
