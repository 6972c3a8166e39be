package omega.genomics;

/**
 * A stretch of one contig: 1-based, inclusive at both ends, as GTF, GFF3, VCF and HGVS count.
 *
 * <p>{@code new Interval(5, 5)} is the single base number 5. There is no empty interval.
 *
 * @param start the first base, 1 or more
 * @param end the last base, {@code start} or more
 */
public record Interval(int start, int end) implements Comparable<Interval> {

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if {@code start < 1} or {@code end < start}
     */
    public Interval {
        if (start < 1 || end < start) {
            throw new IllegalArgumentException(
                    "expected 1 <= start <= end (1-based, inclusive), found " + start + "-" + end);
        }
    }

    /**
     * Returns the number of bases.
     *
     * @return {@code end - start + 1}, at least 1
     */
    public int length() {
        return end - start + 1;
    }

    /**
     * Tells whether a position lies inside.
     *
     * @param position 1-based
     * @return true from {@code start} to {@code end}, both included
     */
    public boolean contains(int position) {
        return start <= position && position <= end;
    }

    /**
     * Tells whether another interval lies wholly inside this one.
     *
     * @param other an interval on the same contig
     * @return true also for an equal interval
     */
    public boolean contains(Interval other) {
        return start <= other.start && other.end <= end;
    }

    /**
     * Tells whether this interval shares at least one base with another.
     *
     * @param other an interval on the same contig
     * @return true if they overlap; touching neighbours do not
     */
    public boolean overlaps(Interval other) {
        return start <= other.end && other.start <= end;
    }

    /**
     * Returns the number of bases between this interval and another.
     *
     * @param other an interval on the same contig
     * @return 0 if they overlap or touch
     */
    public int distanceTo(Interval other) {
        return Math.max(0, Math.max(other.start - end, start - other.end) - 1);
    }

    /** Orders by start, then by end. */
    @Override
    public int compareTo(Interval other) {
        int byStart = Integer.compare(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }

    /** Returns {@code start-end}. */
    @Override
    public String toString() {
        return start + "-" + end;
    }
}
