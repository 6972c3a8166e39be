package omega.genomics.postgres.load.genes;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import omega.genomics.ParseMode;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.DigestedFile;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ProgressListener;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.release.NextRelease;
import omega.genomics.postgres.load.run.AssemblyChecks;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.run.LoadSettings;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;

/**
 * Loads the whole gene model of a GTF or GFF3 file: genes, transcripts, exons, coding sequences, aliases.
 *
 * <pre>{@code
 * LoadReport report = grch38.loadGenes(InputSource.of(path))
 *         .dataset("ensembl-111")
 *         .onProgress(progress -> bar.show(progress.share()))
 *         .run();
 * }</pre>
 *
 * <p>Nothing is visible until all of it is. The same file with the same options again changes nothing and says so. A load
 * that was killed leaves the old data as it was; the next call cleans up after it, and goes on from what was complete.
 *
 * <p>Immutable: each setting returns another loader. One run uses three connections and three threads beside the caller's. Of a
 * file whose rows are together by contig, as they are in most, two contigs are in memory at a time (of scaffolds, some ten
 * thousand rows of them). Where a contig comes back, the file is read again as a whole; then, and of a stream, all rows are in memory:
 * for a whole human annotation about a fifth of a gigabyte.
 */
public final class GeneLoad {
    static final String KIND = "genes";
    private static final int CONNECTIONS = 2;
    /** Fewer rows are not worth a part of their own: assemblies may have a hundred thousand scaffolds. */
    private static final int ROWS_OF_A_PART = 20_000;

    private final LoadSettings settings;
    private final @Nullable Assembly contigs;
    private final ParseMode parseMode;
    private final UnknownContigs unknown;
    private final boolean assemblyCheck;
    private final int rowsOfAPart;
    private final @Nullable String release;

    private GeneLoad(
            LoadSettings settings,
            @Nullable Assembly contigs,
            ParseMode parseMode,
            UnknownContigs unknown,
            boolean assemblyCheck,
            int rowsOfAPart,
            @Nullable String release) {
        this.settings = settings;
        this.contigs = contigs;
        this.parseMode = parseMode;
        this.unknown = unknown;
        this.assemblyCheck = assemblyCheck;
        this.rowsOfAPart = rowsOfAPart;
        this.release = release;
    }

    private GeneLoad with(LoadSettings other) {
        return new GeneLoad(other, contigs, parseMode, unknown, assemblyCheck, rowsOfAPart, release);
    }

    /**
     * Starts a loader with the defaults: dataset {@code genes}, replace, strict, contigs of the bundled assembly that is
     * called like the schema, if there is one.
     *
     * @param dataSource gives three connections at once
     * @param schema the assembly's schema, migrated
     * @param source a GTF or GFF3 file
     * @return the loader
     */
    public static GeneLoad of(DataSource dataSource, String schema, InputSource source) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(source, "source");
        return new GeneLoad(
                LoadSettings.of(dataSource, schema, source, KIND, CONNECTIONS),
                Assembly.named(schema).orElse(null),
                ParseMode.STRICT,
                UnknownContigs.KEEP,
                true,
                ROWS_OF_A_PART,
                null);
    }

    /**
     * Names the dataset.
     *
     * @param name any text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public GeneLoad dataset(String name) {
        Objects.requireNonNull(name, "name");
        return with(settings.withDataset(name));
    }

    /**
     * Says what happens to rows that the dataset has already.
     *
     * @param mode replace, append, or {@link #renew renew}
     * @return a loader with this setting
     */
    public GeneLoad mode(LoadMode mode) {
        Objects.requireNonNull(mode, "mode");
        return with(settings.withMode(mode));
    }

    /**
     * Names the release of the dataset that the file is; with {@link #renew}, releases before it stay in the dataset's history. Without
     * that call the release replaces the dataset and is its only one.
     *
     * @param name a number, such as {@code 114}, a date, or any other text
     * @return a loader with this setting
     * @throws IllegalArgumentException if it is blank
     */
    public GeneLoad release(String name) {
        Objects.requireNonNull(name, "name");
        StorableText.checkedName("release", name);
        return new GeneLoad(settings, contigs, parseMode, unknown, assemblyCheck, rowsOfAPart, name);
    }

    /**
     * Makes the release by its differences: genes that are new or differ from the newest release are written, and replace their earlier versions.
     * A gene differs if anything in it or in its transcripts, exons or coding sequences does; the order of genes and transcripts in the
     * file does not matter. Rows that end stay in the dataset's history. The first release of a dataset is loaded whole.
     * {@link LoadReport#release()} has the counts of genes, transcripts and exons.
     *
     * @return a loader with this setting; it needs a {@link #release}
     */
    public GeneLoad renew() {
        return with(settings.withMode(LoadMode.RENEW));
    }

    /**
     * Says what happens to rows that break the format: strict refuses the file at the first one, lenient keeps them in
     * {@code load_rejects} and loads the rest.
     *
     * @param parseMode strict or lenient
     * @return a loader with this setting
     */
    public GeneLoad parseMode(ParseMode parseMode) {
        Objects.requireNonNull(parseMode, "parseMode");
        return new GeneLoad(settings, contigs, parseMode, unknown, assemblyCheck, rowsOfAPart, release);
    }

    /**
     * Gives the table of contigs whose preferred names are stored.
     *
     * @param assembly its contigs; what becomes of names it does not know, {@link #unknownContigs} says
     * @return a loader with this setting
     */
    public GeneLoad contigs(Assembly assembly) {
        Objects.requireNonNull(assembly, "assembly");
        return new GeneLoad(settings, assembly, parseMode, unknown, assemblyCheck, rowsOfAPart, release);
    }

    /**
     * Says what happens to records on contigs that the assembly does not know.
     *
     * @param unknown keep them as written, refuse the file, or keep them in {@code load_rejects} only
     * @return a loader with this setting
     */
    public GeneLoad unknownContigs(UnknownContigs unknown) {
        Objects.requireNonNull(unknown, "unknown");
        return new GeneLoad(settings, contigs, parseMode, unknown, assemblyCheck, rowsOfAPart, release);
    }

    /**
     * Controls whether a file that contradicts the assembly is refused: a directive names another one, it has chromosomes of another
     * one, or a gene beyond the end of a chromosome. See {@link omega.genomics.contig.AssemblyCheck}.
     *
     * @param checked true, the default, refuses such a file before anything of it is visible; false loads it all the same
     * @return a loader with this setting
     */
    public GeneLoad assemblyCheck(boolean checked) {
        return new GeneLoad(settings, contigs, parseMode, unknown, checked, rowsOfAPart, release);
    }

    /** Says at how many rows genes are made, unless a contig has more; for tests. */
    GeneLoad rowsOfAPart(int rows) {
        return new GeneLoad(settings, contigs, parseMode, unknown, assemblyCheck, rows, release);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener called on the thread of {@link #run()}
     * @return a loader with this setting
     */
    public GeneLoad onProgress(ProgressListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(settings.withListener(listener));
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public GeneLoad cancelledBy(CancelSignal cancel) {
        Objects.requireNonNull(cancel, "cancel");
        return with(settings.withCancel(cancel));
    }

    /**
     * Loads.
     *
     * @return what was done
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws LoadException if the database refuses, another loader is at work on the dataset, or the load is cancelled
     * @throws IOException if the file cannot be opened
     * @throws IllegalArgumentException if a release is asked for that cannot be made
     */
    public LoadReport run() throws IOException {
        if (release == null && settings.mode() == LoadMode.RENEW) {
            throw new IllegalArgumentException("expected the name of a release to renew, found none");
        }
        if (release != null && settings.mode() == LoadMode.APPEND) {
            throw new IllegalArgumentException("datasets with releases do not yet take files that are appended");
        }
        GeneLoad load = with(NextRelease.settings(settings, KIND));
        return load.settings.run(KIND, options(), load::run);
    }

    /** Only what shapes the rows: with another text the same file is loaded again. */
    private String options() {
        return "parse_mode=" + parseMode + " contigs=" + (contigs == null ? "as written" : contigs.name())
                + " unknown_contigs=" + unknown + (release == null ? "" : " release=" + release);
    }

    private LoadReport run(LoadRun run) throws SQLException, IOException {
        if (run.isUnchanged()) {
            NextRelease.reportUnchanged(run);
            return run.unchangedReport();
        }
        @Nullable
        GeneRelease made = NextRelease.begin(run, release, settings.mode())
                .map(next -> new GeneRelease(run, next))
                .orElse(null);
        ContigNames names = new ContigNames(contigs);
        if (!run.stageBy(() -> read(run, names, made))) {
            NextRelease.reportUnchanged(run);
            return run.unchangedReport();
        }
        refuseKnownGenes(run);
        return made == null ? run.switchIn(names.unknown()) : made.makeVisible(names.unknown());
    }

    /** An appended file with genes that are there already would double them. */
    private void refuseKnownGenes(LoadRun run) throws SQLException {
        List<String> known =
                settings.mode() == LoadMode.APPEND ? run.alreadyThere("genes", "chromosome", "gene_id") : List.of();
        if (!known.isEmpty()) {
            throw new LoadException("the " + KIND + " dataset \"" + settings.dataset() + "\" has genes of "
                    + settings.source().name()
                    + " already, such as " + String.join(", ", known)
                    + "; to append is to add genes that are not there: replace the dataset, or load into another");
        }
    }

    private LoadCounts read(LoadRun run, ContigNames names, @Nullable GeneRelease made)
            throws SQLException, IOException {
        Map<String, StagedTable> tables = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : GeneRows.COLUMNS.entrySet()) {
            StagedTable staged = run.staging().stage(table.getKey(), table.getValue(), laneOf(table.getKey()));
            tables.put(table.getKey(), made == null ? staged : made.staged(staged));
        }
        try {
            return read(
                    run,
                    names,
                    tables,
                    made,
                    DigestedFile.rereadable(settings.source()).isPresent() ? rowsOfAPart : Integer.MAX_VALUE);
        } catch (GeneRecords.WantsWholeFile e) {
            tables.values().forEach(StagedTable::clear);
            run.forgetRejects();
            run.meter().enter(LoadPhase.READING);
            return read(run, names, tables, made, Integer.MAX_VALUE);
        }
    }

    private LoadCounts read(
            LoadRun run,
            ContigNames names,
            Map<String, StagedTable> tables,
            @Nullable GeneRelease made,
            int rowsOfAPart)
            throws SQLException, IOException {
        AssemblyChecks checks =
                new AssemblyChecks(contigs, assemblyCheck, settings.source().name());
        GeneRecords records = new GeneRecords(parseMode, unknown, names, checks, run, rowsOfAPart);
        GeneRows rows = new GeneRows(
                run.datasetId(),
                names,
                checks,
                tables,
                made == null ? lastKeys(run) : made.lastKeys(),
                made == null ? null : made.known());
        records.read(run.input(), rows::write);
        return records.counts(tables, rows.longestGene());
    }

    private static GeneRows.Keys lastKeys(LoadRun run) throws SQLException {
        return new GeneRows.Keys(run.lastKey("genes", "gene_key"), run.lastKey("transcripts", "transcript_key"));
    }

    /** Exons are half of all bytes, so they have a connection of their own. */
    private static int laneOf(String table) {
        return table.equals("exons") ? 0 : 1;
    }
}
