package omega.genomics.hgvs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.model.TranscriptAlignment.Part;
import omega.genomics.model.TranscriptAlignment.Stretch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any allele of VCF on any transcript gives a name that, read back and moved to the contig, gives the same allele after normalisation: on both
 * strands, over the ends of exons, and next to gaps of the alignment. Genomes are made from a seed, with runs of the same bases.
 */
class RoundTripTest {
    private final Random random;
    private final byte[] bases = new byte[1_200];

    private final ReferenceSequence genome = this::bases;

    RoundTripTest() {
        random = new Random(0);
    }

    private byte[] bases(Region region) {
        if (region.end() > bases.length) {
            throw new IllegalArgumentException("no " + region);
        }
        return Arrays.copyOfRange(bases, region.start() - 1, region.end());
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    private void make() {
        for (int i = 0; i < bases.length; i++) {
            int back = between(1, 4);
            bases[i] = i > back && random.nextInt(3) > 0 ? bases[i - back] : (byte) "ACGT".charAt(random.nextInt(4));
        }
    }

    /** A transcript of up to four exons; with gaps, exons have bases that only one side has. */
    private HgvsTranscript transcript(boolean gaps) {
        boolean reverse = random.nextBoolean();
        List<Interval> exons = new ArrayList<>();
        int at = between(40, 200);
        for (int i = between(1, 4); i > 0; i--) {
            int length = between(25, 90);
            exons.add(new Interval(at, at + length - 1));
            at += length + between(1, 80);
        }
        if (reverse) {
            java.util.Collections.reverse(exons);
        }
        TranscriptAlignment.Builder alignment = TranscriptAlignment.builder(reverse);
        for (Interval exon : exons) {
            int first = between(8, exon.length() - 12);
            int rest = exon.length() - first;
            alignment.exon(
                    exon,
                    switch (gaps ? random.nextInt(3) : 2) {
                        case 0 ->
                            List.of(
                                    new Stretch(Part.MATCH, first),
                                    new Stretch(Part.TRANSCRIPT_ONLY, between(1, 4)),
                                    new Stretch(Part.MATCH, rest));
                        case 1 ->
                            List.of(
                                    new Stretch(Part.MATCH, first),
                                    new Stretch(Part.GENOME_ONLY, 3),
                                    new Stretch(Part.MATCH, rest - 3));
                        default -> List.of();
                    });
        }
        TranscriptAlignment made = alignment.build();
        HgvsTranscript.Builder builder =
                HgvsTranscript.builder("NM_1.1").alignment("1", made).sequence(made.sequence("1", genome));
        int length = made.length();
        if (random.nextBoolean() && length > 40) {
            int start = between(1, length / 3);
            builder.cds(start, start + 3 * between(2, (length - start) / 3) - 1);
        }
        return builder.build();
    }

    private GenomicAllele allele(Interval around) {
        int position = between(Math.max(2, around.start() - 25), around.end() + 10);
        int length = random.nextInt(3) > 0 ? 1 : between(1, 9);
        String ref = text(position, length);
        String alt = switch (random.nextInt(5)) {
            case 0 -> ref.substring(0, 1);
            case 1 -> ref + text(position + length, between(1, 6));
            case 2 -> ref + made(between(1, 5));
            case 3 -> made(length);
            default -> made(between(1, 6));
        };
        return new GenomicAllele("1", position, ref, alt);
    }

    private String text(int position, int length) {
        return new String(bases, position - 1, length, StandardCharsets.US_ASCII);
    }

    private String made(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("ACGT".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    private int[] roundTrips(long seed, boolean gaps) {
        random.setSeed(seed);
        int same = 0;
        int inGap = 0;
        for (int i = 0; i < 60; i++) {
            make();
            HgvsTranscript transcript = transcript(gaps);
            TranscriptAlignment alignment = transcript.alignment().orElseThrow();
            HgvsNormalizer normalizer = HgvsNormalizer.of(genome);
            for (int k = 0; k < 60; k++) {
                GenomicAllele allele = allele(alignment.interval());
                if (allele.reference().equals(allele.alternative())) {
                    continue;
                }
                GenomicAllele expected = normalizer.toAllele(normalizer.toName(allele));
                String name = normalizer.toName(allele, transcript).toString();
                Nucleotide read = (Nucleotide) HgvsParser.parse(name);
                if (touchesGap(alignment, allele, expected, normalizer.toName(allele))) {
                    inGap++;
                    continue;
                }
                Nucleotide back = new HgvsProjector(transcript).toGenome(read);
                assertThat(normalizer.toAllele(back))
                        .as(seed + ": " + allele + " as " + name + " on " + alignment + ", back " + back)
                        .isEqualTo(expected);
                same++;
            }
        }
        return new int[] {same, inGap};
    }

    /** Returns whether the bases that change, or those over which they can shift, are next to bases that only one side has. */
    private static boolean touchesGap(
            TranscriptAlignment alignment, GenomicAllele allele, GenomicAllele aligned, Nucleotide shifted) {
        int low = Math.min(allele.position(), aligned.position()) - 1;
        int high = Math.max(
                        allele.position() + allele.reference().length(),
                        java.util.Objects.requireNonNull(shifted.location())
                                .last()
                                .base())
                + 1;
        return alignment.withoutGaps(low).end() < high
                || alignment.withoutGaps(high).start() > low;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withoutGaps(long seed) {
        assertThat(roundTrips(seed, false)).satisfies(counts -> {
            assertThat(counts[0]).isGreaterThan(2_800);
            assertThat(counts[1]).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void besideGaps(long seed) {
        assertThat(roundTrips(seed, true)).satisfies(counts -> {
            assertThat(counts[0]).isGreaterThan(1_500);
            assertThat(counts[1]).isLessThan(counts[0] / 2);
        });
    }
}
