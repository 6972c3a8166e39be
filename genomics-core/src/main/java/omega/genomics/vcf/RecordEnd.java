package omega.genomics.vcf;

import omega.genomics.ByteSlice;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfVersion;

/** Where a record ends, by each version's own rule. */
final class RecordEnd {
    private RecordEnd() {}

    static int of(VcfRecord record) {
        int refEnd = ofRef(record);
        VcfHeader header = record.header();
        InfoView info = record.info();
        InfoKey<int[]> endKey = header.endKey();
        if (endKey == null) {
            return refEnd;
        }
        if (!header.version().isAtLeast(VcfVersion.V4_4)) {
            // An END before POS is a mistake some callers make; it says nothing.
            int end = info.intOr(endKey, 0, -1);
            return end >= record.position() ? end : refEnd;
        }
        return Math.max(refEnd, symbolic(record, header, info, endKey, refEnd));
    }

    /** Where REF ends. */
    static int ofRef(VcfRecord record) {
        return clamp((long) record.position() + record.refBytes().length() - 1);
    }

    /** Where one allele ends; see {@link VcfRecord#end(int, int)}. */
    static int of(VcfRecord record, int alt, int refEnd) {
        AlleleKind kind = alt < 0 ? AlleleKind.MISSING : record.altKind(alt);
        if (kind != AlleleKind.SYMBOLIC && kind != AlleleKind.UNSPECIFIED && kind != AlleleKind.MISSING) {
            return refEnd;
        }
        VcfHeader header = record.header();
        if (!header.version().isAtLeast(VcfVersion.V4_4)) {
            InfoKey<int[]> endKey = header.endKey();
            return endKey == null ? refEnd : Math.max(refEnd, record.info().intOr(endKey, 0, 0));
        }
        if (kind == AlleleKind.MISSING) {
            return refEnd;
        }
        InfoKey<int[]> svlen = header.svlenKey();
        if (record.altCount() > 1
                && svlen != null
                && kind == AlleleKind.SYMBOLIC
                && spansReference(record.altBytes(alt))
                && !record.info().isMissing(svlen, alt)
                && hasLengthPerAllele(record, svlen)) {
            return Math.max(refEnd, byLength(record, svlen, alt));
        }
        return Math.max(refEnd, record.end());
    }

    /** Nobody can tell which length is whose if a list of {@code Number=A} is shorter or longer than it should be. */
    private static boolean hasLengthPerAllele(VcfRecord record, InfoKey<int[]> svlen) {
        return svlen.number().kind() != VcfNumber.Kind.A || record.info().count(svlen) == record.altCount();
    }

    private static int byLength(VcfRecord record, InfoKey<int[]> svlen, int alt) {
        return clamp(record.position() + Math.abs((long) record.info().intValue(svlen, alt)));
    }

    /** The furthest end of the symbolic alleles: SVLEN, LEN, or END where they are missing. */
    private static int symbolic(VcfRecord record, VcfHeader header, InfoView info, InfoKey<int[]> endKey, int refEnd) {
        int furthest = refEnd;
        boolean needsEnd = false;
        int alts = record.altCount();
        for (int i = 0; i < alts; i++) {
            ByteSlice alt = record.altBytes(i);
            if (alt.length() == 0 || alt.byteAt(0) != '<') {
                continue;
            }
            AlleleKind kind = record.altKind(i);
            if (kind == AlleleKind.UNSPECIFIED) {
                int length = header.version().isAtLeast(VcfVersion.V4_5) ? longestBlock(record, header) : -1;
                needsEnd |= length < 0;
                furthest = Math.max(furthest, clamp(record.position() + (long) length - 1));
            } else if (kind == AlleleKind.SYMBOLIC && spansReference(alt)) {
                InfoKey<int[]> svlen = header.svlenKey();
                if (svlen != null && !info.isMissing(svlen, i)) {
                    furthest = Math.max(furthest, byLength(record, svlen, i));
                } else {
                    needsEnd = true;
                }
            }
        }
        return needsEnd ? Math.max(furthest, info.intOr(endKey, 0, refEnd)) : furthest;
    }

    /** An insertion has a length but covers no reference bases; symbols of no structural kind have none. */
    private static boolean spansReference(ByteSlice alt) {
        return starts(alt, "<DEL") || starts(alt, "<DUP") || starts(alt, "<INV") || starts(alt, "<CNV");
    }

    private static boolean starts(ByteSlice alt, String type) {
        if (alt.length() <= type.length()) {
            return false;
        }
        for (int i = 0; i < type.length(); i++) {
            if (alt.byteAt(i) != type.charAt(i)) {
                return false;
            }
        }
        byte next = alt.byteAt(type.length());
        return next == '>' || next == ':';
    }

    /** The longest FORMAT LEN of all samples of the file, or −1. */
    private static int longestBlock(VcfRecord record, VcfHeader header) {
        FormatKey<int[]> key = header.lenKey();
        return key == null ? -1 : record.samples().longest(key);
    }

    private static int clamp(long end) {
        return (int) Math.min(end, Integer.MAX_VALUE);
    }
}
