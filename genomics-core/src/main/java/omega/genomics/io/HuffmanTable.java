package omega.genomics.io;

import java.util.Arrays;

/**
 * Decodes one Huffman code of deflate (RFC 1951 §3.2.2): the next bits index the root table, and longer codes continue
 * in a subtable.
 *
 * <p>Optionally, a literal and the literal or length after it share an entry if their codes together fit into the
 * root's bits. The order of literals and lengths defeats branch prediction, so halving the number of lookups accounts
 * for most of the gain.
 *
 * <p>A table can be refilled any number of times. Not thread-safe while it is being filled.
 */
final class HuffmanTable {
    private static final int MAX_BITS = 15;
    /** More than any code needs: 310 for 288 symbols after 10 bits, 146 for 32 symbols after 8. */
    private static final int SUBTABLES = 512;

    private final int rootBits;
    private final long[] symbols;
    private final boolean inPairs;
    private final long[] root;
    private final long[] subtables;

    private final int[] counts = new int[MAX_BITS + 1];
    /** By code length: the index in {@link #sorted} at which the symbols of longer codes begin. */
    private final int[] ends = new int[MAX_BITS + 1];

    private final short[] sorted;

    private int nextCode;
    private int nextSymbol;

    private int literals;
    private final int[] literalCodes;
    private final int[] literalBits;
    private final long[] literalEntries;
    private final int[] codes;
    private final long[] seconds;

    /**
     * Creates an empty table.
     *
     * @param rootBits codes up to this length need one lookup
     * @param symbols the entries by symbol, see {@link HuffmanEntry}
     * @param inPairs whether a literal may share its entry with the next symbol
     */
    HuffmanTable(int rootBits, long[] symbols, boolean inPairs) {
        this.rootBits = rootBits;
        this.symbols = symbols;
        this.inPairs = inPairs;
        root = new long[1 << rootBits];
        subtables = new long[SUBTABLES];
        sorted = new short[symbols.length];
        int shared = inPairs ? symbols.length : 0;
        literalCodes = new int[shared];
        literalBits = new int[shared];
        literalEntries = new long[shared];
        codes = new int[shared];
        seconds = new long[shared];
    }

    /** Returns the root table, indexed by the next bits; its length is a power of two. */
    long[] root() {
        return root;
    }

    /** Returns the array of all subtables; its length is a power of two. */
    long[] subtables() {
        return subtables;
    }

    /**
     * Fills the table; returns false if the lengths do not form a code. They form one if every sequence of bits begins
     * with a code; in addition, zlib permits a single code of one bit for literals and distances, and no code at all
     * for distances.
     *
     * <p>The method is long, and its hot loops are in other methods, so that the JIT neither inlines it into its three
     * callers nor compiles it loop by loop, which had cost half a second.
     *
     * @param lengths the code length by symbol, 0 to 15; 0 if the symbol is not used
     * @param mayBeIncomplete whether the exceptions of zlib are permitted
     */
    boolean fill(byte[] lengths, int from, int count, boolean mayBeIncomplete) {
        count(lengths, from, count);
        int used = count - counts[0];
        int free = 1;
        ends[0] = 0;
        for (int bits = 1; bits <= MAX_BITS; bits++) {
            free = 2 * free - counts[bits];
            if (free < 0) {
                return false;
            }
            ends[bits] = ends[bits - 1] + counts[bits - 1];
        }
        sort(lengths, from, count);

        if (free > 0) {
            if (!mayBeIncomplete || used > counts[1]) {
                return false;
            }
            Arrays.fill(root, HuffmanEntry.INVALID);
            for (int i = 0; i < root.length && used == 1; i += 2) {
                root[i] = HuffmanEntry.withCode(symbols[sorted[counts[0]]], 1);
            }
            return true;
        }

        // Bit by bit: the table for one more bit is the current one twice, plus the codes of exactly this length.
        literals = 0;
        nextCode = 0;
        nextSymbol = counts[0];
        for (int bits = 1; bits <= rootBits; bits++) {
            int half = 1 << (bits - 1);
            System.arraycopy(root, 0, root, half, half);
            addCodes(bits);
            if (inPairs) {
                addPairs(bits);
            }
        }

        int code = nextCode;
        int i = nextSymbol;
        int prefix = -1;
        int start = 0;
        int end = 0;
        for (int bits = rootBits + 1; i < count; bits++) {
            int step = 1 << (bits - rootBits);
            for (; i < ends[bits]; i++) {
                if ((code & (root.length - 1)) != prefix) {
                    prefix = code & (root.length - 1);
                    start = end;
                    int indexBits = indexBits(bits, ends[bits] - i);
                    end = start + (1 << indexBits);
                    root[prefix] = HuffmanEntry.subtable(start, indexBits);
                }
                long entry = HuffmanEntry.withCode(symbols[sorted[i]], bits - rootBits);
                for (int at = start + (code >>> rootBits); at < end; at += step) {
                    subtables[at] = entry;
                }
                code = next(code, bits);
            }
        }
        return true;
    }

    private void count(byte[] lengths, int from, int count) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++) {
            counts[lengths[from + i]]++;
        }
    }

    /**
     * Sorts the symbols by code length, unused ones first, then by value; turns the starts in {@link #ends} into ends.
     */
    private void sort(byte[] lengths, int from, int count) {
        for (int i = 0; i < count; i++) {
            sorted[ends[lengths[from + i]]++] = (short) i;
        }
    }

    /** Adds the codes of one length to a table that contains the shorter ones. */
    private void addCodes(int bits) {
        int code = nextCode;
        int end = ends[bits];
        for (int i = nextSymbol; i < end; i++) {
            long entry = HuffmanEntry.withCode(symbols[sorted[i]], bits);
            root[code] = entry;
            if (inPairs) {
                note(i, code, bits, entry);
            }
            code = next(code, bits);
        }
        nextCode = code;
        nextSymbol = end;
    }

    /**
     * Returns the next code of this length, first bit lowest; canonical codes count upwards with the first bit
     * highest.
     */
    private static int next(int code, int bits) {
        int lastZero = Integer.highestOneBit(code ^ ((1 << bits) - 1));
        return (code & (lastZero - 1)) | lastZero;
    }

    private void note(int i, int code, int bits, long entry) {
        codes[i] = code;
        seconds[i] = HuffmanEntry.behindLiteral(entry);
        if (HuffmanEntry.isLiteral(entry)) {
            literalCodes[literals] = code;
            literalBits[literals] = bits;
            literalEntries[literals++] = entry;
        }
    }

    /** Adds the pairs whose codes have this many bits in total. */
    private void addPairs(int bits) {
        for (int k = 0; k < literals && literalBits[k] < bits; k++) {
            int first = literalBits[k];
            int end = ends[bits - first];
            for (int i = end - counts[bits - first]; i < end; i++) {
                root[literalCodes[k] | codes[i] << first] = literalEntries[k] + seconds[i];
            }
        }
    }

    /**
     * Returns the number of bits that index a subtable whose first code has {@code bits} bits: as many as the
     * following codes fill.
     */
    private int indexBits(int bits, int left) {
        int index = bits - rootBits;
        int filled = left;
        while (filled < 1 << index) {
            index++;
            filled = 2 * filled + counts[rootBits + index];
        }
        return index;
    }
}
