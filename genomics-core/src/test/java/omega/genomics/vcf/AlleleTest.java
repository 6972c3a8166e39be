package omega.genomics.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlleleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A | BASES",
                "acgtN | BASES",
                "RYK | BASES",
                "* | SPANNING_DELETION",
                ". | MISSING",
                "<DEL> | SYMBOLIC",
                "<DEL:ME:ALU> | SYMBOLIC",
                "<CN0> | SYMBOLIC",
                "<*> | UNSPECIFIED",
                "<NON_REF> | UNSPECIFIED",
                "C<ctg1> | CONTIG_INSERTION",
                "G. | SINGLE_BREAKEND",
                ".ACG | SINGLE_BREAKEND",
                "A]17:198982] | BREAKEND",
                "]13:123456]T | BREAKEND",
                "[17:198983[A | BREAKEND",
                "C[<ctg1>:7[ | BREAKEND",
                "C[<ctg1>[ | BREAKEND",
                "A]HLA-A*01:01:01:198982] | BREAKEND",
                ".[13:123457[ | BREAKEND",
                "]17:0]. | BREAKEND",
                "<> | OTHER",
                "<A B> | OTHER",
                "<DEL | OTHER",
                "A1 | OTHER",
                "[13:123457[ | OTHER",
                "A[13[ | OTHER",
                "A[13:1] | OTHER",
                "A[13:x[ | OTHER",
                "A[13:1[A | OTHER",
                ".. | OTHER",
                "*A | OTHER",
                "@ | OTHER",
            })
    void tellsWhatAnAlleleIs(String text, AlleleKind kind) {
        assertThat(Allele.of(text).kind()).isEqualTo(kind);
        assertThat(Allele.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "G]17:198982] | G | true | 17 | 198982 | false | false",
                "]13:123456]T | T | false | 13 | 123456 | false | false",
                "AC[17:198983[ | AC | true | 17 | 198983 | true | false",
                "[HLA:1:5[A | A | false | HLA:1 | 5 | true | false",
                "C[<ctg1>:329[ | C | true | ctg1 | 329 | true | true",
            })
    void takesABreakendApart(
            String text, String bases, boolean first, String contig, int position, boolean right, boolean assembly) {
        Breakend breakend = Allele.of(text).breakend().orElseThrow();
        assertThat(breakend.bases()).isEqualTo(bases);
        assertThat(breakend.basesFirst()).isEqualTo(first);
        assertThat(breakend.mateContig()).hasValue(contig);
        assertThat(breakend.matePosition()).hasValue(position);
        assertThat(breakend.mateExtendsRight()).isEqualTo(right);
        assertThat(breakend.mateInAssembly()).isEqualTo(assembly);
        assertThat(breakend).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<DEL:ME> | DEL:ME", "<*> | *", "C<ctg1> | ctg1", "A | ''"})
    void namesTheSymbol(String text, String symbol) {
        assertThat(Allele.of(text).symbol().orElse("")).isEqualTo(symbol);
    }
}
