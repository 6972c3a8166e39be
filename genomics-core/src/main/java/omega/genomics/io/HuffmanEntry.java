package omega.genomics.io;

/**
 * An entry of a {@link HuffmanTable} packed into a {@code long}, and the symbols of deflate (RFC 1951 §3.2.5) in that
 * form.
 *
 * <pre>
 *  0 ..  5  bits to consume, of codes and of extra bits together; first, as a shift takes just these six
 *  6 .. 11  bits of codes alone: where the extra bits begin
 * 12 .. 20  base of a length
 * 21 .. 25  mask of a length's extra bits
 * 26 .. 27  number of literals, which come before the length if there is one
 * 28 .. 31  {@link #END}, {@link #SUBTABLE}, {@link #EXCEPTION}, {@link #NOT_LITERALS}
 * 32 .. 47  literals; or base of a distance; or start of a subtable; or symbol of the code lengths
 * 48 .. 61  mask of a distance's extra bits; or bits that index a subtable
 * </pre>
 *
 * The fields of a literal and of the next symbol can be added, which is how {@link HuffmanTable} combines two symbols
 * in one entry.
 */
final class HuffmanEntry {
    /** Ends a deflate block. */
    static final int END = 1 << 28;

    /** Points to a subtable. */
    static final int SUBTABLE = 1 << 29;

    /** Anything but literals, lengths and distances. */
    static final int EXCEPTION = 1 << 30;

    /** The sign bit, which is the cheapest to test. */
    static final int NOT_LITERALS = 1 << 31;

    private static final long LOW = 0xffff_ffffL;

    /** A code without a symbol. */
    static final long INVALID = (NOT_LITERALS | EXCEPTION) & LOW;

    /** By symbol, without the length of its code. */
    private static final long[] LITERALS_AND_LENGTHS = literalsAndLengths();

    private static final long[] DISTANCES = distances();
    private static final long[] CODE_LENGTHS = codeLengths();

    private HuffmanEntry() {}

    static long[] ofLiteralsAndLengths() {
        return LITERALS_AND_LENGTHS;
    }

    static long[] ofDistances() {
        return DISTANCES;
    }

    static long[] ofCodeLengths() {
        return CODE_LENGTHS;
    }

    private static long[] literalsAndLengths() {
        long[] entries = new long[288];
        for (int i = 0; i < 256; i++) {
            entries[i] = (long) i << 32 | 1 << 26;
        }
        entries[256] = INVALID | END;
        int base = 3;
        for (int i = 257; i < 285; i++) {
            int extra = i < 265 ? 0 : (i - 261) / 4;
            entries[i] = (NOT_LITERALS | ((1 << extra) - 1) << 21 | base << 12 | extra) & LOW;
            base += 1 << extra;
        }
        entries[285] = (NOT_LITERALS | 258 << 12) & LOW;
        entries[286] = INVALID;
        entries[287] = INVALID;
        return entries;
    }

    private static long[] distances() {
        long[] entries = new long[32];
        long base = 1;
        for (int i = 0; i < 30; i++) {
            int extra = i < 4 ? 0 : (i - 2) / 2;
            entries[i] = ((1L << extra) - 1) << 48 | base << 32 | extra;
            base += 1L << extra;
        }
        entries[30] = INVALID;
        entries[31] = INVALID;
        return entries;
    }

    private static long[] codeLengths() {
        long[] entries = new long[19];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = (long) i << 32;
        }
        return entries;
    }

    /** Returns a symbol whose code, or the rest of it in a subtable, has this many bits. */
    static long withCode(long symbol, int bits) {
        return symbol + ((bits << 6) | bits);
    }

    static long subtable(int start, int bits) {
        return INVALID | SUBTABLE | (long) bits << 48 | (long) start << 32;
    }

    static boolean isLiteral(long entry) {
        return (int) entry >= 0;
    }

    /** Returns what to add to a literal's entry so that this symbol follows it; 0 if it cannot. */
    static long behindLiteral(long entry) {
        return ((int) entry & EXCEPTION) != 0 ? 0 : (entry & LOW) | (entry >>> 32 << 40);
    }
}
