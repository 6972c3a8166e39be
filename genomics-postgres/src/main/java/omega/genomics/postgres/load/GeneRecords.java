package omega.genomics.postgres.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.gtf.GeneModelAssembler;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.gtf.RowCounts;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import org.jspecify.annotations.Nullable;

/** Reads an annotation file into genes and keeps what is refused; says what became of each record. */
final class GeneRecords {
    private final ParseMode mode;
    private final UnknownContigs unknown;
    private final ContigNames names;
    private final LoadRun run;
    private final GeneModelAssembler assembler;
    private final Map<String, Long> quarantined = new LinkedHashMap<>();
    private Map<String, Long> skipped = Map.of();
    private @Nullable GtfRecord current;
    private String lastContig = "";
    private boolean lastKnown = true;
    private long records;
    private List<String> header = List.of();

    GeneRecords(ParseMode mode, UnknownContigs unknown, ContigNames names, LoadRun run) {
        this.mode = mode;
        this.unknown = unknown;
        this.names = names;
        this.run = run;
        assembler = GeneModelAssembler.of(mode, this::report);
    }

    private void report(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            run.reject(withText(diagnostic));
        }
    }

    /** The assembler knows the row's line, but not its text. */
    private Diagnostic withText(Diagnostic diagnostic) {
        GtfRecord row = current;
        if (row == null
                || !diagnostic.excerpt().isEmpty()
                || diagnostic.location().line() != row.lineNumber()) {
            return diagnostic;
        }
        return finding(row, diagnostic.field(), diagnostic.rule(), diagnostic.message(), diagnostic.location());
    }

    private static Diagnostic finding(GtfRecord row, String field, String rule, String message, Location location) {
        String text = row.toString().replace('\t', '→');
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return new Diagnostic(
                Severity.ERROR, location, field, rule, message, "  " + shown + "\n  " + "^".repeat(shown.indexOf('→')));
    }

    void read(InputSource source) throws IOException {
        try (GtfReader reader =
                GtfReader.options().mode(mode).diagnostics(this::report).open(source)) {
            run.meter().countRecords(reader::records);
            boolean checksContigs = unknown != UnknownContigs.KEEP;
            while (reader.advance()) {
                current = reader.record();
                if (checksContigs && !isKnown(reader.record().seqnameBytes())) {
                    quarantine(reader.record(), source.name());
                } else {
                    assembler.add(reader.record());
                }
                current = null;
            }
            reader.requireContent();
            records = reader.records();
            skipped = reader.skippedByContig();
            header = reader.directives();
        }
    }

    private boolean isKnown(ByteSlice contig) {
        if (!contig.contentEquals(lastContig)) {
            lastContig = contig.toString();
            lastKnown = names.isKnown(lastContig);
        }
        return lastKnown;
    }

    private void quarantine(GtfRecord row, String source) {
        Diagnostic finding = finding(
                row,
                "seqname",
                "contig-unknown",
                "expected a contig of " + names.assembly() + ", found \"" + row.seqname() + "\"",
                Location.of(source, row.lineNumber(), 1));
        if (unknown == UnknownContigs.REFUSE) {
            throw new ParseException(finding);
        }
        run.reject(finding);
        names.stored(row.seqname());
        quarantined.merge(row.seqname(), 1L, Long::sum);
    }

    void forEachGene(Consumer<? super Gene> action) {
        assembler.forEachGene(action);
    }

    LoadCounts counts(Map<String, StagedTable> tables, int longestGene) {
        Map<String, Long> written = new LinkedHashMap<>();
        tables.forEach((name, table) -> written.put(name, table.rows().rows()));
        Map<String, ContigCounts> contigs = new LinkedHashMap<>();
        for (RowCounts of : assembler.counts()) {
            add(contigs, of.contig(), counts(of));
        }
        quarantined.forEach((contig, rows) -> add(contigs, contig, ContigCounts.refused(rows)));
        skipped.forEach((contig, rows) -> add(contigs, contig, ContigCounts.refused(rows)));
        ContigCounts sum = new ContigCounts(0, 0, 0, 0, 0);
        for (ContigCounts of : contigs.values()) {
            sum = sum.plus(of);
        }
        ContigCounts total =
                new ContigCounts(records, sum.recordsStored(), sum.duplicates(), sum.rejects(), sum.other());
        return new LoadCounts(total, contigs, written, header, longestGene);
    }

    private static ContigCounts counts(RowCounts of) {
        return new ContigCounts(of.rows(), of.kept(), of.repeated(), of.refused(), of.folded());
    }

    /** A file may write one contig in two ways. */
    private void add(Map<String, ContigCounts> contigs, String written, ContigCounts counts) {
        String contig = written.isEmpty() ? written : names.stored(written);
        contigs.merge(contig, counts, ContigCounts::plus);
    }
}
