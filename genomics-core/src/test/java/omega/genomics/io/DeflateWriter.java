package omega.genomics.io;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Writes deflate data (RFC 1951) at random: any code, any symbols, and something broken if asked. */
final class DeflateWriter {
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int MAX_DISTANCE = 1 << 15;

    private enum Break {
        NOTHING,
        LITERAL_CODE,
        DISTANCE_CODE,
        CODE_LENGTH_CODE,
        END_WITHOUT_CODE,
        DISTANCE_TOO_FAR,
        UNUSED_SYMBOLS,
        BLOCK_TYPE,
        SYMBOL_COUNT,
        REPETITION,
        STORED_LENGTH
    }

    private final Random random;
    private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
    private long bits;
    private int bitCount;
    private int written;
    private Break broken = Break.NOTHING;

    DeflateWriter(Random random) {
        this.random = random;
    }

    void breakSomething() {
        broken = Break.values()[1 + random.nextInt(Break.values().length - 1)];
    }

    byte[] stored() {
        return stored.toByteArray();
    }

    private boolean breaks(Break what) {
        return broken == what && random.nextInt(2) == 0;
    }

    /** Returns how many bytes all blocks inflate to. */
    int writeBlocks(int count, int most) {
        for (int i = 0; i < count; i++) {
            put(i == count - 1 ? 1 : 0, 1);
            int stop = Math.min(most, written + random.nextInt(most / count));
            int type = breaks(Break.BLOCK_TYPE) ? 3 : Math.min(2, random.nextInt(6));
            put(type, 2);
            switch (type) {
                case 0 -> storedBlock(stop - written);
                case 1 -> fixedBlock(stop);
                default -> dynamicBlock(stop, literalCode(), distanceCode());
            }
        }
        align();
        return written;
    }

    /** One block of literals, whose code has every symbol. */
    byte[] dynamicBlock(byte[] text) {
        byte[] lengths = code(286, 15);
        while (hasUnused(lengths)) {
            lengths = code(286, 15);
        }
        put(1, 1);
        put(2, 2);
        header(lengths, new byte[1]);
        int[] codes = codes(lengths);
        for (byte b : text) {
            put(codes[b & 0xff], lengths[b & 0xff]);
        }
        put(codes[256], lengths[256]);
        align();
        return stored();
    }

    private static boolean hasUnused(byte[] lengths) {
        for (byte length : lengths) {
            if (length == 0) {
                return true;
            }
        }
        return false;
    }

    private void put(int value, int count) {
        bits |= (long) value << bitCount;
        bitCount += count;
        while (bitCount >= 8) {
            stored.write((int) bits);
            bits >>>= 8;
            bitCount -= 8;
        }
    }

    private void align() {
        put(0, -bitCount & 7);
    }

    private void storedBlock(int length) {
        align();
        put(length, 16);
        put((~length & 0xffff) ^ (breaks(Break.STORED_LENGTH) ? 1 << random.nextInt(16) : 0), 16);
        for (int i = 0; i < length; i++) {
            put(random.nextInt(256), 8);
        }
        written += length;
    }

    private void fixedBlock(int stop) {
        byte[] literals = new byte[288];
        Arrays.fill(literals, 0, 144, (byte) 8);
        Arrays.fill(literals, 144, 256, (byte) 9);
        Arrays.fill(literals, 256, 280, (byte) 7);
        Arrays.fill(literals, 280, 288, (byte) 8);
        byte[] distances = new byte[32];
        Arrays.fill(distances, (byte) 5);
        symbols(literals, distances, stop);
    }

    private byte[] literalCode() {
        byte[] lengths = random.nextInt(20) == 0 ? new byte[257] : code(258 + random.nextInt(29), 15);
        if (lengths.length == 257) {
            lengths[256] = 1; // nothing but the end
        }
        if (breaks(Break.LITERAL_CODE)) {
            int at = random.nextInt(lengths.length);
            lengths[at] = (byte) (lengths[at] == 0 ? 1 + random.nextInt(15) : lengths[at] - 1);
        }
        if (breaks(Break.END_WITHOUT_CODE)) {
            lengths[0] = (byte) Math.max(lengths[0], lengths[256]);
            lengths[256] = 0;
        }
        return lengths;
    }

    private byte[] distanceCode() {
        byte[] lengths = new byte[1 + random.nextInt(30)];
        int kind = random.nextInt(5);
        if (kind == 0) {
            lengths[random.nextInt(lengths.length)] = 1;
        } else if (kind > 1 && lengths.length > 1) {
            lengths = code(lengths.length, 15);
        }
        if (breaks(Break.DISTANCE_CODE)) {
            lengths[random.nextInt(lengths.length)] = (byte) random.nextInt(16);
        }
        return lengths;
    }

    /** A complete code of some of the symbols, the end of the block among them: leaves of a tree that is split at random. */
    private byte[] code(int symbols, int maxLength) {
        byte[] lengths = new byte[symbols];
        int leaves = 2 + random.nextInt(symbols - 1);
        byte[] depths = new byte[leaves];
        depths[0] = 1;
        depths[1] = 1;
        for (int n = 2; n < leaves; ) {
            int i = random.nextInt(3) == 0 ? n - 1 : random.nextInt(n);
            if (depths[i] < maxLength) {
                depths[i]++;
                depths[n++] = depths[i];
            }
        }
        for (int i = 0; i < leaves; i++) {
            int at = i == 0 && symbols > 256 ? 256 : random.nextInt(symbols);
            while (lengths[at] != 0) {
                at = (at + 1) % symbols;
            }
            lengths[at] = depths[i];
        }
        return lengths;
    }

    /** Canonical codes (RFC 1951 §3.2.2), first bit lowest. */
    private static int[] codes(byte[] lengths) {
        int[] codes = new int[lengths.length];
        int code = 0;
        for (int length = 1; length <= 15; length++) {
            for (int i = 0; i < lengths.length; i++) {
                if (lengths[i] == length) {
                    codes[i] = Integer.reverse(code++) >>> (32 - length);
                }
            }
            code <<= 1;
        }
        return codes;
    }

    private void dynamicBlock(int stop, byte[] literals, byte[] distances) {
        header(literals, distances);
        symbols(literals, distances, stop);
    }

    private void header(byte[] literals, byte[] distances) {
        byte[] lengthLengths = code(19, 7);
        while (!coversAll(lengthLengths, literals) || !coversAll(lengthLengths, distances)) {
            lengthLengths = code(19, 7);
        }
        int[] codes = codes(lengthLengths);
        put(breaks(Break.SYMBOL_COUNT) ? 30 : literals.length - 257, 5);
        put(breaks(Break.SYMBOL_COUNT) ? 31 : distances.length - 1, 5);
        put(15, 4);
        int wrong = breaks(Break.CODE_LENGTH_CODE) ? random.nextInt(19) : -1;
        for (int symbol : ORDER) {
            put(symbol == wrong ? random.nextInt(8) : lengthLengths[symbol], 3);
        }
        byte[] all = Arrays.copyOf(literals, literals.length + distances.length);
        System.arraycopy(distances, 0, all, literals.length, distances.length);
        lengths(all, lengthLengths, codes);
    }

    private static boolean coversAll(byte[] lengthLengths, byte[] lengths) {
        for (byte length : lengths) {
            if (lengthLengths[length] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Repeats where it can, or not. */
    private void lengths(byte[] all, byte[] lengthLengths, int[] codes) {
        for (int i = 0; i < all.length; ) {
            int run = 1;
            while (i + run < all.length && all[i + run] == all[i]) {
                run++;
            }
            boolean previous = i > 0 && all[i - 1] == all[i];
            if (breaks(Break.REPETITION)) {
                run += random.nextInt(3);
                previous |= random.nextInt(4) == 0;
            }
            if (all[i] == 0 && run >= 11 && lengthLengths[18] > 0) {
                int times = 11 + random.nextInt(Math.min(run, 138) - 10);
                put(codes[18], lengthLengths[18]);
                put(times - 11, 7);
                i += times;
            } else if (all[i] == 0 && run >= 3 && lengthLengths[17] > 0 && random.nextInt(3) > 0) {
                int times = 3 + random.nextInt(Math.min(run, 10) - 2);
                put(codes[17], lengthLengths[17]);
                put(times - 3, 3);
                i += times;
            } else if (previous && run >= 3 && lengthLengths[16] > 0 && random.nextInt(3) > 0) {
                int times = 3 + random.nextInt(Math.min(run, 6) - 2);
                put(codes[16], lengthLengths[16]);
                put(times - 3, 2);
                i += times;
            } else {
                put(codes[all[i]], lengthLengths[all[i]]);
                i++;
            }
        }
    }

    /** Literals and matches while there is room, then the end of the block. */
    private void symbols(byte[] literals, byte[] distances, int stop) {
        int[] literalCodes = codes(literals);
        int[] distanceCodes = codes(distances);
        int literalShare = random.nextInt(10);
        for (int tries = 0; tries < 4 * stop && written + 258 < stop; tries++) {
            int symbol = random.nextInt(10) < literalShare ? random.nextInt(256) : random.nextInt(literals.length);
            boolean isUsable = symbol < 286 || breaks(Break.UNUSED_SYMBOLS);
            if (literals[symbol] == 0 || symbol == 256 || !isUsable) {
                continue;
            }
            if (symbol < 256) {
                put(literalCodes[symbol], literals[symbol]);
                written++;
            } else {
                match(symbol, literals, literalCodes, distances, distanceCodes);
            }
        }
        if (literals[256] > 0) {
            put(literalCodes[256], literals[256]);
        }
    }

    private void match(int symbol, byte[] literals, int[] literalCodes, byte[] distances, int[] distanceCodes) {
        int far = random.nextInt(distances.length);
        int extra = far < 4 ? 0 : (far - 2) / 2;
        int base = far < 4 ? far + 1 : ((2 + far % 2) << extra) + 1;
        int most = breaks(Break.DISTANCE_TOO_FAR) ? MAX_DISTANCE : written;
        boolean isUsable = far < 30 || breaks(Break.UNUSED_SYMBOLS);
        if (distances[far] == 0 || base > most || !isUsable) {
            return;
        }
        int lengthExtra = symbol < 265 || symbol > 284 ? 0 : (symbol - 261) / 4;
        int more = random.nextInt(1 << lengthExtra);
        put(literalCodes[symbol], literals[symbol]);
        put(more, lengthExtra);
        put(distanceCodes[far], distances[far]);
        put(random.nextInt(Math.min(1 << extra, most - base + 1)), extra);
        int length = symbol < 265 ? symbol - 254 : ((4 + (symbol - 261) % 4) << lengthExtra) + 3 + more;
        written += symbol >= 285 ? 258 : length;
    }
}
