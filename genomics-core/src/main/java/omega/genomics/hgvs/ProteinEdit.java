package omega.genomics.hgvs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens at a location of a protein, or to the whole of it. Amino acids are one-letter codes, {@code *} for a stop. */
public sealed interface ProteinEdit {

    /** Nothing changes: {@code =}. */
    record Identity() implements ProteinEdit {
        /** Returns {@code =}. */
        @Override
        public String toString() {
            return "=";
        }
    }

    /** The effect is not known: {@code ?}. */
    record Unknown() implements ProteinEdit {
        /** Returns {@code ?}. */
        @Override
        public String toString() {
            return "?";
        }
    }

    /**
     * No protein is made: {@code 0}, {@code 0?}.
     *
     * @param uncertain whether that is likely only
     */
    record Absent(boolean uncertain) implements ProteinEdit {
        /** Returns {@code 0} or {@code 0?}. */
        @Override
        public String toString() {
            return uncertain ? "0?" : "0";
        }
    }

    /**
     * One residue for another: {@code Arg}, {@code Ter}.
     *
     * @param alternative the new residue
     */
    record Substitution(char alternative) implements ProteinEdit {
        /** Returns the new residue. */
        @Override
        public String toString() {
            return AminoAcids.name(alternative);
        }
    }

    /** The residues are absent: {@code del}. */
    record Deletion() implements ProteinEdit {
        /** Returns {@code del}. */
        @Override
        public String toString() {
            return "del";
        }
    }

    /** The residues follow once more: {@code dup}. */
    record Duplication() implements ProteinEdit {
        /** Returns {@code dup}. */
        @Override
        public String toString() {
            return "dup";
        }
    }

    /**
     * Residues between two neighbours: {@code insGlnSer}, {@code ins(5)}, {@code insTer63}.
     *
     * @param residues the residues; empty if only their number is known; {@code *} with a count if a stop ends that many
     * @param count the number of unknown residues, or how often the residues follow each other; null if the residues are all
     */
    record Insertion(String residues, @Nullable HgvsCount count) implements ProteinEdit {
        /** Creates a record; nothing in it may be null. */
        public Insertion {
            Objects.requireNonNull(residues, "residues");
        }

        /** Returns {@code ins} with the residues. */
        @Override
        public String toString() {
            return "ins" + inserted(residues, count);
        }
    }

    /**
     * Residues instead of those of the reference: {@code delinsTrpVal}.
     *
     * @param residues the residues; empty if only their number is known
     * @param count as for {@link Insertion}
     */
    record DeletionInsertion(String residues, @Nullable HgvsCount count) implements ProteinEdit {
        /** Creates a record; nothing in it may be null. */
        public DeletionInsertion {
            Objects.requireNonNull(residues, "residues");
        }

        /** Returns {@code delins} with the residues. */
        @Override
        public String toString() {
            return "delins" + inserted(residues, count);
        }
    }

    /**
     * Another reading frame from this residue on: {@code ProfsTer23}, {@code fs}.
     *
     * @param alternative the first new residue; 0 if it is not stated
     * @param stop the number of residues to the new stop, itself included; unknown for {@code fsTer?}; null if it is not stated
     */
    record Frameshift(char alternative, @Nullable HgvsCount stop) implements ProteinEdit {
        /** Returns the residue, {@code fs} and the stop. */
        @Override
        public String toString() {
            return (alternative == 0 ? "" : AminoAcids.name(alternative)) + "fs" + (stop == null ? "" : "Ter" + stop);
        }
    }

    /**
     * Residues before the first or after the last: {@code ext-5}, {@code GlnextTer17}.
     *
     * @param alternative the residue instead of the reference's; 0 if it is not stated
     * @param first the first residue of an extension at the start; 0 if it is not stated
     * @param atStart whether the extension is at the start
     * @param length the number of residues; unknown for {@code extTer?}; null if it is not stated
     */
    record Extension(
            char alternative,
            char first,
            boolean atStart,
            @Nullable HgvsCount length) implements ProteinEdit {
        /** Returns the residue, {@code ext} and the length. */
        @Override
        public String toString() {
            String head = (alternative == 0 ? "" : AminoAcids.name(alternative)) + "ext"
                    + (first == 0 ? "" : AminoAcids.name(first));
            return head + (atStart ? "-" + length : length == null ? "" : "Ter" + length);
        }
    }

    /**
     * The residues several times in a row: {@code Ala2[10]}.
     *
     * @param count how often
     */
    record Repeat(HgvsCount count) implements ProteinEdit {
        /** Creates a record; nothing in it may be null. */
        public Repeat {
            Objects.requireNonNull(count, "count");
        }

        /** Returns the count in brackets. */
        @Override
        public String toString() {
            return count.bracketed();
        }
    }

    private static String inserted(String residues, @Nullable HgvsCount count) {
        if (count == null) {
            return AminoAcids.names(residues);
        }
        if (residues.isEmpty()) {
            return "(" + count + ")";
        }
        return AminoAcids.names(residues) + (residues.equals("*") ? count : count.bracketed());
    }
}
