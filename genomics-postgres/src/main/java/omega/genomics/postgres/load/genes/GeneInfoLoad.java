package omega.genomics.postgres.load.genes;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.StorableRecord;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ProgressListener;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.run.LoadSettings;
import omega.genomics.postgres.load.stage.StagedTable;

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
    private static final Set<String> KEYS =
            Set.of("symbol", "previousSymbols", "aliases", "biotype", "hgncId", "ensemblId");

    private final LoadSettings settings;
    private final GeneInfoFormat format;

    private GeneInfoLoad(LoadSettings settings, GeneInfoFormat format) {
        this.settings = settings;
        this.format = format;
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
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        String dataset = format.name().toLowerCase(Locale.ROOT);
        return new GeneInfoLoad(LoadSettings.of(dataSource, schema, source, dataset, 1), format);
    }

    /**
     * Names the dataset.
     *
     * @param name any text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public GeneInfoLoad dataset(String name) {
        Objects.requireNonNull(name, "name");
        return new GeneInfoLoad(settings.withDataset(name), format);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener called on the thread of {@link #run()}
     * @return a loader with this setting
     */
    public GeneInfoLoad onProgress(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new GeneInfoLoad(settings.withListener(listener), format);
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public GeneInfoLoad cancelledBy(CancelSignal cancel) {
        Objects.requireNonNull(cancel, "cancel");
        return new GeneInfoLoad(settings.withCancel(cancel), format);
    }

    /**
     * Loads, in place of what the dataset holds.
     *
     * @return what was done; a record is a gene
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws omega.genomics.postgres.load.LoadException if the database refuses, another loader is at work on the dataset, or the load is cancelled
     * @throws IOException if the file cannot be opened
     */
    public LoadReport run() throws IOException {
        return settings.run(
                KIND,
                "format=" + format.name().toLowerCase(Locale.ROOT),
                run -> run.stageBy(() -> read(run)) ? run.switchIn(Set.of()) : run.unchangedReport());
    }

    private LoadCounts read(LoadRun run) throws SQLException, IOException {
        AtomicLong read = new AtomicLong();
        run.meter().countRecords(read::get);
        StagedTable genes = run.staging().stage("gene_info", GeneInfoRows.GENE_COLUMNS, 0);
        StagedTable aliases = run.staging().stage("gene_aliases", GeneInfoRows.ALIAS_COLUMNS, 0);
        GeneInfoRows rows = new GeneInfoRows(run.datasetId(), settings.dataset(), genes.rows(), aliases.rows());
        StorableRecord storable = new StorableRecord(settings.source().name(), KEYS);
        format.forEachWithLine(run.input(), (gene, line) -> {
            read.incrementAndGet();
            Diagnostic finding = storable.finding(gene, line);
            if (finding != null) {
                throw new ParseException(finding);
            }
            rows.write(gene);
        });
        Map<String, Long> written = new LinkedHashMap<>();
        written.put("gene_info", genes.rows().rows());
        written.put("gene_aliases", aliases.rows().rows());
        ContigCounts counts = new ContigCounts(read.get(), read.get(), 0, 0, 0);
        return new LoadCounts(counts, Map.of(), written, List.of(), 0);
    }
}
