package omega.genomics.postgres.load.genes;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.gtf.assembly.RowCounts;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.run.AssemblyChecks;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads an annotation file into genes and keeps what is refused; says what became of each record.
 *
 * <p>Rows of a gene may stand anywhere among those of its contig. So genes are made when the file has gone past their contig, on
 * another thread, or, where contigs come back, when all of it is read.
 */
final class GeneRecords {
    /**
     * Contig by contig will not do: rows of a contig came after its genes were made, or genes could not be made, for which rows
     * further down may be the reason. All tables are as {@link StagedTable#clear} wants them.
     */
    static final class WantsWholeFile extends RuntimeException {
        private static final long serialVersionUID = 1;

        WantsWholeFile(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    private final ParseMode mode;
    private final UnknownContigs unknown;
    private final ContigNames names;
    private final AssemblyChecks checks;
    private final LoadRun run;
    private final int rowsOfAPart;
    private final Map<String, Long> quarantined = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private GenePart part;
    private Map<String, Long> skipped = Map.of();
    private List<RowCounts> assembled = List.of();
    private String lastContig = "";
    private boolean lastKnown = true;
    private long records;
    private List<String> header = List.of();

    /**
     * @param rowsOfAPart after how many rows the genes of whole contigs are made; where it is less than the file has, reading
     *     may end with {@link WantsWholeFile}
     */
    GeneRecords(
            ParseMode mode,
            UnknownContigs unknown,
            ContigNames names,
            AssemblyChecks checks,
            LoadRun run,
            int rowsOfAPart) {
        this.mode = mode;
        this.unknown = unknown;
        this.names = names;
        this.checks = checks;
        this.run = run;
        this.rowsOfAPart = rowsOfAPart;
        part = new GenePart(mode, this::report);
    }

    /** From both threads. */
    private void report(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            reject(diagnostic);
        }
    }

    private synchronized void reject(Diagnostic diagnostic) {
        run.reject(diagnostic);
    }

    /** Reads all of it; genes come on another thread. */
    void read(InputSource source, Consumer<? super Gene> action) throws IOException {
        try (GtfReader reader =
                        GtfReader.options().mode(mode).diagnostics(this::report).open(source);
                GeneAssembly genes = new GeneAssembly(action, run.meter())) {
            run.meter().countRecords(reader::records);
            rows(reader, genes);
            records = reader.records() + reader.skipped();
            skipped = reader.skippedByContig();
            header = reader.directives().stream().map(JsonText::withoutNul).toList();
            run.meter().enter(LoadPhase.WRITING);
            assemble(genes);
            await(genes);
            assembled = genes.counts();
        }
    }

    private void rows(GtfReader reader, GeneAssembly genes) {
        boolean checksContigs = unknown != UnknownContigs.KEEP;
        while (reader.advance()) {
            GtfRecord row = reader.record();
            if (reader.records() == 1) {
                checks.directives(reader.directives());
            }
            Diagnostic unstorable = StorableRows.finding(row);
            if (unstorable != null) {
                refuse(row, unstorable, mode == ParseMode.STRICT);
            } else if (checksContigs && !isKnown(row.contigBytes())) {
                quarantine(row);
            } else {
                if (!part.isGoingOn(row.contigBytes())) {
                    enter(row.contig(), genes);
                }
                part.add(row);
            }
        }
        reader.requireContent();
    }

    private void enter(String contig, GeneAssembly genes) {
        if (done.contains(contig)) {
            genes.settle();
            throw new WantsWholeFile("contig " + contig + " came back", null);
        }
        if (part.rows() >= rowsOfAPart && !part.contigs().contains(contig)) {
            assemble(genes);
            done.addAll(part.contigs());
            part = new GenePart(mode, this::report);
        }
        part.enter(contig);
    }

    private void assemble(GeneAssembly genes) {
        try {
            genes.handOver(part.assembler());
        } catch (ParseException e) {
            throw ofPart(e);
        }
    }

    private void await(GeneAssembly genes) {
        try {
            genes.await();
        } catch (ParseException e) {
            throw ofPart(e);
        }
    }

    private RuntimeException ofPart(ParseException e) {
        return done.isEmpty() ? e : new WantsWholeFile("a part could not be made into genes", e);
    }

    private boolean isKnown(ByteSlice contig) {
        if (!contig.contentEquals(lastContig)) {
            lastContig = contig.toString();
            lastKnown = names.isKnown(lastContig);
        }
        return lastKnown;
    }

    private void quarantine(GtfRecord row) {
        Diagnostic finding = row.finding(
                Severity.ERROR,
                "seqname",
                "contig-unknown",
                "expected a contig of " + names.assembly() + ", found \"" + row.contig() + "\"");
        refuse(row, finding, unknown == UnknownContigs.REFUSE);
        names.stored(row.contig());
    }

    private void refuse(GtfRecord row, Diagnostic finding, boolean isFatal) {
        if (isFatal) {
            throw new ParseException(finding);
        }
        reject(finding);
        String contig = row.contig();
        quarantined.merge(StorableText.isTooLong(contig) ? "" : JsonText.withoutNul(contig), 1L, Long::sum);
    }

    LoadCounts counts(Map<String, StagedTable> tables, int longestGene) {
        Map<String, Long> written = new LinkedHashMap<>();
        tables.forEach((name, table) -> written.put(name, table.rowCount()));
        Map<String, ContigCounts> contigs = new LinkedHashMap<>();
        for (RowCounts of : assembled) {
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
