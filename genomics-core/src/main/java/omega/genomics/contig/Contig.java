package omega.genomics.contig;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One reference sequence of an assembly, with all its names. Immutable.
 *
 * @param name the preferred name, which is Ensembl's ({@code 1}, {@code MT}, {@code KI270728.1})
 * @param length the number of bases; empty if the table does not state it
 * @param role the role of the sequence in its assembly
 * @param aliases every name of the sequence, {@code name} first; immutable
 */
public record Contig(String name, OptionalInt length, Role role, Set<String> aliases) {

    /** The role of a sequence in its assembly, in the terms of NCBI's assembly reports. */
    public enum Role {
        /** An assembled nuclear chromosome, or a chromosome of a prokaryote. */
        CHROMOSOME,
        /** The mitochondrial sequence. */
        MITOCHONDRION,
        /** The sequence of a chloroplast or another plastid. */
        PLASTID,
        /** A scaffold of a known chromosome, at an unknown position. */
        UNLOCALIZED,
        /** A scaffold of an unknown chromosome. */
        UNPLACED,
        /** An alternate locus: another form of part of a chromosome. */
        ALT,
        /** A correction of part of a chromosome, to be included in the next major assembly. */
        FIX_PATCH,
        /** An alternate locus that was added after the release of the assembly. */
        NOVEL_PATCH,
        /** The table does not state the role. */
        UNKNOWN
    }

    /**
     * Creates a contig; copies the aliases and puts {@code name} first among them.
     *
     * @throws IllegalArgumentException if the name is empty or the length less than 1
     */
    public Contig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(aliases, "aliases");
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
     * Returns whether this sequence may have a certain length.
     *
     * @param bases the number of bases given in a file
     * @return true if the length is equal, or unknown to the table
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
