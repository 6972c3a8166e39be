package omega.genomics.consequence;

import static omega.genomics.consequence.ConsequenceTerm.INTRON;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_ACCEPTOR;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_DONOR;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_DONOR_5TH_BASE;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_DONOR_REGION;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_POLYPYRIMIDINE_TRACT;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_REGION;

/**
 * Computes the terms for introns and splice sites, from the position alone.
 *
 * <p>Base 1 of an intron is its first. Donor 1–2, donor region 3, 4 and 6, fifth base 5, splice region 7–8 and the
 * last three and first three bases of the adjacent exons; counted from the end, acceptor 1–2, splice region 3–8,
 * polypyrimidine tract 3–17. An insertion is in a range if the bases on both sides of it are; at a border between two
 * ranges it is in the splice region.
 */
final class SpliceTerms {
    private static final long ESSENTIAL = SPLICE_DONOR.bit() | SPLICE_ACCEPTOR.bit();

    private SpliceTerms() {}

    /** Returns the bits of the terms for a change from {@code s} to {@code e} in strand coordinates. */
    static long of(TranscriptShape shape, int s, int e) {
        if (!shape.isRegular) {
            return 0;
        }
        long terms = 0;
        int low = Math.min(s, e);
        int high = Math.max(s, e);
        // Finds the exon before the first intron that ends at most three bases before the change.
        for (int exon = Math.max(shape.exonFrom(low - 3) - 1, 0); exon + 1 < shape.exonStart.length; exon++) {
            int first = shape.exonEnd[exon] + 1;
            if (first > high + 3) {
                break;
            }
            if (shape.isIntron(exon)) {
                terms |= at(s, e, first, shape.exonStart[exon + 1] - 1);
            }
        }
        return (terms & ESSENTIAL) == 0 ? terms : terms & ~SPLICE_REGION.bit();
    }

    private static long at(int s, int e, int first, int last) {
        boolean insertion = s > e;
        long terms = 0;
        if (touches(s, e, first, first + 1)) {
            terms |= SPLICE_DONOR.bit();
        }
        if (touches(s, e, last - 1, last)) {
            terms |= SPLICE_ACCEPTOR.bit();
        }
        if (touches(s, e, first + 4, first + 4)) {
            terms |= SPLICE_DONOR_5TH_BASE.bit();
        }
        boolean donorRegion = touches(s, e, first + 2, first + 3)
                || touches(s, e, first + 5, first + 5)
                || (insertion && touches(s, e, first + 2, first + 5));
        if (donorRegion) {
            terms |= SPLICE_DONOR_REGION.bit();
        }
        if (touches(s, e, last - 16, last - 2)) {
            terms |= SPLICE_POLYPYRIMIDINE_TRACT.bit();
        }
        if (touches(s, e, first + 2, last - 2) || (insertion && (s == first + 2 || e == last - 2))) {
            terms |= INTRON.bit();
        }
        boolean region = touches(s, e, first - 3, first - 1)
                || touches(s, e, last + 1, last + 3)
                || touches(s, e, first + 6, first + 7)
                || touches(s, e, last - 7, last - 2)
                || (insertion && isAtBorder(s, e, first, last))
                || (insertion && !donorRegion && touches(s, e, first + 2, first + 7));
        return region ? terms | SPLICE_REGION.bit() : terms;
    }

    private static boolean isAtBorder(int s, int e, int first, int last) {
        return s == first || e == last || s == first + 2 || e == last - 2;
    }

    /** Returns whether a change shares a base with a range; an insertion must lie between two bases of the range. */
    private static boolean touches(int s, int e, int from, int to) {
        return e >= from && s <= to;
    }
}
