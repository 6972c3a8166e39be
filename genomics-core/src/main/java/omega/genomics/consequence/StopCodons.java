package omega.genomics.consequence;

import static omega.genomics.consequence.ConsequenceTerm.CODING_SEQUENCE;
import static omega.genomics.consequence.ConsequenceTerm.STOP_LOST;
import static omega.genomics.consequence.ConsequenceTerm.STOP_RETAINED;

import omega.genomics.model.GeneticCode;

/** One base of a stop codon is changed, and which of the stop codons it is is not known. */
final class StopCodons {
    private static final String BASES = "ACGT";

    private StopCodons() {}

    /** Tries every stop codon that has the base; the terms differ only if they disagree. */
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
