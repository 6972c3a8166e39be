package omega.genomics.postgres.load.longevity;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.longevity.hagr.HagrReader;
import omega.genomics.postgres.internal.StorableRecord;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ProgressListener;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.run.LoadSettings;
import omega.genomics.postgres.load.run.SharedTables;
import omega.genomics.postgres.load.stage.StagedTable;

/**
 * Loads a table of the Human Ageing Genomic Resources, and what follows from it: gene sets, papers, annotations of variants.
 *
 * <p>Nothing is visible until all of it is; sets and papers change in the same transaction. The same file with the same options
 * again changes nothing and says so. Symbols that no loaded annotation has, under any of their names, are named in the report's
 * warnings. Immutable: each setting returns another loader.
 */
public final class HagrLoad {
    /** In an index, or in the names and members of gene sets. */
    private static final Set<String> KEYS =
            Set.of("symbol", "organism", "lifespanEffect", "longevityInfluence", "genes", "compound");

    private static final int NAMED = 10;

    private final LoadSettings settings;
    private final HagrTable<?> table;
    private final ParseMode parseMode;

    private HagrLoad(LoadSettings settings, HagrTable<?> table, ParseMode parseMode) {
        this.settings = settings;
        this.table = table;
        this.parseMode = parseMode;
    }

    private static HagrLoad of(DataSource dataSource, String schema, InputSource source, HagrTable<?> table) {
        return new HagrLoad(LoadSettings.of(dataSource, schema, source, table.kind(), 1), table, ParseMode.STRICT);
    }

    /**
     * Starts a loader of GenAge human: {@code genage_genes}, and the sets {@code genage} and {@code genage/functional} … by
     * evidence.
     *
     * @param dataSource gives two connections at once
     * @param schema the assembly's schema, migrated
     * @param source {@code genage_human.csv}
     * @return the loader; its dataset is {@code genage}
     */
    public static HagrLoad genAge(DataSource dataSource, String schema, InputSource source) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        return of(dataSource, schema, source, HagrTables.GENAGE_HUMAN);
    }

    /**
     * Starts a loader of GenAge's model organisms: {@code genage_genes}, and sets by organism and influence such as
     * {@code genage-models/mus-musculus/anti-longevity}.
     *
     * @param dataSource gives two connections at once
     * @param schema the assembly's schema, migrated
     * @param source {@code genage_models.csv}
     * @return the loader; its dataset is {@code genage-models}
     */
    public static HagrLoad genAgeModels(DataSource dataSource, String schema, InputSource source) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        return of(dataSource, schema, source, HagrTables.GENAGE_MODELS);
    }

    /**
     * Starts a loader of DrugAge, builds 3 to 5: {@code lifespan_experiments}, from which {@code intervention_rankings} are
     * computed, and papers.
     *
     * @param dataSource gives two connections at once
     * @param schema the assembly's schema, migrated
     * @param source {@code drugage.csv}
     * @return the loader; its dataset is {@code drugage}
     */
    public static HagrLoad drugAge(DataSource dataSource, String schema, InputSource source) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        return of(dataSource, schema, source, HagrTables.DRUGAGE);
    }

    /**
     * Starts a loader of LongevityMap: {@code longevity_associations}, {@code variant_annotations}, papers, and the sets
     * {@code longevitymap}, {@code longevitymap/significant} and {@code longevitymap/not_significant}.
     *
     * @param dataSource gives two connections at once
     * @param schema the assembly's schema, migrated
     * @param source {@code longevity.csv}
     * @return the loader; its dataset is {@code longevitymap}
     */
    public static HagrLoad longevityMap(DataSource dataSource, String schema, InputSource source) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        return of(dataSource, schema, source, HagrTables.LONGEVITY_MAP);
    }

    /**
     * Starts a loader of CellAge: {@code cellage_genes}, papers, and the sets {@code cellage}, {@code cellage/induces},
     * {@code cellage/inhibits} and {@code cellage/unclear}.
     *
     * @param dataSource gives two connections at once
     * @param schema the assembly's schema, migrated
     * @param source {@code cellage3.tsv} or an older build
     * @return the loader; its dataset is {@code cellage}
     */
    public static HagrLoad cellAge(DataSource dataSource, String schema, InputSource source) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        return of(dataSource, schema, source, HagrTables.CELLAGE);
    }

    /**
     * Names the dataset, and with it its gene sets.
     *
     * @param name any text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public HagrLoad dataset(String name) {
        Objects.requireNonNull(name, "name");
        return new HagrLoad(settings.withDataset(name), table, parseMode);
    }

    /**
     * Says what happens to rows that break the format: strict refuses the file at the first one, lenient keeps them in
     * {@code load_rejects} and loads the rest.
     *
     * @param parseMode strict or lenient
     * @return a loader with this setting
     */
    public HagrLoad parseMode(ParseMode parseMode) {
        Objects.requireNonNull(parseMode, "parseMode");
        return new HagrLoad(settings, table, parseMode);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener called on the thread of {@link #run()}
     * @return a loader with this setting
     */
    public HagrLoad onProgress(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new HagrLoad(settings.withListener(listener), table, parseMode);
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public HagrLoad cancelledBy(CancelSignal cancel) {
        Objects.requireNonNull(cancel, "cancel");
        return new HagrLoad(settings.withCancel(cancel), table, parseMode);
    }

    /**
     * Loads.
     *
     * @return what was done; a record is a row of the file
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws LoadException if the database refuses, another loader is at work on the dataset, the load is cancelled, or a
     *     gene set of somebody else has the name of one to be made
     * @throws IOException if the file cannot be opened
     */
    public LoadReport run() throws IOException {
        return settings.run(
                table.kind(),
                "parse_mode=" + parseMode,
                run -> run.stageBy(() -> read(run, table))
                        ? run.switchIn(Set.of(), connection -> follow(connection, run))
                        : run.unchangedReport());
    }

    private <T> LoadCounts read(LoadRun run, HagrTable<T> table) throws SQLException, IOException {
        try (HagrReader<T> rows = table.format().open(run.input(), parseMode, (Diagnostic bad) -> run.reject(bad))) {
            run.meter().countRecords(rows::records);
            Map<String, StagedTable> staged = new LinkedHashMap<>();
            for (Map.Entry<String, String> each : table.columns().entrySet()) {
                staged.put(each.getKey(), run.staging().stage(each.getKey(), each.getValue(), 0));
            }
            checkHeading(rows.heading());
            StorableRecord storable = new StorableRecord(settings.source().name(), KEYS);
            int key = 0;
            long refused = 0;
            while (rows.advance()) {
                run.meter().tick();
                Diagnostic finding = storable.finding((Record) rows.record(), rows.lineNumber());
                if (finding == null) {
                    table.writer().write(run.datasetId(), ++key, rows.record(), staged);
                } else if (parseMode == ParseMode.STRICT) {
                    throw new ParseException(finding);
                } else {
                    run.reject(finding);
                    refused++;
                }
            }
            Map<String, Long> written = new LinkedHashMap<>();
            staged.forEach((name, of) -> written.put(name, of.rows().rows()));
            ContigCounts counts =
                    new ContigCounts(rows.records() + rows.skipped(), key, 0, rows.skipped() + refused, 0);
            return new LoadCounts(counts, Map.of(), written, List.of(String.join(",", rows.heading())), 0);
        }
    }

    private void checkHeading(List<String> heading) {
        for (String column : heading) {
            Diagnostic finding =
                    StorableText.finding(settings.source().name(), 1, "heading", column, Integer.MAX_VALUE);
            if (finding != null) {
                throw new ParseException(finding);
            }
        }
    }

    /** What follows from the rows that are now visible. */
    private void follow(Connection connection, LoadRun run) throws SQLException {
        SharedTables shared = new SharedTables(connection, settings.schema(), run.datasetId(), settings.dataset());
        shared.papers(table.papers());
        List<String> taken = shared.foreignSets(table.sets());
        if (!taken.isEmpty()) {
            throw new LoadException("a gene set is called \"" + taken.get(0)
                    + "\" already and does not come with this dataset; load it under another name");
        }
        shared.sets(
                table.sets(), table.format().name() + ", " + settings.source().name());
        List<String> unresolved = shared.unresolved();
        if (!unresolved.isEmpty()) {
            run.warn(unresolved.size() + " symbols are in no loaded annotation under any of their names: "
                    + String.join(", ", unresolved.subList(0, Math.min(NAMED, unresolved.size())))
                    + (unresolved.size() > NAMED ? ", …" : "")
                    + "; the view unresolved_set_members lists them");
        }
    }
}
