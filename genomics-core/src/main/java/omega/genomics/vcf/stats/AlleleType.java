package omega.genomics.vcf.stats;

/**
 * What an ALT allele does to REF, told from the bytes, as htslib tells it: {@code length << 8 | bits}.
 *
 * <p>Case does not count inside longer alleles; it does for two single bases, where {@code a} and {@code A} make an SNP.
 */
final class AlleleType {
    static final int REF = 0;
    static final int SNP = 1;
    static final int MNP = 2;
    static final int INDEL = 4;
    static final int OTHER = 8;
    static final int BREAKEND = 16;
    static final int OVERLAP = 32;

    private AlleleType() {}

    static int bits(int code) {
        return code & 0xff;
    }

    /** Bases inserted, or deleted if negative. */
    static int length(int code) {
        return code >> 8;
    }

    private static int code(int bits, int length) {
        return length << 8 | bits;
    }

    static int of(byte[] bytes, int ref, int refEnd, int alt, int altEnd) {
        boolean single = altEnd - alt == 1;
        byte first = bytes[alt];
        if (single && first == '*') {
            return OVERLAP;
        }
        if (single && refEnd - ref == 1) {
            return first == '.' || first == bytes[ref] || first == 'X' ? REF : code(SNP, 1);
        }
        if (first == '<') {
            return isUnspecified(bytes, alt, altEnd) ? REF : OTHER;
        }
        if (first == ']' || first == '[') {
            return BREAKEND;
        }
        return compare(bytes, ref, refEnd, alt, altEnd);
    }

    private static boolean isUnspecified(byte[] bytes, int from, int to) {
        return is(bytes, from, to, "<*>") || is(bytes, from, to, "<X>") || is(bytes, from, to, "<NON_REF>");
    }

    private static boolean is(byte[] bytes, int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes equal bases off the front and then the back, and looks at what is left. */
    private static int compare(byte[] bytes, int ref, int refEnd, int alt, int altEnd) {
        int r = ref;
        int a = alt;
        while (r < refEnd && a < altEnd && upper(bytes[r]) == upper(bytes[a])) {
            r++;
            a++;
        }
        int length = (altEnd - alt) - (refEnd - ref);
        if (r == refEnd || a == altEnd) {
            if (r < refEnd) {
                return code(INDEL, length);
            }
            if (a == altEnd) {
                return REF;
            }
            return bytes[a] == ']' || bytes[a] == '[' ? BREAKEND : code(INDEL, length);
        }
        int lastRef = refEnd - 1;
        int lastAlt = altEnd - 1;
        while (lastRef > r && lastAlt > a && upper(bytes[lastRef]) == upper(bytes[lastAlt])) {
            lastRef--;
            lastAlt--;
        }
        boolean same = upper(bytes[lastRef]) == upper(bytes[lastAlt]);
        if (lastAlt == a || lastRef == r) {
            if (lastAlt == a && lastRef == r) {
                return code(SNP, 1);
            }
            return code(same ? INDEL : OTHER, (lastAlt - a) - (lastRef - r));
        }
        return lastRef - r == lastAlt - a ? code(MNP, lastAlt - a + 1) : OTHER;
    }

    private static int upper(byte b) {
        return b >= 'a' && b <= 'z' ? b - 32 : b;
    }

    /** 0 to 3 for A, C, G, T in any case, −1 for anything else. */
    static int base(byte b) {
        return switch (b & ~0x20) {
            case 'A' -> 0;
            case 'C' -> 1;
            case 'G' -> 2;
            case 'T' -> 3;
            default -> -1;
        };
    }

    /** A and G, or C and T: numbers of {@link #base} two apart. */
    static boolean isTransition(int ref, int alt) {
        return Math.abs(ref - alt) == 2;
    }
}
