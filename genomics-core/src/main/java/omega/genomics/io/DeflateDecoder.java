package omega.genomics.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes deflate data (RFC 1951) that is entirely in memory and whose inflated length is known, as in a BGZF block.
 *
 * <p>It accepts exactly what zlib accepts, but does not report why it rejects data; the caller then runs the JDK's
 * inflater for the error. It is fast because it avoids data dependencies: it loads bits eight bytes at a time, copies
 * matches sixteen bytes at a time and beyond their end, and may decode two symbols with one table lookup. Not
 * thread-safe.
 */
final class DeflateDecoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The order in which code length codes are stored (RFC 1951 §3.2.7). */
    private static final byte[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private static final int MAX_LITERALS_AND_LENGTHS = 286;
    private static final int MAX_DISTANCES = 30;

    private static final int LITERAL_BITS = 10;
    private static final int DISTANCE_BITS = 8;

    /**
     * The most bytes that one iteration of the fast loop writes, needed or not: two literals, and a match of 258 in
     * pieces of 16.
     */
    private static final int ROOM_TO_WRITE = 288;
    /** The most bytes that one iteration reads from its position: eight, after advancing by seven. */
    private static final int ROOM_TO_READ = 16;
    /**
     * The number of bytes the fast loop writes before it returns: this many in the first block, doubled up to {@link
     * #MAX_PIECE}. The JIT compiles a method after some hundred calls; until then it is a hundred times slower.
     */
    private static final int FIRST_PIECE = 128;

    private static final int MAX_PIECE = 1 << 15;

    /** By distance below 8: how to repeat that many bytes across eight bytes, and its largest multiple up to eight. */
    private static final long[] ONE_PERIOD = new long[8];

    private static final long[] PERIODS = new long[8];
    private static final int[] WHOLE_PERIODS = new int[8];

    static {
        for (int distance = 1; distance < 8; distance++) {
            ONE_PERIOD[distance] = (1L << (8 * distance)) - 1;
            for (int at = 0; at < 8; at += distance) {
                PERIODS[distance] |= 1L << (8 * at);
            }
            WHOLE_PERIODS[distance] = 8 / distance * distance;
        }
    }

    private final HuffmanTable codeLengths;
    private final HuffmanTable literals;
    private final HuffmanTable distances;
    private final byte[] lengths = new byte[MAX_LITERALS_AND_LENGTHS + MAX_DISTANCES + 4];

    private int piece = FIRST_PIECE;
    private byte[] source = {};
    /** The index of the next byte to load into {@link #bits}; {@link #end} is where the data ends. */
    private int in;

    private int end;
    /**
     * {@link #bitCount} bits of the data, lowest first. The bits above them may already contain bytes from {@link #in}
     * on.
     */
    private long bits;

    private int bitCount;
    private byte[] target = {};
    private int start;
    private int out;
    private int limit;

    private DeflateDecoder(HuffmanTable codeLengths, HuffmanTable literals, HuffmanTable distances) {
        this.codeLengths = codeLengths;
        this.literals = literals;
        this.distances = distances;
    }

    /** A factory method, as the JIT would inline a constructor into each method that may call it. */
    static DeflateDecoder create() {
        HuffmanTable codeLengths = new HuffmanTable(7, HuffmanEntry.ofCodeLengths(), false);
        HuffmanTable literals = new HuffmanTable(LITERAL_BITS, HuffmanEntry.ofLiteralsAndLengths(), true);
        HuffmanTable distances = new HuffmanTable(DISTANCE_BITS, HuffmanEntry.ofDistances(), false);
        return new DeflateDecoder(codeLengths, literals, distances);
    }

    // Each of the next four methods is too long for the JIT to inline; otherwise it would compile them repeatedly.

    /**
     * Inflates all of {@code source[from .. from + length)} to {@code target[to .. to + room)}; if that fails, the
     * room's content is undefined. Bytes outside of it are not touched.
     *
     * @return whether the data is valid, ends exactly at the end of the source, and fills the room
     */
    boolean isInflated(byte[] source, int from, int length, byte[] target, int to, int room) {
        this.source = source;
        in = from;
        end = from + length;
        bits = 0;
        bitCount = 0;
        this.target = target;
        start = to;
        out = to;
        limit = to + room;
        boolean isLast;
        boolean isGood;
        do {
            refill();
            isLast = take(1) == 1;
            int type = take(2);
            if (type == 0) { // RFC 1951 §3.2.4
                in = consumed();
                bits = 0;
                bitCount = 0;
                if (end - in < 4) {
                    return false;
                }
                int count = LittleEndian.unsignedShort(source, in);
                isGood = (count ^ 0xffff) == LittleEndian.unsignedShort(source, in + 2);
                in += 4;
                if (!isGood || count > end - in || count > limit - out) {
                    return false;
                }
                System.arraycopy(source, in, target, out, count);
                in += count;
                out += count;
            } else if (type == 1) {
                isGood = areSymbolsDecoded(Fixed.LITERALS, Fixed.DISTANCES);
            } else {
                isGood = type == 2 && isCodeRead() && areSymbolsDecoded(literals, distances);
            }
            isGood &= consumed() <= end;
        } while (isGood && !isLast);
        piece = Math.min(2 * piece, MAX_PIECE);
        return isGood && out == limit && consumed() == end;
    }

    /**
     * Refills the buffer to at least 56 bits; bits after the end of the data are undefined, and {@link #consumed()}
     * detects their use.
     */
    private void refill() {
        if (in <= end - 8) {
            bits |= (long) LONG.get(source, in) << bitCount;
            in += (63 - bitCount) >> 3;
            bitCount |= 56;
            return;
        }
        while (bitCount < 56) {
            if (in < end) {
                bits |= (source[in] & 0xffL) << bitCount;
            }
            in++;
            bitCount += 8;
        }
    }

    private void drop(int count) {
        bits >>>= count;
        bitCount -= count;
    }

    private int take(int count) {
        int value = (int) bits & ((1 << count) - 1);
        drop(count);
        return value;
    }

    /** Returns the index after the last byte of which a bit was consumed. */
    private int consumed() {
        return in - (bitCount >> 3);
    }

    /** Reads the Huffman codes of a dynamic block (RFC 1951 §3.2.7); returns false if they are invalid. */
    private boolean isCodeRead() {
        int literalCount = take(5) + 257;
        int distanceCount = take(5) + 1;
        int codeLengthCount = take(4) + 4;
        if (literalCount > MAX_LITERALS_AND_LENGTHS || distanceCount > MAX_DISTANCES) {
            return false;
        }
        Arrays.fill(lengths, 0, ORDER.length, (byte) 0);
        for (int k = 0; k < codeLengthCount; k++) {
            refill();
            lengths[ORDER[k]] = (byte) take(3);
        }
        if (!codeLengths.fill(lengths, 0, ORDER.length, false)) {
            return false;
        }
        long[] table = codeLengths.root();
        int count = literalCount + distanceCount;
        int i = 0;
        while (i < count) {
            refill();
            long entry = table[(int) bits & (table.length - 1)];
            drop((int) entry & 63);
            int symbol = (int) (entry >>> 32);
            if (symbol < 16) {
                lengths[i++] = (byte) symbol;
                continue;
            }
            int times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
            if (times > count - i || (symbol == 16 && i == 0)) {
                return false;
            }
            byte length = symbol == 16 ? lengths[i - 1] : 0;
            for (int stop = i + times; i < stop; i++) {
                lengths[i] = length;
            }
        }
        return lengths[256] != 0
                && literals.fill(lengths, 0, literalCount, true)
                && distances.fill(lengths, literalCount, distanceCount, true);
    }

    /**
     * Decodes near the ends of the buffers, where the fast loop cannot run: symbol by symbol with all limits checked.
     */
    private boolean areSymbolsDecoded(HuffmanTable literals, HuffmanTable distances) {
        int inLimit = Math.min(end + 7, source.length - ROOM_TO_READ);
        int outLimit = limit - ROOM_TO_WRITE;
        while (consumed() <= end) {
            if (in < inLimit && out < outLimit && !areManyDecoded(literals, distances, inLimit, outLimit)) {
                return false;
            }
            refill();
            long found = look(literals, LITERAL_BITS);
            int entry = (int) found;
            if ((entry & HuffmanEntry.EXCEPTION) != 0) {
                drop(entry & 63);
                return (entry & HuffmanEntry.END) != 0;
            }
            int literalCount = entry >>> 26 & 3;
            if (literalCount > limit - out) {
                return false;
            }
            for (int i = 0; i < literalCount; i++) {
                target[out++] = (byte) (found >>> (32 + 8 * i));
            }
            int length = (entry >>> 12 & 0x1ff) + ((int) (bits >>> (entry >>> 6)) & (entry >>> 21) & 0x1f);
            drop(entry & 63);
            if (entry >= 0) {
                continue;
            }
            long far = look(distances, DISTANCE_BITS);
            int farEntry = (int) far;
            int distance = ((int) (far >>> 32) & 0x7fff) + ((int) (bits >>> (farEntry >>> 6)) & (int) (far >>> 48));
            drop(farEntry & 63);
            if (farEntry < 0 || distance > out - start || length > limit - out) {
                return false;
            }
            for (int stop = out + length; out < stop; out++) {
                target[out] = target[out - distance];
            }
        }
        return false;
    }

    private long look(HuffmanTable table, int rootBits) {
        long[] root = table.root();
        long entry = root[(int) bits & (root.length - 1)];
        if (((int) entry & HuffmanEntry.SUBTABLE) == 0) {
            return entry;
        }
        drop(rootBits);
        return table.subtables()[(int) (entry >>> 32 & 0xffff) + ((int) bits & ((1 << (int) (entry >>> 48)) - 1))];
    }

    /**
     * Decodes until the end of a buffer is near or a rare symbol comes next. Bytes that an iteration writes beyond its
     * output are overwritten later; reads beyond the end of the data are detected later.
     *
     * @return false if the data is damaged
     */
    private boolean areManyDecoded(HuffmanTable literalTable, HuffmanTable distanceTable, int inLimit, int outLimit) {
        byte[] source = this.source;
        byte[] target = this.target;
        long[] literals = literalTable.root();
        long[] longLiterals = literalTable.subtables();
        long[] distances = distanceTable.root();
        long[] longDistances = distanceTable.subtables();
        int start = this.start;
        int stop = Math.min(outLimit, this.out + piece);
        int in = this.in;
        int out = this.out;
        long bits = this.bits;
        // Shifts use only the lowest six bits, so whole entries may be subtracted.
        int bitCount = this.bitCount;

        bits |= (long) LONG.get(source, in) << bitCount;
        in += 7 - (bitCount >> 3 & 7);
        bitCount |= 56;
        long next = literals[(int) bits & (literals.length - 1)];
        while (in < inLimit && out < stop) {
            int entry = (int) next;
            if ((entry & HuffmanEntry.EXCEPTION) != 0) {
                if ((entry & HuffmanEntry.SUBTABLE) == 0) {
                    break;
                }
                int index = (int) (bits >>> LITERAL_BITS) & ((1 << (int) (next >>> 48)) - 1);
                next = longLiterals[((int) (next >>> 32) + index) & (longLiterals.length - 1)];
                entry = (int) next;
                if ((entry & HuffmanEntry.EXCEPTION) != 0) {
                    break;
                }
                bits >>>= LITERAL_BITS;
                bitCount -= LITERAL_BITS;
            }
            INT.set(target, out, (int) (next >>> 32));
            out += entry >>> 26 & 3;
            long extra = bits >>> (entry >>> 6);
            bits >>>= entry;
            bitCount -= entry;
            int length = 0;
            int distance = 0;
            if (entry < 0) {
                length = (entry >>> 12 & 0x1ff) + ((int) extra & (entry >>> 21) & 0x1f);
                long far = distances[(int) bits & (distances.length - 1)];
                if ((int) far < 0) {
                    if (((int) far & HuffmanEntry.SUBTABLE) == 0) {
                        return false;
                    }
                    bits >>>= DISTANCE_BITS;
                    bitCount -= DISTANCE_BITS;
                    int index = (int) bits & ((1 << (int) (far >>> 48)) - 1);
                    far = longDistances[((int) (far >>> 32) + index) & (longDistances.length - 1)];
                    if ((int) far < 0) {
                        return false;
                    }
                }
                entry = (int) far;
                distance = ((int) (far >>> 32) & 0x7fff) + ((int) (bits >>> (entry >>> 6)) & (int) (far >>> 48));
                bits >>>= entry;
                bitCount -= entry;
                if (distance > out - start) {
                    return false;
                }
            }
            // The next lookup starts before the copy, on which nothing depends.
            bits |= (long) LONG.get(source, in) << bitCount;
            in += 7 - (bitCount >> 3 & 7);
            bitCount |= 56;
            next = literals[(int) bits & (literals.length - 1)];
            if (length > 0) {
                int from = out - distance;
                if (distance >= 8) {
                    LONG.set(target, out, (long) LONG.get(target, from));
                    LONG.set(target, out + 8, (long) LONG.get(target, from + 8));
                    if (length > 16) {
                        LONG.set(target, out + 16, (long) LONG.get(target, from + 16));
                        LONG.set(target, out + 24, (long) LONG.get(target, from + 24));
                        for (int i = 32; i < length; i += 16) {
                            LONG.set(target, out + i, (long) LONG.get(target, from + i));
                            LONG.set(target, out + i + 8, (long) LONG.get(target, from + i + 8));
                        }
                    }
                } else {
                    long periods = ((long) LONG.get(target, from) & ONE_PERIOD[distance]) * PERIODS[distance];
                    int whole = WHOLE_PERIODS[distance];
                    for (int i = 0; i < length; i += whole) {
                        LONG.set(target, out + i, periods);
                    }
                }
                out += length;
            }
        }
        this.in = in;
        this.out = out;
        this.bits = bits;
        this.bitCount = bitCount & 63;
        return true;
    }

    /** The tables of blocks with fixed Huffman codes (RFC 1951 §3.2.6). */
    private static final class Fixed {
        private static final HuffmanTable LITERALS =
                new HuffmanTable(LITERAL_BITS, HuffmanEntry.ofLiteralsAndLengths(), true);
        private static final HuffmanTable DISTANCES =
                new HuffmanTable(DISTANCE_BITS, HuffmanEntry.ofDistances(), false);

        static {
            byte[] lengths = new byte[288];
            Arrays.fill(lengths, 0, 144, (byte) 8);
            Arrays.fill(lengths, 144, 256, (byte) 9);
            Arrays.fill(lengths, 256, 280, (byte) 7);
            Arrays.fill(lengths, 280, 288, (byte) 8);
            LITERALS.fill(lengths, 0, 288, false);
            Arrays.fill(lengths, 0, 32, (byte) 5);
            DISTANCES.fill(lengths, 0, 32, false);
        }
    }
}
