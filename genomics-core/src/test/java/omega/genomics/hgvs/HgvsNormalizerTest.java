package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import omega.genomics.Interval;
import omega.genomics.hgvs.HgvsNormalizer.Boundary;
import omega.genomics.hgvs.HgvsNormalizer.StatedBases;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.model.TranscriptAlignment.Part;
import omega.genomics.model.TranscriptAlignment.Stretch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HgvsNormalizerTest {
    /** 1 to 30: TTTT CAGCAGCAG TACG AAAA CCGTA GGATC. */
    private static final String BASES = "TTTTCAGCAGCAGTACGAAAACCGTAGGATC";

    private static ReferenceSequence genome(String bases) {
        return region -> {
            if (!region.contig().equals("NC_1.1") || region.end() > bases.length()) {
                throw new IllegalArgumentException("no " + region);
            }
            return bases.substring(region.start() - 1, region.end()).getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static Nucleotide parse(String name) {
        return (Nucleotide) HgvsParser.parse(name);
    }

    @ParameterizedTest
    @CsvSource({
        "1del, 4del",
        "1_2insT, 4dup",
        "5_7del, 11_13del",
        "4_5insCAG, 11_13dup",
        "4_5insCAGCAG, 8_13dup",
        "5CAG[2], 11_13del",
        "5_13CAG[5], 8_13dup",
        "14_17delinsTACG, 14_17=",
        "14_17delinsTAGG, 16C>G",
        "14_17delinsCGTA, 14_17inv",
        "14_17inv, 14_17inv",
        "18_21inv, 18_21inv",
        "16C=, 16=",
        "1_2insATTA, 1_2insATTA",
        "30_31del, 30_31del",
        "3_4ins14_17, 4_5insACGT",
        "3_4ins14_17inv, 3_4insCGTA"
    })
    void namesChangesAsRecommended(String change, String expected) {
        Nucleotide normal = HgvsNormalizer.of(genome(BASES)).normalize(parse("NC_1.1:g." + change));

        assertThat(normal.change()).as(change).isEqualTo(expected);
        assertThat(HgvsNormalizer.of(genome(BASES)).normalize(normal)).isEqualTo(normal);
    }

    @Test
    void shiftsToTheOtherEndOnRequest() {
        HgvsNormalizer left = HgvsNormalizer.of(genome(BASES)).withThreePrime(false);

        assertThat(left.normalize(parse("NC_1.1:g.11_13del")).change()).isEqualTo("5_7del");
        assertThat(left.normalize(parse("NC_1.1:g.13_14insCAG")).change()).isEqualTo("5_7dup");
    }

    @Test
    void writesRepeatsOnRequest() {
        HgvsNormalizer repeats = HgvsNormalizer.of(genome(BASES)).withRepeats(true);

        assertThat(repeats.normalize(parse("NC_1.1:g.4_5insCAGCAG")).change()).isEqualTo("5_13CAG[5]");
        assertThat(repeats.normalize(parse("NC_1.1:g.4_5insCAG")).change()).isEqualTo("11_13dup");
        assertThat(repeats.normalize(parse("NC_1.1:g.15_16insGG")).change()).isEqualTo("15_16insGG");
    }

    @Test
    void checksStatedBases() {
        HgvsNormalizer strict = HgvsNormalizer.of(genome(BASES));

        assertThatThrownBy(() -> strict.normalize(parse("NC_1.1:g.16T>G")))
                .isInstanceOf(HgvsException.class)
                .hasMessageContaining("expected C");
        assertThatThrownBy(() -> strict.normalize(parse("NC_1.1:g.16_17delCT"))).isInstanceOf(HgvsException.class);
        assertThatThrownBy(() -> strict.normalize(parse("NC_1.1:g.31_32del"))).isInstanceOf(HgvsException.class);
        assertThat(strict.withStatedBases(StatedBases.REPLACE).normalize(parse("NC_1.1:g.16T>G")))
                .hasToString("NC_1.1:g.16C>G");
        assertThat(strict.withStatedBases(StatedBases.REPLACE).normalize(parse("NC_1.1:g.16T>C")))
                .hasToString("NC_1.1:g.16=");
    }

    @Test
    void staysInItsExon() {
        HgvsTranscript transcript = HgvsTranscript.builder("NM_1.1")
                .sequence("ATGAAAAAACTTTAA")
                .cds(1, 15)
                .alignment(
                        "NC_1.1",
                        TranscriptAlignment.builder(false)
                                .exon(new Interval(1, 6), List.of())
                                .exon(new Interval(11, 19), List.of())
                                .build())
                .build();
        HgvsNormalizer along = HgvsNormalizer.of(null);

        assertThat(along.normalize(parse("NM_1.1:c.4del"), transcript)).hasToString("NM_1.1:c.6del");
        assertThat(along.normalize(parse("NM_1.1:c.7del"), transcript)).hasToString("NM_1.1:c.9del");
        assertThat(along.withBoundary(Boundary.NONE).normalize(parse("NM_1.1:c.4del"), transcript))
                .hasToString("NM_1.1:c.9del");
    }

    @ParameterizedTest
    @CsvSource({
        "16C>G, 16, C, G, 15:C:G",
        "1del, 1, TT, T, 1:T:",
        "4dup, 1, T, TT, 1::T",
        "11_13del, 4, TCAG, T, 4:CAG:",
        "14_17inv, 14, TACG, CGTA, 13:TACG:CGTA"
    })
    void convertsToVcfAndBack(String change, int position, String ref, String alt, String spdi) {
        HgvsNormalizer normalizer = HgvsNormalizer.of(genome(BASES));
        Nucleotide name = normalizer.normalize(parse("NC_1.1:g." + change));

        GenomicAllele allele = normalizer.toAllele(name);

        if (position > 1) {
            assertThat(allele).isEqualTo(new GenomicAllele("NC_1.1", position, ref, alt));
        }
        assertThat(normalizer.toName(allele)).isEqualTo(name);
        assertThat(normalizer.ofSpdi("NC_1.1:" + spdi)).isEqualTo(name);
        assertThat(normalizer.ofSpdi(allele.toSpdi())).isEqualTo(name);
    }

    @Test
    void refusesBrokenSpdi() {
        HgvsNormalizer normalizer = HgvsNormalizer.of(genome(BASES));

        for (String text :
                List.of("NC_1.1:15:C", "NC_1.1:x:C:G", ":1:C:G", "NC_1.1:15:T:G", "NC_1.1:400:T:G", "NC_1.1:1:A-:G")) {
            assertThatThrownBy(() -> normalizer.ofSpdi(text)).as(text).isInstanceOf(HgvsException.class);
        }
    }

    private static String bases(SplittableRandom random, int length) {
        StringBuilder bases = new StringBuilder();
        while (bases.length() < length) {
            String unit = String.valueOf("ACGT".charAt(random.nextInt(4)))
                    + (random.nextInt(3) == 0 ? "ACGT".charAt(random.nextInt(4)) : "");
            bases.append(unit.repeat(1 + random.nextInt(4)));
        }
        return bases.substring(0, length);
    }

    private static HgvsTranscript transcript(SplittableRandom random, boolean gaps) {
        boolean reverse = random.nextBoolean();
        List<Interval> exons = new ArrayList<>();
        for (int at = 40, n = 1 + random.nextInt(4); n > 0; n--) {
            int length = 14 + random.nextInt(20);
            exons.add(reverse ? 0 : exons.size(), new Interval(at, at + length - 1));
            at += length + 1 + random.nextInt(12);
        }
        TranscriptAlignment.Builder builder = TranscriptAlignment.builder(reverse);
        for (Interval exon : exons) {
            int left = 5;
            builder.exon(
                    exon,
                    !gaps || random.nextBoolean()
                            ? List.of()
                            : random.nextBoolean()
                                    ? List.of(
                                            new Stretch(Part.MATCH, left),
                                            new Stretch(Part.GENOME_ONLY, 2),
                                            new Stretch(Part.MATCH, exon.length() - left - 2))
                                    : List.of(
                                            new Stretch(Part.MATCH, left),
                                            new Stretch(Part.TRANSCRIPT_ONLY, 2),
                                            new Stretch(Part.MATCH, exon.length() - left)));
        }
        TranscriptAlignment alignment = builder.build();
        return HgvsTranscript.builder("NM_1.1")
                .alignment("NC_1.1", alignment)
                .cds(3, alignment.length() - 1)
                .build();
    }

    /** Any allele of VCF gives a name that, read back and projected, is the same allele after alignment to the left. */
    @Test
    void namesOnTranscriptsAreTheSameAlleles() {
        SplittableRandom random = new SplittableRandom(77);
        int checked = 0;
        for (int i = 0; i < 6_000; i++) {
            boolean gaps = i % 3 == 0;
            HgvsTranscript transcript = transcript(random, gaps);
            String bases = bases(random, 260);
            HgvsNormalizer normalizer = HgvsNormalizer.of(genome(bases));
            int start = 2 + random.nextInt(230);
            String ref = bases.substring(start - 1, start - 1 + 1 + random.nextInt(6));
            String alt = random.nextInt(3) == 0
                    ? ref.substring(0, 1 + random.nextInt(ref.length()))
                    : bases(random, 1 + random.nextInt(6));
            GenomicAllele allele = new GenomicAllele("NC_1.1", start, ref, alt);
            Nucleotide genomic = normalizer.toName(allele);
            GenomicAllele aligned = normalizer.toAllele(genomic);
            if (ref.equals(alt)) {
                assertThat(genomic.edit()).isInstanceOf(NucleotideEdit.Identity.class);
                continue;
            }
            assertThat(normalizer.toName(aligned)).isEqualTo(genomic);
            Interval free = transcript.requireAlignment().withoutGaps(aligned.position());
            boolean atGap = gaps
                    && (free.start() >= aligned.position() - 8
                            || free.end()
                                    <= aligned.position() + aligned.reference().length() + 8);
            Nucleotide named = parse(normalizer.toName(allele, transcript).toString());
            if (atGap) {
                continue;
            }
            Nucleotide back = new HgvsProjector(transcript).toGenome(named);
            assertThat(normalizer.toAllele(back))
                    .as(allele + " " + named + " " + back + " on " + bases)
                    .isEqualTo(aligned);
            assertThat(HgvsCheck.problems(named)).isEmpty();
            checked++;
        }
        assertThat(checked).isGreaterThan(3_000);
    }
}
