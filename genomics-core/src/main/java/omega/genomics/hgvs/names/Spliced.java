package omega.genomics.hgvs.names;

import omega.genomics.model.GeneticCode;

/** The bases of a transcript and the residues of its protein. */
final class Spliced {
    private static final byte[] NONE = {};

    /** 5′ to 3′, in upper case; none if the genome does not have all of them. */
    final byte[] bases;
    /** One-letter codes with the stop; none if the coding sequence is no open reading frame. */
    final byte[] residues;

    /**
     * @param from the offset of the start codon, −1 without a coding sequence
     * @param to the end of the stop codon
     * @param lacksStart whether the first codon is not the start codon
     */
    Spliced(byte[] bases, int from, int to, GeneticCode code, boolean lacksStart) {
        this.bases = bases;
        this.residues = residues(bases, from, to, code, lacksStart);
    }

    /** Translates the complete codons; UGA inside is selenocysteine, another stop inside makes it none. */
    private static byte[] residues(byte[] bases, int from, int to, GeneticCode code, boolean lacksStart) {
        if (from < 0 || to > bases.length) {
            return NONE;
        }
        byte[] residues = new byte[(to - from) / 3];
        for (int i = 0; i < residues.length; i++) {
            int at = from + 3 * i;
            char residue = i == 0 && !lacksStart ? 'M' : code.translate(bases[at], bases[at + 1], bases[at + 2]);
            if (residue == '*' && at + 3 < to) {
                if (bases[at] != 'T' || bases[at + 1] != 'G' || bases[at + 2] != 'A') {
                    return NONE;
                }
                residue = 'U';
            }
            residues[i] = (byte) residue;
        }
        return residues;
    }

    int size() {
        return bases.length + residues.length;
    }
}
