package omega.genomics.bench.corpus;

/**
 * One transcript: its exons from 5' to 3', and where its coding part lies in them. Reused.
 *
 * <p>Places inside the transcript are 0-based offsets in its spliced sequence: the coding sequence without its stop codon
 * is {@code [cdsFrom, cdsTo)}.
 */
final class TranscriptShape {
    final int[] starts = new int[GeneShape.MAX_EXONS];
    final int[] ends = new int[GeneShape.MAX_EXONS];
    /** Which exon of the gene this is, or −1 when its ends are this transcript's own. */
    final int[] shared = new int[GeneShape.MAX_EXONS];
    /** Offset of the exon's first base in the spliced sequence. */
    final int[] offsets = new int[GeneShape.MAX_EXONS + 1];

    int exons;
    boolean forward;
    boolean coding;
    boolean startComplete;
    boolean stopComplete;
    /** Bases before the first whole codon of an incomplete start. */
    int phase;

    int cdsFrom;
    int cdsTo;

    /** Takes all of the gene's exons. */
    void rollWhole(GeneShape gene) {
        fill(gene, 0, gene.exons, 0, 0, null);
    }

    /** Takes a stretch of the gene's exons, leaves some out, and moves the outer ends inward now and then. */
    void rollPart(Dice dice, GeneShape gene, double meanExons) {
        int wanted = Math.min(gene.exons, 1 + (int) ((meanExons - 1) * (0.4 + 1.2 * dice.unit()) + dice.unit()));
        int from = dice.below(gene.exons - wanted + 1);
        int last = from + wanted - 1;
        int firstCut = rollCut(dice, gene, from);
        int lastCut = rollCut(dice, gene, last);
        fill(gene, from, wanted, firstCut, lastCut, dice);
    }

    /** Less than a quarter of the exon, so that two cuts leave half of it. */
    private static int rollCut(Dice dice, GeneShape gene, int exon) {
        return dice.chance(0.5) ? dice.below((gene.ends[exon] - gene.starts[exon]) / 4) : 0;
    }

    @SuppressWarnings("NullAway") // no dice, no skipping
    private void fill(
            GeneShape gene,
            int from,
            int count,
            int firstCut,
            int lastCut,
            @org.jspecify.annotations.Nullable Dice dice) {
        forward = gene.forward;
        exons = 0;
        for (int k = 0; k < count; k++) {
            int i = forward ? from + k : from + count - 1 - k;
            boolean outer = k == 0 || k == count - 1;
            if (!outer && dice != null && dice.chance(0.06)) {
                continue;
            }
            int startCut = i == from ? firstCut : 0;
            int endCut = i == from + count - 1 ? lastCut : 0;
            starts[exons] = gene.starts[i] + startCut;
            ends[exons] = gene.ends[i] - endCut;
            shared[exons] = startCut == 0 && endCut == 0 ? i : -1;
            offsets[exons + 1] = offsets[exons] + ends[exons] - starts[exons] + 1;
            exons++;
        }
        coding = false;
    }

    /** Makes it coding: whole codons between the ends that are complete, and untranslated regions beyond them. */
    void rollCds(Dice dice, boolean startKnown, boolean stopKnown, double share) {
        int length = offsets[exons];
        if (length < 24) {
            return;
        }
        coding = true;
        startComplete = startKnown;
        stopComplete = stopKnown;
        phase = startKnown ? 0 : dice.below(3);
        cdsFrom = startKnown ? dice.below((int) (length * 0.3 * (1.1 - share)) + 1) : 0;
        if (!stopKnown) {
            cdsTo = length;
        } else {
            int codons = Math.max(2, (int) ((length - cdsFrom - phase) / 3.0 * share));
            cdsTo = cdsFrom + phase + 3 * (codons - 1);
        }
    }

    int start() {
        return forward ? starts[0] : starts[exons - 1];
    }

    int end() {
        return forward ? ends[exons - 1] : ends[0];
    }

    /** Returns the frame of a coding segment that begins at an offset: bases before its first whole codon. */
    int frameAt(int offset) {
        return Math.floorMod(cdsFrom + phase - offset, 3);
    }

    /** Number of lines this transcript takes: itself, exons, coding segments, codons and untranslated regions. */
    int lines() {
        int lines = 1 + exons;
        if (coding) {
            lines += segments(cdsFrom, cdsTo) + segments(0, cdsFrom);
            lines += startComplete ? segments(cdsFrom, cdsFrom + 3) : 0;
            lines += stopComplete ? segments(cdsTo, cdsTo + 3) + segments(cdsTo + 3, offsets[exons]) : 0;
        }
        return lines;
    }

    private int segments(int from, int to) {
        int segments = 0;
        for (int i = 0; i < exons; i++) {
            if (Math.max(from, offsets[i]) < Math.min(to, offsets[i + 1])) {
                segments++;
            }
        }
        return segments;
    }
}
