package omega.genomics.internal.vcf;

/** Reads one GT field into a small code: which kind of genotype, and how many alleles are not REF. */
public final class GenotypeScan {
    public static final int HOM_REF = 0;
    public static final int HET = 1;
    static final int HOM_ALT = 2;
    /** An allele is missing, or there is none. */
    public static final int MISSING = -1;
    /** The text is no genotype. */
    public static final int MALFORMED = -2;

    private GenotypeScan() {}

    public static int kind(int code) {
        return code & 3;
    }

    public static int dosage(int code) {
        return code >> 2;
    }

    /**
     * The same for the usual case, a word that starts with {@code \t0/1:} or {@code \t0/1\t}; {@link #MALFORMED} for all
     * others.
     */
    public static int diploid(long word) {
        int behind = (int) (word >>> 32) & 0xff;
        int mark = (int) (word >>> 16) & 0xff;
        int a = ((int) (word >>> 8) & 0xff) - '0';
        int b = ((int) (word >>> 24) & 0xff) - '0';
        if ((behind != ':' && behind != '\t') || (mark != '/' && mark != '|') || (a | b) < 0 || a > 9 || b > 9) {
            return MALFORMED;
        }
        // Without a branch, as the next genotype cannot be foreseen: the sign bit tells a number above 0 from 0.
        int isAlt = -a >>> 31;
        int isHet = -(a ^ b) >>> 31;
        int dosage = isAlt + (-b >>> 31);
        return dosage << 2 | isHet | (isAlt & ~isHet) << 1;
    }

    /** Returns {@code dosage << 2 | kind}, {@link #MISSING} or {@link #MALFORMED}. */
    public static int scan(byte[] bytes, int from, int to) {
        int at = from < to && isMark(bytes[from]) ? from + 1 : from;
        if (at == to) {
            return at == from ? MISSING : MALFORMED;
        }
        int dosage = 0;
        int first = -1;
        boolean different = false;
        boolean missing = false;
        while (true) {
            int allele = 0;
            int start = at;
            if (bytes[at] == '.') {
                missing = true;
                at++;
            } else {
                while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                    allele = allele * 10 + bytes[at++] - '0';
                }
                if (at == start || at - start > 9) {
                    return MALFORMED;
                }
                if (allele > 0) {
                    dosage++;
                }
                different |= first >= 0 && allele != first;
                first = allele;
            }
            if (at == to) {
                break;
            }
            if (!isMark(bytes[at]) || ++at == to) {
                return MALFORMED;
            }
        }
        if (missing) {
            return MISSING;
        }
        return dosage << 2 | (different ? HET : first == 0 ? HOM_REF : HOM_ALT);
    }

    private static boolean isMark(byte b) {
        return b == '/' || b == '|';
    }
}
