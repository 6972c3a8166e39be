package omega.genomics;

/** The strand of a feature: column 7 of GTF and GFF3 (GTF2.2 strand). */
public enum Strand {
    /** Forward, {@code +}. */
    PLUS('+'),
    /** Reverse, {@code -}. */
    MINUS('-'),
    /** Not stranded, {@code .}. */
    NONE('.'),
    /** Stranded, but the strand is unknown: {@code ?}, GFF3 only. */
    UNKNOWN('?');

    private final char symbol;

    Strand(char symbol) {
        this.symbol = symbol;
    }

    /**
     * Returns the character that represents this strand in a file.
     *
     * @return one of {@code + - . ?}
     */
    public char symbol() {
        return symbol;
    }

    /**
     * Returns whether this is the reverse strand, where a transcript's first exon has the highest coordinates.
     *
     * @return true for {@link #MINUS} only
     */
    public boolean isReverse() {
        return this == MINUS;
    }

    /**
     * Returns the strand that a character represents.
     *
     * @param symbol one of {@code + - . ?}
     * @return the strand
     * @throws IllegalArgumentException for any other character
     */
    public static Strand of(char symbol) {
        return switch (symbol) {
            case '+' -> PLUS;
            case '-' -> MINUS;
            case '.' -> NONE;
            case '?' -> UNKNOWN;
            default -> throw new IllegalArgumentException("expected a strand, one of + - . ?, found '" + symbol + "'");
        };
    }

    @Override
    public String toString() {
        return String.valueOf(symbol);
    }
}
