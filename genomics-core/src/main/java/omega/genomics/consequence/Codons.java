package omega.genomics.consequence;

import java.util.EnumMap;
import java.util.Map;
import omega.genomics.model.GeneticCode;

/** The genetic codes as tables of 64 codons, and complements of bases. Upper-case bases only. */
final class Codons {
    private static final byte[] INDEX = new byte[128];
    private static final byte[] COMPLEMENT = new byte[128];
    private static final Map<GeneticCode, char[]> TABLES = new EnumMap<>(GeneticCode.class);

    static {
        java.util.Arrays.fill(INDEX, (byte) -1);
        String bases = "ACGT";
        for (int i = 0; i < 4; i++) {
            INDEX[bases.charAt(i)] = (byte) i;
        }
        String from = "ACGTNRYSWKMBDHV";
        String to = "TGCANYRSWMKVHDB";
        for (int i = 0; i < 128; i++) {
            COMPLEMENT[i] = (byte) i;
        }
        for (int i = 0; i < from.length(); i++) {
            COMPLEMENT[from.charAt(i)] = (byte) to.charAt(i);
        }
        for (GeneticCode code : GeneticCode.values()) {
            char[] table = new char[64];
            for (int i = 0; i < 64; i++) {
                table[i] = code.translate(
                        (byte) bases.charAt(i >> 4), (byte) bases.charAt((i >> 2) & 3), (byte) bases.charAt(i & 3));
            }
            TABLES.put(code, table);
        }
    }

    private Codons() {}

    /** Translates the codon that begins at an index. */
    static char translate(GeneticCode code, byte[] bases, int at) {
        int index = (INDEX[bases[at]] << 4) | (INDEX[bases[at + 1]] << 2) | INDEX[bases[at + 2]];
        char[] table = TABLES.get(code);
        return index >= 0 && table != null ? table[index] : code.translate(bases[at], bases[at + 1], bases[at + 2]);
    }

    static byte[] reverseComplement(byte[] bases) {
        byte[] result = new byte[bases.length];
        for (int i = 0; i < bases.length; i++) {
            result[bases.length - 1 - i] = COMPLEMENT[bases[i] & 0x7f];
        }
        return result;
    }

    /** Converts bases to upper case and U to T, in place; characters that are not letters become N. */
    static byte[] upperCase(byte[] bases) {
        for (int i = 0; i < bases.length; i++) {
            int upper = bases[i] & ~0x20;
            bases[i] = (byte) (upper < 'A' || upper > 'Z' ? 'N' : upper == 'U' ? 'T' : upper);
        }
        return bases;
    }
}
