package omega.genomics.hgvs;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is inserted: bases, a number of unknown bases, a copy of another place, repeats, or several of these in a row. */
public sealed interface HgvsSequence {

    /**
     * Bases.
     *
     * @param text letters of the IUPAC code, DNA in upper case, RNA in lower case
     */
    record Bases(String text) implements HgvsSequence {
        /** Creates a record; nothing in it may be null. */
        public Bases {
            Objects.requireNonNull(text, "text");
        }

        /** Returns the letters. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Bases of which only the number is known: {@code (5)}, {@code (80_120)}.
     *
     * @param count the number
     */
    record Unknown(HgvsCount count) implements HgvsSequence {
        /** Creates a record; nothing in it may be null. */
        public Unknown {
            Objects.requireNonNull(count, "count");
        }

        /** Returns the number in parentheses. */
        @Override
        public String toString() {
            return "(" + count + ")";
        }
    }

    /**
     * A copy of a place, on the same sequence or another one: {@code 850_900inv}, {@code L37425.1:23_361}.
     *
     * @param reference the other sequence; {@link HgvsReference#NONE} for the same
     * @param kind the kind of the other sequence
     * @param location the place
     */
    record Copied(HgvsReference reference, HgvsKind kind, HgvsLocation location) implements HgvsSequence {
        /** Creates a record; nothing in it may be null. */
        public Copied {
            Objects.requireNonNull(reference, "reference");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(location, "location");
        }

        /** Returns the place, after the reference if there is one. */
        @Override
        public String toString() {
            return reference.isNone() ? location.toString() : reference + ":" + kind + location;
        }
    }

    /**
     * The reverse complement of a sequence.
     *
     * @param sequence what is inverted
     */
    record Inverted(HgvsSequence sequence) implements HgvsSequence {
        /** Creates a record; nothing in it may be null. */
        public Inverted {
            Objects.requireNonNull(sequence, "sequence");
        }

        /** Returns the sequence followed by {@code inv}. */
        @Override
        public String toString() {
            return sequence + "inv";
        }
    }

    /**
     * A sequence several times in a row: {@code CAG[23]}.
     *
     * @param unit the sequence
     * @param count how often
     */
    record Repeated(HgvsSequence unit, HgvsCount count) implements HgvsSequence {
        /** Creates a record; nothing in it may be null. */
        public Repeated {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(count, "count");
        }

        /** Returns the unit followed by the count in brackets. */
        @Override
        public String toString() {
            return unit + count.bracketed();
        }
    }

    /**
     * Several sequences in a row.
     *
     * @param parts at least two
     */
    record Joined(List<HgvsSequence> parts) implements HgvsSequence {
        /** Makes an immutable list of the parts. */
        public Joined {
            Objects.requireNonNull(parts, "parts");
            parts = List.copyOf(parts);
        }

        /** Returns the parts in brackets, separated by semicolons. */
        @Override
        public String toString() {
            return parts.stream().map(Object::toString).collect(Collectors.joining(";", "[", "]"));
        }
    }
}
