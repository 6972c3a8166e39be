package omega.genomics.vcf;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.internal.vcf.VcfNumbers;

/**
 * One side of a novel adjacency (VCF 4.5 §5.4): {@code t[p[}, {@code t]p]}, {@code ]p]t}, {@code [p[t}, and the single
 * breakends {@code t.} and {@code .t}, whose other side is not known.
 *
 * @param bases what stands in place of REF: its base at the breakend, and inserted ones
 * @param basesFirst true if the bases stand before the bracket or point: the sequence left of POS is joined
 * @param mateContig the other side's contig, without angle brackets; empty for a single breakend
 * @param matePosition the other side's position, 1-based, 0 for a telomere; empty for a single breakend, and for one that
 *     names an assembly contig alone
 * @param mateExtendsRight true for {@code [}: what is joined extends to the right of the other position; false for {@code ]}
 *     and for single breakends
 * @param mateInAssembly true if the contig stands in angle brackets: it is one of the {@code ##assembly} file
 */
public record Breakend(
        String bases,
        boolean basesFirst,
        Optional<String> mateContig,
        OptionalInt matePosition,
        boolean mateExtendsRight,
        boolean mateInAssembly) {
    /** Creates a record; nothing in it may be null. */
    public Breakend {
        Objects.requireNonNull(bases, "bases");
        Objects.requireNonNull(mateContig, "mateContig");
        Objects.requireNonNull(matePosition, "matePosition");
    }

    /**
     * Tells whether the other side is unknown.
     *
     * @return true for {@code t.} and {@code .t}
     */
    public boolean isSingle() {
        return mateContig.isEmpty();
    }

    /** Parses {@code t[p[} and its kin, or returns empty. */
    static Optional<Breakend> parse(String text) {
        int length = text.length();
        if (length >= 2 && text.charAt(0) == '.' && areBases(text, 1, length)) {
            return Optional.of(single(text.substring(1), false));
        }
        if (length >= 2 && text.charAt(length - 1) == '.' && areBases(text, 0, length - 1)) {
            return Optional.of(single(text.substring(0, length - 1), true));
        }
        int open = firstBracket(text);
        if (open < 0) {
            return Optional.empty();
        }
        char bracket = text.charAt(open);
        int close = text.lastIndexOf(bracket);
        boolean basesFirst = open > 0;
        boolean atEnds = basesFirst ? close == length - 1 : close < length - 1;
        String bases = basesFirst ? text.substring(0, open) : text.substring(close + 1);
        if (close == open || !atEnds || !(areBases(bases, 0, bases.length()) || isPadded(bases, basesFirst))) {
            return Optional.empty();
        }
        return mate(text.substring(open + 1, close), bases, basesFirst, bracket == '[');
    }

    /** At a telomere the base may be the missing one: {@code .[13:123457[}. */
    private static boolean isPadded(String bases, boolean basesFirst) {
        return basesFirst
                ? bases.startsWith(".") && (bases.length() == 1 || areBases(bases, 1, bases.length()))
                : bases.endsWith(".") && (bases.length() == 1 || areBases(bases, 0, bases.length() - 1));
    }

    private static Optional<Breakend> mate(String mate, String bases, boolean basesFirst, boolean right) {
        int colon = mate.lastIndexOf(':');
        String contig = colon < 0 ? mate : mate.substring(0, colon);
        boolean assembly = contig.startsWith("<") && contig.endsWith(">") && contig.length() > 2;
        if (assembly) {
            contig = contig.substring(1, contig.length() - 1);
        }
        OptionalInt position = OptionalInt.empty();
        if (colon >= 0) {
            byte[] digits = mate.substring(colon + 1).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            int value = VcfNumbers.parsePosition(digits, 0, digits.length);
            if (value < 0) {
                return Optional.empty();
            }
            position = OptionalInt.of(value);
        }
        boolean named = !contig.isEmpty() && contig.chars().noneMatch(c -> c <= ' ' || "<>[]".indexOf(c) >= 0);
        return named && (assembly || position.isPresent())
                ? Optional.of(new Breakend(bases, basesFirst, Optional.of(contig), position, right, assembly))
                : Optional.empty();
    }

    private static Breakend single(String bases, boolean basesFirst) {
        return new Breakend(bases, basesFirst, Optional.empty(), OptionalInt.empty(), false, false);
    }

    private static int firstBracket(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '[' || text.charAt(i) == ']') {
                return i;
            }
        }
        return -1;
    }

    private static boolean areBases(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!AlleleKind.isBase(text.charAt(i))) {
                return false;
            }
        }
        return from < to;
    }

    /** Returns the text of the allele. */
    @Override
    public String toString() {
        if (isSingle()) {
            return basesFirst ? bases + '.' : '.' + bases;
        }
        String contig = mateInAssembly ? '<' + mateContig.orElseThrow() + '>' : mateContig.orElseThrow();
        String position = matePosition.isPresent() ? ":" + matePosition.getAsInt() : "";
        char bracket = mateExtendsRight ? '[' : ']';
        String mate = bracket + contig + position + bracket;
        return basesFirst ? bases + mate : mate + bases;
    }
}
