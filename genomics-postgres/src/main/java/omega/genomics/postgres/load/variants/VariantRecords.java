package omega.genomics.postgres.load.variants;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
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

    private final VariantOptions options;
    private final LoadMode mode;
    private final LoadRun run;
    private final VariantTables tables;
    private final CohortSamples samples;
    private final RowAlleles alleles;
    private final Map<String, VariantContig> contigs = new LinkedHashMap<>();
    private final Map<String, VariantContig> byWrittenName = new HashMap<>();
    private final Map<String, Long> refused = new LinkedHashMap<>();
    private List<String> header = List.of();
    private ContigNames names;
    private long number;

    VariantRecords(VariantOptions options, LoadMode mode, LoadRun run, VariantTables tables) {
        this.options = options;
        this.mode = mode;
        this.run = run;
        this.tables = tables;
        samples = new CohortSamples(run);
        names = new ContigNames(options.contigs);
        alleles = new RowAlleles(options);
    }

    // ---- reading -------------------------------------------------------------------------------------------------

    void read(InputSource source) throws IOException {
        try (VcfReader reader = VcfReader.options()
                .mode(options.parseMode)
                .diagnostics(this::skipped)
                .open(source)) {
            VcfHeader of = reader.header();
            header = of.toText().lines().toList();
            names = new ContigNames(options.contigs, lengths(of));
            checkAssembly(source.name(), of);
            warnOfUndeclaredInfo(of);
            if (options.genotypes) {
                samples.write(of.samples(), mode);
            }
            run.meter().countRecords(reader::records);
            VariantAnnotator annotator = options.annotator(of);
            VariantRows rows = new VariantRows(
                    options,
                    of,
                    annotator,
                    new ConsequenceColumns(options.all(annotator), new ConsequenceSets(run, tables)));
            tables.rowsHave(rows::columns);
            while (reader.advance()) {
                number = reader.records() + reader.skipped();
                add(reader.record(), rows);
            }
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

    /** Names alone do not tell GRCh37 from GRCh38; lengths do. */
    private void checkAssembly(String source, VcfHeader of) {
        Assembly expected = options.contigs;
        if (expected == null || options.unknownContigs == UnknownContigs.KEEP) {
            return;
        }
        Assembly.detect(lengths(of))
                .filter(found -> !found.name().equals(expected.name()))
                .ifPresent(found -> {
                    throw new LoadException("expected variants of " + expected.name() + ", found contig lengths of "
                            + found.name() + " in the header of " + source);
                });
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

    /** The reader could not make a record of this line. */
    private void skipped(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            run.reject(diagnostic);
            refused.merge(contigOf(diagnostic), 1L, Long::sum);
        }
    }

    /** The excerpt shows the line from its beginning unless it had to be shortened there. */
    private static String contigOf(Diagnostic diagnostic) {
        String line = diagnostic.excerpt().strip();
        int tab = line.indexOf('→');
        return tab <= 0 || line.startsWith("…") || diagnostic.location().column() > 60 ? "" : line.substring(0, tab);
    }

    private void add(VcfRecord record, VariantRows rows) {
        VariantContig contig = byWrittenName.get(record.contig());
        if (contig == null) {
            contig = enter(record);
            if (contig == null) {
                return;
            }
        }
        tables.enter(contig);
        contig.read++;
        BinaryCopyWriter out = contig.table().rows();
        out.mark();
        try {
            write(record, rows, contig, out);
        } catch (ParseException e) {
            out.reset();
            contig.keys().forgetRecord();
            if (options.parseMode == ParseMode.STRICT || e.diagnostic().rule().equals("variant-repeated")) {
                throw e;
            }
            run.reject(e.diagnostic());
            contig.rejects++;
        }
    }

    /** Returns the contig of a name that was not met before; null if its record is refused. */
    private @Nullable VariantContig enter(VcfRecord record) {
        String written = record.contig();
        if (options.unknownContigs != UnknownContigs.KEEP && !names.isKnown(written)) {
            ParseException refusal = VcfFindings.refusal(
                    record,
                    "CHROM",
                    "contig-unknown",
                    "expected a contig of " + names.assembly() + ", found \"" + written + "\"");
            if (options.unknownContigs == UnknownContigs.REFUSE) {
                throw refusal;
            }
            run.reject(refusal.diagnostic());
            refused.merge(names.stored(written), 1L, Long::sum);
            return null;
        }
        String stored = names.stored(written);
        VariantContig contig = contigs.computeIfAbsent(
                stored,
                name -> new VariantContig(
                        name, alleles.referenceName(written, name), options.window(), tables.of(name)));
        byWrittenName.put(written, contig);
        return contig;
    }

    private void write(VcfRecord record, VariantRows rows, VariantContig contig, BinaryCopyWriter out) {
        int alts = record.altCount();
        if (alts > MAX_ALTS) {
            throw VcfFindings.refusal(
                    record, "ALT", "alt-count", "expected at most " + MAX_ALTS + " ALT alleles, found " + alts);
        }
        contig.keys().mark();
        int count = alleles.read(record, contig.referenceName());
        if (count == 0) {
            contig.other++;
            return;
        }
        if (number(record, contig, count) == 0) {
            contig.duplicates++;
            return;
        }
        rows.begin(record);
        for (int i = 0; i < count; i++) {
            RowAllele allele = alleles.get(i);
            if (allele.ordinal == 0 || options.duplicates == DuplicatePolicy.ALL) {
                rows.write(out, record, contig.name(), contig.hasOwnTable(), (int) number, allele, alts);
                if (out.markedBytes() > MAX_RECORD_BYTES) {
                    throw VcfFindings.refusal(
                            record,
                            "ALT",
                            "record-size",
                            "expected at most " + MAX_RECORD_BYTES + " bytes in the rows of a record, found more");
                }
            }
        }
        contig.stored++;
    }

    /** Finds out which alleles of the record are repetitions; returns how many get a row. */
    private int number(VcfRecord record, VariantContig contig, int count) {
        int written = 0;
        for (int i = 0; i < count; i++) {
            RowAllele allele = alleles.get(i);
            allele.ordinal = contig.keys().add(allele.position, allele.ref, allele.alt);
            if (allele.ordinal > 0 && options.duplicates == DuplicatePolicy.ERROR) {
                throw VcfFindings.refusal(
                        record,
                        "ALT",
                        "variant-repeated",
                        "expected each variant once, found " + contig.name() + ":" + allele.position + " again");
            }
            written += allele.ordinal == 0 || options.duplicates == DuplicatePolicy.ALL ? 1 : 0;
        }
        return written;
    }

    // ---- what came of it -----------------------------------------------------------------------------------------

    /** Returns the contigs that got rows. */
    Map<String, VariantContig> contigs() {
        return contigs;
    }

    java.util.Set<String> unknownContigs() {
        return names.unknown();
    }

    LoadCounts counts() {
        Map<String, ContigCounts> counts = new LinkedHashMap<>();
        contigs.forEach((name, contig) -> counts.put(name, contig.counts()));
        refused.forEach((name, records) -> counts.merge(
                name.isEmpty() ? name : names.stored(name), ContigCounts.refused(records), ContigCounts::plus));
        ContigCounts total = new ContigCounts(0, 0, 0, 0, 0);
        for (ContigCounts of : counts.values()) {
            total = total.plus(of);
        }
        Map<String, Long> rowsWritten = tables.rowsWritten();
        samples.count(rowsWritten);
        return new LoadCounts(total, counts, rowsWritten, header, 0);
    }
}
