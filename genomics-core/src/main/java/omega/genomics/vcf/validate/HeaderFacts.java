package omega.genomics.vcf.validate;

import omega.genomics.internal.vcf.SliceMap;
import omega.genomics.vcf.header.VcfVersion;
import org.jspecify.annotations.Nullable;

/** What the records are judged by: the definitions of one header, and rules for the keys it leaves out. */
final class HeaderFacts {
    /** Beyond this many undeclared keys a file is nonsense; they are then judged without being remembered. */
    private static final int MOST_KEYS = 1 << 16;

    int minor = 2;
    int samples;
    /** Columns of the #CHROM line; 0 until it was seen. */
    int columns;

    ReservedKeys reserved = ReservedKeys.of(VcfVersion.V4_2);
    final SliceMap<FieldRule> info = new SliceMap<>();
    final SliceMap<FieldRule> format = new SliceMap<>();
    final SliceMap<Boolean> filters = new SliceMap<>();
    final SliceMap<Boolean> alts = new SliceMap<>();
    final SliceMap<Contig> contigs = new SliceMap<>();
    boolean contigsDeclared;
    boolean altsDeclared;

    /** A contig, declared or met. */
    static final class Contig {
        final boolean declared;
        final long length;
        /** The line of its last record; 0 before the first. */
        long lastLine;

        Contig(boolean declared, long length) {
            this.declared = declared;
            this.length = length;
        }
    }

    FieldRule info(byte[] buffer, int from, int to) {
        return find(info, "INFO", buffer, from, to);
    }

    FieldRule format(byte[] buffer, int from, int to) {
        return find(format, "FORMAT", buffer, from, to);
    }

    private FieldRule find(SliceMap<FieldRule> rules, String line, byte[] buffer, int from, int to) {
        FieldRule rule = rules.get(buffer, from, to);
        if (rule == null) {
            rule = reserved.undeclared(line, MetaLine.string(buffer, from, to));
            if (rules.size() < MOST_KEYS) {
                rules.put(buffer, from, to, rule);
            }
        }
        return rule;
    }

    @Nullable
    Contig contig(byte[] buffer, int from, int to) {
        return contigs.get(buffer, from, to);
    }
}
