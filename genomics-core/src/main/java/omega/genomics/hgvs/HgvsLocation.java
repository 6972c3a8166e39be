package omega.genomics.hgvs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of a change on a nucleotide sequence: {@code 93}, {@code 20_23}, {@code (4071+1_4072-1)_(5154+1_5155-1)}.
 *
 * @param start the first base
 * @param end the last base; null if the location is a single position
 */
public record HgvsLocation(Bound start, @Nullable Bound end) {
    /** Creates a record; nothing in it may be null. */
    public HgvsLocation {
        Objects.requireNonNull(start, "start");
    }

    /**
     * One end of a location.
     *
     * @param from the position, or the first one that is possible
     * @param to the same, or the last one that is possible
     * @param uncertain whether it is in parentheses: the position is somewhere from {@code from} to {@code to}
     */
    public record Bound(HgvsPosition from, HgvsPosition to, boolean uncertain) {
        /** Creates a record; nothing in it may be null. */
        public Bound {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }

        /**
         * Makes a certain end.
         *
         * @param position the position
         * @return the end
         */
        public static Bound at(HgvsPosition position) {
            Objects.requireNonNull(position, "position");
            return new Bound(position, position, false);
        }

        /** Returns the end as it is written in a name. */
        @Override
        public String toString() {
            if (!uncertain) {
                return from.toString();
            }
            boolean single = from.equals(to) && !from.equals(HgvsPosition.UNKNOWN);
            return single ? "(" + from + ")" : "(" + from + "_" + to + ")";
        }
    }

    /**
     * Makes a location of one position.
     *
     * @param position the position
     * @return the location
     */
    public static HgvsLocation of(HgvsPosition position) {
        Objects.requireNonNull(position, "position");
        return new HgvsLocation(Bound.at(position), null);
    }

    /**
     * Makes a location from one position to another.
     *
     * @param start the first position
     * @param end the last one
     * @return the location; of one position if both are equal
     */
    public static HgvsLocation of(HgvsPosition start, HgvsPosition end) {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        return start.equals(end) ? of(start) : new HgvsLocation(Bound.at(start), Bound.at(end));
    }

    /**
     * Makes a location from one number to another, without offsets.
     *
     * @param start the first base, from 1
     * @param end the last base
     * @return the location
     */
    public static HgvsLocation of(int start, int end) {
        return of(HgvsPosition.of(start), HgvsPosition.of(end));
    }

    /**
     * Returns the first position.
     *
     * @return the position, or for an uncertain start the first possible one
     */
    public HgvsPosition first() {
        return start.from();
    }

    /**
     * Returns the last position.
     *
     * @return the position, or for an uncertain end the last possible one
     */
    public HgvsPosition last() {
        return end == null ? start.to() : end.to();
    }

    /**
     * Returns whether both ends are exact and known.
     *
     * @return false if anything is in parentheses or a question mark
     */
    public boolean isExact() {
        return !start.uncertain()
                && start.from().isKnown()
                && (end == null || (!end.uncertain() && end.from().isKnown()));
    }

    /** Returns the location as it is written in a name. */
    @Override
    public String toString() {
        return end == null ? start.toString() : start + "_" + end;
    }
}
