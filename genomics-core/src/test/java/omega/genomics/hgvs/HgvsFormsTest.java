package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.util.List;
import omega.genomics.ParseException;
import org.junit.jupiter.api.Test;

/** The forms of names that the recommendations show, and what is close to them but wrong. */
class HgvsFormsTest {
    private static final String CANONICAL = """
            NC_000023.11:g.(31060227_31100351)_(33274278_33417151)dup
            NC_000023.11:g.pter_qter
            NC_000023.11:g.pter_qterdup
            NC_000023.10:g.pter_qterdel
            NC_000023.10:g.33038255C>A
            NC_000023.11:g.33344591del
            NC_000023.11:g.33344590_33344592del
            NC_000023.11:g.(?_31120496)_(33339477_?)del
            NG_012232.1:g.19_21=/del
            NC_000023.11:g.33344590_33344592=//del
            NC_000023.11:g.32343183dup
            NC_000001.11:g.(100_200)_(300_400)[3]
            NC_000023.11:g.(?_31774209)_(31785736_?)dup
            NC_000023.10:g.32867861_32867862insT
            NC_000023.10:g.32717298_32717299insN
            NC_000023.10:g.32717298_32717299insN[100]
            NC_000023.10:g.32717298_32717299insN[(80_120)]
            NC_000023.10:g.32717298_32717299insN[?]
            NC_000006.11:g.10791926_10791927ins[NC_000004.11:g.106370094_106370420;A[26]]
            NC_000023.10:g.(32717298_32717299)insN
            NC_000002.11:g.48031621_48031622ins[TAT;48026961_48027223;GGC]
            NC_000004.11:g.106370094_106370420delins[NC_000006.11:g.10791926_10791927;A[26]]
            g.123_124ins[NC_000022.11:g.1_50;A;T[5]]
            NC_000002.11:g.(?_?)insN[12]
            NC_000023.11:g.32386323delinsGA
            NC_000022.10:g.42522624_42522669delins42536337_42536382
            NC_000023.10:g.32361330_32361333inv
            NC_000014.8:g.101179660_101179695TG[14]
            NC_000014.8:g.[101179660_101179695TG[14]];[101179660_101179695TG[18]]
            NC_000012.11:g.112036755_112036823CTG[9]TTG[1]CTG[13]
            NC_000003.12:g.63912687_63912716AGC[(50_60)]
            NC_000003.12:g.63912687AGC[(50_60)]
            NC_000003.12:g.63912687AGC[(60_?)]
            NC_000003.12:g.(63912602_63912844)insN[9]
            NC_000003.12:g.(63912602_63912844)delN[15]
            NC_000003.12:g.[158573187_qterdelins[NC_000014.9:g.29745314_qterinv];158573187_158573188insT]
            [NC_000003.12:g.158573187_qterdelins[NC_000014.9:g.29745314_qter];NC_000014.9:g.29745314_qterdelins[NC_000003.12:g.158573187_qter]]
            NC_000009.12:g.pter_26393001delins102425452_qterinv
            NC_000023.11:g.(86200001_103700000)del
            NC_000004.12:g.134850793_134850794ins[NC_000023.11:g.89555676_100352080]
            NC_000022.11:g.pter_(12200001_14700000)del
            NC_000022.11:g.(37600001_410000000)_qterdel
            NC_000009.12:g.pter_qter[2]
            NC_000023.11:g.pter_qtersup
            NC_000023.11:g.(?_31774209)_(31785736_?)sup
            NC_000011.10:g.1999904_1999946|gom
            NC_000011.10:g.1999904_1999946|lom
            NC_000011.10:g.1999904_1999946|met=
            NC_000011.10:g.[1999904_1999946|gom;1999950_1999960|lom]
            NC_000001.11:g.[123G>A;345del]
            NC_000001.11:g.[123G>A];[345del]
            NC_000001.11:g.123G>A(;)345del
            chr1:g.5A>G
            1:g.5A>G
            GRCh38(chr1):g.5A>G
            NC_1.1:g.(?_?)_(200_?)dup
            NC_1.1:g.(?_?)del
            NC_1.1:g.?_?del
            NC_1.1:g.?del
            NC_1.1:g.(100_?)_200del
            NC_1.1:g.100_(200_?)del
            NC_1.1:g.(100)_(200)del
            NC_1.1:g.(100_200)A>G
            NC_1.1:g.(100_200)insA
            NC_1.1:g.((100_200)insA)
            NC_1.1:g.(100A>G)
            NC_000002.11:g.?_?ins[NC_000022.10:g.35788169_35788352]
            NC_000002.12:g.17450009_qterdelins[NC_000011.10:g.108111987_qter]
            NC_000002.12:g.pter_8247756delins[NC_000011.10:g.pter_15825266]
            NC_000003.12:g.(63912602_63912844)insN[(150_180)]
            NC_000003.12:g.158573187_qterdelins[NC_000008.11:g.(128534000_128546000)_qter]
            NC_000003.12:g.pter_36969141delins[CATTTGTTCAAATTTAGTTCAAATGA;NC_000014.9:g.29745314_qterinv]
            NC_000004.12:g.134850793_134850794ins[NC_000023.11:g.89555676_100352080inv]
            NC_000005.10:g.29658442delins[NC_000010.11:g.67539995_qterinv]
            NC_000006.11:g.8897754_8897755ins[N[543];8897743_8897754]
            NC_000009.12:g.102425452_qterdelinspter_26393001inv
            NC_000012.11:g.6128892_6128954delins[NC_000022.10:g.17179029_17179091]
            NC_000014.9:g.29745314_qterdelins[NC_000003.12:g.36969141_pterinv]
            NC_000022.11:g.[pter_(12200001_14700000)del::(37600001_41000000)_qterdel]sup
            NC_000022.11:g.pter_(12200001_14700000)del::(37600001_41000000)_qterdel
            NC_000023.11:g.32867908=
            NC_000023.11:g.32867908_32867923=
            NC_000023.11:g.33344590_33344592=//dup
            NC_000023.11:g.33344590_33344592=/dup
            NG_012232.1:g.12G>T(;)13C>G
            [M59228.1:g.250G>C;AF209160.1:g.572CA[(11_21)];Z11861.1:g.61T>C;Z16803.1:g.114A[(18_22)]]
            g.(100_150)delN[15]
            g.(?_234567)_(345678_?)del
            g.33344590_33344592=
            g.?_?ins[NC_000023.10:g.(12345_23456)_(34567_45678)]
            g.?_?ins[NC_000023.11:g.(?_31120496)_(33339477_?)]
            g.pter
            NC_012920.1:m.3243A>G
            NC_012920.1:m.(3243A>G)
            NC_012920.1:m.16563_13del
            J01749.1:o.4344_197dup
            J01749.1:o.76A>C
            NM_004006.2:c.(4071+1_4072-1)_(5154+1_5155-1)del
            c.=
            NM_004006.2:c.=
            NM_004006.3:c.123=
            LRG_199t1:c.94-23_188+33=
            NM_004006.2:c.[2376G>C];[2376=]
            NM_004006.2:c.[2376G>C];[?]
            NM_004006.2:c.[2376G>C];[=]
            NM_004006.2:c.2376G>C(;)3103del
            NM_004006.2:c.2376G>C(;)(3103del)
            NM_004006.2:c.[2376G>C];[0]
            NM_004006.2:c.-14G>C
            NM_004006.2:c.*46T>A
            NM_004006.2:c.54G>H
            NG_012232.1(NM_004006.2):c.93+1G>T
            LRG_199t1:c.79_80delinsTT
            LRG_199t1:c.[145C>T;147C>G]
            LRG_199t1:c.54G>H
            LRG_199t1:c.85=/T>C
            NM_004006.2:c.85=/T>C
            NM_004006.2:c.85=//T>C
            NG_012232.1(NM_004006.2):c.183_186+48del
            LRG_199t1:c.3921del
            LRG_199t1:c.1704+1del
            NG_012232.1(NM_004006.2):c.4072-1234_5155-246del
            NC_000023.11(NM_004006.2):c.(?_-245)_(31+1_32-1)del
            NC_000023.11(NM_004006.2):c.(?_-1)_(*1_?)del
            NM_004006.2:c.20dup
            NC_000023.11(NM_004006.2):c.260_264+48dup
            NC_000023.11(NM_004006.2):c.(3922+1_3923-1)_(4000+1_4001-1)dup
            NC_000023.11(NM_004006.2):c.720_991dup
            NC_000023.11(NM_004006.2):c.720_991[3]
            NM_004006.2:c.169_170insA
            LRG_199t1:c.240_241insAGG
            LRG_199t1:c.761_762insN
            LRG_199t1:c.761_762insNNNNN
            NM_004006.2:c.761_762insN[5]
            NM_004006.2:c.849_850ins858_895
            NM_004006.2:c.849_850ins850_900inv
            LRG_199t1:c.940_941ins[885_940inv;A;851_883inv]
            LRG_199t1:c.940_941ins[903_940inv;851_885inv]
            NM_004006.2:c.(67_70)insG
            NM_004006.2:c.419_420ins[T;450_470;AGGG]
            NM_004006.2:c.6775_6777delinsC
            NM_004006.2:c.6775delinsGA
            NM_000797.3:c.812_829delins908_925
            NM_004006.2:c.5657_5660inv
            NM_002024.5:c.-128_-69GGC[10]GGA[1]GGC[9]GGA[1]GGC[10]
            NM_002024.5:c.-128_-69GGM[108]
            LRG_763t1:c.53_115AGC[23]
            NM_002111.8:c.54GCA[23]
            NM_000492.3:c.1210-33_1210-6GT[11]T[6]
            NM_021080.3:c.-136-75952_-136-75878ATTTT[15]
            LRG_199t1:c.[76A>C];[76=]
            NM_000333.3:c.(4_246)insN[9]
            NM_000333.3:c.(4_246)delN[15]
            NM_000333.3:c.(4_246)ins(9)
            NM_004006.3:c.(3921dup)
            LRG_199t1:c.[2376G>C;3103del]
            LRG_199t1:c.[2376G>C;(3103del)]
            LRG_199t1:c.[(2376G>C;3103del)]
            LRG_199t1:c.[2376G>C];[3103del]
            LRG_199t1:c.[2376G>C];[(3103del)]
            NM_004006.2:c.[296T>G;476T>C;1083A>C];[296T>G;1083A>C]
            NM_004006.2:c.[296T>G;476T>C];[476T>C](;)1083A>C
            NM_004006.2:c.[296T>G];[476T>C](;)1083A>C(;)1406del
            NM_004006.2:c.296T>G(;)476T>C(;)1083A>C
            NM_004006.2:c.[=];[76A>C]
            [NM_004006.2:c.76A>C;NM_000059.3:c.88del]
            NM_004006.2:c.(123A>G^124C>T)
            NM_004006.2:c.123A>G^124C>T
            NM_004006.2:c.(370A>C^372C>R)
            ENST00000357033.8:c.54G>A
            HLA-A:c.54G>A
            NC_000001.11(NM_001.2):c.5+3_6-4del
            XM_005261.1:c.5del
            NM_1.1:c.-5-3A>G
            NM_1.1:c.*5+3A>G
            NM_1.1:c.-5+?_*3-?del
            NM_1.1:c.123+?_456-?dup
            NM_1.1:c.-?_*?del
            LRG_199t1:c.123=
            LRG_199t1:c.123_145=
            LRG_199t1:c.419_420ins[T;450_470;AGGG]
            NG_012232.1(NM_004006.2):c.123+51_123+52ins[N[603];123+45_123+51]
            NM_000333.3:c.(4_246)insN[(150_180)]
            NM_000517.4:c.424C>T^NM_000558.3:c.424C>T
            NM_002024.5:c.(-144_-16)insN[(1800_2400)]
            NM_004006.1:c.[837G>A;1704+51T>C;3734C>T;6438+2669T[(16_23)];6571C>T;7098+13212GT[(15_19)]]
            NM_004006.2:c.2376G>C(;)(2376G>C)
            NM_004006.2:c.419_420ins[T;401_419]
            NM_004006.2:c.940_941ins[903_940inv;851_885inv]
            NM_004006.2:c.[123=;456=;789=]
            c.(370A>C^372C>R)
            c.1210-12_1210-6T[(5_9)]
            c.1210-33_1210-6GT[(9_13)]T[(4_8)]
            c.123=
            c.[2376G>C];[=]
            c.[2376_2377insGT];[2376_2377=]
            c.[2376_2399dup];[2376_2399=]
            c.[2376del];[2376=]
            XR_005261.1:n.5del
            NR_002728.3:n.5_6insA
            NR_002728.3:n.5+1G>A
            NR_002728.3:n.-5G>A
            NM_004006.3:r.76a>c
            NM_004006.3:r.-14a>c
            NM_004006.3:r.*41u>a
            NM_004006.3:r.[897u>g,832_960del]
            NM_004006.3:r.spl
            NM_004006.3:r.(spl?)
            NM_004006.3:r.(spl)
            NM_004006.3:r.spl?
            NM_004006.3:r.(0)
            NM_004006.3:r.0
            NM_004006.3:r.0?
            NM_004006.3:r.?
            NM_004006.3:r.(?)
            NM_004006.3:r.=
            NM_004006.3:r.(=)
            NM_004006.3:r.(1388g>a)
            NM_004006.3:r.123=
            NM_004006.3:r.85=/u>c
            NM_004006.3:r.85=//u>c
            NM_004006.3:r.(222_226)insg
            NM_004006.3:r.549_550insn[5]
            NM_004006.3:r.761_762insnnnnn
            NM_004006.3:r.2949_2950ins[2950-30_2950-12;2950-4_2950-1]
            NM_004006.3:r.2949_2950ins2950-12_2950-4inv
            NM_004006.3:r.186_187ins186+1_186+4
            NM_004006.3:r.650_651ins[l17296.1:1_46;g;aaaa[10]]
            NM_004006.3:r.-124_-123[14]
            NM_004006.3:r.-124ug[14]
            NM_004006.3:r.-128_-126[(600_800)]
            NM_004006.3:r.53agc[19]
            NM_004006.3:r.53_55[31]
            NM_004006.3:r.[123a>c;345del]
            NM_004006.3:r.[(123a>c;345del)]
            NM_004006.3:r.[123a>c];[345del]
            NM_004006.3:r.123a>c(;)345del
            NM_004006.3:r.[=,70_77del]
            NM_004006.3:r.[76a>c];[0]
            NM_002354.2:r.-358_555::NM_000251.2:r.212_*279
            NM_004006.3:r.=/6_8del
            NM_004006.3:r.6_8=/del
            NM_004006.3:r.(6_8)del
            NM_004006.3:r.[283a>u,283_284insc]
            NM_004006.3:r.[123_124delinsag,345del]
            LRG_199t1:r.76a>c
            LRG_199t1:r.(=/6_8del)
            LRG_199t1:r.76a>u(;)(76a>u)
            LRG_199t1:r.=/6_8del
            LRG_199t1:r.[(578c>u;1339a>g;1680del)]
            LRG_199t1:r.[76a>c];[76=]
            LRG_199t1:r.[897u>g,832_960del]
            NC_000023.11(NM_004006.2):r.649_650ins[650-52_650-2;c]
            NC_000023.11(NM_004006.2):r.831_832ins[ga;831+3_831+60]
            NM_152263.2:r.?_775::NM_002609.3:r.1580_?
            r.(=)
            r.(?)
            r.(spl?)
            r.-128_-126[(600_800)]
            r.123_124ins[L37425.1:r.23_361]
            r.1401_1446delins[NR_002570.3:r.1513_1558]
            r.415_1655delins[AC096506.5:g.409_1649]
            r.4567_4569=
            r.76=
            r.=
            r.[(2603_2622del,2622g>c)]
            r.[123a>u,122_154del]
            r.[76a>u];[=]
            r.spl
            r.spl?
            NP_003997.1:p.Trp24Cys
            NP_003997.1:p.(Trp24Cys)
            LRG_199p1:p.Trp24Cys
            LRG_199p1:p.Trp24Ter
            LRG_199p1:p.(Trp24Ter)
            NP_003997.1:p.Cys188=
            LRG_199p1:p.0
            LRG_199p1:p.0?
            LRG_199p1:p.(0?)
            LRG_199p1:p.(0)
            LRG_199p1:p.Met1?
            LRG_199p1:p.(Met1?)
            NP_003997.1:p.Leu2_Met124del
            NP_003997.1:p.Met1_Leu2insArgSerThrVal
            NP_003997.1:p.(Gly56Ala^Ser^Cys)
            LRG_199p1:p.Trp24=/Cys
            NP_003997.1:p.Trp24=//Cys
            NP_003997.1:p.=
            NP_003997.1:p.(=)
            NP_003997.1:p.?
            NP_003997.1:p.(?)
            LRG_199p1:p.Val7del
            LRG_199p1:p.(Val7del)
            LRG_232p1:p.(Pro458_Gly460del)
            p.Gly2_Met46del
            p.(Gly2_Met46del)
            p.Trp26Ter
            NP_003997.1:p.(Val7=/del)
            NP_003997.1:p.Val7=/del
            p.Ala3dup
            p.(Ala3dup)
            p.Ala3_Ser5dup
            p.His4_Gln5insAla
            p.Lys2_Gly3insGlnSerLys
            p.(Met3_His4insGlyTer)
            p.(Pro46_Asn47insSerSerTer)
            p.Arg78_Gly79insXaa[23]
            p.(Ser332_Ser333ins(1))
            p.(Val582_Asn583insXaa[5])
            p.(Val582_Asn583insXaaXaaXaaXaaXaa)
            p.Cys28delinsTrpVal
            p.Cys28_Lys29delinsTrp
            p.(Pro578_Lys579delinsLeuTer)
            p.(Asn47delinsSerSerTer)
            p.(Glu125_Ala132delinsGlyLeuHisArgPheIleValLeu)
            p.[Ser44Arg;Trp46Arg]
            p.Ala2[10]
            p.(Ala2[10])
            p.Arg65_Ser67[12]
            p.(Arg97ProfsTer23)
            p.Arg97ProfsTer23
            p.Arg97fs
            p.(Arg97fs)
            p.(Tyr4Ter)
            p.Ile327ArgfsTer?
            p.Met1ext-5
            p.Met1Valext-12
            p.(Met1Valext-12)
            p.Ter110GlnextTer17
            p.Ter327ArgextTer?
            p.[Ser68Arg;Asn594del]
            p.[(Ser68Arg;Asn594del)]
            p.[Ser68Arg;(Asn594Ser)]
            p.[Ser68Arg];[Ser68Arg]
            p.[(Ser68Arg)];[(Ser68Arg)]
            p.[Ser68Arg];[Asn594del]
            p.(Ser68Arg)(;)(Asn594del)
            p.Ser68Arg(;)Asn594del
            p.[(Ser68Arg)];[?]
            p.[Ser68Arg];[Ser68=]
            p.[Lys31Asn,Val25_Lys31del]
            p.[Arg49Cys,Arg49=]
            p.[Ser86Arg];[0]
            p.[(Ser86Arg)];[=]
            p.Arg49=/Ser
            p.Arg49=//Ser
            p.(Arg49=//Ser)
            p.Sec25Cys
            p.Pyl25Lys
            NP_003997.1:p.Lys23Argfs
            LRG_199p1:p.(Trp24=/Cys)
            NP_003997.1:p.(Ser68Arg)(;)(Asn594del)
            NP_003997.1:p.(Ser68Arg)(;)(Ser68Arg)
            NP_003997.1:p.(Val7=/dup)
            NP_003997.1:p.Val7=/dup
            NP_003997.1:p.[(Ser68Arg)];[(Ser68Arg)]
            NP_003997.1:p.[(Ser68Arg)];[?]
            NP_003997.1:p.[(Ser68Arg;Asn594del)]
            NP_003997.1:p.[Lys31Asn,Val25_Lys31del]
            NP_003997.1:p.[Ser68Arg];[Ser68=]
            NP_003997.2:p.[(Asn158Asp)(;)(Asn158Ile)]^[(Asn158Val)]
            p.(=)
            p.(?)
            p.(Ala123_Pro131)fs
            p.(Arg234=)
            p.(Asn158Asp)(;)(Asn158Ile)
            p.(Gln18)[(70_80)]
            p.(Gly23GlufsTer7^Gly23CysfsTer26)
            p.(Gly719Ala^Ser)
            p.(Met1ext-8)
            p.(Ter110GlnextTer17)
            p.=
            p.Cys123=
            p.Gly719(Ala^Ser)fsTer23
            p.Met1ext
            p.[(Phe233Leu;Cys690Trp)]
            p.[Ser68Arg];[=]
            p.[Ser68_Arg70dup];[Ser68_Arg70=]
            p.[Ser68del];[Ser68=]
            """;

    private static final String READ_ONLY = """
            r.76A>U -> r.76a>u
            NC_1.1:g.(100_100)del -> NC_1.1:g.(100)del
            NC_1.1:g.(?)del -> NC_1.1:g.(?_?)del
            NM_1.1:c.123CAG[36_39] -> NM_1.1:c.123CAG[(36_39)]
            NC_1.1:g.2_5[NC_2.1:g.1_2[3]] -> NC_1.1:g.2_5[NC_2.1:g.1_2[3]]
            NC_1.1:g.2_5[CAG[3];7_9[4]] -> NC_1.1:g.2_5CAG[3]7_9[4]
            NM_1.1:c.76_77ins[NC_1.1:g.5_9] -> NM_1.1:c.76_77ins[NC_1.1:g.5_9]
            NM_1.1:c.76_77insNC_1.1:g.5_9inv -> NM_1.1:c.76_77ins[NC_1.1:g.5_9inv]
            NM_1.1:c.76_77insL37425.1:23_361[2] -> NM_1.1:c.76_77ins[L37425.1:23_361[2]]
            NM_1.1:c.4_18delN[15] -> NM_1.1:c.4_18del
            NM_1.1:c.(4_246)del15 -> NM_1.1:c.(4_246)delN[15]
            NM_1.1:c.(4_246)delACG -> NM_1.1:c.(4_246)delACG
            NM_1.1:r.(4_246)delN[15] -> NM_1.1:r.(4_246)deln[15]
            NP_1.1:p.[Ala2[10]];[Ala2[11]] -> NP_1.1:p.Ala2[10];[11]
            NP_1.1:p.Gln746_Lys747ins*63 -> NP_1.1:p.Gln746_Lys747insTer63
            NP_1.1:p.(Gly719Ala^Gly719Ser) -> NP_1.1:p.(Gly719Ala^Ser)
            NP_1.1:p.Gly719AlafsTer23^Gly719SerfsTer23 -> NP_1.1:p.Gly719(Ala^Ser)fsTer23
            NP_1.1:p.Gly719(Ala^Ser) -> NP_1.1:p.Gly719Ala^Ser
            NP_003997.1:p.Trp24* -> NP_003997.1:p.Trp24Ter
            NP_003997.1:p.W24* -> NP_003997.1:p.Trp24Ter
            p.(Tyr4*) -> p.(Tyr4Ter)
            p.Ile327Argfs*? -> p.Ile327ArgfsTer?
            p.*110Glnext*17 -> p.Ter110GlnextTer17
            p.*327Argext*? -> p.Ter327ArgextTer?
            NC_000014.8:g.101179660_101179695TG[14];[18] -> NC_000014.8:g.[101179660_101179695TG[14]];[101179660_101179695TG[18]]
            NM_004006.2:c.[85=/T>C] -> NM_004006.2:c.85=/T>C
            NM_004006.3:r.186_187ins[186+1_186+4] -> NM_004006.3:r.186_187ins186+1_186+4
            NM_1.1:c.1A>G/NM_1.1:c.spl -> NM_1.1:c.1A>G/spl
            """;

    /** Name, column and what was expected there. */
    private static final String REFUSED = """
            NM_004006.2:c.76A>C>G | 20 | the end of the name
            NM_004006.2:c.76A> | 19 | a base
            NM_004006.2:c.>C | 15 | a position
            NM_004006.2:c.76>CC | 18 | one base on either side; more are written delins
            NM_004006.2:c.76A/G | 18 | ">", "=" or "[" after bases
            NM_004006.2:c.76_A>C | 18 | a position
            NM_004006.2:c.76_del | 18 | a position
            NM_004006.2:c._76del | 15 | a position
            NM_004006.2:c.76_78_80del | 20 | a change: bases A C G T, del, dup, ins, inv, = or [
            NM_004006.2:c.(76_78del | 21 | ")"
            NM_004006.2:c.76_78)del | 20 | the end of the name
            NM_004006.2:c.(76_78_80)del | 21 | ")"
            NM_004006.2:c.(76)_(78 | 23 | ")"
            NM_004006.2:c.76+del | 18 | an offset from 1
            NM_004006.2:c.76+0del | 18 | an offset from 1
            NM_004006.2:c.76++1del | 18 | an offset from 1
            NM_004006.2:c.+76del | 15 | a position
            NM_004006.2:c.--76del | 16 | a position from 1
            NM_004006.2:c.*-76del | 16 | a position from 1
            NM_004006.2:c.76*del | 17 | a change: bases A C G T, del, dup, ins, inv, = or [
            NM_004006.2:c.IVS2+1G>A | 15 | a position
            NM_004006.2:c.EX2del | 15 | a position
            NM_004006.2:c.76ins | 20 | bases, a number, a location or a reference
            NM_004006.2:c.76_77ins | 23 | bases, a number, a location or a reference
            NM_004006.2:c.76_77insX | 23 | bases, a number, a location or a reference
            NM_004006.2:c.76_77ins[ | 24 | bases, a number, a location or a reference
            NM_004006.2:c.76_77ins[A; | 26 | bases, a number, a location or a reference
            NM_004006.2:c.76_77ins[A;] | 26 | bases, a number, a location or a reference
            NM_004006.2:c.76_77ins[;A] | 24 | bases, a number, a location or a reference
            NM_004006.2:c.76_77ins[] | 24 | bases, a number, a location or a reference
            NM_004006.2:c.76_77insA[ | 25 | a number or "?"
            NM_004006.2:c.76_77insA[] | 25 | a number or "?"
            NM_004006.2:c.76_77insA[x] | 25 | a number or "?"
            NM_004006.2:c.76_77insN[5_] | 27 | a number or "?"
            NM_004006.2:c.76_77insN[(5_7] | 29 | ")"
            NM_004006.2:c.76_77insN[7_5] | 27 | a number from 7
            NM_004006.2:c.76_77insu | 23 | bases, a number, a location or a reference
            NM_004006.2:c.76delins | 23 | bases, a number, a location or a reference
            NM_004006.2:c.76deldel | 21 | the end of the name
            NM_004006.2:c.76dupdup | 21 | the end of the name
            NM_004006.2:c.76delinsdup | 24 | the end of the name
            NM_004006.2:c.76dupinsA | 20 | the end of the name
            NM_004006.2:c.76_78invinv | 23 | the end of the name
            NM_004006.2:c.76de | 18 | ">", "=" or "[" after bases
            NM_004006.2:c.76DEL | 18 | ">", "=" or "[" after bases
            NM_004006.2:c.76Del | 18 | ">", "=" or "[" after bases
            NM_004006.2:c.76del A | 20 | the end of the name
            NM_004006.2:c. 76del | 15 | a position
            NM_004006.2: c.76del | 13 | a position
            NM_004006.2:C.76del | 13 | one of c. g. m. n. o. p. r.
            NM_004006.2c.76del | 19 | ":"
            NM_004006.2::c.76del | 13 | a position
            NM_004006.2:c76del | 13 | a position
            NM_004006.2:c.76del,78del | 20 | the end of the name
            NM_004006.2:c.76del;78del | 20 | the end of the name
            NM_004006.2:c.[76del;78del | 27 | "]"
            NM_004006.2:c.76del;78del] | 20 | the end of the name
            NM_004006.2:c.[76del;;78del] | 22 | a position
            NM_004006.2:c.[;78del] | 16 | a position
            NM_004006.2:c.[] | 16 | a position
            NM_004006.2:c.[76del]; | 22 | the end of the name
            NM_004006.2:c.[76del];78del | 22 | the end of the name
            NM_004006.2:c.[76del];[] | 24 | a position
            NM_004006.2:c.[76del+78del] | 21 | "]"
            NM_004006.2:c.[76del;78del,80del] | 27 | "]"
            NM_004006.2:c.[76del;78del(;)80del] | 27 | "]"
            NM_004006.2:c.76del(;) | 23 | a position
            NM_004006.2:c.76del(;78del | 20 | the end of the name
            NM_004006.2:c.76=/ | 19 | a change
            NM_004006.2:c.76=///del | 20 | a change
            NM_004006.2:c.76^ | 18 | a change
            NM_004006.2:c.85=/T>C//T>G | 23 | a change
            NM_004006.2:c.76CAG | 20 | ">", "=" or "[" after bases
            NM_004006.2:c.76CAG[ | 21 | a number or "?"
            NM_004006.2:c.76CAG[] | 21 | a number or "?"
            NM_004006.2:c.76CAG[-3] | 21 | a number or "?"
            NM_004006.2:c.76CAG[3 | 22 | "]"
            NM_004006.2:c.76CAG[3]CA | 25 | "[" with the number of repeats
            NM_004006.2:c.76CAG3 | 20 | ">", "=" or "[" after bases
            NM_004006.2:c.76(CAG)3 | 17 | the end of the name
            NM_004006.2:c.76_78| | 21 | a modification such as gom, lom or met=
            NM_004006.2:c.0del | 15 | a position from 1
            NM_004006.2:c.00del | 15 | a position from 1
            NM_004006.2:c.-0del | 16 | a position from 1
            NM_004006.2:c.*0del | 16 | a position from 1
            NC_000023.11:g.-5del | 16 | a position
            NC_000023.11:g.*5del | 16 | a position
            NC_000023.11:g.5+1del | 17 | no offset in g. positions but +? and -?
            NC_000023.11:g.pter5del | 20 | a change: bases A C G T, del, dup, ins, inv, = or [
            NP_003997.1:p.5del | 15 | an amino acid of the reference
            NP_003997.1:p.Trp | 18 | a position from 1
            NP_003997.1:p.Trp24 | 20 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.Trp0Cys | 18 | a position from 1
            NP_003997.1:p.Trp24Xyz | 20 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.Trp24cys | 20 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.TRP24CYS | 16 | a position from 1
            NP_003997.1:p.trp24cys | 15 | an amino acid of the reference
            NP_003997.1:p.Trp24Cys25 | 23 | the end of the name
            NP_003997.1:p.Trp24CysAla | 23 | the end of the name
            NP_003997.1:p.Trp24_Cys | 24 | a position from 1
            NP_003997.1:p.Trp24_25del | 21 | an amino acid of the reference
            NP_003997.1:p.Trp24-Cys25del | 20 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.Trp24+1Cys | 20 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.Trp24>Cys | 20 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.(Trp24Cys | 24 | ")"
            NP_003997.1:p.Trp24Cys) | 23 | the end of the name
            NP_003997.1:p.() | 16 | an amino acid of the reference
            NP_003997.1:p.((Trp24Cys) | 26 | ")"
            NP_003997.1:p.Trp24ins | 23 | amino acids or their number
            NP_003997.1:p.Trp24_Cys25ins | 29 | amino acids or their number
            NP_003997.1:p.Trp24_Cys25ins() | 29 | amino acids or their number
            NP_003997.1:p.Trp24_Cys25insX5Y | 30 | the end of the name
            NP_003997.1:p.Trp24inv | 20 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.Trp24con | 20 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.Trp24fsCys5 | 22 | the end of the name
            NP_003997.1:p.Trp24CysfsAla5 | 25 | the end of the name
            NP_003997.1:p.Trp24CysfsTer0 | 28 | the distance to the stop from 1
            NP_003997.1:p.Trp24CysfsTer-5 | 28 | the end of the name
            NP_003997.1:p.Trp24_Cys25fs | 26 | a change: an amino acid, del, dup, ins, delins, fs, ext or =
            NP_003997.1:p.Met1ext5 | 22 | the end of the name
            NP_003997.1:p.Met1ext- | 23 | a length from 1
            NP_003997.1:p.Met1ext-0 | 23 | a length from 1
            NP_003997.1:p.Ter110ext17 | 24 | the end of the name
            NP_003997.1:p.Ter110GlnextAla17 | 30 | "-"
            NP_003997.1:p.Ala2[ | 20 | a number or "?"
            NP_003997.1:p.Ala2[] | 20 | a number or "?"
            NP_003997.1:p.== | 16 | the end of the name
            NP_003997.1:p.0?? | 17 | the end of the name
            NP_003997.1:p.Gly719(Ala) | 25 | "^" and another amino acid
            NP_003997.1:p.Gly719(Ala^) | 26 | an amino acid
            NP_003997.1:p.Gly719(Ala^Ser | 29 | ")"
            NM_004006.3:r.76T>C | 17 | a change: bases a c g u, del, dup, ins, inv, = or [
            NM_004006.3:r.76a>t | 19 | a base
            NM_004006.3:r.spx | 15 | a position
            NM_004006.3:r.spl?? | 19 | the end of the name
            NM_004006.3:r.76spl | 18 | ">", "=" or "[" after bases
            NM_004006.3:c.76sup | 18 | ">", "=" or "[" after bases
            NM_004006.3:r.[123a>u,] | 23 | a position
            NM_004006.3:r.[,123a>u] | 16 | a position
            NM_002354.2:r.-358_555:: | 25 | bases or a reference
            NM_002354.2:r.-358_555::del | 26 | "::" and a reference after the bases
            NM_002354.2:r.-358_555del::NM_000251.2:r.212_*279 | 28 | a position
            ::NM_000251.2:r.212_*279 | 1 | an accession, a gene symbol or a contig
            (NM_004006.2):c.76del | 1 | an accession, a gene symbol or a contig
            NM_004006.2(:c.76del | 13 | an accession, a gene symbol or a contig
            NM_004006.2():c.76del | 13 | an accession, a gene symbol or a contig
            NM_004006.2(DMD:c.76del | 16 | ")"
            NM_004006.2(DMD)(X):c.76del | 17 | ":"
            NM_004006.2{DMD}:c.76del | 12 | ":"
            NM_004006.:c.76del | 11 | the digits of a version
            .2:c.76del | 1 | an accession, a gene symbol or a contig
            _1:c.76del | 1 | an accession, a gene symbol or a contig
            NM_:c.76del | 3 | ":"
            NM 004006.2:c.76del | 3 | ":"
            5LRG:c.76del | 1 | an accession, a gene symbol or a contig
            :c.76del | 1 | an accession, a gene symbol or a contig
            :76del | 1 | an accession, a gene symbol or a contig
            NM_004006.2: | 13 | a position
            NM_004006.2 | 12 | ":"
            c | 2 | ":"
            NM_004006.2:x.76del | 13 | one of c. g. m. n. o. p. r.
            NM_004006.2:z.76del | 13 | one of c. g. m. n. o. p. r.
            NM_004006.2:c.76del: | 20 | the end of the name
            NM_004006.2:c.76del. | 20 | the end of the name
            NM_004006.2:c.76del( | 20 | the end of the name
            NM_004006.2:c.76del(p. | 23 | an amino acid of the reference
            NM_004006.2:c.76del(p.Trp24Cys | 31 | ")"
            NM_004006.2:c.76del (Trp24Cys) | 20 | the end of the name
            ENST00000357033.:c.76del | 17 | the digits of a version
            NC_000022.11:g.pter_1000del:: | 30 | a position
            NC_000022.11:g.pter_1000del::5 | 31 | a change at a location
            NC_000022.11:g.[pter_1000del::5_qterdel]su | 41 | the end of the name
            NC_000022.11:g.[pter_1000del;5_qterdel]sup | 40 | the end of the name
            NM_1.1:c.(4_246)delN[0] | 22 | a number of bases from 1
            NM_1.1:c.(4_246)delN[ | 22 | a number of bases from 1
            NM_1.1:c.(4_246)delN[x] | 22 | a number of bases from 1
            NM_1.1:c.5_7[x] | 14 | bases, a number, a location or a reference
            NM_1.1:c.5copy | 15 | a number of copies from 1
            NM_1.1:c.5copy0 | 15 | a number of copies from 1
            NM_1.1:c.5con | 14 | bases, a number, a location or a reference
            """;

    /** Well-formed names that cannot be true, and the rule that finds it. */
    private static final String CONTRADICTORY = """
            NC_000023.11:g.5_pterdel | order
            NC_000023.11:g.qter_5del | order
            NC_000023.11:g.qter_pterdel | order
            NC_000023.11:c.5del | kind
            NR_002728.3:c.5del | kind
            NM_004006.2:p.Trp24Cys | kind
            NP_003997.1:c.5del | kind
            NM_1.1:c.5_7delACGT | length
            NM_1.1:c.5_7del4 | length
            NM_1.1:c.5_7dupAC | length
            NM_1.1:c.5_7invAC | length
            NM_1.1:c.5_7AC= | length
            NM_1.1:c.5_7A>C | length
            NM_1.1:c.7_5del | order
            NM_1.1:c.*5_7del | order
            NM_1.1:c.5_-7del | order
            NM_1.1:c.5+3_5+1del | order
            NM_1.1:c.5-1_5-3del | order
            NM_1.1:c.5_6+1insA | insertion
            NM_1.1:c.5_5insA | insertion
            NM_1.1:c.(7_5)del | order
            NM_1.1:c.(7_5)_(9_8)del | order
            NM_1.1:c.(5_7)_(3_4)del | order
            """;

    private static List<String> lines(String table) {
        return table.lines().toList();
    }

    @Test
    void printsTheFormsOfTheRecommendationsAsTheyAre() {
        assertSoftly(all -> lines(CANONICAL).forEach(name -> {
            HgvsVariant variant = HgvsParser.parse(name);
            all.assertThat(variant).hasToString(name);
            all.assertThat(HgvsCheck.problems(variant)).as(name).isEmpty();
        }));
    }

    @Test
    void printsOtherFormsAsTheCanonicalOne() {
        assertSoftly(all -> lines(READ_ONLY).forEach(line -> {
            String[] names = line.split(" -> ", -1);
            all.assertThat(HgvsParser.parse(names[0])).as(names[0]).hasToString(names[1]);
            all.assertThat(HgvsParser.parse(names[1])).hasToString(names[1]);
        }));
    }

    @Test
    void tellsWhereAndWhyANameIsRefused() {
        assertSoftly(all -> lines(REFUSED).forEach(line -> {
            String[] parts = line.split(" \\| ", -1);
            all.assertThatThrownBy(() -> HgvsParser.parse(parts[0]))
                    .as(parts[0])
                    .isInstanceOfSatisfying(ParseException.class, refused -> {
                        assertThat(refused.location().column()).isEqualTo(Integer.parseInt(parts[1]));
                        assertThat(refused.diagnostic().message()).contains(parts[2]);
                    });
        }));
    }

    @Test
    void findsWhatCannotBeTrue() {
        assertSoftly(all -> lines(CONTRADICTORY).forEach(line -> {
            String[] parts = line.split(" \\| ", -1);
            all.assertThat(HgvsCheck.problems(HgvsParser.parse(parts[0])))
                    .as(parts[0])
                    .extracting(HgvsCheck.Problem::rule)
                    .containsExactly(parts[1]);
        }));
    }
}
