package omega.genomics.postgres.load.variants;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.run.AssemblyChecks;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.vcf.KeptValues;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FieldOrigin;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/** Reads a VCF file into rows of staged tables and keeps what is refused; says what became of each record. */
final class VariantRecords {
    /** {@code allele_index} is a smallint. */
    private static final int MAX_ALTS = 32_767;

    /** Rows of one record wait for each other, since the last may turn out to be bad. */
    private static final int MAX_RECORD_BYTES = 1 << 28;

    /** Rows that an allele to come may repeat are kept in the block up to here; beyond, the server compares them. */
    private static final int MAX_KEPT_BYTES = BinaryCopyWriter.DEFAULT_BLOCK_SIZE / 4;

    private final VariantOptions options;
    private final LoadRun run;
    private final VariantTables tables;
    private final VariantRows rows;
    private final AssemblyChecks checks;
    private final CohortSamples samples;
    private final RowAlleles alleles;
    private final Map<String, VariantContig> contigs = new LinkedHashMap<>();
    private final Map<String, VariantContig> byWrittenName = new HashMap<>();
    private final RefusedRecords refused;
    private final List<String> header;
    private final ContigNames names;
    private final RepeatedPlaces places;
    private final RepeatedAlleles repeatedOfOneContig;
    private final RepeatedAlleles repeatedOfOthers;
    private @Nullable VariantContig current;
    private long number;

    private VariantRecords(
            VariantPlan plan,
            LoadRun run,
            VariantTables tables,
            RefusedRecords refused,
            VcfFindings.Header findings,
            KeptValues kept) {
        options = plan.options();
        this.run = run;
        this.tables = tables;
        this.refused = refused;
        VcfHeader of = plan.header();
        header = findings.storable(of);
        names = new ContigNames(options.contigs, lengths(of));
        places = new RepeatedPlaces(of.samples());
        checks = new AssemblyChecks(options.contigs, options.assemblyCheck, findings.source());
        describe(of, checks);
        checks.header();
        samples = new CohortSamples(run);
        alleles = new RowAlleles(options);
        rows = new VariantRows(plan, new ConsequenceSets(run, tables), kept);
        repeatedOfOneContig = new RepeatedAlleles(options.duplicates, plan.names(true), places);
        repeatedOfOthers = new RepeatedAlleles(options.duplicates, plan.names(false), places);
    }

    // ---- reading -------------------------------------------------------------------------------------------------

    /** Reads a file into staged tables. */
    static VariantRecords read(VariantOptions options, LoadMode mode, LoadRun run, InputSource source)
            throws IOException, SQLException {
        RefusedRecords refused = new RefusedRecords(run);
        try (VcfReader reader = VcfReader.options()
                .mode(options.parseMode)
                .brokenValues(options.brokenValues)
                .diagnostics(refused::skipped)
                .open(source)) {
            VariantPlan plan = VariantPlan.of(reader.header(), options);
            VariantTables tables = new VariantTables(
                    run, run.catalog().listed(VariantTableNames.VARIANTS), mode == LoadMode.REPLACE, plan);
            VcfFindings.Header findings = new VcfFindings.Header(source.name(), options.parseMode, run::warn);
            VariantRecords records = new VariantRecords(plan, run, tables, refused, findings, reader.keptValues());
            records.warnOfUndeclaredInfo(plan.header());
            if (options.genotypes) {
                records.samples.write(findings.storableSamples(plan.header()), mode);
            }
            run.meter().countRecords(reader::records);
            records.addAll(reader);
            reader.keptValues().warnings().forEach(warning -> run.warn(warning.message()));
            return records;
        }
    }

    private void addAll(VcfReader reader) {
        while (reader.advance()) {
            number = reader.records() + reader.skipped();
            places.read(number, reader.record().lineNumber());
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
        contigs.values().forEach(contig -> checks.reaches(contig.name(), contig.highest));
        return checks.beyond("line " + record.lineNumber(), record.contig(), position);
    }

    /** Records may have it all the same; but it is missed late, if it is a slip of the pen. */
    private void warnOfUndeclaredInfo(VcfHeader of) {
        Set<String> wanted = new TreeSet<>(options.indexedInfo);
        wanted.addAll(options.infoKeys == null ? Set.of() : options.infoKeys);
        wanted.removeIf(key -> of.info(key).origin() == FieldOrigin.DECLARED);
        if (!wanted.isEmpty()) {
            run.warn("the header declares no INFO " + String.join(", ", wanted));
        }
    }

    private void add(VcfRecord record) {
        VariantContig contig = byWrittenName.get(record.contig());
        if (contig == null) {
            contig = enter(record);
            if (contig == null) {
                return;
            }
        }
        enter(contig);
        int ofRecord = Math.max(1, record.altCount());
        contig.read++;
        contig.readAlleles += ofRecord;
        BinaryCopyWriter out = contig.table().rows();
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
            run.reject(e.diagnostic());
            contig.rejects++;
            contig.rejectedAlleles += ofRecord;
            return;
        }
        rows.keep();
        contig.otherAlleles += ofRecord - written;
        settle(record, contig, out, written);
    }

    /** Goes to the contig of the next record: the rows of the one before may move, unseen by its keys. */
    private void enter(VariantContig contig) {
        VariantContig before = current;
        if (before != contig) {
            if (before != null) {
                before.keys().rowsAreGone();
            }
            tables.enter(contig);
            current = contig;
        }
    }

    private static void keep(PositionKeys keys, BinaryCopyWriter out) {
        long oldest = keys.oldestRow();
        out.keepFrom(oldest != Long.MAX_VALUE && out.position() - oldest > MAX_KEPT_BYTES ? Long.MAX_VALUE : oldest);
    }

    /** Counts the record by what becomes of its alleles, of which so many were written. */
    private void settle(VcfRecord record, VariantContig contig, BinaryCopyWriter out, int written) {
        int stored = written;
        if (options.duplicates == DuplicatePolicy.MERGE || options.duplicates == DuplicatePolicy.FIRST) {
            RepeatedAlleles repeated = contig.hasOwnTable() ? repeatedOfOneContig : repeatedOfOthers;
            stored -= repeated.settle(record, contig, out, alleles, written);
        }
        contig.storedAlleles += stored;
        if (written == 0) {
            contig.other++;
        } else if (stored == 0) {
            contig.duplicates++;
        } else {
            contig.stored++;
        }
    }

    /** Returns the contig of a name that was not met before; null if its record is refused. */
    private @Nullable VariantContig enter(VcfRecord record) {
        String written = record.contig();
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
        VariantContig contig = contigs.computeIfAbsent(
                stored,
                name -> new VariantContig(
                        name,
                        alleles.referenceName(written, name),
                        options.window(),
                        tables.of(name),
                        checks.lastPosition(written)));
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
        for (int i = 0; i < count; i++) {
            RowAllele allele = alleles.get(i);
            if (options.duplicates == DuplicatePolicy.ALL) {
                allele.ordinal = allele.isRepeated && keys.isExact() ? keys.rowsBefore(keys.key(i)) : 0;
            }
            long row = out.position();
            rows.write(out, record, contig.name(), contig.hasOwnTable(), (int) number, allele, alts);
            keys.wrote(i, row, record.lineNumber());
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
                                + ">" + allele.alt + " again" + firstLine(keys, keys.key(i)));
            }
        }
    }

    private static String firstLine(PositionKeys keys, int key) {
        int first = keys.repeated(0, key);
        return first < 0 ? "" : ", after line " + keys.line(first);
    }

    // ---- what came of it -----------------------------------------------------------------------------------------

    /** Returns the contigs that got rows. */
    Map<String, VariantContig> contigs() {
        return contigs;
    }

    /** Returns the tables that got them. */
    VariantTables tables() {
        return tables;
    }

    /** Returns the places of repeated alleles. */
    RepeatedPlaces places() {
        return places;
    }

    java.util.Set<String> unknownContigs() {
        return names.unknown();
    }

    LoadCounts counts() {
        Map<String, ContigCounts> counts = new LinkedHashMap<>();
        contigs.forEach((name, contig) -> counts.put(name, contig.counts()));
        refused.counts()
                .forEach((name, records) ->
                        counts.merge(name.isEmpty() ? name : names.stored(name), records, ContigCounts::plus));
        ContigCounts total = ContigCounts.NONE;
        for (ContigCounts of : counts.values()) {
            total = total.plus(of);
        }
        Map<String, Long> rowsWritten = tables.rowsWritten();
        samples.count(rowsWritten);
        return new LoadCounts(total, counts, rowsWritten, header, 0, places.first());
    }
}
