package omega.genomics.bench.corpus;

import omega.genomics.bench.corpus.HumanCensus.Biotype;

/** The exons a gene's transcripts choose from: disjoint intervals in ascending order, 1-based and inclusive. Reused. */
final class GeneShape {
    static final int MAX_EXONS = 60;
    /** RBFOX1, the longest gene of the human genome. */
    private static final int LONGEST = 2_473_539;

    final int[] starts = new int[MAX_EXONS];
    final int[] ends = new int[MAX_EXONS];
    int exons;
    boolean forward;

    void roll(Dice dice, GenePlan plan) {
        Biotype biotype = plan.biotype();
        forward = dice.chance(0.5);
        exons = rollCount(dice, biotype);
        int room = plan.chromosome().length() / 2;
        int end = 0;
        for (int i = 0; i < exons; i++) {
            int length = Math.max(24, dice.skewed(biotype.exonLength(), 1));
            if (biotype.name().equals("protein_coding") && (i == 0 || i == exons - 1)) {
                length += dice.skewed(500, 2); // room for the untranslated regions
            }
            int intron = i == 0 ? 0 : 30 + dice.skewed(1_500, 4);
            if (i > 0 && end + intron + length > room) {
                exons = i;
                break;
            }
            starts[i] = end + intron + 1;
            ends[i] = starts[i] + length - 1;
            end = ends[i];
        }
        if ("RBFOX1".equals(plan.name())) {
            stretchTo(LONGEST);
        }
        shift(Math.min(plan.start(), plan.chromosome().length() - ends[exons - 1]));
    }

    private static int rollCount(Dice dice, Biotype biotype) {
        if (biotype.exons() <= 1) {
            return 1;
        }
        // The gene's own set is larger than what one of its transcripts uses.
        double mean = biotype.transcripts() > 1 ? 1.35 * biotype.exons() : biotype.exons();
        return Math.min(MAX_EXONS, 1 + (int) ((mean - 1) * (0.3 + 1.4 * dice.unit()) + dice.unit()));
    }

    /** Lengthens the first intron, or the only exon. */
    private void stretchTo(int length) {
        int missing = length - ends[exons - 1];
        ends[0] += exons == 1 ? missing : 0;
        for (int i = 1; i < exons; i++) {
            starts[i] += missing;
            ends[i] += missing;
        }
    }

    /** Cuts the only exon of a gene in two, so that its transcripts may differ in their number of exons. */
    void splitOnlyExon() {
        if (exons == 1) {
            int middle = (starts[0] + ends[0]) / 2;
            starts[1] = middle + 2;
            ends[1] = ends[0];
            ends[0] = middle;
            exons = 2;
        }
    }

    private void shift(int by) {
        for (int i = 0; i < exons; i++) {
            starts[i] += by;
            ends[i] += by;
        }
    }

    int start() {
        return starts[0];
    }

    int end() {
        return ends[exons - 1];
    }
}
