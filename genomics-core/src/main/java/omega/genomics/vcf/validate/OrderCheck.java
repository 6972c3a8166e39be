package omega.genomics.vcf.validate;

import java.util.Arrays;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.vcf.validate.HeaderFacts.Contig;
import omega.genomics.vcf.validate.RecordFacts.Allele;
import org.jspecify.annotations.Nullable;

/**
 * Judges records against those before them: one block a contig, positions in order, no variant twice. Keeps the contigs'
 * names and the variants that a later record of a sorted file can still repeat, never more than {@link #WINDOW} of them.
 */
final class OrderCheck {
    private static final int WINDOW = 1024;
    private static final int MOST_CONTIGS = 1 << 20;

    private final HeaderFacts facts;
    private final ViolationLog log;

    private byte[] chrom = {};
    private @Nullable Contig contig;
    private long lastPos;

    /** Live variants: trimmed position, hash of the trimmed alleles, line. */
    private final long[] positions = new long[WINDOW];

    private final long[] hashes = new long[WINDOW];
    private final long[] ids = new long[WINDOW];
    private final long[] lines = new long[WINDOW];
    private int live;
    private long reported;
    /** Hash of the current record's ID; 0 if it is missing. */
    private long id;

    OrderCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    void check(RecordFacts r) {
        if (r.chromFrom < r.chromTo && r.buffer[r.chromFrom] == '<') {
            // A contig of the assembly file: its records may stand beside those of the place it belongs to.
            return;
        }
        if (!Arrays.equals(chrom, 0, chrom.length, r.buffer, r.chromFrom, r.chromTo)) {
            enter(r);
        }
        if (r.pos < 0) {
            return;
        }
        if (r.pos < lastPos) {
            log.expect(
                    VcfRule.POS_SORTED,
                    r.posFrom,
                    r.posTo,
                    "positions sorted in increasing order: %d or more, as in the line before",
                    lastPos);
            live = 0;
        }
        lastPos = r.pos;
        range(r);
        duplicates(r);
    }

    private void enter(RecordFacts r) {
        chrom = Arrays.copyOfRange(r.buffer, r.chromFrom, r.chromTo);
        lastPos = 0;
        live = 0;
        contig = facts.contig(r.buffer, r.chromFrom, r.chromTo);
        if (contig == null) {
            if (facts.contigsDeclared) {
                log.expect(VcfRule.CHROM_UNDEFINED, r.chromFrom, r.chromTo, "a contig that has a ##contig line");
            }
            contig = new Contig(false, 0);
            if (facts.contigs.size() < MOST_CONTIGS) {
                facts.contigs.put(r.buffer, r.chromFrom, r.chromTo, contig);
            }
        }
        if (contig.lastLine > 0) {
            log.say(
                    VcfRule.CHROM_CONTIGUOUS,
                    r.chromFrom,
                    r.chromTo,
                    "records of contig %s are not contiguous: others came since line %d",
                    log.text(r.chromFrom, r.chromTo),
                    contig.lastLine);
        }
        contig.lastLine = r.line;
    }

    private void range(RecordFacts r) {
        if (contig != null && contig.length > 0 && r.pos > contig.length + 1) {
            log.expect(
                    VcfRule.POS_RANGE,
                    r.posFrom,
                    r.posTo,
                    "a position of at most %d, one past the end of the contig",
                    contig.length + 1);
        }
        if (contig != null) {
            contig.lastLine = r.line;
        }
    }

    private void duplicates(RecordFacts r) {
        int kept = 0;
        for (int i = 0; i < live; i++) {
            if (positions[i] >= r.pos) {
                positions[kept] = positions[i];
                hashes[kept] = hashes[i];
                ids[kept] = ids[i];
                lines[kept++] = lines[i];
            }
        }
        live = kept;
        id = Values.isMissing(r.buffer, r.idFrom, r.idTo) ? 0 : hash(r.buffer, r.idFrom, r.idTo, 7) | 1;
        for (int i = 0; i < r.alts; i++) {
            if (r.altKind[i] == Allele.BASES) {
                variant(r, r.altFrom[i], r.altTo[i]);
            }
        }
    }

    /** Trims what REF and ALT share, from the right and then from the left, and looks the rest up. */
    private void variant(RecordFacts r, int altFrom, int altTo) {
        byte[] b = r.buffer;
        int refFrom = r.refFrom;
        int refTo = r.refTo;
        int alt = altFrom;
        int end = altTo;
        while (refTo - refFrom > 1 && end - alt > 1 && upper(b[refTo - 1]) == upper(b[end - 1])) {
            refTo--;
            end--;
        }
        long position = r.pos;
        while (refTo - refFrom > 1 && end - alt > 1 && upper(b[refFrom]) == upper(b[alt])) {
            refFrom++;
            alt++;
            position++;
        }
        long hash = hash(b, alt, end, hash(b, refFrom, refTo, 1));
        for (int i = 0; i < live; i++) {
            if (positions[i] == position && hashes[i] == hash) {
                duplicate(r, altFrom, altTo, i);
                return;
            }
        }
        if (live == WINDOW) {
            live = WINDOW / 2;
            System.arraycopy(positions, WINDOW / 2, positions, 0, live);
            System.arraycopy(hashes, WINDOW / 2, hashes, 0, live);
            System.arraycopy(ids, WINDOW / 2, ids, 0, live);
            System.arraycopy(lines, WINDOW / 2, lines, 0, live);
        }
        positions[live] = position;
        hashes[live] = hash;
        ids[live] = id;
        lines[live++] = r.line;
    }

    /**
     * The same change under one identifier is one record written twice. Under other identifiers, or none, it is what
     * databases (dbSNP, COSMIC) and callers of tandem repeats write, and only doubtful.
     */
    private void duplicate(RecordFacts r, int from, int to, int i) {
        if (reported == r.line) {
            return;
        }
        reported = r.line;
        log.say(
                id != 0 && ids[i] == id ? VcfRule.DUPLICATE_RECORD : VcfRule.DUPLICATE_VARIANT,
                from,
                to,
                "duplicated variant: the alternate allele %s is already in line %d%s",
                log.text(from, to),
                lines[i],
                ", perhaps padded with other bases");
    }

    private static int upper(byte b) {
        return b & ~0x20;
    }

    private static long hash(byte[] b, int from, int to, long seed) {
        long h = seed * 0x9e3779b97f4a7c15L + (to - from);
        for (int i = from; i < to; i++) {
            h = (h ^ upper(b[i])) * 0xff51afd7ed558ccdL;
            h ^= h >>> 32;
        }
        return h;
    }
}
