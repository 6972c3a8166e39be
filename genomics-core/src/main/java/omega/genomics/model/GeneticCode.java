package omega.genomics.model;

/** Translates codons into amino acids. NCBI's "The Genetic Codes" is the source of the tables. */
public enum GeneticCode {
    /** Table 1; bacteria and plastids (table 11) differ from it in start codons only. */
    STANDARD(1, "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"),
    /** Table 2: AGA and AGG are stops, ATA is methionine, TGA is tryptophan. */
    VERTEBRATE_MITOCHONDRIAL(2, "FFLLSSSSYY**CCWWLLLLPPPPHHQQRRRRIIMMTTTTNNKKSS**VVVVAAAADDEEGGGG");

    private static final String ORDER = "TCAG";
    private static final String IUPAC = "TCAGUNRYSWKMBDHV";
    private static final String[] MEANING = {
        "T", "C", "A", "G", "T", "TCAG", "AG", "TC", "CG", "TA", "TG", "CA", "TCG", "TAG", "TCA", "CAG"
    };

    private final int table;
    private final String aminoAcids;

    GeneticCode(int table, String aminoAcids) {
        this.table = table;
        this.aminoAcids = aminoAcids;
    }

    /**
     * Returns NCBI's number of the table.
     *
     * @return 1 or 2
     */
    public int table() {
        return table;
    }

    /**
     * Translates one codon of the coding strand.
     *
     * @param first a base, any case, T or U, or an IUPAC code
     * @param second likewise
     * @param third likewise
     * @return the amino acid's letter, {@code *} for a stop, {@code X} if the bases leave it open or are none
     */
    public char translate(byte first, byte second, byte third) {
        char found = 0;
        for (char a : bases(first).toCharArray()) {
            for (char b : bases(second).toCharArray()) {
                for (char c : bases(third).toCharArray()) {
                    char aminoAcid = aminoAcids.charAt(16 * ORDER.indexOf(a) + 4 * ORDER.indexOf(b) + ORDER.indexOf(c));
                    if (found != 0 && found != aminoAcid) {
                        return 'X';
                    }
                    found = aminoAcid;
                }
            }
        }
        return found == 0 ? 'X' : found;
    }

    private static String bases(byte code) {
        int at = IUPAC.indexOf(Character.toUpperCase((char) (code & 0xff)));
        return at < 0 ? "" : MEANING[at];
    }
}
