package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import omega.genomics.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HgvsVariantTest {
    /** Names in canonical form; also the seeds of the mutations. */
    private static final List<String> CANONICAL = List.of(
            "NM_000059.4:c.5946del",
            "NC_000023.10:g.33038255C>A",
            "NC_012920.1:m.3243A>G",
            "NG_012232.1(NM_004006.1):c.93+1G>T",
            "NM_007294.3(BRCA1):c.-20_*50delinsTT",
            "LRG_199t1:c.[2376G>C];[3103del]",
            "LRG_199t1:c.2376G>C(;)3103del",
            "NM_004006.2:c.[296T>G;476T>C];[476T>C](;)1083A>C",
            "NM_004006.1:c.85=//T>C",
            "NG_012232.1:g.19_21=/del",
            "NC_000023.11:g.(31060227_31100351)_(33274278_33417151)del",
            "NG_012232.1(NM_004006.1):c.(?_-245)_(31+1_32-1)del",
            "NC_000014.8:g.101179660TG[14]",
            "NC_000012.11:g.112036755_112036823CTG[9]TTG[1]CTG[13]",
            "NC_000002.12:g.pter_8247756delins[NC_000011.10:g.pter_15825272;A]",
            "NM_004006.2:c.940_941ins[903_940inv;851_885inv]",
            "NC_000023.10:g.32717298_32717299ins(80_120)",
            "NM_004006.3:r.[123c>a;345del]",
            "NM_152263.2:r.-115_775::aggcucccuugg::NM_002609.3:r.1580_*1924",
            "NC_000001.10:g.145414772-?_145416946+?dup",
            "NP_003997.1:p.[(Ser73Arg;Asn103del)]",
            "NP_003997.1:p.(Ser73Arg)(;)(Asn103del)",
            "NP_000079.2:p.(Gly56Ala^Ser67Arg)",
            "NP_000079.2:p.Arg97ProfsTer23",
            "NP_000079.2:p.Ter110GlnextTer17",
            "NP_000079.2:p.Met1ext-5",
            "NP_000079.2:p.Ala2[10]",
            "NP_000079.2:p.0?",
            "NR_002728.3:n.55A>T",
            "NM_004006.3:r.[(spl?,832_960del)]",
            "NM_004006.3:r.-124ug[14];[18](;)5a>g",
            "NC_000022.11:g.[pter_(12200001_14700000)del::(37600001_41000000)_qterdel]sup",
            "NM_000333.3:c.(4_246)delN[15]",
            "NM_000517.4:c.424C>T^NM_000558.3:c.424C>T",
            "NP_003997.1:p.[(Asn158Asp)(;)(Asn158Ile)]^[(Asn158Val)]",
            "NP_003997.1:p.(Gly719(Ala^Ser)fsTer23)",
            "NP_060250.2:p.Gln746_Lys747insTer63",
            "NP_003997.1:p.(Trp24=/Cys)",
            "NC_000001.11:g.(?_?)_(200_?)dup",
            "[NM_000088.3:c.100A>G;NM_000089.3:c.200C>T]",
            "BRCA2:c.5946del",
            "c.76A>C",
            "NM_003002.2:274del");

    @Test
    void printsWhatIsCanonicalAsItIs() {
        assertThat(CANONICAL)
                .allSatisfy(name -> assertThat(HgvsParser.parse(name)).hasToString(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "NM_007294.4:c.5266dupC NM_007294.4:c.5266dup",
                "NM_1.1:c.10_10del NM_1.1:c.10del",
                "NM_1.1:c.215C>C NM_1.1:c.215=",
                "NM_1.1:c.1_2delAAinsC NM_1.1:c.1_2delinsC",
                "NM_1.1:c.1a>g NM_1.1:c.1A>G",
                "NM_1.1:r.1A>U NM_1.1:r.1a>u",
                "NP_1.1:p.V600E NP_1.1:p.Val600Glu",
                "NP_1.1:p.R97Pfs*23 NP_1.1:p.Arg97ProfsTer23",
                "NP_1.1:p.*110Qext*17 NP_1.1:p.Ter110GlnextTer17",
                "NC_1.1:g.101TG[14];[18] NC_1.1:g.[101TG[14]];[101TG[18]]",
                "NM_000088.3:c.1A>G/NM_000088.3:c.1A>C NM_000088.3:c.1A>G/A>C",
                "R1:g.([10del;11del]) R1:g.[(10del;11del)]",
                "R1:c.[10del] R1:c.10del",
                "NM_1.1(G1):c.1A>G(p.=) NM_1.1(G1):c.1A>G"
            })
    void printsOtherFormsAsTheCanonicalOne(String name, String canonical) {
        assertThat(HgvsParser.parse(name)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "invalid;8;colon or accession",
                "NM_000088.3;12;\":\"",
                "NM_000088.3:c.;15;a position",
                "NM_000088.3:x.100A>G;13;one of c. g.",
                "NM_000088.3:c.100X>G;18;a change",
                "NM_000088.3:c.79GC>TT;20;one base",
                "NM_000088.:c.1A>G;11;digits of a version",
                "NM_000088.3:c.0A>G;15;from 1",
                "NM_000088.3:g.5+3del;16;no offset",
                "NM_1.1:c.99999999999del;10;up to 2147483647",
                "NP_1.1:p.Ala3_Phe4insTerGly;25;spelling",
                "NP_1.1:p.Foo3del;10;an amino acid",
                "NM_1.1:c.1_2insACU;18;the end"
            })
    void namesTheColumnOfWhatItRefuses(String name, int column, String expected) {
        assertThatThrownBy(() -> HgvsParser.parse(name)).isInstanceOfSatisfying(ParseException.class, refused -> {
            assertThat(refused.location().column()).as(name).isEqualTo(column);
            if (!name.equals("invalid")) {
                assertThat(refused.diagnostic().message()).contains(expected);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NC_1.1:g.10_3del",
                "NM_1.1:c.76_78insT",
                "NM_1.1:c.123+54_123+56insT",
                "NM_1.1:c.76_78delACTACAT",
                "NP_1.1:c.6del",
                "NC_000007.13:c.679del",
                "ENSP00000304891.4:c.3del",
                "NP_1.1:p.Ala3_Phe9insGly",
                "NM_1.1:c.5_-5del"
            })
    void findsWhatCannotBeTrue(String name) {
        assertThat(HgvsCheck.problems(HgvsParser.parse(name))).as(name).hasSize(1);
    }

    @Test
    void findsNothingWrongWithCanonicalNames() {
        assertThat(CANONICAL)
                .allSatisfy(name ->
                        assertThat(HgvsCheck.problems(HgvsParser.parse(name))).isEmpty());
    }

    @Test
    void keepsThePartsOfAName() {
        HgvsVariant.Nucleotide variant =
                (HgvsVariant.Nucleotide) HgvsParser.parse("NG_012232.1(NM_004006.1):c.*93-12_*95delACG");

        assertThat(variant.reference().sequence()).isEqualTo("NM_004006.1");
        assertThat(variant.location()).isNotNull();
        assertThat(variant.location().first()).isEqualTo(new HgvsPosition(HgvsPosition.Landmark.AFTER_CDS, 93, -12));
        assertThat(variant.edit()).isEqualTo(new NucleotideEdit.Deletion("ACG"));
    }

    /** Deletes, doubles, replaces and swaps characters of names: a value that prints and reads again, or a refusal. */
    @Test
    void anyTextGivesAValueOrARefusal() {
        SplittableRandom random = new SplittableRandom(20);
        String letters = "ACGTacgu0123456789?_+-*()[];:,/^=>.delinsdupvPfextTr\u00e9\0 ";
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(CANONICAL.get(random.nextInt(CANONICAL.size())));
            for (int n = random.nextInt(4); n >= 0 && text.length() > 0; n--) {
                int at = random.nextInt(text.length());
                char other = letters.charAt(random.nextInt(letters.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, other);
                    case 2 -> text.setCharAt(at, other);
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 5)));
                }
            }
            read += survives(text.toString());
        }
        assertThat(read).isBetween(10_000, 190_000);
    }

    private static int survives(String text) {
        HgvsVariant variant;
        try {
            variant = HgvsParser.parse(text);
        } catch (ParseException refused) {
            assertThat(refused.location().column()).isPositive();
            return 0;
        }
        String printed = variant.toString();
        assertThat(HgvsParser.parse(printed).toString()).as(text).isEqualTo(printed);
        HgvsCheck.problems(variant);
        return 1;
    }
}
