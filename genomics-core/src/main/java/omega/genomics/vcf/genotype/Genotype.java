package omega.genomics.vcf.genotype;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.internal.vcf.VcfNumbers;

/**
 * One sample's genotype: alleles in order, any number of them, each with its phase (VCF 4.5 §1.6.2 GT).
 *
 * <p>Immutable; equal if alleles, phases and the way the first phase is written are equal.
 */
public final class Genotype {
    private static final int MISSING = -1;

    private final int[] alleles;
    private final boolean[] phased;
    private final boolean leadingMark;

    private Genotype(int[] alleles, boolean[] phased, boolean leadingMark) {
        this.alleles = alleles;
        this.phased = phased;
        this.leadingMark = leadingMark;
    }

    /**
     * Parses the text of a GT field, such as {@code 0|1}, {@code ./.}, {@code 1} or {@code /0|1|2}.
     *
     * @param text the field
     * @return empty if it is no genotype
     */
    public static Optional<Genotype> parse(String text) {
        Objects.requireNonNull(text, "text");
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Optional.ofNullable(parse(bytes, 0, bytes.length));
    }

    public static @org.jspecify.annotations.Nullable Genotype parse(byte[] bytes, int from, int to) {
        Objects.requireNonNull(bytes, "bytes");
        boolean leading = from < to && isMark(bytes[from]);
        int n = leading ? 0 : 1;
        for (int i = from; i < to; i++) {
            if (isMark(bytes[i])) {
                n++;
            }
        }
        int[] alleles = new int[n];
        boolean[] phased = new boolean[n];
        boolean unphased = false;
        int at = from;
        for (int i = 0; i < n; i++) {
            if (i > 0 || leading) {
                phased[i] = bytes[at] == '|';
                unphased |= !phased[i];
                at++;
            }
            int end = at;
            while (end < to && !isMark(bytes[end])) {
                end++;
            }
            alleles[i] = end - at == 1 && bytes[at] == '.' ? MISSING : VcfNumbers.parsePosition(bytes, at, end);
            if (alleles[i] < 0 && !(end - at == 1 && bytes[at] == '.')) {
                return null;
            }
            at = end;
        }
        if (!leading) {
            phased[0] = !unphased;
        }
        return new Genotype(alleles, phased, leading);
    }

    private static boolean isMark(byte b) {
        return b == '/' || b == '|';
    }

    /**
     * Returns the number of alleles.
     *
     * @return 1 or more
     */
    public int ploidy() {
        return alleles.length;
    }

    /**
     * Tells whether an allele is not called.
     *
     * @param index from 0
     * @return true for {@code .}
     */
    public boolean isMissing(int index) {
        return alleles[index] == MISSING;
    }

    /**
     * Tells whether any allele is not called.
     *
     * @return true if one is {@code .}
     */
    public boolean hasMissing() {
        return Arrays.stream(alleles).anyMatch(allele -> allele == MISSING);
    }

    /**
     * Returns an allele.
     *
     * @param index from 0
     * @return 0 for REF, 1 for the first ALT
     * @throws NoSuchElementException if it is missing
     */
    public int allele(int index) {
        if (alleles[index] == MISSING) {
            throw new NoSuchElementException("allele " + index + " of " + this + " is missing");
        }
        return alleles[index];
    }

    /**
     * Tells whether an allele is phased. The first one's mark may be left out; it is then phased if all others are.
     *
     * @param index from 0
     * @return true if {@code |} stands before it
     */
    public boolean isPhased(int index) {
        return phased[index];
    }

    /**
     * Tells whether all alleles are phased.
     *
     * @return true for {@code 0|1} and, as VCF 4.4 defines it, for a single allele without a mark
     */
    public boolean isPhased() {
        for (boolean one : phased) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether every allele is REF.
     *
     * @return true for {@code 0/0} and for {@code 0} of a haploid call; false if any allele is missing
     */
    public boolean isHomRef() {
        return isHomozygous() && alleles[0] == 0;
    }

    /**
     * Returns whether at least two alleles differ.
     *
     * @return true for {@code 0/1} and {@code 1/2}; false for a haploid call, and if any allele is missing
     */
    public boolean isHet() {
        return !hasMissing() && !isHomozygous();
    }

    /**
     * Returns whether every allele is the same ALT allele.
     *
     * @return true for {@code 1/1}, {@code 2|2} and for {@code 1} of a haploid call; false for {@code 1/2}, and if any
     *     allele is missing
     */
    public boolean isHomAlt() {
        return isHomozygous() && alleles[0] > 0;
    }

    private boolean isHomozygous() {
        for (int allele : alleles) {
            if (allele == MISSING || allele != alleles[0]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Counts the alleles that are not REF.
     *
     * @return empty if any allele is missing, as in {@code ./.} and {@code ./1}: the count is then not known
     */
    public OptionalInt dosage() {
        int dosage = 0;
        for (int allele : alleles) {
            if (allele == MISSING) {
                return OptionalInt.empty();
            }
            dosage += allele > 0 ? 1 : 0;
        }
        return OptionalInt.of(dosage);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Genotype that
                && Arrays.equals(alleles, that.alleles)
                && Arrays.equals(phased, that.phased)
                && leadingMark == that.leadingMark;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(alleles) + Arrays.hashCode(phased);
    }

    /** Returns the text of the field. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < alleles.length; i++) {
            if (i > 0 || leadingMark) {
                text.append(phased[i] ? '|' : '/');
            }
            text.append(alleles[i] == MISSING ? "." : Integer.toString(alleles[i]));
        }
        return text.toString();
    }
}
