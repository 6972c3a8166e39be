package omega.genomics.vcf;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One allele of a record, owned: its text and what it means.
 *
 * <p>Immutable, equal by text; the case of bases counts, as it does in the file.
 */
public final class Allele {
    private final String text;
    private final AlleleKind kind;

    private Allele(String text, AlleleKind kind) {
        this.text = text;
        this.kind = kind;
    }

    /**
     * Makes an allele of its text in REF or ALT.
     *
     * @param text not empty
     * @return an allele of kind {@link AlleleKind#OTHER} if the text is nothing the specification knows
     */
    public static Allele of(String text) {
        Objects.requireNonNull(text, "text");
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Allele(text, kind(bytes, 0, bytes.length));
    }

    /** Tells the kind from the bytes; only breakends with brackets cost a String. */
    static AlleleKind kind(byte[] bytes, int from, int to) {
        if (to - from == 1) {
            if (bytes[from] == '.') {
                return AlleleKind.MISSING;
            }
            if (bytes[from] == '*') {
                return AlleleKind.SPANNING_DELETION;
            }
        }
        int i = from;
        while (i < to && AlleleKind.isBase((char) bytes[i])) {
            i++;
        }
        if (i == to) {
            return from < to ? AlleleKind.BASES : AlleleKind.OTHER;
        }
        if (bytes[i] == '<' && bytes[to - 1] == '>') {
            return angle(bytes, from, i, to);
        }
        String text = new String(bytes, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
        return Breakend.parse(text)
                .map(breakend -> breakend.isSingle() ? AlleleKind.SINGLE_BREAKEND : AlleleKind.BREAKEND)
                .orElse(AlleleKind.OTHER);
    }

    private static AlleleKind angle(byte[] bytes, int from, int open, int to) {
        if (open + 2 == to || !isSymbol(bytes, open + 1, to - 1)) {
            return AlleleKind.OTHER;
        }
        if (open > from) {
            return AlleleKind.CONTIG_INSERTION;
        }
        boolean star = to - open == 3 && bytes[open + 1] == '*';
        return star || isNonRef(bytes, open, to) ? AlleleKind.UNSPECIFIED : AlleleKind.SYMBOLIC;
    }

    private static boolean isNonRef(byte[] bytes, int from, int to) {
        String name = "<NON_REF>";
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSymbol(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '<' || bytes[i] == '>' || bytes[i] == ',' || (bytes[i] >= 0 && bytes[i] <= ' ')) {
                return false;
            }
        }
        return true;
    }
    /**
     * Returns what the allele is.
     *
     * @return the kind
     */
    public AlleleKind kind() {
        return kind;
    }

    /**
     * Tells whether the allele is spelled out.
     *
     * @return true for {@link AlleleKind#BASES}
     */
    public boolean isBases() {
        return kind == AlleleKind.BASES;
    }

    /**
     * Returns what stands between the angle brackets.
     *
     * @return such as {@code DEL:ME}, {@code *} or the inserted contig's name; empty if there are no angle brackets around
     *     the allele or its end
     */
    public Optional<String> symbol() {
        return switch (kind) {
            case SYMBOLIC, UNSPECIFIED, CONTIG_INSERTION ->
                Optional.of(text.substring(text.indexOf('<') + 1, text.length() - 1));
            default -> Optional.empty();
        };
    }

    /**
     * Returns the parts of a symbol: its type and then its sub-types.
     *
     * @return {@code DEL} and {@code ME} for {@code <DEL:ME>}; empty if the allele is not symbolic
     */
    public List<String> symbolTypes() {
        return symbol().map(symbol -> List.of(symbol.split(":", -1))).orElse(List.of());
    }

    /**
     * Returns the parts of a breakend.
     *
     * @return empty if the allele is none
     */
    public Optional<Breakend> breakend() {
        return kind == AlleleKind.BREAKEND || kind == AlleleKind.SINGLE_BREAKEND
                ? Breakend.parse(text)
                : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Allele that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the text of the allele in the file. */
    @Override
    public String toString() {
        return text;
    }
}
