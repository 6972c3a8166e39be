package omega.genomics.hgvs;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What happens at a location of a nucleotide sequence. Bases that a name states although the location implies them are kept, so
 * that they can be compared with the reference, but not written; a name writes them where the location is uncertain, as in
 * {@code (4_246)delN[15]}.
 */
public sealed interface NucleotideEdit {

    /**
     * Nothing changes: {@code =}.
     *
     * @param reference the bases as stated; empty if they are not
     */
    record Identity(String reference) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Identity {
            Objects.requireNonNull(reference, "reference");
        }

        /** Returns {@code =}. */
        @Override
        public String toString() {
            return "=";
        }
    }

    /**
     * One base for another: {@code A>G}.
     *
     * @param reference the base of the reference; empty if the name omits it
     * @param alternative the new base
     */
    record Substitution(String reference, String alternative) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Substitution {
            Objects.requireNonNull(reference, "reference");
            Objects.requireNonNull(alternative, "alternative");
        }

        /** Returns both bases with an arrow. */
        @Override
        public String toString() {
            return reference + ">" + alternative;
        }
    }

    /**
     * The bases are absent: {@code del}.
     *
     * @param stated the bases, or their number, as stated; empty if they are not
     */
    record Deletion(String stated) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Deletion {
            Objects.requireNonNull(stated, "stated");
        }

        /** Returns {@code del}. */
        @Override
        public String toString() {
            return "del";
        }
    }

    /**
     * The bases follow once more: {@code dup}.
     *
     * @param stated the bases, or their number, as stated; empty if they are not
     */
    record Duplication(String stated) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Duplication {
            Objects.requireNonNull(stated, "stated");
        }

        /** Returns {@code dup}. */
        @Override
        public String toString() {
            return "dup";
        }
    }

    /**
     * A sequence between two neighbours: {@code insAGG}.
     *
     * @param sequence what is inserted
     */
    record Insertion(HgvsSequence sequence) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Insertion {
            Objects.requireNonNull(sequence, "sequence");
        }

        /** Returns {@code ins} with the sequence. */
        @Override
        public String toString() {
            return "ins" + inserted(sequence);
        }
    }

    /**
     * A sequence instead of the bases: {@code delinsTG}.
     *
     * @param stated the bases that are replaced, or their number, as stated; empty if they are not
     * @param sequence what is there instead
     */
    record DeletionInsertion(String stated, HgvsSequence sequence) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public DeletionInsertion {
            Objects.requireNonNull(stated, "stated");
            Objects.requireNonNull(sequence, "sequence");
        }

        /** Returns {@code delins} with the sequence. */
        @Override
        public String toString() {
            return "delins" + inserted(sequence);
        }
    }

    /**
     * The reverse complement of the bases: {@code inv}.
     *
     * @param stated the bases, or their number, as stated; empty if they are not
     */
    record Inversion(String stated) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Inversion {
            Objects.requireNonNull(stated, "stated");
        }

        /** Returns {@code inv}. */
        @Override
        public String toString() {
            return "inv";
        }
    }

    /**
     * The bases are like those of another place: {@code con}. The recommendations write {@code delins} since 2020.
     *
     * @param sequence the other place
     */
    record Conversion(HgvsSequence sequence) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Conversion {
            Objects.requireNonNull(sequence, "sequence");
        }

        /** Returns {@code con} with the place. */
        @Override
        public String toString() {
            return "con" + sequence;
        }
    }

    /**
     * A number of units in a row: {@code CAG[23]}, {@code CAG[19]CAA[4]}, or {@code [4]} where the location is the unit.
     *
     * @param units the units with their counts; empty if the location is the unit
     * @param count the number of units; {@link HgvsCount#UNKNOWN} if the units have their own
     */
    record Repeat(List<HgvsSequence> units, HgvsCount count) implements NucleotideEdit {
        /** Makes an immutable list of the units. */
        public Repeat {
            Objects.requireNonNull(units, "units");
            Objects.requireNonNull(count, "count");
            units = List.copyOf(units);
        }

        /** Returns the units with their counts; in brackets if the first is not bases, and would run into the location. */
        @Override
        public String toString() {
            if (units.isEmpty()) {
                return count.bracketed();
            }
            boolean startsWithBases = isOfBases(units.get(0));
            String all = units.stream().map(Object::toString).collect(Collectors.joining(startsWithBases ? "" : ";"));
            return startsWithBases ? all : "[" + all + "]";
        }

        private static boolean isOfBases(HgvsSequence unit) {
            if (unit instanceof HgvsSequence.Repeated repeated) {
                return isOfBases(repeated.unit());
            }
            return unit instanceof HgvsSequence.Inverted inverted
                    ? isOfBases(inverted.sequence())
                    : unit instanceof HgvsSequence.Bases;
        }
    }

    /**
     * A number of copies of a region: {@code copy2}. Not part of the recommendations, but in use.
     *
     * @param count the number
     */
    record Copies(int count) implements NucleotideEdit {
        /** Returns {@code copy} with the number. */
        @Override
        public String toString() {
            return "copy" + count;
        }
    }

    /**
     * A modification of the bases: {@code |gom}, {@code |lom}, {@code |met=}.
     *
     * @param text what follows the bar
     */
    record Modification(String text) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Modification {
            Objects.requireNonNull(text, "text");
        }

        /** Returns the text after a bar. */
        @Override
        public String toString() {
            return "|" + text;
        }
    }

    /**
     * An effect on the whole transcript, without a location: {@code 0} (none is made), {@code spl} (splicing changes), {@code ?}.
     *
     * @param text the text
     */
    record Effect(String text) implements NucleotideEdit {
        /** Creates a record; nothing in it may be null. */
        public Effect {
            Objects.requireNonNull(text, "text");
        }

        /** Returns the text. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** A sequence besides those of the reference that is not attached to them: {@code sup}, a supernumerary chromosome. */
    record Supernumerary() implements NucleotideEdit {
        /** Returns {@code sup}. */
        @Override
        public String toString() {
            return "sup";
        }
    }

    /** The name is a location without a change, for example {@code c.?}. */
    record None() implements NucleotideEdit {
        /** Returns nothing. */
        @Override
        public String toString() {
            return "";
        }
    }

    private static String inserted(HgvsSequence sequence) {
        return isElsewhere(sequence) ? "[" + sequence + "]" : sequence.toString();
    }

    private static boolean isElsewhere(HgvsSequence sequence) {
        if (sequence instanceof HgvsSequence.Inverted inverted) {
            return isElsewhere(inverted.sequence());
        }
        if (sequence instanceof HgvsSequence.Repeated repeated) {
            return isElsewhere(repeated.unit());
        }
        return sequence instanceof HgvsSequence.Copied copied
                && !copied.reference().isNone();
    }
}
