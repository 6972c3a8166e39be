package omega.genomics.postgres.load.expression;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import omega.genomics.ParseMode;
import omega.genomics.expression.TissueTable;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.Sha256;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ProgressListener;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.run.LoadSettings;
import org.jspecify.annotations.Nullable;

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
    private static final int CONNECTIONS = 2;
    private static final int NAMED = 3;

    private final LoadSettings settings;
    private final ParseMode parseMode;
    private final TissueTable tissues;
    private final @Nullable String unit;

    private ExpressionLoad(LoadSettings settings, ParseMode parseMode, TissueTable tissues, @Nullable String unit) {
        this.settings = settings;
        this.parseMode = parseMode;
        this.tissues = tissues;
        this.unit = unit;
    }

    private ExpressionLoad with(LoadSettings other) {
        return new ExpressionLoad(other, parseMode, tissues, unit);
    }

    /**
     * Starts a loader with the defaults: dataset {@code expression}, strict, a column a tissue of GTEx, unit TPM unless the values look
     * like counts.
     *
     * @param dataSource gives three connections at once
     * @param schema the assembly's schema, migrated
     * @param source a GCT file, 1.2 or 1.3
     * @return the loader
     */
    public static ExpressionLoad of(DataSource dataSource, String schema, InputSource source) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        return new ExpressionLoad(
                LoadSettings.of(dataSource, schema, source, KIND, CONNECTIONS),
                ParseMode.STRICT,
                TissueTable.none(),
                null);
    }

    /**
     * Names the dataset.
     *
     * @param name any text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public ExpressionLoad dataset(String name) {
        Objects.requireNonNull(name, "name");
        return with(settings.withDataset(name));
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
        Objects.requireNonNull(parseMode, "parseMode");
        return new ExpressionLoad(settings, parseMode, tissues, unit);
    }

    /**
     * Says which tissue is of which organ, and, if the table knows samples, that the columns of the file are samples to be
     * summed up.
     *
     * @param tissues the table
     * @return a loader with this setting
     */
    public ExpressionLoad tissues(TissueTable tissues) {
        Objects.requireNonNull(tissues, "tissues");
        return new ExpressionLoad(settings, parseMode, tissues, unit);
    }

    /**
     * Names the unit of the values, which GCT files do not state. Without it they are taken for TPM, but a file of whole numbers only, as counts
     * of reads are, is refused.
     *
     * @param unit such as {@code TPM} or {@code reads}
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public ExpressionLoad unit(String unit) {
        Objects.requireNonNull(unit, "unit");
        if (unit.isBlank()) {
            throw new IllegalArgumentException("expected a unit such as TPM, found a blank one");
        }
        return new ExpressionLoad(settings, parseMode, tissues, unit);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener called on the thread of {@link #run()}
     * @return a loader with this setting
     */
    public ExpressionLoad onProgress(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(settings.withListener(listener));
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public ExpressionLoad cancelledBy(CancelSignal cancel) {
        Objects.requireNonNull(cancel, "cancel");
        return with(settings.withCancel(cancel));
    }

    /**
     * Loads.
     *
     * @return what was done; a record is a row of the matrix
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws omega.genomics.postgres.load.LoadException if the database refuses, another loader is at work on the dataset, the load is cancelled, the
     *     columns are samples and no table says of which tissue, or the values look like counts and {@link #unit} does not say
     * @throws IOException if the file cannot be opened
     */
    public LoadReport run() throws IOException {
        String options =
                "parse_mode=" + parseMode + " unit=" + (unit == null ? "TPM" : unit) + " tissues=" + fingerprint();
        return settings.run(KIND, options, this::run);
    }

    /** Another table of tissues is another load. */
    private String fingerprint() {
        String text = tissues.tissues() + "\n" + tissues.samples();
        return tissues.tissues().isEmpty() ? "GTEx" : Sha256.ofText(text);
    }

    private LoadReport run(LoadRun run) throws SQLException, IOException {
        return run.stageBy(() -> new ExpressionRecords(run, parseMode, tissues, unit).read(run.input()))
                ? run.switchIn(Set.of(), connection -> {}, connection -> reportUnknown(connection, run))
                : run.unchangedReport();
    }

    /** A gene that no annotation has is no error: ids are retired, and expression may be loaded first. */
    private void reportUnknown(Connection connection, LoadRun run) throws SQLException {
        List<String> unknown = Sql.query(
                connection,
                row -> row.getString(1),
                "SELECT u.gene_id FROM " + run.qualified("unknown_expression_genes")
                        + " u WHERE u.dataset_id = ? AND EXISTS (SELECT FROM " + run.qualified("genes")
                        + ") ORDER BY 1",
                run.datasetId());
        if (!unknown.isEmpty()) {
            run.warn(unknown.size() + " gene ids are in no loaded annotation, such as "
                    + String.join(", ", unknown.subList(0, Math.min(NAMED, unknown.size())))
                    + "; their rows are kept, and the view unknown_expression_genes lists them");
        }
    }
}
