package omega.genomics.postgres.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import omega.genomics.ParseMode;
import omega.genomics.expression.TissueTable;
import omega.genomics.io.InputSource;

/**
 * Loads expression by gene and tissue from a GCT file: a matrix of medians as it is, or a matrix of samples summed up by tissue
 * while it is read (median, mean, standard deviation, quartiles, number, share above 1).
 *
 * <pre>{@code
 * LoadReport report = grch38.loadExpression(InputSource.of(path)).dataset("gtex-v10").run();
 * }</pre>
 *
 * <p>Every gene of the file is kept, whether an annotation knows its id or not; the report's warnings say how many are unknown,
 * the view {@code unknown_expression_genes} which. Nothing is visible until all of it is. The same file with the same options
 * again changes nothing and says so.
 *
 * <p>Memory holds one row of the matrix and the ids of the genes. Immutable: each setting returns another loader.
 */
public final class ExpressionLoad {
    private static final String KIND = "expression";
    private static final int LANES = 2;
    private static final int NAMED = 3;

    private final DataSource dataSource;
    private final String schema;
    private final InputSource source;
    private final String dataset;
    private final ParseMode parseMode;
    private final TissueTable tissues;
    private final String unit;
    private final ProgressListener listener;
    private final CancelSignal cancel;

    private ExpressionLoad(
            DataSource dataSource,
            String schema,
            InputSource source,
            String dataset,
            ParseMode parseMode,
            TissueTable tissues,
            String unit,
            ProgressListener listener,
            CancelSignal cancel) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.source = source;
        this.dataset = dataset;
        this.parseMode = parseMode;
        this.tissues = tissues;
        this.unit = unit;
        this.listener = listener;
        this.cancel = cancel;
    }

    /**
     * Starts a loader with the defaults: dataset {@code expression}, strict, a column a tissue of GTEx, unit TPM.
     *
     * @param dataSource gives three connections at once
     * @param schema the assembly's schema, migrated
     * @param source a GCT file, 1.2 or 1.3
     * @return the loader
     */
    public static ExpressionLoad of(DataSource dataSource, String schema, InputSource source) {
        return new ExpressionLoad(
                dataSource,
                schema,
                source,
                KIND,
                ParseMode.STRICT,
                TissueTable.none(),
                "TPM",
                progress -> {},
                new CancelSignal());
    }

    /**
     * Names the dataset.
     *
     * @param name any text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public ExpressionLoad dataset(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected a name for the dataset, found a blank one");
        }
        return new ExpressionLoad(dataSource, schema, source, name, parseMode, tissues, unit, listener, cancel);
    }

    /**
     * Says what happens to rows that break the format: strict refuses the file at the first one, and at its end if it has not
     * as many as it claims; lenient keeps bad rows in {@code load_rejects}, loads the rest, and reports a wrong claim as a
     * warning.
     *
     * @param parseMode strict or lenient
     * @return a loader with this setting
     */
    public ExpressionLoad parseMode(ParseMode parseMode) {
        return new ExpressionLoad(dataSource, schema, source, dataset, parseMode, tissues, unit, listener, cancel);
    }

    /**
     * Says which tissue is of which organ, and, if the table knows samples, that the columns of the file are samples to be
     * summed up.
     *
     * @param tissues the table
     * @return a loader with this setting
     */
    public ExpressionLoad tissues(TissueTable tissues) {
        return new ExpressionLoad(dataSource, schema, source, dataset, parseMode, tissues, unit, listener, cancel);
    }

    /**
     * Names the unit of the values.
     *
     * @param unit such as {@code TPM} (the default) or {@code reads}
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public ExpressionLoad unit(String unit) {
        if (unit.isBlank()) {
            throw new IllegalArgumentException("expected a unit such as TPM, found a blank one");
        }
        return new ExpressionLoad(dataSource, schema, source, dataset, parseMode, tissues, unit, listener, cancel);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener called on the thread of {@link #run()}
     * @return a loader with this setting
     */
    public ExpressionLoad onProgress(ProgressListener listener) {
        return new ExpressionLoad(dataSource, schema, source, dataset, parseMode, tissues, unit, listener, cancel);
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public ExpressionLoad cancelledBy(CancelSignal cancel) {
        return new ExpressionLoad(dataSource, schema, source, dataset, parseMode, tissues, unit, listener, cancel);
    }

    /**
     * Loads.
     *
     * @return what was done; a record is a row of the matrix
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws LoadException if the database refuses, another loader is at work on the dataset, the load is cancelled, or the
     *     columns are samples and no table says of which tissue
     * @throws IOException if the file cannot be opened
     */
    public LoadReport run() throws IOException {
        String options = "parse_mode=" + parseMode + " unit=" + unit + " tissues=" + fingerprint();
        LoadPlan plan = new LoadPlan(KIND, dataset, LoadMode.REPLACE, source, options, LANES, listener, cancel);
        return LoadRun.execute(dataSource, schema, plan, this::run);
    }

    /** Another table of tissues is another load. */
    private String fingerprint() {
        String text = tissues.tissues() + "\n" + tissues.samples();
        return tissues.tissues().isEmpty() ? "GTEx" : SourceDigest.ofText(text);
    }

    private LoadReport run(LoadRun run) throws SQLException, IOException {
        if (run.isUnchanged()) {
            return run.unchangedReport();
        }
        if (!run.isStaged()) {
            LoadCounts counts = new ExpressionRecords(run, parseMode, tissues, unit).read(run.input());
            if (run.turnsOutUnchanged()) {
                return run.unchangedReport();
            }
            run.seal(counts);
        }
        return run.switchIn(Set.of(), connection -> reportUnknown(connection, run));
    }

    /** A gene that no annotation has is no error: ids are retired, and expression may be loaded first. */
    private void reportUnknown(Connection connection, LoadRun run) throws SQLException {
        List<String> unknown = Sql.query(
                connection,
                row -> row.getString(1),
                "SELECT u.gene_id FROM " + Sql.name(schema, "unknown_expression_genes")
                        + " u WHERE u.dataset_id = ? AND EXISTS (SELECT FROM " + Sql.name(schema, "genes")
                        + ") ORDER BY 1",
                run.datasetId());
        if (!unknown.isEmpty()) {
            run.warn(unknown.size() + " gene ids are in no loaded annotation, such as "
                    + String.join(", ", unknown.subList(0, Math.min(NAMED, unknown.size())))
                    + "; their rows are kept, and the view unknown_expression_genes lists them");
        }
    }
}
