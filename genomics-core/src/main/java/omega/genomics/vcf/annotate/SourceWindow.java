package omega.genomics.vcf.annotate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;

/**
 * The part of the source around the record that is being annotated: records in the order of the file, and their alleles in a hash
 * table, from which those at the front are forgotten as the window moves on.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>Records and alleles are numbered from 0 as they come; number {@code n} is at {@code n & mask} of its ring. Those from {@code first}
 *       to {@code next} are in the window.
 *   <li>{@code heads} holds 1 + the number of the last allele of each hash, {@code before} that of the allele before it with the same
 *       hash; numbers below the first are of forgotten alleles and end the chain.
 *   <li>The contigs of the source that were read are in {@code passed}; those that were asked for before they were seen in {@code missing}.
 *       A contig that goes from one to the other is out of order.
 * </ol>
 */
final class SourceWindow {
    private final VcfReader reader;
    private final ContigNames contigs;
    private final AlleleForm form;
    /** How far left an allele can have moved. */
    private final int slack;

    private boolean hasHead;
    private String headName = "";
    private String head = "";
    private int headPosition;
    private final Set<String> passed = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> missing = new HashSet<>();
    private String contig = "";

    private SourceRecord[] records = filled(new SourceRecord[64]);
    private long firstRecord;
    private long nextRecord;

    private Allele[] alleles = filled(new Allele[64]);
    private long[] before = new long[64];
    private long firstAllele;
    private long nextAllele;
    private long[] heads = new long[128];

    /** An allele of a record in the window. */
    static final class Allele {
        private int hash;
        private int position;
        private int end;
        private int writtenPosition;
        private int writtenLength;
        private byte[] key = new byte[16];
        private int length;
        private long record;
        /** Its number among the ALT alleles of its record, from 0; −1 in a record without one. */
        private int alt;

        private void set(AlleleForm form, long ofRecord, int index) {
            hash = form.hashOfKey();
            position = form.position();
            end = form.end();
            writtenPosition = form.writtenPosition();
            writtenLength = form.writtenLength();
            length = form.keyLength();
            if (key.length < length) {
                key = new byte[2 * length];
            }
            form.writeKey(key, 0);
            record = ofRecord;
            alt = index;
        }

        private boolean is(AlleleForm form, byte[] formKey) {
            return hash == form.hashOfKey()
                    && position == form.position()
                    && end == form.end()
                    && Arrays.equals(key, 0, length, formKey, 0, form.keyLength());
        }

        private boolean isWrittenAs(AlleleForm form) {
            return writtenPosition == form.writtenPosition() && writtenLength == form.writtenLength();
        }
    }

    SourceWindow(VcfReader reader, ContigNames contigs, AlleleForm form, int slack) {
        this.reader = reader;
        this.contigs = contigs;
        this.form = form;
        this.slack = slack;
        advance();
    }

    private void advance() {
        boolean hadHead = hasHead;
        hasHead = reader.advance();
        if (!hasHead) {
            passed.add(head);
            return;
        }
        VcfRecord record = reader.record();
        String name = record.contig();
        int position = record.position();
        if (!name.equals(headName)) {
            if (hadHead) {
                passed.add(head);
            }
            headName = name;
            head = contigs.canonical(name);
            if (passed.contains(head)) {
                throw order(record, "CHROM", "expected the records of a contig together; see vcf sort");
            }
            if (missing.contains(head)) {
                throw order(
                        record,
                        "CHROM",
                        "expected the contigs in the order of the file that is annotated, found " + name
                                + " after a contig that comes later there; see vcf sort");
            }
        } else if (hadHead && position < headPosition) {
            throw order(
                    record,
                    "POS",
                    "expected ascending positions, found " + position + " after " + headPosition + "; see vcf sort");
        }
        headPosition = position;
    }

    static ParseException order(VcfRecord record, String column, String message) {
        return new ParseException(record.finding(Severity.ERROR, column, InputRule.INDEX_ORDER.id(), message));
    }

    /**
     * Moves to a contig, with the records before it passed over.
     *
     * @param record the first of its records in the annotated file
     */
    void turnTo(String canonical, VcfRecord record) {
        if (passed.contains(canonical)) {
            throw order(
                    record,
                    "CHROM",
                    "expected the contigs in the order of the source, found " + record.contig()
                            + ", whose records were passed over there; see vcf sort");
        }
        contig = canonical;
        asked.add(canonical);
        firstRecord = nextRecord;
        firstAllele = nextAllele;
        while (hasHead && !head.equals(contig) && (asked.contains(head) || contigs.isBefore(head, contig))) {
            advance();
        }
        if (!hasHead || !head.equals(contig)) {
            missing.add(contig);
        }
    }

    /** Reads what is left if a contig that was asked for may still come, which is an error. */
    void finish() {
        while (hasHead && !missing.isEmpty()) {
            advance();
        }
    }

    boolean isMissing(String canonical) {
        return missing.contains(canonical);
    }

    /** Moves to a record: alleles with positions from {@code position} − slack to {@code last} + slack are in the window afterwards. */
    void moveTo(int position, int last) {
        long from = (long) position - slack;
        while (firstRecord < nextRecord && record(firstRecord).reach() < from) {
            firstRecord++;
        }
        while (firstAllele < nextAllele && allele(firstAllele).record < firstRecord) {
            firstAllele++;
        }
        long to = (long) Math.max(position, last) + slack;
        while (hasHead && headPosition <= to && head.equals(contig)) {
            VcfRecord record = reader.record();
            int refLength = record.columnEnd(VcfRecord.REF) - record.columnStart(VcfRecord.REF);
            if ((long) headPosition + refLength - 1 >= from) {
                add(record);
            }
            advance();
        }
    }

    /** Whether no allele up to a position can be in the source, without looking. */
    boolean isFar(int last) {
        return firstRecord == nextRecord && (!hasHead || headPosition > (long) last + slack || !head.equals(contig));
    }

    private void add(VcfRecord record) {
        if (nextRecord - firstRecord == records.length) {
            growRecords();
        }
        SourceRecord kept = record(nextRecord);
        int alts = record.altCount();
        kept.keep(record, alts);
        for (int alt = alts == 0 ? -1 : 0; alt < alts; alt++) {
            form.show(record, alt, headName);
            kept.reachesTo(form.position());
            add(alt);
        }
        nextRecord++;
    }

    private void add(int alt) {
        if (nextAllele - firstAllele == alleles.length) {
            growAlleles();
        }
        Allele allele = allele(nextAllele);
        allele.set(form, nextRecord, alt);
        link(nextAllele, allele.hash);
        nextAllele++;
    }

    private void link(long number, int hash) {
        int slot = hash & heads.length - 1;
        before[(int) number & before.length - 1] = heads[slot];
        heads[slot] = number + 1;
    }

    private static SourceRecord[] filled(SourceRecord[] slots) {
        Arrays.setAll(slots, slot -> new SourceRecord());
        return slots;
    }

    private static Allele[] filled(Allele[] slots) {
        Arrays.setAll(slots, slot -> new Allele());
        return slots;
    }

    private void growRecords() {
        SourceRecord[] more = filled(new SourceRecord[records.length * 2]);
        for (long n = firstRecord; n < nextRecord; n++) {
            more[(int) n & more.length - 1] = records[(int) n & records.length - 1];
        }
        records = more;
    }

    private void growAlleles() {
        Allele[] more = filled(new Allele[alleles.length * 2]);
        for (long n = firstAllele; n < nextAllele; n++) {
            more[(int) n & more.length - 1] = allele(n);
        }
        alleles = more;
        before = new long[more.length];
        heads = new long[more.length * 2];
        for (long n = firstAllele; n < nextAllele; n++) {
            link(n, allele(n).hash);
        }
    }

    private Allele allele(long number) {
        return alleles[(int) number & alleles.length - 1];
    }

    private SourceRecord record(long number) {
        return records[(int) number & records.length - 1];
    }

    /** Adds the alleles of the window that are the same as one: those that are written in the same way come first, each in the order of the file. */
    void find(AlleleForm wanted, byte[] key, Matches matches) {
        find(wanted, key, matches, true);
        find(wanted, key, matches, false);
    }

    private void find(AlleleForm wanted, byte[] key, Matches matches, boolean isWrittenAlike) {
        int from = matches.size();
        for (long n = heads[wanted.hashOfKey() & heads.length - 1] - 1;
                n >= firstAllele;
                n = before[(int) n & before.length - 1] - 1) {
            Allele allele = allele(n);
            if (allele.is(wanted, key) && allele.isWrittenAs(wanted) == isWrittenAlike) {
                matches.add(record(allele.record), allele.alt);
            }
        }
        matches.reverse(from);
    }

    long records() {
        return reader.records();
    }
}
