package omega.genomics.postgres.load.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.CommitWitness;
import omega.genomics.postgres.internal.ExclusiveChange;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.ObstructedException;
import omega.genomics.postgres.internal.SessionSettings;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.internal.TableLocks;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.stage.CopyConnection;
import omega.genomics.postgres.load.stage.ParentTables;
import omega.genomics.postgres.load.stage.PartState;
import omega.genomics.postgres.load.stage.StagedTable;
import omega.genomics.postgres.load.stage.Staging;
import omega.genomics.postgres.load.stage.TableNames;
import org.jspecify.annotations.Nullable;

/**
 * One call of a loader, from its lock to its report: the mechanism that every loader shares.
 *
 * <ol>
 *   <li>{@link #execute}: takes the dataset's advisory lock, buries runs that were killed, and finds out whether the file is
 *       there already ({@link #isUnchanged}) or staged completely by a run that died before its switch ({@link #isStaged}).
 *   <li>{@link #staging}: standalone tables, each on one of the run's connections; the loader writes rows to them, hands refused
 *       records to {@link #reject}, reads its file through {@link #input}.
 *   <li>{@link #seal}: counts are stored, keys and indexes built, tables analysed, connections committed. From here on a killed
 *       run can be taken over by the next call; before, only its tables that are complete ({@link PartState}).
 *   <li>{@link #switchIn}: one transaction drops the dataset's old partitions, attaches the new ones and writes its row.
 *   <li>{@link #close}: whatever is not finished is undone; the run's state says how it ended.
 * </ol>
 *
 * <p>Before step 4 nothing that a reader can see has changed. Not thread-safe.
 */
public final class LoadRun implements AutoCloseable {
    private final DataSource dataSource;
    private final String schema;
    private final LoadPlan plan;
    private final Connection control;
    private final RunLog log;
    private final Catalog catalog;
    private final RunSources sources;
    private final ProgressMeter meter;
    private final Set<String> warnings = new LinkedHashSet<>();
    /** Since when no reader was kept waiting. */
    private long quietSince = System.nanoTime();

    /** Null until the run has its number. */
    private @Nullable Staging staging;

    private long runId;
    private int datasetId;
    private boolean unchanged;
    /** Null until the run knows what was there before. */
    private @Nullable RunFiles files;

    /** Null until the run knows what earlier ones left. */
    private @Nullable RunStart start;

    private @Nullable ReleaseCounts release;
    private boolean takenOver;
    /** What an earlier run counted that read the whole file; null if there was none. */
    private @Nullable LoadCounts counted;

    private boolean sealed;
    private boolean finished;
    private @Nullable Throwable failure;

    private LoadRun(DataSource dataSource, String schema, LoadPlan plan, Connection control) throws IOException {
        this.dataSource = dataSource;
        this.schema = schema;
        this.plan = plan;
        this.control = control;
        log = new RunLog(control, schema);
        catalog = new Catalog(control, schema);
        sources = RunSources.of(plan.sources());
        meter = new ProgressMeter(plan.listener(), plan.cancel(), sources.bytes());
    }

    /** Opens the run; the caller closes it. */
    private static LoadRun begin(DataSource dataSource, String schema, LoadPlan plan, boolean mayTakeOver)
            throws IOException {
        try {
            Connection control = SessionSettings.open(dataSource);
            try {
                LoadRun run = new LoadRun(dataSource, schema, plan, control);
                run.start(mayTakeOver);
                return run;
            } catch (SQLException | IOException | RuntimeException e) {
                RunLock.giveBack(control, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new LoadException("could not begin to load " + plan.describe(), e);
        }
    }

    /** The steps of a loader between begin and close. */
    public interface Steps {
        LoadReport run(LoadRun run) throws SQLException, IOException;
    }

    /** Runs a loader's steps; however they end, the run is closed and its state written. */
    public static LoadReport execute(DataSource dataSource, String schema, LoadPlan plan, Steps steps)
            throws IOException {
        try {
            return execute(dataSource, schema, plan, steps, true);
        } catch (UnusableTables e) {
            return execute(dataSource, schema, plan, steps, false);
        }
    }

    private static LoadReport execute(
            DataSource dataSource, String schema, LoadPlan plan, Steps steps, boolean mayTakeOver) throws IOException {
        LoadEvent event = new LoadEvent();
        event.begin();
        try (LoadRun run = begin(dataSource, schema, plan, mayTakeOver)) {
            try {
                LoadReport report = steps.run(run);
                event.done(schema, report);
                return report;
            } catch (SQLException e) {
                LoadException translated = run.translated(e);
                run.failure = translated;
                throw translated;
            } catch (ParseException e) {
                RuntimeException reason = run.reasonFor(e);
                run.failure = reason;
                throw reason;
            } catch (IOException | RuntimeException | Error e) {
                run.failure = e;
                throw e;
            }
        }
    }

    private LoadException translated(SQLException e) {
        String doing = "could not load " + plan.describe();
        if (e instanceof ObstructedException) {
            String finish = start().isRepeatable()
                    ? ". What is loaded is kept: when they have ended, load the same file again in the same way, and only"
                            + " the switch is left to do"
                    : ". Nothing has changed: when they have ended, load again";
            return new LoadException(doing + ": " + e.getMessage() + finish, e.getSQLState(), e);
        }
        return new LoadException(doing, e);
    }

    /** What breaks the format may do so because the file was being written. */
    private RuntimeException reasonFor(ParseException e) {
        try {
            sources.checkVisibly();
            return e;
        } catch (LoadException changed) {
            changed.initCause(e);
            return changed;
        } catch (UncheckedIOException noAnswer) {
            e.addSuppressed(noAnswer);
            return e;
        }
    }

    private void start(boolean mayTakeOver) throws SQLException {
        RunLock.take(control, schema, plan.kind(), plan.dataset(), plan.cancel());
        EarlierRuns earlier = new EarlierRuns(control, schema, log);
        earlier.bury(plan.kind(), plan.dataset());
        Optional<RunLog.Dataset> dataset = log.dataset(plan.kind(), plan.dataset());
        RunFiles of = new RunFiles(plan, log, sources, meter, warnings, dataset.orElse(null));
        files = of;
        datasetId = earlier.datasetId(plan.kind(), plan.dataset());
        RunStart found = new RunStart(plan, log, sources, datasetId);
        start = found;
        unchanged = sources.isKnown() && dataset.isPresent() && (found.isThere(dataset.get()) || of.isAppended());
        if (unchanged) {
            log.dropStaged(plan.kind(), plan.dataset(), Optional.empty());
        } else {
            Optional<RunStart.Earlier> run = found.takeOver(mayTakeOver);
            takenOver = run.isPresent();
            sealed = takenOver && run.get().isSealed();
            counted = takenOver ? run.get().counted() : null;
            runId = takenOver
                    ? run.get().runId()
                    : log.begin(plan, datasetId, sources.isKnown() ? sources.value() : null);
        }
        of.belongTo(runId, takenOver);
        staging = newStaging();
    }

    private Staging newStaging() throws SQLException {
        ParentTables parents = new ParentTables(schema);
        Staging made = new Staging(
                dataSource,
                new TableNames(schema, datasetId, runId),
                parents,
                plan.connections(),
                parent -> {
                    refuseForeign(parent);
                    parents.meet(control, parent);
                },
                meter::tick);
        if (takenOver && !sealed) {
            log.parts(runId).forEach(part -> made.takeOver(part.parent(), part.state()));
        }
        return made;
    }

    private RunStart start() {
        return Objects.requireNonNull(start);
    }

    private RunSwitch sealedRun() {
        return new RunSwitch(control, schema, log, runId, datasetId);
    }

    /** Tells whether the dataset holds this very file already; nothing is left to do but to report. */
    public boolean isUnchanged() {
        return unchanged;
    }

    /** Reads a file. */
    public interface Reading {
        LoadCounts read() throws SQLException, IOException;
    }

    /** Reads and seals, unless a run that died has done so; false if the dataset holds this very file already. */
    public boolean stageBy(Reading reading) throws SQLException, IOException {
        if (unchanged) {
            return false;
        }
        if (!sealed) {
            LoadCounts counts = reading.read();
            if (turnsOutUnchanged()) {
                return false;
            }
            seal(counts);
        }
        return true;
    }

    /** Asks again once the file is read, for a stream, whose digest is not known before. */
    public boolean turnsOutUnchanged() throws SQLException {
        Optional<RunLog.Dataset> dataset = log.dataset(plan.kind(), plan.dataset());
        unchanged = !sources.isKnown() && dataset.isPresent() && start().isThere(dataset.get());
        return unchanged;
    }

    /** Tells whether everything is staged, by a run that died before its switch; nothing is left but the switch. */
    public boolean isStaged() {
        return sealed;
    }

    public int datasetId() {
        return datasetId;
    }

    public String schema() {
        return schema;
    }

    /** Returns the run's number, with which the names of its tables end. */
    public long id() {
        return runId;
    }

    public ProgressMeter meter() {
        return meter;
    }

    /** Opens the file such that reading it shows progress, can be cancelled, and is digested. */
    public InputSource input() throws IOException {
        return sources.open(0, meter);
    }

    /** Returns the files, for a loader that can read several. */
    public RunFiles files() {
        return Objects.requireNonNull(files);
    }

    /** Returns the largest key of a table in the dataset, 0 if there is none or it is to be replaced. */
    public int lastKey(String table, String column) throws SQLException {
        return plan.mode() == LoadMode.REPLACE
                ? 0
                : Sql.query(
                                control,
                                row -> row.getInt(1),
                                "SELECT coalesce(max(" + column + "), 0) FROM " + Sql.name(schema, table)
                                        + " WHERE dataset_id = ?",
                                datasetId)
                        .get(0);
    }

    /** Asks the database on the run's own connection. */
    public <T> List<T> ask(Sql.Row<T> row, String sql, @Nullable Object... values) throws SQLException {
        return Sql.query(control, row, sql, values);
    }

    /**
     * Changes tables that others read, on the run's own connection, all of it or nothing.
     *
     * @param locks what to lock
     * @param work run again from the start if others are in its way
     * @throws SQLException when the server refuses, or others do not make way
     */
    public void change(TableLocks locks, CopyConnection.Work work) throws SQLException {
        change(locks, plan.limits().patience(), work);
    }

    private void change(TableLocks locks, Duration patience, CopyConnection.Work work) throws SQLException {
        LockLimits limits = plan.limits().withPatienceOf(patience);
        Sql.inTransaction(control, connection -> {
            ExclusiveChange.run(connection, locks, limits, quietSince, meter::tick, () -> work.run(connection));
            return true;
        });
        quietSince = System.nanoTime();
    }

    /** Returns the quoted name of something in the run's schema. */
    public String qualified(String table) {
        return Sql.name(schema, table);
    }

    /** Returns what the server says of tables, on the run's own connection. */
    public Catalog catalog() {
        return catalog;
    }

    /** Returns the connections that write, and their tables. */
    public Staging staging() {
        return Objects.requireNonNull(staging);
    }

    /** Rows would go to another server, where this run can neither stage nor switch them. */
    private void refuseForeign(String parent) throws SQLException {
        if (catalog.isForeign(parent)) {
            throw new LoadException("cannot load into " + parent + ": " + parent
                    + " is a foreign table; load on the server that has it");
        }
    }

    /** As {@link Staging#sealEarly}, unless the file visibly changes: a later call with the same digest takes the table over. */
    public void sealEarly(StagedTable table) {
        sources.checkVisibly();
        staging().sealEarly(table);
    }

    /** As {@link Staging#reopen}. */
    public void reopen(StagedTable table) {
        staging().reopen(table, control);
    }

    /** Makes the staging place of contigs, on the connection that will switch them in. */
    public StagedContigs stageContigs() throws SQLException {
        return StagedContigs.create(control, schema);
    }

    public void reject(Diagnostic diagnostic) {
        log.reject(runId, diagnostic);
    }

    /** Forgets all rejects so far: the file is read again. */
    public void forgetRejects() throws SQLException {
        log.forgetRejects(runId);
    }

    /** Keeps for the report what the load noticed and went on from; the same text again is the same warning. */
    public void warn(String warning) {
        warnings.add(warning);
    }

    /**
     * Ends the rows: stores the counts, then builds keys and indexes on all connections at once, each of which commits what it did. A
     * run that goes on with these tables does not read the rows of complete ones, so what they hold is known from the counts.
     */
    public void seal(LoadCounts counts) throws SQLException {
        try {
            sources.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        meter.enter(LoadPhase.INDEXING);
        log.flushRejects(runId);
        for (int file = 0; file < counts.files().size(); file++) {
            log.files().count(runId, file, counts.files().get(file).contigs());
        }
        if (counted == null) {
            log.count(runId, sources.value(), counts);
        } else if (counted.total().recordsRead() != counts.total().recordsRead()) {
            throw mismatch(
                    counted.total().recordsRead() + " records", counts.total().recordsRead());
        }
        staging().complete();
        log.complete(runId);
        sealed = true;
    }

    /**
     * Returns up to three staged rows, the values of these columns joined by a colon, that the dataset has already; if there are
     * any, the run cannot be taken over.
     */
    public List<String> alreadyThere(String parent, String... columns) throws SQLException {
        List<String> found = sealedRun().alreadyThere(parent, columns);
        sealed &= found.isEmpty();
        return found;
    }

    /** Makes the staged tables visible, all at once. */
    public LoadReport switchIn(Set<String> unknownContigs) throws SQLException {
        return switchIn(unknownContigs, connection -> {});
    }

    /** The same, with something more to do in the same transaction; readers wait for it. */
    public LoadReport switchIn(Set<String> unknownContigs, CopyConnection.Work also) throws SQLException {
        return switchIn(unknownContigs, also, connection -> {});
    }

    /** The same, with something to do when the tables are visible. */
    public LoadReport switchIn(Set<String> unknownContigs, CopyConnection.Work also, CopyConnection.Work after)
            throws SQLException {
        meter.enter(LoadPhase.SWITCHING);
        LoadCounts counts = log.counts(runId);
        Optional<RunSwitch.Mismatch> wrong = sealedRun().mismatch(counts.rowsWritten(), takenOver);
        if (wrong.isPresent()) {
            throw mismatch(wrong.get().expected(), wrong.get().found());
        }
        OptionalLong bytes = sources.bytes();
        sealedRun()
                .swap(
                        plan.mode(),
                        bytes.isPresent() ? bytes.getAsLong() : null,
                        (locks, patience, change) -> change(locks, patience, transaction -> change.run()),
                        also);
        finished = true;
        tellWitness();
        after.run(control);
        return report(LoadState.DONE, counts, unknownContigs);
    }

    /**
     * Changes the dataset's rows by those of the staged tables, in one transaction: readers see the state before or after it.
     *
     * @param change of the rows; the staged tables are dropped after it
     * @param also done in the same transaction, when the dataset has its new row
     */
    public LoadReport renew(Set<String> unknownContigs, CopyConnection.Work change, CopyConnection.Work also)
            throws SQLException {
        meter.enter(LoadPhase.SWITCHING);
        OptionalLong bytes = sources.bytes();
        Sql.inTransaction(control, connection -> {
            change.run(connection);
            sealedRun().renewed(plan.mode(), bytes.isPresent() ? bytes.getAsLong() : null);
            also.run(connection);
            return true;
        });
        finished = true;
        tellWitness();
        return report(LoadState.DONE, log.counts(runId), unknownContigs);
    }

    /** Says how the release that is loaded differs from the one before, for the report. */
    public void released(ReleaseCounts of) {
        release = of;
    }

    /** Does something on the run's own connection, each statement in a transaction of its own. */
    public void work(CopyConnection.Work work) throws SQLException {
        work.run(control);
    }

    /** Returns the staged tables by what they become a part of. */
    public Map<String, String> staged() throws SQLException {
        return log.staged(runId);
    }

    /** Returns the name of a table of the run that is not staged. */
    public String name(String prefix) {
        return new TableNames(schema, datasetId, runId).staged(prefix);
    }

    /** Nothing becomes visible, and the tables are dropped. */
    private RuntimeException mismatch(String expected, long found) {
        sealed = false;
        String message = "could not load " + plan.describe() + ": expected " + expected + ", found " + found;
        return takenOver ? new UnusableTables(message) : new LoadException(message);
    }

    /** What an earlier run left does not hold what the file has. */
    private static final class UnusableTables extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnusableTables(String message) {
            super(message);
        }
    }

    /** Writes the report of a load that had nothing to do. */
    public LoadReport unchangedReport() throws SQLException {
        tellWitness();
        finished = runId == 0;
        return report(LoadState.UNCHANGED, LoadCounts.NONE, Set.of());
    }

    /** Also of what was there already: somebody else may have loaded it a moment ago. */
    private void tellWitness() throws SQLException {
        CommitWitness.tell(dataSource, control, log.evidence(datasetId));
    }

    private LoadReport report(LoadState state, LoadCounts counts, Set<String> unknownContigs) throws SQLException {
        return new LoadReport(
                plan.kind(),
                plan.dataset(),
                state,
                counts.total().recordsRead(),
                counts.total().recordsStored(),
                counts.total().duplicates(),
                counts.total().rejects(),
                counts.total().other(),
                counts.total().alleles(),
                counts.repeated(),
                counts.rowsWritten(),
                unknownContigs,
                sources.value(),
                Collections.unmodifiableMap(counts.contigs()),
                files().all(state, counts),
                RunLog.bytes(catalog.room(datasetId)),
                List.copyOf(warnings),
                meter.elapsed(),
                meter.finish(),
                Optional.ofNullable(release));
    }

    @Override
    public void close() {
        closeInput();
        closeStaging();
        try {
            if (!finished) {
                undo();
            }
        } catch (SQLException e) {
            // The connection is gone, and with it everything uncommitted; the next call buries this run.
            if (failure != null) {
                failure.addSuppressed(e);
            }
        } finally {
            closeControl();
        }
    }

    private void closeInput() {
        try {
            sources.close();
        } catch (IOException e) {
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }

    private void closeStaging() {
        try {
            if (staging != null) {
                staging.close();
            }
        } catch (SQLException e) {
            if (failure != null) {
                failure.addSuppressed(e);
            }
        }
    }

    private void undo() throws SQLException {
        if (!control.getAutoCommit()) {
            control.rollback();
            control.setAutoCommit(true);
        }
        if (!sealed) {
            log.flushRejects(runId);
        }
        if (!sealed || !start().isRepeatable()) {
            log.dropParts(runId);
        }
        if (failure instanceof ReadAgainException) {
            log.forget(runId);
            return;
        }
        if (unchanged) {
            log.end(runId, "unchanged", null);
            return;
        }
        boolean cancelled = failure instanceof LoadException e && e.isCancelled();
        log.end(runId, cancelled ? "cancelled" : "failed", failure == null ? null : failure.getMessage());
    }

    private void closeControl() {
        RunLock.giveBack(control, failure);
    }
}
