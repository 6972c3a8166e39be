package omega.genomics.consequence;

import static omega.genomics.consequence.ConsequenceTerm.CODING_SEQUENCE;
import static omega.genomics.consequence.ConsequenceTerm.STOP_LOST;
import static omega.genomics.consequence.ConsequenceTerm.STOP_RETAINED;

import omega.genomics.model.GeneticCode;

/** Computes the effect of changing one base of a stop codon when the codon itself is unknown. */
final class StopCodons {
    private static final String BASES = "ACGT";

    private StopCodons() {}

    /** Tries every stop codon with this base; returns {@code coding_sequence_variant} if their results differ. */
    static long change(GeneticCode code, int index, byte ref, byte alt) {
        boolean lost = false;
        boolean retained = false;
        byte[] codon = new byte[3];
        for (int i = 0; i < 64; i++) {
            codon[0] = (byte) BASES.charAt(i >> 4);
            codon[1] = (byte) BASES.charAt((i >> 2) & 3);
            codon[2] = (byte) BASES.charAt(i & 3);
            if (codon[index] == ref && Codons.translate(code, codon, 0) == '*') {
                codon[index] = alt;
                boolean stops = Codons.translate(code, codon, 0) == '*';
                retained |= stops;
                lost |= !stops;
            }
        }
        return lost == retained ? CODING_SEQUENCE.bit() : lost ? STOP_LOST.bit() : STOP_RETAINED.bit();
    }
}
