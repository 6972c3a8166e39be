package omega.genomics.postgres.load.variants;

import omega.genomics.ByteSlice;
import omega.genomics.vcf.AlleleKind;

/** The column {@code variant_type}: what an allele does to REF once the bases that both have are taken off. */
final class VariantType {
    static final String REF = "REF";

    private VariantType() {}

    static String of(AlleleKind kind, ByteSlice ref, ByteSlice alt) {
        return switch (kind) {
            case BASES -> ofBases(ref, alt);
            case SYMBOLIC -> isCopyNumber(alt) ? "CNV" : "SV";
            case CONTIG_INSERTION -> "SV";
            case BREAKEND, SINGLE_BREAKEND -> "BND";
            case SPANNING_DELETION -> "OVERLAP";
            case MISSING, UNSPECIFIED -> REF;
            case OTHER -> "OTHER";
        };
    }

    /** {@code <CNV>}, {@code <CNV:TR>}, and {@code <CN0>} of 1000 Genomes. */
    private static boolean isCopyNumber(ByteSlice alt) {
        if (alt.length() < 4 || alt.byteAt(1) != 'C' || alt.byteAt(2) != 'N') {
            return false;
        }
        byte next = alt.byteAt(3);
        return next == 'V' || (next >= '0' && next <= '9');
    }

    private static String ofBases(ByteSlice ref, ByteSlice alt) {
        int end = 0;
        int shorter = Math.min(ref.length(), alt.length());
        while (end < shorter && same(ref, ref.length() - 1 - end, alt, alt.length() - 1 - end)) {
            end++;
        }
        int front = 0;
        while (front < shorter - end && same(ref, front, alt, front)) {
            front++;
        }
        int deleted = ref.length() - end - front;
        int inserted = alt.length() - end - front;
        if (deleted == 0 || inserted == 0) {
            return deleted > 0 ? "DEL" : inserted > 0 ? "INS" : REF;
        }
        return deleted != inserted ? "DELINS" : deleted == 1 ? "SNV" : "MNV";
    }

    private static boolean same(ByteSlice a, int i, ByteSlice b, int j) {
        return ((a.byteAt(i) ^ b.byteAt(j)) & ~0x20) == 0;
    }
}
