package omega.genomics.internal.bcf;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import omega.genomics.ParseException;

/**
 * Writes records as lines of VCF, as {@code bcftools view} does (VCF 4.5 §6.3).
 *
 * <p>Every length is checked against the record before it is used; every number of a name against the dictionaries.
 */
final class BcfRecordText {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MISSING_TYPE = 0;
    private static final int INT8 = 1;
    private static final int INT16 = 2;
    private static final int INT32 = 3;
    private static final int FLOAT = 5;
    private static final int CHAR = 7;
    /** Bytes of a value by its type; −1 for no type. */
    private static final int[] WIDTHS = {0, 1, 2, 4, -1, 4, -1, 1, -1, -1, -1, -1, -1, -1, -1, -1};

    private static final int FLOAT_MISSING = 0x7f800001;
    private static final int FLOAT_END = 0x7f800002;
    private static final byte STRING_MISSING = 7;
    private static final int LENGTHS = 8;
    private static final int FIXED = 24;
    private static final int LONGEST_NUMBER = 24;
    private static final byte[] GT = {'G', 'T'};

    private final BcfBytes input;
    private final BcfHeader header;
    private byte[] out = new byte[1 << 17];
    private int length;

    // The record that is read: its bytes, where the next one is, and one past the last of its part.
    private byte[] in = {};
    private int at;
    private int end;

    // A typed value that was read.
    private int type;
    private int count;

    private final int[] keys = new int[256];
    private final int[] types = new int[256];
    private final int[] counts = new int[256];
    private final int[] places = new int[256];

    BcfRecordText(BcfBytes input, BcfHeader header) {
        this.input = input;
        this.header = header;
    }

    byte[] bytes() {
        return out;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** Forgets what was written behind a place. */
    void cut(int place) {
        length = place;
    }

    static int integer(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    // ---- one record ----------------------------------------------------------------------------------------------

    /** Writes the next record as a line; false at the end of the input. */
    boolean addNext() throws IOException {
        int there = input.fill(LENGTHS);
        if (there == 0) {
            return false;
        }
        if (there < LENGTHS) {
            throw input.damaged(input.position() + there, "the lengths of a record, found the end of the file");
        }
        long shared = integer(input.buffer(), input.position()) & 0xffffffffL;
        long individual = integer(input.buffer(), input.position() + 4) & 0xffffffffL;
        if (shared < FIXED) {
            throw input.damaged(input.position(), "at least " + FIXED + " bytes before the samples, found " + shared);
        }
        long whole = LENGTHS + shared + individual;
        int filled = input.fill(whole);
        if (filled < whole) {
            throw input.damaged(
                    input.position() + filled, "a record of " + whole + " bytes, found the end of the file");
        }
        in = input.buffer();
        at = input.position() + LENGTHS;
        end = at + (int) shared;
        int samplesEnd = end + (int) individual;
        site(samplesEnd);
        input.skip((int) whole);
        return true;
    }

    private void site(int samplesEnd) {
        int contig = integer(in, at);
        if (contig < 0 || contig >= header.contigs.length || header.contigs[contig].length == 0) {
            throw input.damaged(at, "the number of a contig, found " + contig);
        }
        long position = integer(in, at + 4) + 1L;
        int quality = integer(in, at + 12);
        int alleles = integer(in, at + 16) >>> 16;
        int infos = integer(in, at + 16) & 0xffff;
        int formats = integer(in, at + 20) >>> 24;
        int samples = integer(in, at + 20) & 0xffffff;
        if (position < 0) {
            throw input.damaged(at + 4, "a position of 0 or more, found " + position);
        }
        if (samples != header.samples && (samples != 0 || formats != 0)) {
            throw input.damaged(at + 20, header.samples + " samples as in the header, found " + samples);
        }
        at += FIXED;
        put(header.contigs[contig]);
        put('\t');
        put(position);
        put('\t');
        id();
        put('\t');
        alleles(alleles);
        put('\t');
        quality(quality);
        put('\t');
        filters();
        put('\t');
        infos(infos);
        if (at != end) {
            throw input.damaged(at, "the end of the shared part of the record, found " + (end - at) + " more bytes");
        }
        end = samplesEnd;
        if (samples > 0 && header.hasSamples) {
            samples(samples, formats);
        }
        put('\n');
    }

    private void id() {
        descriptor();
        if (type == CHAR && count > 0) {
            text(count);
        } else if (type == MISSING_TYPE || (type == CHAR && count == 0)) {
            put('.');
        } else {
            throw input.damaged(at, "ID as text");
        }
    }

    private void alleles(int alleles) {
        if (alleles == 0) {
            put('.');
        }
        for (int i = 0; i < alleles; i++) {
            if (i > 0) {
                put(i == 1 ? '\t' : ',');
            }
            descriptor();
            if (type != CHAR) {
                throw input.damaged(at, "an allele as text");
            }
            text(count);
        }
        if (alleles < 2) {
            put('\t');
            put('.');
        }
    }

    private void quality(int bits) {
        if (bits == FLOAT_MISSING) {
            put('.');
        } else {
            put(Float.intBitsToFloat(bits));
        }
    }

    private void filters() {
        descriptor();
        if (count == 0) {
            put('.');
            return;
        }
        checkInteger("the numbers of filters");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                put(';');
            }
            put(name(value(at)));
            at += WIDTHS[type];
        }
    }

    private void infos(int infos) {
        boolean isFirst = true;
        for (int i = 0; i < infos; i++) {
            int key = key();
            descriptor();
            int next = at + count * WIDTHS[type];
            if (header.wanted[key]) {
                if (!isFirst) {
                    put(';');
                }
                isFirst = false;
                put(header.names[key]);
                boolean isSetFlag = header.isPadded && header.flags[key]; // its value says nothing in version 2.1
                if (count > 0 && !isSetFlag) {
                    put('=');
                    values(at, count, type, false);
                }
            }
            at = next;
        }
        if (isFirst) {
            put('.');
        }
    }

    // ---- samples -------------------------------------------------------------------------------------------------

    private void samples(int samples, int formats) {
        int genotype = -1;
        for (int i = 0; i < formats; i++) {
            keys[i] = key();
            types[i] = 0;
            descriptorOfVector();
            types[i] = type;
            counts[i] = count;
            places[i] = at;
            long size = (long) count * WIDTHS[type] * samples;
            if (size > end - at) {
                throw input.damaged(at, size + " bytes of a FORMAT field, found " + (end - at));
            }
            at += (int) size;
            if (genotype < 0 && isInteger(type) && Arrays.equals(header.names[keys[i]], GT)) {
                genotype = i;
            }
            put(i == 0 ? '\t' : ':');
            put(header.names[keys[i]]);
        }
        if (at != end) {
            throw input.damaged(at, "the end of the record, found " + (end - at) + " more bytes");
        }
        if (formats == 0) {
            put('\t');
            put('.');
        }
        for (int sample = 0; sample < samples; sample++) {
            put('\t');
            if (formats == 0) {
                put('.');
            }
            for (int i = 0; i < formats; i++) {
                if (i > 0) {
                    put(':');
                }
                int place = places[i] + sample * counts[i] * WIDTHS[types[i]];
                if (i == genotype) {
                    genotype(place, counts[i], types[i]);
                } else {
                    values(place, counts[i], types[i], header.isPadded);
                }
            }
        }
    }

    private void genotype(int place, int ploidy, int valueType) {
        type = valueType;
        int width = WIDTHS[valueType];
        reserve(ploidy * LONGEST_NUMBER + 1);
        int from = length;
        for (int i = 0; i < ploidy; i++) {
            int value = value(place + i * width);
            if (value == endOfVector(valueType) || (value == missing(valueType) && header.isPadded)) {
                break;
            }
            if (i > 0) {
                out[length++] = (byte) ((value & 1) == 0 ? '/' : '|');
            }
            int allele = (value >> 1) - 1;
            if (allele < 0) {
                out[length++] = '.';
            } else {
                putReserved(allele);
            }
        }
        if (length == from) {
            out[length++] = '.';
        }
    }

    // ---- values --------------------------------------------------------------------------------------------------

    /** Reads the number of an INFO, FORMAT or FILTER name. */
    private int key() {
        descriptor();
        if (count != 1 || !isInteger(type)) {
            throw input.damaged(at, "the number of a name");
        }
        int key = value(at);
        name(key);
        at += WIDTHS[type];
        return key;
    }

    private byte[] name(int key) {
        if (key < 0 || key >= header.names.length || header.names[key].length == 0) {
            throw input.damaged(at, "the number of a name, found " + key);
        }
        return header.names[key];
    }

    private static boolean isInteger(int type) {
        return type >= INT8 && type <= INT32;
    }

    private void checkInteger(String what) {
        if (!isInteger(type)) {
            throw input.damaged(at, what + " as integers");
        }
    }

    /** Reads type and count of a value that follows, all of which is in the record. */
    private void descriptor() {
        descriptorOfVector();
        long size = (long) count * WIDTHS[type];
        if (size > end - at) {
            throw input.damaged(at, "a value of " + size + " bytes, found " + (end - at));
        }
    }

    /** Reads type and count. */
    private void descriptorOfVector() {
        int place = at;
        int first = byteAt();
        int kind = first & 15;
        int size = first >>> 4;
        if (size == 15) {
            int second = byteAt();
            type = second & 15;
            if (second >>> 4 != 1 || !isInteger(type) || WIDTHS[type] > end - at) {
                throw input.damaged(place, "the length of a value");
            }
            size = value(at);
            at += WIDTHS[type];
        }
        if (WIDTHS[kind] < 0 || size < 0) {
            throw input.damaged(place, "a type of value, found " + kind + " of length " + size);
        }
        type = kind;
        count = kind == MISSING_TYPE ? 0 : size;
    }

    private int byteAt() {
        if (at >= end) {
            throw input.damaged(at, "a value, found the end of the record");
        }
        return in[at++] & 0xff;
    }

    /** The integer at an index, of the current type. */
    private int value(int index) {
        return type == INT8 ? in[index] : type == INT16 ? (short) SHORT.get(in, index) : (int) INT.get(in, index);
    }

    private static int missing(int type) {
        return type == INT8 ? Byte.MIN_VALUE : type == INT16 ? Short.MIN_VALUE : Integer.MIN_VALUE;
    }

    private static int endOfVector(int type) {
        return missing(type) + 1;
    }

    /** Writes a vector, or text; {@code isPadded} if missing values at its end fill it up, as in version 2.1. */
    private void values(int place, int size, int valueType, boolean isPadded) {
        if (valueType == CHAR) {
            chars(place, size);
            return;
        }
        type = valueType;
        int width = WIDTHS[valueType];
        int stop = size;
        while (isPadded && stop > 1 && isMissing(place + (stop - 1) * width)) {
            stop--;
        }
        int from = length;
        for (int i = 0; i < stop; i++) {
            int index = place + i * width;
            if (isEnd(index)) {
                break;
            }
            reserve(LONGEST_NUMBER);
            if (i > 0) {
                out[length++] = ',';
            }
            if (isMissing(index)) {
                out[length++] = '.';
            } else if (valueType == FLOAT) {
                length = BcfFloats.put(Float.intBitsToFloat(integer(in, index)), out, length);
            } else {
                putReserved(value(index));
            }
        }
        if (length == from) {
            put('.');
        }
    }

    private boolean isMissing(int index) {
        return type == FLOAT ? integer(in, index) == FLOAT_MISSING : value(index) == missing(type);
    }

    private boolean isEnd(int index) {
        return type == FLOAT ? integer(in, index) == FLOAT_END : value(index) == endOfVector(type);
    }

    private void chars(int place, int size) {
        int from = place;
        int to = place + size;
        if (header.isPadded && size > 1 && in[from] == ',') { // lists begin with a comma in version 2.1
            from++;
        }
        int before = length;
        copy(from, to);
        if (length == before || (length == before + 1 && out[before] == STRING_MISSING)) {
            length = before;
            put('.');
        }
    }

    private void text(int size) {
        int before = length;
        copy(at, at + size);
        at += size;
        if (length == before) {
            put('.');
        }
    }

    /** Copies text up to its first NUL. */
    private void copy(int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            byte b = in[i];
            if (b == 0) {
                return;
            }
            if (b == '\t' || b == '\n' || b == '\r') {
                throw input.damaged(i, "text without tabs and line ends");
            }
            out[length++] = b;
        }
    }

    // ---- the line ------------------------------------------------------------------------------------------------

    private void reserve(int more) {
        if (more > out.length - length) {
            grow(more);
        }
    }

    private void grow(int more) {
        long size = Math.min(Math.max(2L * out.length, (long) length + more), Integer.MAX_VALUE - 16);
        ParseException tooLong = input.damaged(input.position(), "a record whose line fits into memory");
        if (size - length < more) {
            throw tooLong;
        }
        try {
            out = Arrays.copyOf(out, (int) size);
        } catch (OutOfMemoryError e) { // hostile input may be refused, but must not take the application down
            throw tooLong;
        }
    }

    private void put(char ascii) {
        reserve(1);
        out[length++] = (byte) ascii;
    }

    private void put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, out, length, text.length);
        length += text.length;
    }

    private void put(float number) {
        reserve(LONGEST_NUMBER);
        length = BcfFloats.put(number, out, length);
    }

    private void put(long number) {
        reserve(LONGEST_NUMBER);
        putReserved(number);
    }

    private void putReserved(long number) {
        long left = number;
        if (left < 0) {
            out[length++] = '-';
            left = -left;
        }
        int digits = 1;
        for (long rest = left; rest >= 10; rest /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            out[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += digits;
    }
}
