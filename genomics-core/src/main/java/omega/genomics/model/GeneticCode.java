package omega.genomics.model;

import java.util.Objects;
import java.util.Set;

/** A genetic code, which translates codons into amino acids. The tables are those of NCBI's "The Genetic Codes". */
public enum GeneticCode {
    /** Table 1, the standard code; bacteria and plastids (table 11) differ from it only in start codons. */
    STANDARD(1, "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"),
    /** Table 2: AGA and AGG are stops, ATA is methionine, TGA is tryptophan. */
    VERTEBRATE_MITOCHONDRIAL(2, "FFLLSSSSYY**CCWWLLLLPPPPHHQQRRRRIIMMTTTTNNKKSS**VVVVAAAADDEEGGGG");

    /** Names and accessions, without version, of the mitochondrial genomes of human and mouse. */
    private static final Set<String> MITOCHONDRIA =
            Set.of("MT", "M", "chrM", "chrMT", "NC_012920", "J01415", "NC_005089", "AY172335");

    private static final String ORDER = "TCAG";
    private static final String IUPAC = "TCAGUNRYSWKMBDHV";
    private static final String[] MEANING = {
        "T", "C", "A", "G", "T", "TCAG", "AG", "TC", "CG", "TA", "TG", "CA", "TCG", "TAG", "TCA", "CAG"
    };

    private static final byte[] INDEX = new byte[128];

    static {
        java.util.Arrays.fill(INDEX, (byte) -1);
        for (int i = 0; i < 4; i++) {
            INDEX[ORDER.charAt(i)] = (byte) i;
        }
    }

    private final int table;
    private final String aminoAcids;

    GeneticCode(int table, String aminoAcids) {
        this.table = table;
        this.aminoAcids = aminoAcids;
    }

    /**
     * Returns the code by which genes on a contig are translated.
     *
     * @param contig its name or accession, of any version
     * @return {@link #VERTEBRATE_MITOCHONDRIAL} for {@code MT}, {@code M}, {@code chrM}, {@code chrMT} and the accessions of the human and
     *     mouse mitochondrial genomes, otherwise {@link #STANDARD}
     */
    public static GeneticCode ofContig(String contig) {
        Objects.requireNonNull(contig, "contig");
        int dot = contig.indexOf('.');
        return MITOCHONDRIA.contains(dot < 0 ? contig : contig.substring(0, dot)) ? VERTEBRATE_MITOCHONDRIAL : STANDARD;
    }

    /**
     * Returns the number of the table at NCBI.
     *
     * @return 1 or 2
     */
    public int table() {
        return table;
    }

    /**
     * Translates one codon of the coding strand.
     *
     * @param first the first base in either case: A, C, G, T, U, or an IUPAC code
     * @param second the second base
     * @param third the third base
     * @return the amino acid's one-letter code, {@code *} for a stop, {@code X} if the bases are ambiguous or invalid
     */
    public char translate(byte first, byte second, byte third) {
        if ((first | second | third) >= 0) {
            int index = INDEX[first] << 4 | INDEX[second] << 2 | INDEX[third];
            if (index >= 0) {
                return aminoAcids.charAt(index);
            }
        }
        return translateAmbiguous(first, second, third);
    }

    private char translateAmbiguous(byte first, byte second, byte third) {
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
