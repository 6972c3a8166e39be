package omega.genomics.consequence;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bases that one allele changes: what differs after the bases shared by REF and ALT at their ends are trimmed.
 * VCF's base before an indel is trimmed first, then the right end, then the left, so that a left-aligned variant stays
 * left-aligned.
 *
 * <p>Positions are on the contig, 1-based and inclusive; an insertion between two bases has {@code start == end + 1}.
 */
final class Change {
    /** The kind of change, which determines whether its bases are known. */
    enum Kind {
        /** Both alleles are sequences of bases. */
        BASES,
        /** A symbolic deletion. */
        DELETION,
        /** A symbolic duplication: additional copies of the reference bases. */
        GAIN,
        /** A symbolic insertion. */
        INSERTION,
        /** Another symbolic change of a range, such as an inversion or a copy number. */
        OTHER
    }

    private static final byte[] NONE = {};

    final Kind kind;
    final int start;
    final int end;
    final byte[] ref;
    final byte[] alt;
    private byte @Nullable [] refReverse;
    private byte @Nullable [] altReverse;

    private Change(Kind kind, int start, int end, byte[] ref, byte[] alt) {
        this.kind = kind;
        this.start = start;
        this.end = end;
        this.ref = ref;
        this.alt = alt;
    }

    /**
     * Parses alleles as in VCF.
     *
     * @param position the position of the first base of REF
     * @param lastPosition the END of a symbolic allele; ignored for others
     * @return null if the allele has no change to annotate: {@code .}, {@code *}, {@code <*>}, REF itself, a breakend
     */
    static @Nullable Change of(int position, int lastPosition, CharSequence ref, CharSequence alt) {
        int length = alt.length();
        if (length == 0 || alt.charAt(0) == '*' || alt.charAt(0) == '.') {
            return null;
        }
        if (alt.charAt(0) == '<') {
            return symbolic(position, lastPosition, alt);
        }
        if (ref.length() == 1 && length == 1) {
            byte from = base(ref.charAt(0));
            byte to = base(alt.charAt(0));
            return from == to || to == 0
                    ? null
                    : new Change(Kind.BASES, position, position, new byte[] {from}, new byte[] {to});
        }
        return trimmed(position, bytes(ref), bytes(alt));
    }

    private static @Nullable Change symbolic(int position, int lastPosition, CharSequence alt) {
        String name = alt.toString();
        if (is(name, "INS")) {
            return new Change(Kind.INSERTION, position + 1, position, NONE, NONE);
        }
        if (lastPosition <= position) {
            return null;
        }
        Kind kind = is(name, "DEL") ? Kind.DELETION : is(name, "DUP") ? Kind.GAIN : Kind.OTHER;
        boolean unspecified = name.equals("<*>") || name.equals("<NON_REF>");
        return unspecified ? null : new Change(kind, position + 1, lastPosition, NONE, NONE);
    }

    private static boolean is(String name, String type) {
        return name.startsWith(type, 1) && (name.charAt(4) == '>' || name.charAt(4) == ':');
    }

    private static @Nullable Change trimmed(int position, byte @Nullable [] ref, byte @Nullable [] alt) {
        if (ref == null || alt == null || ref.length == 0) {
            return null;
        }
        int refEnd = ref.length;
        int altEnd = alt.length;
        int from = ref[0] == alt[0] ? 1 : 0;
        while (refEnd > from && altEnd > from && ref[refEnd - 1] == alt[altEnd - 1]) {
            refEnd--;
            altEnd--;
        }
        while (from < refEnd && from < altEnd && ref[from] == alt[from]) {
            from++;
        }
        if (from == refEnd && from == altEnd) {
            return null;
        }
        return new Change(
                Kind.BASES,
                position + from,
                position + refEnd - 1,
                Arrays.copyOfRange(ref, from, refEnd),
                Arrays.copyOfRange(alt, from, altEnd));
    }

    /** Returns upper-case bases, or null if a character is not a base. */
    private static byte @Nullable [] bytes(CharSequence text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = base(text.charAt(i));
            if (bytes[i] == 0) {
                return null;
            }
        }
        return bytes;
    }

    private static byte base(char c) {
        int upper = c & ~0x20;
        return (byte) (upper >= 'A' && upper <= 'Z' && c < 128 ? (upper == 'U' ? 'T' : upper) : 0);
    }

    boolean isInsertion() {
        return start > end;
    }

    /** Returns the number of bases of REF that are changed. */
    int length() {
        return end - start + 1;
    }

    /** Returns whether the number of bases stays the same. */
    boolean isSubstitution() {
        return kind == Kind.BASES && ref.length == alt.length;
    }

    /** Returns the changed bases of REF in reading direction. */
    byte[] ref(boolean reverse) {
        if (!reverse) {
            return ref;
        }
        byte[] known = refReverse;
        if (known == null) {
            known = Codons.reverseComplement(ref);
            refReverse = known;
        }
        return known;
    }

    /** Returns the replacement bases in reading direction. */
    byte[] alt(boolean reverse) {
        if (!reverse) {
            return alt;
        }
        byte[] known = altReverse;
        if (known == null) {
            known = Codons.reverseComplement(alt);
            altReverse = known;
        }
        return known;
    }
}
