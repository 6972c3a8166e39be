package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import omega.genomics.ParseException;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.header.VcfVersion;
import org.junit.jupiter.api.Test;

class VariantTest {
    private static final VcfHeader HEADER = VcfHeader.builder(VcfVersion.V4_5)
            .info("DP", VcfNumber.ONE, VcfType.INTEGER, "Depth")
            .info("MQ", VcfNumber.ONE, VcfType.FLOAT, "Mapping quality")
            .info("AC", VcfNumber.A, VcfType.INTEGER, "Allele count")
            .info("AF", VcfNumber.A, VcfType.FLOAT, "Allele frequency")
            .info("DB", VcfNumber.ZERO, VcfType.FLAG, "In dbSNP")
            .build();

    private static Variant variant(String info) {
        return Variant.parse(HEADER, "1\t100\trs1\tA\tC,<DEL>\t.\tPASS\t" + info);
    }

    @Test
    void givesAllelesAsTextAndAsModels() {
        Variant variant = variant(".");
        assertThat(variant.ref()).isEqualTo("A");
        assertThat(variant.alts()).containsExactly("C", "<DEL>");
        assertThat(variant.alleles())
                .extracting(Allele::kind)
                .containsExactly(AlleleKind.BASES, AlleleKind.BASES, AlleleKind.SYMBOLIC);
        assertThat(variant.alleles().get(2).symbol()).hasValue("DEL");
    }

    @Test
    void readsInfoByType() {
        Variant variant = variant("DP=14;MQ=60.5;AC=3,.;AF=.,0.25;DB");
        assertThat(variant.infoInt(HEADER.info("DP").asInteger())).hasValue(14);
        assertThat(variant.infoFloat(HEADER.info("MQ").asFloat())).hasValue(60.5);
        assertThat(variant.infoFlag(HEADER.info("DB").asFlag())).isTrue();
        assertThat(variant.infoInts(HEADER.info("AC").asIntegers()))
                .isEqualTo(List.of(OptionalInt.of(3), OptionalInt.empty()));
        assertThat(variant.infoFloats(HEADER.info("AF").asFloats()))
                .isEqualTo(List.of(OptionalDouble.empty(), OptionalDouble.of(0.25)));
    }

    @Test
    void aMissingValueIsEmptyAndNeverZero() {
        Variant variant = variant("DP=.;AC=.");
        assertThat(variant.infoInt(HEADER.info("DP").asInteger())).isEmpty();
        assertThat(variant.infoFloat(HEADER.info("MQ").asFloat())).isEmpty();
        assertThat(variant.infoFlag(HEADER.info("DB").asFlag())).isFalse();
        assertThat(variant.infoInts(HEADER.info("AC").asIntegers())).isEmpty();
        assertThat(variant.infoFloats(HEADER.info("AF").asFloats())).isEmpty();
    }

    @Test
    void refusesAValueOfAnotherType() {
        assertThatThrownBy(() -> variant("DP=many").infoInt(HEADER.info("DP").asInteger()))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("DP")
                .hasMessageContaining("many");
    }
}
