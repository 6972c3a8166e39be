package omega.genomics.vcf.header;

import java.util.Objects;
import java.util.Optional;

/**
 * The {@code Number} of an INFO or FORMAT field: how many values it holds.
 *
 * @param kind a fixed number, or what the number depends on
 * @param count the fixed number; 0 for every other kind
 */
public record VcfNumber(Kind kind, int count) {
    /** What the number of values depends on. */
    public enum Kind {
        /** On nothing: {@code 0}, {@code 1}, {@code 2} … */
        FIXED("n"),
        /** One value for each ALT allele. */
        A("A"),
        /** One value for each allele, REF first (from 4.2). */
        R("R"),
        /** One value for each possible genotype. */
        G("G"),
        /** Unknown or varying. */
        UNKNOWN("."),
        /** One value for each allele of the sample's GT (4.4, FORMAT only). */
        P("P"),
        /** As A, for the alleles of the sample's LAA (4.5, FORMAT only). */
        LA("LA"),
        /** As R, for the alleles of the sample's LAA (4.5, FORMAT only). */
        LR("LR"),
        /** As G, for the alleles of the sample's LAA (4.5, FORMAT only). */
        LG("LG"),
        /** One value for each base that may be modified (4.5, FORMAT only). */
        M("M");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** {@code Number=0}. */
    public static final VcfNumber ZERO = new VcfNumber(Kind.FIXED, 0);
    /** {@code Number=1}. */
    public static final VcfNumber ONE = new VcfNumber(Kind.FIXED, 1);
    /** {@code Number=A}. */
    public static final VcfNumber A = new VcfNumber(Kind.A, 0);
    /** {@code Number=R}. */
    public static final VcfNumber R = new VcfNumber(Kind.R, 0);
    /** {@code Number=G}. */
    public static final VcfNumber G = new VcfNumber(Kind.G, 0);
    /** {@code Number=.}. */
    public static final VcfNumber UNKNOWN = new VcfNumber(Kind.UNKNOWN, 0);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the count is negative, or not 0 for a kind that is not fixed
     */
    public VcfNumber {
        Objects.requireNonNull(kind, "kind");
        if (count < 0 || (count != 0 && kind != Kind.FIXED)) {
            throw new IllegalArgumentException("expected a count of 0 or more, found " + count + " for " + kind);
        }
    }

    /**
     * Makes a fixed number.
     *
     * @param count 0 or more
     * @return {@code Number=count}
     */
    public static VcfNumber fixed(int count) {
        return new VcfNumber(Kind.FIXED, count);
    }

    /**
     * Parses what a header says. VCF 4.0 wrote {@code -1} for an unknown number; it reads as {@code .}.
     *
     * @param text such as {@code 2}, {@code A} or {@code .}
     * @return empty if it is none of the known ones
     */
    public static Optional<VcfNumber> parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.equals("-1")) {
            return Optional.of(UNKNOWN);
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.FIXED && kind.text.equals(text)) {
                return Optional.of(new VcfNumber(kind, 0));
            }
        }
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(fixed(Integer.parseInt(text)));
    }

    /**
     * Tells whether this is one fixed number of values.
     *
     * @return true for {@code 0}, {@code 1}, …
     */
    public boolean isFixed() {
        return kind == Kind.FIXED;
    }

    /**
     * Tells whether the values belong to the sample's local alleles.
     *
     * @return true for LA, LR and LG
     */
    public boolean isLocal() {
        return kind == Kind.LA || kind == Kind.LR || kind == Kind.LG;
    }

    /** Names the accessors for values of a field with this number. */
    String calls(String type, String sample) {
        String one = type + "Value(key, " + sample + "index)";
        String list = sample.isEmpty() ? " or " + type + "s(key, target, missing)" : "";
        return switch (kind) {
            case A, R, LA, LR -> type + "ForAllele(key, " + sample + "allele, ifMissing), " + one + list;
            case G, LG ->
                (sample.isEmpty() ? "" : type + "ForGenotype(key, " + sample + "ifMissing, alleles), ") + one + list;
            default -> one + list;
        };
    }

    /** Returns the text a header writes. */
    @Override
    public String toString() {
        return kind == Kind.FIXED ? Integer.toString(count) : kind.text;
    }
}
