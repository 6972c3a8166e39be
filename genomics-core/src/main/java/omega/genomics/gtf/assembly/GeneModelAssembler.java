package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.HeapShare;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows of GTF or GFF3 together into genes, whatever their order.
 *
 * <pre>{@code
 * try (GtfReader reader = GtfReader.open(path)) {
 *     GeneModel model = GeneModelAssembler.assemble(reader);
 * }
 * }</pre>
 *
 * <p>For a whole annotation in a small heap, read it and take the genes one by one: the rows are kept in columns of ints and
 * shared texts, about a fifth of a gigabyte for human, and only one gene at a time exists as objects.
 *
 * <pre>{@code
 * GeneModelAssembler assembler = GeneModelAssembler.strict().addAll(reader);
 * assembler.forEachGene(gene -> …);
 * }</pre>
 *
 * <p>Genes and transcripts without a row of their own are inferred from their parts and say so ({@link Gene#isDerived()}).
 * Findings that leave the model in doubt (an id with two rows at one place, a part that names no gene) are errors: thrown when
 * strict, told to the listener when lenient. What can be read but looks wrong is a warning, told to the listener in both modes.
 * {@code docs/reference/interpretation.md} says how each case is read. Not thread-safe.
 */
public final class GeneModelAssembler {
    /** What a transcript or one of its parts takes in memory as an object, with its attributes. */
    private static final int MEMORY = 600;

    private final Reporter reports;
    private @Nullable RowCollector collector;
    private @Nullable AssemblyTables tables;
    private @Nullable Loci loci;
    private int maxGeneRows = HeapShare.count(MEMORY);
    /** How many genes were made whose warnings were told; making them again does not repeat those. */
    private int told;

    private GeneModelAssembler(ParseMode mode, DiagnosticListener listener) {
        this.reports = new Reporter(mode, listener);
    }

    /**
     * Reads all remaining rows and returns all genes.
     *
     * @param reader is moved to its end, not closed
     * @return the whole model
     * @throws ParseException if the rows contradict each other
     */
    public static GeneModel assemble(GtfReader reader) {
        Objects.requireNonNull(reader, "reader");
        return strict().addAll(reader).toModel();
    }

    /**
     * Starts an assembler that throws at the first error.
     *
     * @return without a listener for warnings
     */
    public static GeneModelAssembler strict() {
        return new GeneModelAssembler(ParseMode.STRICT, finding -> {});
    }

    /**
     * Starts an assembler.
     *
     * @param mode whether errors are thrown or told to the listener
     * @param listener receives warnings, and when lenient also errors
     * @return an empty assembler
     */
    public static GeneModelAssembler of(ParseMode mode, DiagnosticListener listener) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(listener, "listener");
        return new GeneModelAssembler(mode, listener);
    }

    /**
     * Limits the rows of a gene: all of its transcripts and their parts exist as objects at the same time. A gene with more is an
     * error; when lenient it is left out.
     *
     * @param rows 1 or more; unless set, what half of the heap holds
     * @return this assembler
     * @throws IllegalArgumentException if it is below 1
     */
    public GeneModelAssembler maxGeneRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("expected 1 row a gene or more, found " + rows);
        }
        maxGeneRows = rows;
        return this;
    }

    /**
     * Adds all remaining rows of a reader.
     *
     * @param reader is moved to its end, not closed
     * @return this assembler
     * @throws ParseException if the reader or the assembler is strict and finds an error; in any mode if the heap cannot hold the
     *     rows, which are then forgotten
     * @throws IllegalStateException if genes were already taken, or the dialect differs from that of rows added before
     */
    public GeneModelAssembler addAll(GtfReader reader) {
        Objects.requireNonNull(reader, "reader");
        try {
            while (reader.advance()) {
                add(reader.record());
            }
        } catch (OutOfMemoryError e) { // the reader's, while the rows fill the heap
            forget();
            throw RowsInMemory.exceeded(reader.sourceName(), Math.max(1, reader.lines()));
        }
        return this;
    }

    /**
     * Adds one row. What the row says is copied.
     *
     * @param row the reader's view
     * @return this assembler
     * @throws ParseException if strict and the row names no gene; in any mode if the heap cannot hold the rows, which are then
     *     forgotten
     * @throws IllegalStateException if genes were already taken, or the dialect differs from that of rows added before
     */
    public GeneModelAssembler add(GtfRecord row) {
        Objects.requireNonNull(row, "row");
        if (loci != null) {
            throw new IllegalStateException("expected all rows before the first gene is taken");
        }
        if (collector == null || tables == null) {
            tables = new AssemblyTables(row.isGff3());
            collector = new RowCollector(tables, reports);
        }
        if (tables.gff3 != row.isGff3()) {
            throw new IllegalStateException("expected rows of one dialect, found GTF and GFF3");
        }
        reports.source(row.sourceName());
        try {
            collector.add(row);
        } catch (OutOfMemoryError e) {
            forget();
            throw RowsInMemory.exceeded(row.sourceName(), row.lineNumber());
        }
        return this;
    }

    /**
     * Makes each gene in turn: by contig in the order of the file's first rows, then by start, end and id. May be called again,
     * and then makes the genes anew; each warning is told once.
     *
     * @param action called for each gene; it may keep the gene
     * @throws ParseException if strict and the rows contradict each other
     */
    public void forEachGene(Consumer<? super Gene> action) {
        Objects.requireNonNull(action, "action");
        AssemblyTables from = tables;
        if (from != null) {
            Loci resolved = resolved(from);
            GeneFactory factory = factory(from, resolved);
            for (int i = 0; i < resolved.genes.length; i++) {
                reports.mute(i < told);
                boolean isMade = resolved.rows(resolved.genes[i]) <= maxGeneRows;
                Gene gene = isMade ? made(factory, i) : null;
                if (!isMade && i >= told) {
                    refuse(from, resolved, resolved.genes[i]);
                }
                told = Math.max(told, i + 1);
                if (gene != null) {
                    action.accept(gene);
                }
            }
            reports.mute(false);
        }
    }

    private GeneFactory factory(AssemblyTables from, Loci resolved) {
        try {
            return new GeneFactory(from, resolved, reports);
        } catch (OutOfMemoryError e) {
            throw outOfMemory();
        }
    }

    private @Nullable Gene made(GeneFactory factory, int gene) {
        try {
            return factory.gene(gene);
        } catch (OutOfMemoryError e) {
            throw outOfMemory();
        }
    }

    private ParseException outOfMemory() {
        forget();
        return RowsInMemory.exceeded(reports.source(), 1);
    }

    private void refuse(AssemblyTables from, Loci resolved, int gene) {
        int slot = resolved.geneSlot.get(gene);
        int node = resolved.geneNode.get(gene);
        resolved.refuse(gene, from.fates);
        reports.error(
                node == AssemblyTables.NONE ? from.slotLine.get(slot) : from.nodeLine.get(node),
                0,
                from.contigOf(slot),
                "feature",
                GtfRule.GENE_ROWS,
                "expected a gene of at most " + maxGeneRows + " transcripts and parts, found "
                        + resolved.rows(gene) + " of \"" + from.texts.text(from.slotText.get(slot))
                        + "\"; the limit is half of the heap unless maxGeneRows(…) sets it");
    }

    private Loci resolved(AssemblyTables from) {
        Loci known = loci;
        if (known == null) {
            try {
                known = new LocusResolver(from, reports).resolve();
            } catch (OutOfMemoryError e) {
                throw outOfMemory();
            }
            loci = known;
            collector = null;
        }
        return known;
    }

    private void forget() {
        tables = null;
        collector = null;
        loci = null;
    }

    /**
     * Makes all genes.
     *
     * @return the whole model
     * @throws ParseException if strict and the rows contradict each other
     */
    public GeneModel toModel() {
        List<Gene> genes = new ArrayList<>();
        forEachGene(genes::add);
        return GeneModel.of(genes);
    }

    /**
     * Returns what became of the rows, once the genes are made.
     *
     * @return by contig, in the order of the file's first rows; each row is counted once
     * @throws IllegalStateException if the genes were not taken yet
     */
    public List<RowCounts> counts() {
        if (tables == null) {
            return List.of();
        }
        if (loci == null) {
            throw new IllegalStateException("expected the genes to be taken before their rows are counted");
        }
        return new RowTally(tables).counts();
    }

    /**
     * Returns how many errors were told to the listener so far.
     *
     * @return 0 when strict
     */
    public long errors() {
        return reports.errors();
    }

    /**
     * Returns how many warnings there were so far.
     *
     * @return told to the listener, if there is one
     */
    public long warnings() {
        return reports.warnings();
    }
}
