package omega.genomics.hgvs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of a change on a protein: {@code Lys23}, {@code Lys23_Val25}.
 *
 * @param start the first residue
 * @param end the last residue; null if the location is a single residue
 * @param uncertain whether the location is in parentheses: the change is somewhere within it
 */
public record ProteinLocation(Residue start, @Nullable Residue end, boolean uncertain) {
    /** Creates a record; nothing in it may be null. */
    public ProteinLocation {
        Objects.requireNonNull(start, "start");
    }

    /**
     * A residue of the reference.
     *
     * @param aminoAcid its one-letter code, {@code *} for the stop
     * @param position its position, from 1
     */
    public record Residue(char aminoAcid, int position) {
        /** Returns three letters and the position. */
        @Override
        public String toString() {
            return AminoAcids.name(aminoAcid) + position;
        }
    }

    /**
     * Makes a location of one residue.
     *
     * @param aminoAcid its one-letter code
     * @param position its position
     * @return the location
     */
    public static ProteinLocation of(char aminoAcid, int position) {
        return new ProteinLocation(new Residue(aminoAcid, position), null, false);
    }

    /**
     * Makes a location from one residue to another.
     *
     * @param start the first residue
     * @param end the last one
     * @return the location; of one residue if both are equal
     */
    public static ProteinLocation of(Residue start, Residue end) {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        return new ProteinLocation(start, start.equals(end) ? null : end, false);
    }

    /**
     * Returns the last residue.
     *
     * @return the end, or the start if the location is a single residue
     */
    public Residue last() {
        return end == null ? start : end;
    }

    /** Returns the location as it is written in a name. */
    @Override
    public String toString() {
        String text = end == null ? start.toString() : start + "_" + end;
        return uncertain ? "(" + text + ")" : text;
    }
}
