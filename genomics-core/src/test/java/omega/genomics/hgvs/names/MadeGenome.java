package omega.genomics.hgvs.names;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;

/**
 * A contig made from a seed: overlapping transcripts on both strands, coding and not, with codons split by introns, UTRs with introns, and
 * runs of the same bases, so that changes can shift over every border.
 */
final class MadeGenome {
    static final String CONTIG = "1";

    private final Random random;
    final byte[] bases;
    final List<Gene> genes = new ArrayList<>();

    MadeGenome(long seed, int length, int transcripts) {
        random = new Random(seed);
        bases = new byte[length];
        for (int i = 0; i < length; i++) {
            int back = 1 + random.nextInt(4);
            bases[i] = i > back && random.nextInt(3) > 0 ? bases[i - back] : (byte) "ACGT".charAt(random.nextInt(4));
        }
        for (int i = 0; i < transcripts; i++) {
            gene(i);
        }
    }

    byte[] bases(Region region) {
        if (!region.contig().equals(CONTIG) || region.end() > bases.length) {
            throw new IllegalArgumentException("no " + region);
        }
        return java.util.Arrays.copyOfRange(bases, region.start() - 1, region.end());
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    private void gene(int number) {
        int exons = between(1, 5);
        List<Interval> forward = new ArrayList<>();
        int at = between(30, Math.max(31, bases.length - exons * 160 - 30));
        for (int i = 0; i < exons; i++) {
            int length = between(1, 90);
            forward.add(new Interval(at, at + length - 1));
            at += length + between(1, 60);
        }
        if (at > bases.length - 20) {
            return;
        }
        boolean reverse = random.nextBoolean();
        Strand strand = reverse ? Strand.MINUS : Strand.PLUS;
        List<Interval> reading = new ArrayList<>(forward);
        if (reverse) {
            java.util.Collections.reverse(reading);
        }
        int total = forward.stream().mapToInt(Interval::length).sum();
        String id = "T" + number;
        Transcript.Builder transcript = Transcript.builder(
                id,
                "G" + number,
                CONTIG,
                forward.get(0).start(),
                forward.get(exons - 1).end(),
                strand);
        for (int i = 0; i < exons; i++) {
            transcript.add(
                    Exon.builder(i + 1, reading.get(i).start(), reading.get(i).end(), strand)
                            .build());
        }
        int codons = total / 3 - 2;
        int kind = random.nextInt(6); // 0 is not coding, 1 lacks the end, 2 the start
        if (codons >= 3 && kind > 0) {
            code(transcript, reading, reverse, total, between(3, codons), kind);
        }
        genes.add(Gene.builder(
                        "G" + number,
                        CONTIG,
                        forward.get(0).start(),
                        forward.get(exons - 1).end(),
                        strand)
                .add(transcript.version(1 + random.nextInt(12)).build())
                .build());
    }

    /** Writes a start codon, codons without stops, and a stop codon onto the exons, unless an earlier gene needs them otherwise. */
    private void code(
            Transcript.Builder transcript, List<Interval> exons, boolean reverse, int total, int codons, int kind) {
        int start = random.nextInt(total - 3 * codons + 1);
        int[] places = places(exons, reverse);
        for (int i = 0; i < codons; i++) {
            String codon = spelled(places, start + 3 * i, reverse);
            if (i == 0 && kind != 2) {
                codon = "ATG";
            } else if (i == codons - 1 && kind != 1) {
                codon = new String[] {"TAA", "TAG", "TGA"}[random.nextInt(3)];
            } else if (codon.equals("TAA") || codon.equals("TAG") || codon.equals("TGA")) {
                codon = "CCC";
            }
            spell(places, start + 3 * i, reverse, codon);
        }
        Cds.Builder cds = Cds.builder().complete(kind != 2, kind != 1).proteinId("P" + random.nextInt(100) + ".1");
        int phase = kind == 2 ? random.nextInt(2) : 0;
        int end = start + 3 * codons;
        // without a stop the last codon may be incomplete
        int stop = kind == 1 ? end - random.nextInt(3) : end - 3;
        List<Interval> coding = parts(exons, reverse, start + phase, stop);
        int[] phases = Cds.phases(
                phase == 0 ? 0 : 3 - phase,
                coding.stream().mapToInt(Interval::length).toArray());
        for (int i = 0; i < phases.length; i++) {
            cds.add(new CodingSegment(coding.get(i).start(), coding.get(i).end(), phases[i]));
        }
        if (kind != 1) {
            cds.stopCodon(parts(exons, reverse, stop, end));
        }
        if (kind == 2) {
            transcript.attributes(omega.genomics.Attributes.of(List.of(java.util.Map.entry("tag", "cds_start_NF"))));
        }
        transcript.add(cds.build());
    }

    private static int[] places(List<Interval> exons, boolean reverse) {
        return exons.stream()
                .flatMapToInt(exon -> java.util.stream.IntStream.range(0, exon.length())
                        .map(i -> reverse ? exon.end() - i : exon.start() + i))
                .toArray();
    }

    private static List<Interval> parts(List<Interval> exons, boolean reverse, int from, int to) {
        List<Interval> parts = new ArrayList<>();
        int at = 0;
        for (Interval exon : exons) {
            int low = Math.max(from, at) - at;
            int high = Math.min(to, at + exon.length()) - at;
            if (low < high) {
                parts.add(
                        reverse
                                ? new Interval(exon.end() - high + 1, exon.end() - low)
                                : new Interval(exon.start() + low, exon.start() + high - 1));
            }
            at += exon.length();
        }
        return parts;
    }

    private String spelled(int[] places, int at, boolean reverse) {
        char[] codon = new char[3];
        for (int i = 0; i < 3; i++) {
            char base = (char) bases[places[at + i] - 1];
            codon[i] = reverse ? complement(base) : base;
        }
        return new String(codon);
    }

    private void spell(int[] places, int at, boolean reverse, String codon) {
        for (int i = 0; i < 3; i++) {
            char base = codon.charAt(i);
            bases[places[at + i] - 1] = (byte) (reverse ? complement(base) : base);
        }
    }

    private static char complement(char base) {
        return "TGCA".charAt("ACGT".indexOf(base));
    }

    /** An allele somewhere on the contig: substitutions, insertions, deletions, copies of neighbours, inversions, and others. */
    Allele allele() {
        int position = between(1, bases.length - 30);
        int length = random.nextInt(3) > 0 ? 1 : between(1, 12);
        String ref = text(position, length);
        String alt = switch (random.nextInt(7)) {
            case 0 -> ref.substring(0, 1);
            case 1 -> ref + made(between(1, 9));
            case 2 -> ref + text(position + length, Math.min(between(1, 9), bases.length - position - length));
            case 3 -> made(length);
            case 4 -> made(between(1, 9));
            case 5 -> ref.charAt(0) + inverted(ref.substring(1)) + (random.nextBoolean() ? "" : "A");
            default -> made(1) + ref.substring(1);
        };
        return new Allele(position, ref, alt);
    }

    record Allele(int position, String ref, String alt) {}

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

    private static String inverted(String text) {
        StringBuilder inverted = new StringBuilder();
        for (int i = text.length() - 1; i >= 0; i--) {
            inverted.append(complement(text.charAt(i)));
        }
        return inverted.toString();
    }
}
