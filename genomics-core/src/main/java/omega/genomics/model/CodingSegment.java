package omega.genomics.model;

import omega.genomics.Interval;

/**
 * The part of a coding sequence in one exon: a {@code CDS} line of GTF2.2 or GFF3.
 *
 * @param start the leftmost base on the contig, 1-based
 * @param end the rightmost base on the contig, inclusive
 * @param phase the number of bases at the segment's 5′ end that complete a codon begun in the previous segment: 0, 1
 *     or 2. This is column 8, called frame in GTF and phase in GFF3; it is not a remainder of the position
 */
public record CodingSegment(int start, int end, int phase) {

    /**
     * Creates a segment.
     *
     * @throws IllegalArgumentException if {@code start < 1}, {@code end < start}, or the phase is not 0, 1 or 2
     */
    public CodingSegment {
        if (start < 1 || end < start || phase < 0 || phase > 2) {
            throw new IllegalArgumentException(
                    "expected 1 <= start <= end and a phase of 0, 1 or 2, found " + start + "-" + end + " " + phase);
        }
    }

    /**
     * Returns the coordinates without the phase.
     *
     * @return the interval on the contig
     */
    public Interval interval() {
        return new Interval(start, end);
    }

    /**
     * Returns the number of bases.
     *
     * @return at least 1
     */
    public int length() {
        return end - start + 1;
    }
}
