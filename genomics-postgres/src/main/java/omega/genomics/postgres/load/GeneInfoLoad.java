package omega.genomics.postgres.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;

/**
 * Loads names, aliases and descriptions of genes into {@code gene_info} and {@code gene_aliases}: from then on, genes of every
 * dataset of the assembly are found by them.
 *
 * <pre>{@code
 * grch38.loadGeneInfo(GeneInfoFormat.HGNC, InputSource.of(path)).run();
 * grch38.genes().named("CTGF");  // CCN2, by its previous symbol
 * }</pre>
 *
 * <p>Nothing is visible until all of it is; the same file again changes nothing and says so; the first row that breaks the
 * format ends the load. Immutable: each setting returns another loader. One run uses two connections.
 */
public final class GeneInfoLoad {
    private static final String KIND = "gene_info";

    private final DataSource dataSource;
    private final String schema;
    private final GeneInfoFormat format;
    private final InputSource source;
    private final String dataset;
    private final ProgressListener listener;
    private final CancelSignal cancel;

    private GeneInfoLoad(
            DataSource dataSource,
            String schema,
            GeneInfoFormat format,
            InputSource source,
            String dataset,
            ProgressListener listener,
            CancelSignal cancel) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.format = format;
        this.source = source;
        this.dataset = dataset;
        this.listener = listener;
        this.cancel = cancel;
    }

    /**
     * Starts a loader with the defaults: a dataset called like the format, such as {@code hgnc}.
     *
     * @param dataSource gives two connections at once
     * @param schema the assembly's schema, migrated
     * @param format the file's
     * @param source the file
     * @return the loader
     */
    public static GeneInfoLoad of(DataSource dataSource, String schema, GeneInfoFormat format, InputSource source) {
        String dataset = format.name().toLowerCase(Locale.ROOT);
        return new GeneInfoLoad(dataSource, schema, format, source, dataset, progress -> {}, new CancelSignal());
    }

    /**
     * Names the dataset.
     *
     * @param name any text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public GeneInfoLoad dataset(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected a name for the dataset, found a blank one");
        }
        return new GeneInfoLoad(dataSource, schema, format, source, name, listener, cancel);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener called on the thread of {@link #run()}
     * @return a loader with this setting
     */
    public GeneInfoLoad onProgress(ProgressListener listener) {
        return new GeneInfoLoad(dataSource, schema, format, source, dataset, listener, cancel);
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public GeneInfoLoad cancelledBy(CancelSignal cancel) {
        return new GeneInfoLoad(dataSource, schema, format, source, dataset, listener, cancel);
    }

    /**
     * Loads, in place of what the dataset holds.
     *
     * @return what was done; a record is a gene
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws LoadException if the database refuses, another loader is at work on the dataset, or the load is cancelled
     * @throws IOException if the file cannot be opened
     */
    public LoadReport run() throws IOException {
        String options = "format=" + format.name().toLowerCase(Locale.ROOT);
        LoadPlan plan = new LoadPlan(KIND, dataset, LoadMode.REPLACE, source, options, 1, listener, cancel);
        return LoadRun.execute(dataSource, schema, plan, this::run);
    }

    private LoadReport run(LoadRun run) throws SQLException, IOException {
        if (run.isUnchanged()) {
            return run.unchangedReport();
        }
        if (!run.isStaged()) {
            LoadCounts counts = read(run);
            if (run.turnsOutUnchanged()) {
                return run.unchangedReport();
            }
            run.seal(counts);
        }
        return run.switchIn(Set.of());
    }

    private LoadCounts read(LoadRun run) throws SQLException, IOException {
        AtomicLong read = new AtomicLong();
        run.meter().countRecords(read::get);
        StagedTable genes = run.stage("gene_info", GeneInfoRows.GENE_COLUMNS, 0);
        StagedTable aliases = run.stage("gene_aliases", GeneInfoRows.ALIAS_COLUMNS, 0);
        GeneInfoRows rows = new GeneInfoRows(run.datasetId(), dataset, genes.rows(), aliases.rows());
        format.forEach(run.input(), gene -> {
            read.incrementAndGet();
            rows.write(gene);
        });
        Map<String, Long> written = new LinkedHashMap<>();
        written.put("gene_info", genes.rows().rows());
        written.put("gene_aliases", aliases.rows().rows());
        ContigCounts counts = new ContigCounts(read.get(), read.get(), 0, 0, 0);
        return new LoadCounts(counts, Map.of(), written, List.of(), 0);
    }
}
