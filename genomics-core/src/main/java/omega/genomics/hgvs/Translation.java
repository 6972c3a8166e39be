package omega.genomics.hgvs;

import java.util.Locale;
import omega.genomics.model.GeneticCode;
import org.jspecify.annotations.Nullable;

/** Translates codons by a table, and the coding sequence of a transcript once. */
final class Translation {
    private static final String BASES = "TCAG";
    private static final byte[] INDEX = new byte[128];
    private static final char[][] TABLES = new char[GeneticCode.values().length][];

    static {
        java.util.Arrays.fill(INDEX, (byte) -1);
        for (int i = 0; i < 4; i++) {
            INDEX[BASES.charAt(i)] = (byte) i;
        }
        int n = 0;
        for (GeneticCode code : GeneticCode.values()) {
            char[] table = new char[64];
            for (int i = 0; i < 64; i++) {
                table[i] = code.translate(
                        (byte) BASES.charAt(i >> 4), (byte) BASES.charAt(i >> 2 & 3), (byte) BASES.charAt(i & 3));
            }
            TABLES[n++] = table;
        }
    }

    private final GeneticCode code;
    private final char[] table;
    /** The residues of the reference with the stop; null if it is no open reading frame. */
    final @Nullable String residues;

    /**
     * @param bases from the start codon on
     * @param length of the coding sequence with the stop codon
     */
    Translation(GeneticCode code, String bases, int length, boolean lacksStart) {
        this.code = code;
        char[] found = TABLES[0];
        int n = 0;
        for (GeneticCode candidate : GeneticCode.values()) {
            if (candidate == code) {
                found = TABLES[n];
            }
            n++;
        }
        this.table = found;
        this.residues = reference(bases.toUpperCase(Locale.ROOT), length, lacksStart);
    }

    /** Translates the complete codons of the reference; UGA inside is selenocysteine, another stop inside makes it none. */
    private @Nullable String reference(String bases, int length, boolean lacksStart) {
        StringBuilder protein = new StringBuilder(length / 3);
        for (int i = 0; i + 3 <= length; i += 3) {
            char residue =
                    i == 0 && !lacksStart ? 'M' : codon(bases.charAt(i), bases.charAt(i + 1), bases.charAt(i + 2));
            if (residue == '*' && i + 3 < length) {
                if (!bases.startsWith("TGA", i)) {
                    return null;
                }
                residue = 'U';
            }
            protein.append(residue);
        }
        return protein.isEmpty() ? null : protein.toString();
    }

    char codon(char a, char b, char c) {
        int i = a < 128 ? INDEX[a] : -1;
        int j = b < 128 ? INDEX[b] : -1;
        int k = c < 128 ? INDEX[c] : -1;
        return (i | j | k) < 0 ? code.translate((byte) a, (byte) b, (byte) c) : table[i << 4 | j << 2 | k];
    }
}
