package omega.genomics.postgres.load.variants;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.release.RecordLines;
import omega.genomics.postgres.load.run.AssemblyChecks;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Reads one file of a load into rows of staged tables and keeps what is refused; says what became of each record. */
final class FileRecords {
    /** {@code allele_index} is a smallint. */
    private static final int MAX_ALTS = 32_767;

    /** Rows of one record wait for each other, since the last may turn out to be bad. */
    private static final int MAX_RECORD_BYTES = 1 << 28;

    /** Rows that an allele to come may repeat are kept in the block up to here; beyond, the server compares them. */
    private static final int MAX_KEPT_BYTES = BinaryCopyWriter.DEFAULT_BLOCK_SIZE / 4;

    private final int file;
    private final VariantOptions options;
    private final VariantContigs contigs;
    private final VariantRows rows;
    private final AssemblyChecks checks;
    private final RowAlleles alleles;
    private final Map<String, VariantContig> byWrittenName = new HashMap<>();
    /** Names of contigs whose records are passed over. */
    private final Set<String> unwanted = new HashSet<>();

    private final RefusedRecords refused;
    private final ContigNames names;
    private long number;

    /**
     * @param file its number, from 0
     * @param name of the file
     * @param plan of its rows
     * @param contigs that it adds to
     * @param refused keeps what the reader cannot make a record of, too
     */
    FileRecords(
            int file, String name, VariantPlan plan, VariantContigs contigs, VariantRows rows, RefusedRecords refused) {
        this.file = file;
        this.contigs = contigs;
        this.rows = rows;
        this.refused = refused;
        options = plan.options();
        names = new ContigNames(options.contigs, lengths(plan.header()));
        checks = checks(name, plan.header(), options);
        alleles = new RowAlleles(options);
    }

    /** Refuses a header that contradicts the assembly. */
    static AssemblyChecks checks(String name, VcfHeader header, VariantOptions options) {
        AssemblyChecks checks = new AssemblyChecks(options.contigs, options.assemblyCheck, name);
        describe(header, checks);
        checks.header();
        return checks;
    }

    /**
     * Reads the records.
     *
     * @param before how many records the files before this one have
     */
    void addAll(VcfReader reader, long before) {
        contigs.begin(file);
        while (reader.advance()) {
            number = before + reader.records() + reader.skipped();
            if (number > Integer.MAX_VALUE) {
                throw new LoadException("expected at most " + Integer.MAX_VALUE + " records in a load, found more");
            }
            contigs.places().read(file, number, reader.record().lineNumber());
            add(reader.record());
        }
    }

    private static Map<String, Integer> lengths(VcfHeader header) {
        Map<String, Integer> lengths = new HashMap<>();
        header.contigs()
                .forEach(contig -> contig.length().ifPresent(length -> {
                    if (length <= Integer.MAX_VALUE) {
                        lengths.put(contig.id(), (int) length);
                    }
                }));
        return lengths;
    }

    private static void describe(VcfHeader header, AssemblyChecks check) {
        lengths(header).forEach(check::length);
        for (String key : List.of("reference", "genome-build")) {
            header.lines(key).forEach(line -> check.names("##" + key, line.value()));
        }
        header.contigs()
                .forEach(contig -> contig.assembly().ifPresent(name -> check.names("assembly of ##contig", name)));
    }

    /** The position lies beyond the end of its contig. */
    private LoadException beyond(VcfRecord record, int position) {
        contigs.all().values().forEach(contig -> checks.reaches(contig.name(), contig.highest));
        return checks.beyond("line " + record.lineNumber(), record.contig(), position);
    }

    private void add(VcfRecord record) {
        VariantContig contig = byWrittenName.get(record.contig());
        if (contig == null) {
            contig = enter(record);
            if (contig == null) {
                return;
            }
        }
        contigs.enter(contig);
        RecordLines lines = contig.lines();
        if (lines == null) {
            write(record, contig);
            return;
        }
        int ofRecord = Math.max(1, record.altCount());
        if (lines.pass(contig.name(), record, ofRecord, number)) {
            checkPosition(record, contig);
            contig.tally().pass(ofRecord);
            return;
        }
        long thisNumber = number;
        long line = lines.line();
        for (RecordLines.Passed earlier : lines.takeBack()) {
            contig.tally().takeBack(Math.max(1, earlier.record().altCount()));
            number = earlier.number();
            write(earlier.record(), contig, lines, earlier.line());
        }
        number = thisNumber;
        write(record, contig, lines, line);
    }

    private void write(VcfRecord record, VariantContig contig, RecordLines lines, long line) {
        long kept = rows.keptValues();
        ContigTally tally = contig.tally();
        int alleles = Math.max(1, record.altCount());
        long stored = tally.storedAlleles + alleles;
        write(record, contig);
        boolean isRepeated = tally.storedAlleles != stored || isAnyRepeated(alleles);
        lines.wrote(number, line, !isRepeated && rows.keptValues() == kept);
    }

    private boolean isAnyRepeated(int count) {
        for (int i = 0; i < count; i++) {
            if (alleles.get(i).isRepeated) {
                return true;
            }
        }
        return false;
    }

    private void write(VcfRecord record, VariantContig contig) {
        ContigTally tally = contig.tally();
        int ofRecord = Math.max(1, record.altCount());
        tally.read++;
        tally.readAlleles += ofRecord;
        BinaryCopyWriter out = contig.rows();
        keep(contig.keys(), out);
        out.mark();
        int written;
        try {
            written = write(record, contig, out);
        } catch (ParseException e) {
            out.reset();
            rows.forget();
            contig.keys().forgetRecord();
            if (options.parseMode == ParseMode.STRICT || e.diagnostic().rule().equals("variant-repeated")) {
                throw e;
            }
            refused.reject(e.diagnostic());
            tally.rejects++;
            tally.rejectedAlleles += ofRecord;
            return;
        }
        rows.keep();
        tally.otherAlleles += ofRecord - written;
        settle(record, contig, out, written);
    }

    private static void keep(PositionKeys keys, BinaryCopyWriter out) {
        long oldest = keys.oldestRow();
        out.keepFrom(oldest != Long.MAX_VALUE && out.position() - oldest > MAX_KEPT_BYTES ? Long.MAX_VALUE : oldest);
    }

    /** Counts the record by what becomes of its alleles, of which so many were written. */
    private void settle(VcfRecord record, VariantContig contig, BinaryCopyWriter out, int written) {
        int stored = written;
        if (options.duplicates == DuplicatePolicy.MERGE || options.duplicates == DuplicatePolicy.FIRST) {
            stored -= contigs.repeated(contig).settle(record, contig, out, alleles, written);
        }
        ContigTally tally = contig.tally();
        tally.storedAlleles += stored;
        if (written == 0) {
            tally.other++;
        } else if (stored == 0) {
            tally.duplicates++;
        } else {
            tally.stored++;
        }
    }

    /** Returns the contig of a name that was not met before; null if its record is refused. */
    private @Nullable VariantContig enter(VcfRecord record) {
        String written = record.contig();
        if (unwanted.contains(written)) {
            return null;
        }
        ParseException unstorable = VcfFindings.unstorable(record, "CHROM", 0);
        if (unstorable != null) {
            if (options.parseMode == ParseMode.STRICT) {
                throw unstorable;
            }
            refused.refuse(unstorable.diagnostic(), "", Math.max(1, record.altCount()));
            return null;
        }
        checks.name(written);
        if (options.unknownContigs != UnknownContigs.KEEP && !names.isKnown(written)) {
            ParseException refusal = VcfFindings.refusal(
                    record,
                    "CHROM",
                    "contig-unknown",
                    "expected a contig of " + names.assembly() + ", found \"" + written + "\"");
            if (options.unknownContigs == UnknownContigs.REFUSE) {
                throw refusal;
            }
            refused.refuse(refusal.diagnostic(), names.stored(written), Math.max(1, record.altCount()));
            return null;
        }
        String stored = names.stored(written);
        if (!refused.isWanted(stored)) {
            unwanted.add(written);
            return null;
        }
        VariantContig contig = contigs.of(
                stored, alleles.referenceName(written, stored), options.window(), checks.lastPosition(written));
        byWrittenName.put(written, contig);
        return contig;
    }

    /** Returns how many alleles were written. */
    private int write(VcfRecord record, VariantContig contig, BinaryCopyWriter out) {
        int alts = record.altCount();
        if (alts > MAX_ALTS) {
            throw VcfFindings.refusal(
                    record, "ALT", "alt-count", "expected at most " + MAX_ALTS + " ALT alleles, found " + alts);
        }
        ParseException tooLong = VcfFindings.unstorable(record, "ID", 2);
        if (tooLong != null) {
            throw tooLong;
        }
        PositionKeys keys = contig.keys();
        keys.mark();
        int count = alleles.read(record, contig.referenceName());
        if (count == 0) {
            return 0;
        }
        checkPosition(record, contig);
        number(record, contig, count);
        rows.begin(record);
        long place = RepeatedPlaces.place(file, record.lineNumber());
        for (int i = 0; i < count; i++) {
            RowAllele allele = alleles.get(i);
            if (options.duplicates == DuplicatePolicy.ALL) {
                allele.ordinal = allele.isRepeated && keys.isExact() ? keys.rowsBefore(keys.key(i)) : 0;
            }
            long row = out.position();
            rows.write(out, record, contig.name(), contig.hasOwnTable(), (int) number, allele, alts);
            keys.wrote(i, row, place);
            if (out.markedBytes() > MAX_RECORD_BYTES) {
                throw VcfFindings.refusal(
                        record,
                        "ALT",
                        "record-size",
                        "expected at most " + MAX_RECORD_BYTES + " bytes in the rows of a record, found more");
            }
        }
        return count;
    }

    /** POS may be the telomere behind the last base. */
    private void checkPosition(VcfRecord record, VariantContig contig) {
        int position = record.position();
        if (position > contig.highest) {
            contig.highest = position;
            if (position - 1 > contig.lastPosition()) {
                throw beyond(record, position);
            }
        }
    }

    /** Finds out which alleles of the record are repetitions. */
    private void number(VcfRecord record, VariantContig contig, int count) {
        PositionKeys keys = contig.keys();
        for (int i = 0; i < count; i++) {
            RowAllele allele = alleles.get(i);
            allele.isRepeated = keys.add(allele.position, allele.ref, allele.alt);
            if (allele.isRepeated && options.duplicates == DuplicatePolicy.ERROR) {
                throw VcfFindings.refusal(
                        record,
                        "ALT",
                        "variant-repeated",
                        "expected each variant once, found " + contig.name() + ":" + allele.position + " " + allele.ref
                                + ">" + allele.alt + " again" + firstPlace(keys, keys.key(i)));
            }
        }
    }

    private String firstPlace(PositionKeys keys, int key) {
        int first = keys.repeated(0, key);
        return first < 0 ? "" : ", after " + contigs.places().name(keys.place(first));
    }

    // ---- what came of it -----------------------------------------------------------------------------------------

    /** Returns the names that the assembly does not know. */
    Set<String> unknownContigs() {
        return names.unknown();
    }

    /** Returns what became of the records of each contig so far. */
    Map<String, ContigCounts> counts() {
        Map<String, ContigCounts> counts = new LinkedHashMap<>(contigs.counts(file));
        refused.counts()
                .forEach((name, records) ->
                        counts.merge(name.isEmpty() ? name : names.stored(name), records, ContigCounts::plus));
        return counts;
    }
}
