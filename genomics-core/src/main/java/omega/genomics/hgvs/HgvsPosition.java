package omega.genomics.hgvs;

import java.util.Objects;

/**
 * A position of a name: {@code 93}, {@code 93+1}, {@code -20}, {@code *50-3}, {@code ?}, {@code pter}.
 *
 * @param landmark from where {@code base} counts
 * @param base the distance from the landmark, from 1; 0 if it is not known or the landmark is no place to count from
 * @param offset bases into the intron beside {@code base}, negative before it; 0 for none, or one of
 *     {@link #UNKNOWN_DOWNSTREAM}, {@link #UNKNOWN_UPSTREAM}, {@link #UNKNOWN_OFFSET}
 */
public record HgvsPosition(Landmark landmark, int base, int offset) {
    /** The offset {@code +?}. */
    public static final int UNKNOWN_DOWNSTREAM = Integer.MAX_VALUE;
    /** The offset {@code -?}. */
    public static final int UNKNOWN_UPSTREAM = -Integer.MAX_VALUE;
    /** The offset {@code ?}, in an unknown direction. */
    public static final int UNKNOWN_OFFSET = Integer.MIN_VALUE;
    /** The position {@code ?}. */
    public static final HgvsPosition UNKNOWN = new HgvsPosition(Landmark.UNKNOWN, 0, 0);

    /** Creates a record; nothing in it may be null. */
    public HgvsPosition {
        Objects.requireNonNull(landmark, "landmark");
    }

    /** From where a position counts. */
    public enum Landmark {
        /** The first base of the sequence; in {@code c.} names the A of the start codon. */
        START(""),
        /** The base before the first, counted backwards: {@code -20}. */
        BEFORE("-"),
        /** The last base of the stop codon: {@code *50}. */
        AFTER_CDS("*"),
        /** Not known: {@code ?}. */
        UNKNOWN("?"),
        /** The end of the short arm: {@code pter}. */
        PTER("pter"),
        /** The centromere: {@code cen}. */
        CEN("cen"),
        /** The end of the long arm: {@code qter}. */
        QTER("qter");

        private final String text;

        Landmark(String text) {
            this.text = text;
        }

        private boolean isCountedFrom() {
            return this == START || this == BEFORE || this == AFTER_CDS;
        }
    }

    /**
     * Makes a position without offset that counts from the start.
     *
     * @param base from 1
     * @return the position
     */
    public static HgvsPosition of(int base) {
        return new HgvsPosition(Landmark.START, base, 0);
    }

    /**
     * Returns whether the position is a number that can be computed with.
     *
     * @return false if base or offset are not known, or for an end of the chromosome
     */
    public boolean isKnown() {
        return base > 0 && !isOffsetUnknown();
    }

    /**
     * Returns whether the offset is a question mark.
     *
     * @return true for {@code +?}, {@code -?} and {@code ?}
     */
    public boolean isOffsetUnknown() {
        return offset == UNKNOWN_DOWNSTREAM || offset == UNKNOWN_UPSTREAM || offset == UNKNOWN_OFFSET;
    }

    /** Returns the position as it is written in a name. */
    @Override
    public String toString() {
        if (landmark == Landmark.START && offset == 0 && base > 0) {
            return Integer.toString(base);
        }
        StringBuilder text = new StringBuilder(landmark.text);
        if (landmark.isCountedFrom()) {
            if (base > 0) {
                text.append(base);
            } else {
                text.append('?');
            }
        }
        if (offset == UNKNOWN_OFFSET) {
            text.append('?');
        } else if (offset == UNKNOWN_DOWNSTREAM) {
            text.append("+?");
        } else if (offset == UNKNOWN_UPSTREAM) {
            text.append("-?");
        } else if (offset != 0) {
            text.append(offset > 0 ? "+" : "").append(offset);
        }
        return text.toString();
    }
}
