package omega.genomics.io;

import java.util.Arrays;

/**
 * Decodes one Huffman code of deflate (RFC 1951 §3.2.2): the next bits index the root table, longer codes go on in a subtable.
 *
 * <p>Where asked for, a literal and the literal or length behind it share an entry if their codes fit into the root's bits
 * together. Literals and lengths come in an order that no processor foresees, so half the questions is most of the gain.
 *
 * <p>A table may be filled again and again. Not thread-safe while it is.
 */
final class HuffmanTable {
    private static final int MAX_BITS = 15;
    /** More than any code needs: 310 for 288 symbols behind 10 bits, 146 for 32 behind 8. */
    private static final int SUBTABLES = 512;

    private final int rootBits;
    private final long[] symbols;
    private final boolean inPairs;
    private final long[] root;
    private final long[] subtables;

    private final int[] counts = new int[MAX_BITS + 1];
    /** By length of code: where in {@link #sorted} the symbols of longer codes begin. */
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
     * Makes a table to be filled.
     *
     * @param rootBits codes up to this length need one look
     * @param symbols of {@link HuffmanEntry}
     * @param inPairs lets a literal share its entry
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

    /** Indexed by the next bits; its length is a power of two. */
    long[] root() {
        return root;
    }

    /** All subtables; its length is a power of two. */
    long[] subtables() {
        return subtables;
    }

    /**
     * Fills the table, or refuses lengths that make no code. They make one if every sequence of bits begins with a code; zlib
     * allows literals and distances one code of one bit besides, and distances none at all.
     *
     * <p>A long method whose busy loops are others: so the JIT compiler neither puts it into its callers, three times, nor compiles
     * it loop by loop. That had cost half a second.
     *
     * @param lengths by symbol, 0 to 15, 0 if it is not used
     * @param mayBeIncomplete allows those exceptions
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

        // Bit by bit: the table for one bit more is the one there is, twice, and what has codes of just this length.
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

    /** By length of code, the unused ones first, then by value; of {@link #ends}, starts become ends. */
    private void sort(byte[] lengths, int from, int count) {
        for (int i = 0; i < count; i++) {
            sorted[ends[lengths[from + i]]++] = (short) i;
        }
    }

    /** Adds the codes of a length to a table that has the shorter ones. */
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

    /** The next code of this length, first bit lowest; canonical codes count upwards with the first bit highest. */
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

    /** Adds the pairs whose codes have so many bits together. */
    private void addPairs(int bits) {
        for (int k = 0; k < literals && literalBits[k] < bits; k++) {
            int first = literalBits[k];
            int end = ends[bits - first];
            for (int i = end - counts[bits - first]; i < end; i++) {
                root[literalCodes[k] | codes[i] << first] = literalEntries[k] + seconds[i];
            }
        }
    }

    /** How many bits index a subtable that begins with a code of {@code bits}: as many as the codes to come fill. */
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
