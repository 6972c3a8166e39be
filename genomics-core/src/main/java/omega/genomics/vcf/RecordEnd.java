package omega.genomics.vcf;

import java.util.function.Supplier;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfVersion;
import org.jspecify.annotations.Nullable;

/** Where a record ends, by each version's own rule. INFO and the samples are decoded only if the rule needs them. */
final class RecordEnd {
    /** No position. */
    private static final int NONE = -1;

    private final RecordColumns record;
    private final Supplier<InfoView> info;
    private final Supplier<SamplesView> samples;
    private final KeptValues kept;

    RecordEnd(RecordColumns record, Supplier<InfoView> info, Supplier<SamplesView> samples, KeptValues kept) {
        this.record = record;
        this.info = info;
        this.samples = samples;
        this.kept = kept;
    }

    int ofRecord() {
        int refEnd = ofRef();
        VcfHeader header = record.header();
        InfoKey<int[]> endKey = header.endKey();
        if (endKey == null) {
            return refEnd;
        }
        if (!header.version().isAtLeast(VcfVersion.V4_4)) {
            // An END before POS is a mistake some callers make; it says nothing.
            int end = keptInt(endKey, 0, -1);
            return end >= record.position() ? end : refEnd;
        }
        return Math.max(refEnd, symbolic(header, endKey, refEnd));
    }

    /** Where REF ends. */
    private int ofRef() {
        return clamp((long) record.position() + record.refBytes().length() - 1);
    }

    /** Where one allele ends; see {@link VcfRecord#end(int, int)}. */
    int ofAllele(int alt, int refEnd) {
        AlleleKind kind = alt < 0 ? AlleleKind.MISSING : record.altKind(alt);
        if (kind != AlleleKind.SYMBOLIC && kind != AlleleKind.UNSPECIFIED && kind != AlleleKind.MISSING) {
            return refEnd;
        }
        VcfHeader header = record.header();
        if (!header.version().isAtLeast(VcfVersion.V4_4)) {
            InfoKey<int[]> endKey = header.endKey();
            return endKey == null ? refEnd : Math.max(refEnd, keptInt(endKey, 0, 0));
        }
        if (kind == AlleleKind.MISSING) {
            return refEnd;
        }
        InfoKey<int[]> svlen = header.svlenKey();
        boolean hasOwnLength = record.altCount() > 1
                && svlen != null
                && kind == AlleleKind.SYMBOLIC
                && spansReference(record.altBytes(alt))
                && hasLengthPerAllele(svlen);
        int byLength = hasOwnLength ? byLength(svlen, alt) : NONE;
        return Math.max(refEnd, byLength == NONE ? ofRecord() : byLength);
    }

    /** Nobody can tell which length is whose if a list of {@code Number=A} is shorter or longer than it should be. */
    private boolean hasLengthPerAllele(InfoKey<int[]> svlen) {
        return svlen.number().kind() != VcfNumber.Kind.A || info.get().count(svlen) == record.altCount();
    }

    /** Where an allele ends by its SVLEN, or {@link #NONE}. */
    private int byLength(@Nullable InfoKey<int[]> svlen, int alt) {
        int length = svlen == null ? Integer.MIN_VALUE : keptInt(svlen, alt, Integer.MIN_VALUE);
        return length == Integer.MIN_VALUE ? NONE : clamp(record.position() + Math.abs((long) length));
    }

    /** The furthest end of the symbolic alleles: SVLEN, LEN, or END where they are missing. */
    private int symbolic(VcfHeader header, InfoKey<int[]> endKey, int refEnd) {
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
                int length = header.version().isAtLeast(VcfVersion.V4_5) ? longestBlock(header) : -1;
                needsEnd |= length < 0;
                furthest = Math.max(furthest, clamp(record.position() + (long) length - 1));
            } else if (kind == AlleleKind.SYMBOLIC && spansReference(alt)) {
                int byLength = byLength(header.svlenKey(), i);
                needsEnd |= byLength == NONE;
                furthest = Math.max(furthest, byLength);
            }
        }
        return needsEnd ? Math.max(furthest, keptInt(endKey, 0, refEnd)) : furthest;
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
    private int longestBlock(VcfHeader header) {
        FormatKey<int[]> key = header.lenKey();
        if (key == null) {
            return -1;
        }
        samples.get().checkColumns(); // a record with other columns than the header is not a broken value
        try {
            return samples.get().longest(key);
        } catch (ParseException e) {
            kept.keep("FORMAT " + key.id(), record.lineNumber(), e);
            return -1;
        }
    }

    /** Returns an integer of INFO; {@code missing} also stands for one that is none, where such values are kept. */
    private int keptInt(InfoKey<int[]> key, int index, int missing) {
        try {
            return info.get().intOr(key, index, missing);
        } catch (ParseException e) {
            kept.keep("INFO " + key.id(), record.lineNumber(), e);
            return missing;
        }
    }

    private static int clamp(long end) {
        return (int) Math.min(end, Integer.MAX_VALUE);
    }
}
