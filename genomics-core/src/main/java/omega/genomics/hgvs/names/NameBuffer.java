package omega.genomics.hgvs.names;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that grows at its end. A longer array replaces the old one, which keeps what was written to it. */
final class NameBuffer {
    private static final byte[][] RESIDUES = new byte[128][];

    static {
        String one = "ACDEFGHIKLMNPQRSTVWYUBZX*O";
        String three = "AlaCysAspGluPheGlyHisIleLysLeuMetAsnProGlnArgSerThrValTrpTyrSecAsxGlxXaaTerPyl";
        byte[] unknown = ascii("Xaa");
        Arrays.fill(RESIDUES, unknown);
        for (int i = 0; i < one.length(); i++) {
            RESIDUES[one.charAt(i)] = ascii(three.substring(3 * i, 3 * i + 3));
        }
    }

    byte[] bytes = new byte[1 << 10];
    int length;

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void grow(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    void add(int letter) {
        grow(1);
        bytes[length++] = (byte) letter;
    }

    void add(byte[] text) {
        add(text, 0, text.length);
    }

    void add(byte[] text, int from, int count) {
        grow(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
    }

    /** Adds the bases of the other strand. */
    void addReverseComplement(byte[] text, int from, int count) {
        grow(count);
        for (int i = from + count - 1; i >= from; i--) {
            bytes[length++] = ContigBases.complement(text[i]);
        }
    }

    /** Adds a number that is not negative. */
    void add(long number) {
        grow(20);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** Adds three letters. */
    void addResidue(byte code) {
        add(RESIDUES[code & 0x7f], 0, 3);
    }

    void addResidues(byte[] codes, int from, int to) {
        for (int i = from; i < to; i++) {
            addResidue(codes[i]);
        }
    }
}
