package omega.genomics;

import java.util.Objects;

/**
 * A range of bases on one contig, 1-based and inclusive at both ends, as in GTF, GFF3, VCF and HGVS.
 *
 * <p>{@code new Interval(5, 5)} is the single base at position 5. There is no empty interval. Immutable.
 *
 * @param start the first base, 1 or more
 * @param end the last base, {@code start} or more
 */
public record Interval(int start, int end) implements Comparable<Interval> {

    /**
     * Creates an interval.
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
     * Returns whether this interval contains a position.
     *
     * @param position the position on the same contig, 1-based
     * @return true if the position is from {@code start} to {@code end}, both inclusive
     */
    public boolean contains(int position) {
        return start <= position && position <= end;
    }

    /**
     * Returns whether another interval lies entirely inside this one.
     *
     * @param other an interval on the same contig
     * @return true if it does; an interval contains itself
     */
    public boolean contains(Interval other) {
        Objects.requireNonNull(other, "other");
        return start <= other.start && other.end <= end;
    }

    /**
     * Returns whether this interval shares at least one base with another.
     *
     * @param other an interval on the same contig
     * @return true if they overlap; adjacent intervals do not
     */
    public boolean overlaps(Interval other) {
        Objects.requireNonNull(other, "other");
        return start <= other.end && other.start <= end;
    }

    /**
     * Returns the number of bases between this interval and another, in either direction.
     *
     * @param other an interval on the same contig
     * @return the number of bases between them; 0 if they overlap or are adjacent
     */
    public int distanceTo(Interval other) {
        Objects.requireNonNull(other, "other");
        return Math.max(0, Math.max(other.start - end, start - other.end) - 1);
    }

    /** Orders by start, then by end. */
    @Override
    public int compareTo(Interval other) {
        Objects.requireNonNull(other, "other");
        int byStart = Integer.compare(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }

    /** Returns {@code start-end}. */
    @Override
    public String toString() {
        return start + "-" + end;
    }
}
