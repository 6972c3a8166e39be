package omega.genomics.gtf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;

/**
 * Gene models of every shape a coding sequence takes, from a seed: either strand, short first and last segments, stop codons
 * split by introns, ends that are missing, phases other than 0.
 */
public final class GeneratedGenes {
    private static final int CODON = 3;
    private final Random random;

    public GeneratedGenes(long seed) {
        random = new Random(seed);
    }

    public List<Gene> genes(String contig, int count) {
        List<Gene> genes = new ArrayList<>();
        int start = 1 + random.nextInt(100);
        for (int i = 0; i < count; i++) {
            Gene gene = gene(contig, "G" + contig + "_" + i, start);
            genes.add(gene);
            start = Math.max(1, gene.end() - 200 + random.nextInt(400));
        }
        return genes;
    }

    private Gene gene(String contig, String id, int from) {
        Strand strand = random.nextBoolean() ? Strand.PLUS : Strand.MINUS;
        List<Transcript> transcripts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            transcripts.add(transcript(contig, id, id + "." + (char) ('a' + i), from + random.nextInt(50), strand));
        }
        int start = transcripts.stream().mapToInt(Transcript::start).min().orElseThrow();
        int end = transcripts.stream().mapToInt(Transcript::end).max().orElseThrow();
        return Gene.builder(id, contig, start, end, strand)
                .type("gene")
                .source("made")
                .biotype("protein_coding")
                .addAll(transcripts)
                .build();
    }

    private Transcript transcript(String contig, String gene, String id, int from, Strand strand) {
        List<Interval> exons = new ArrayList<>();
        int at = from;
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            int length = random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 10 + random.nextInt(150);
            exons.add(new Interval(at, at + length - 1));
            at += length + 20 + random.nextInt(200);
        }
        if (strand.isReverse()) {
            java.util.Collections.reverse(exons);
        }
        int end = Math.max(exons.get(0).end(), exons.get(exons.size() - 1).end());
        Transcript.Builder made = Transcript.builder(id, gene, contig, from, end, strand)
                .type("transcript")
                .source("made")
                .biotype("protein_coding");
        for (int i = 0; i < exons.size(); i++) {
            made.add(Exon.builder(i + 1, exons.get(i).start(), exons.get(i).end(), strand)
                    .build());
        }
        int spliced = exons.stream().mapToInt(Interval::length).sum();
        if (spliced > 30 && random.nextInt(6) > 0) {
            made.add(coding(exons, spliced, strand.isReverse()));
        }
        return made.build();
    }

    private Cds coding(List<Interval> exons, int spliced, boolean reverse) {
        boolean hasStart = random.nextInt(4) > 0;
        boolean hasStop = random.nextInt(4) > 0;
        // a first segment shorter than its phase is what gffread reads otherwise
        int phase = hasStart || exons.get(0).length() < CODON ? 0 : random.nextInt(CODON);
        int first = hasStart ? random.nextInt(spliced - 20) : 0;
        int last = hasStop ? first + phase + CODON * ((spliced - first - phase) / CODON) : spliced;
        List<Interval> blocks = slice(exons, first, last - (hasStop ? CODON : 0), reverse);
        Cds.Builder cds = Cds.builder()
                .startCodon(hasStart ? slice(exons, first, first + CODON, reverse) : List.of())
                .stopCodon(hasStop ? slice(exons, last - CODON, last, reverse) : List.of())
                .complete(hasStart, hasStop);
        int[] phases =
                Cds.phases(phase, blocks.stream().mapToInt(Interval::length).toArray());
        for (int i = 0; i < phases.length; i++) {
            cds.add(new CodingSegment(blocks.get(i).start(), blocks.get(i).end(), phases[i]));
        }
        return cds.build();
    }

    /** Bases {@code from} to {@code to} (0-based, half-open) of the spliced exons. */
    private static List<Interval> slice(List<Interval> exons, int from, int to, boolean reverse) {
        List<Interval> slice = new ArrayList<>();
        int before = 0;
        for (Interval exon : exons) {
            int a = Math.max(from - before, 0);
            int b = Math.min(to - before, exon.length());
            if (a < b) {
                slice.add(
                        reverse
                                ? new Interval(exon.end() - b + 1, exon.end() - a)
                                : new Interval(exon.start() + a, exon.start() + b - 1));
            }
            before += exon.length();
        }
        return slice;
    }
}
