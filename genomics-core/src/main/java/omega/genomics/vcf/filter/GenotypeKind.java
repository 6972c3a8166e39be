package omega.genomics.vcf.filter;

import omega.genomics.internal.scan.Words;
import omega.genomics.internal.vcf.VcfRule;

/** What a genotype is, as bits: the tests of GT compare a few of them. */
final class GenotypeKind {
    /** An allele is missing, or there is none; no other bit is set. */
    static final int MISSING = 1;
    /** One allele only. */
    static final int HAPLOID = 2;
    /** At least one allele is REF. */
    static final int HAS_REF = 4;
    /** Two neighbouring alleles differ. */
    static final int HET = 8;

    private GenotypeKind() {}

    static boolean isMissing(int kind) {
        return (kind & MISSING) != 0;
    }

    /** Reads the field that the row stands at. */
    static int of(Row row) {
        byte[] bytes = row.bytes;
        int from = row.from;
        int to = row.to;
        if (to - from == 3 && from + 8 <= bytes.length) {
            int word = (int) Words.load(bytes, from);
            int a = (word & 0xff) - '0';
            int b = (word >> 16 & 0xff) - '0';
            int mark = word >> 8 & 0xff;
            if ((a | b) >= 0 && a <= 9 && b <= 9 && (mark == '/' || mark == '|')) {
                return (a == b ? 0 : HET) | (a == 0 || b == 0 ? HAS_REF : 0);
            }
        }
        return general(row, bytes, from, to);
    }

    private static int general(Row row, byte[] bytes, int from, int to) {
        int kind = 0;
        int alleles = 0;
        int before = -1;
        int at = from < to && isMark(bytes[from]) ? from + 1 : from;
        while (at < to) {
            if (bytes[at] == '.') {
                return MISSING;
            }
            int allele = -1;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                allele = Math.min(100_000_000, Math.max(0, allele) * 10 + bytes[at++] - '0');
            }
            if (allele < 0 || (at < to && (!isMark(bytes[at]) || at + 1 == to))) {
                throw row.malformed("FORMAT/GT", VcfRule.GT_SYNTAX, "a genotype");
            }
            kind |= allele == 0 ? HAS_REF : 0;
            kind |= alleles > 0 && allele != before ? HET : 0;
            before = allele;
            alleles++;
            at++;
        }
        return alleles == 0 ? MISSING : kind | (alleles == 1 ? HAPLOID : 0);
    }

    private static boolean isMark(byte b) {
        return b == '/' || b == '|';
    }
}
