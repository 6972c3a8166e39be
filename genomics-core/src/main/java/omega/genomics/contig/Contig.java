package omega.genomics.contig;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One reference sequence of an assembly, under all its names.
 *
 * @param name the name this library prefers: Ensembl's ({@code 1}, {@code MT}, {@code KI270728.1})
 * @param length the number of bases; empty where the table does not say
 * @param role what the sequence is within its assembly
 * @param aliases every name of the sequence, {@code name} first; immutable
 */
public record Contig(String name, OptionalInt length, Role role, Set<String> aliases) {

    /** What a sequence is within its assembly, in the words of NCBI's assembly reports. */
    public enum Role {
        /** An assembled chromosome of the nucleus, or of a prokaryote. */
        CHROMOSOME,
        /** The mitochondrion's sequence. */
        MITOCHONDRION,
        /** A chloroplast's or another plastid's sequence. */
        PLASTID,
        /** A scaffold of a known chromosome, its place on it unknown. */
        UNLOCALIZED,
        /** A scaffold whose chromosome is unknown. */
        UNPLACED,
        /** An alternative form of a stretch of a chromosome. */
        ALT,
        /** A correction of a stretch, to be part of the next assembly. */
        FIX_PATCH,
        /** An alternative form added after the assembly's release. */
        NOVEL_PATCH,
        /** The table does not say. */
        UNKNOWN
    }

    /**
     * Checks and completes the parts.
     *
     * @throws IllegalArgumentException if the name is empty or the length less than 1
     */
    public Contig {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("expected a contig name, found an empty one");
        }
        if (length.isPresent() && length.getAsInt() < 1) {
            throw new IllegalArgumentException("expected a length of 1 or more, found " + length.getAsInt());
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        names.addAll(aliases);
        aliases = Collections.unmodifiableSet(names);
    }

    /**
     * Tells whether this sequence may be one of a certain length.
     *
     * @param bases a length that a file states
     * @return true if it is equal, or not known here
     */
    public boolean isOfLength(int bases) {
        return length.isEmpty() || length.getAsInt() == bases;
    }

    /** Returns the preferred name. */
    @Override
    public String toString() {
        return name;
    }
}
