package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.CommitWitness;
import omega.genomics.postgres.internal.ExclusiveChange;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.ObstructedException;
import omega.genomics.postgres.internal.PartitionSwap;
import omega.genomics.postgres.internal.SessionSettings;
import omega.genomics.postgres.internal.Sha256;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.stage.TableNames;

/**
 * A run whose rows a program writes in parts, from begin to commit or abort: the states of {@code StagedSink}, as {@link LoadRun}
 * has those of a load.
 *
 * <p>Whoever began or recovered the run holds the dataset's advisory lock while the object is open. Attempts are written on other
 * connections, by other threads or processes, which need no lock: each finishes in one transaction, which looks whether the run
 * still goes on. Thread-safe; one commit at a time.
 */
public final class SinkRun implements AutoCloseable {
    private static final String OPTIONS = "rows of a program";
    /** How long a commit waits for attempts that end by themselves. */
    private static final long PATIENCE_WITH_ATTEMPTS = TimeUnit.SECONDS.toNanos(5);

    private final DataSource dataSource;
    private final String schema;
    private final Connection control;
    private final RunLog log;
    private final SinkLog sinks;
    private final Catalog catalog;
    private final long begin = System.nanoTime();
    private long runId;
    private SinkLog.Run run;
    private boolean hasLock;

    private SinkRun(DataSource dataSource, String schema, Connection control, SinkLog.Run run) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.control = control;
        this.run = run;
        log = new RunLog(control, schema);
        sinks = new SinkLog(schema);
        catalog = new Catalog(control, schema);
    }

    /**
     * What a sink is asked for.
     *
     * @param kind what the rows are; with the dataset's name, the key of a dataset
     * @param source where they come from, in words
     * @param columns what rows bring, by table
     */
    public record Target(
            String kind, String dataset, String source, List<String> header, Map<String, List<String>> columns) {
        String describe() {
            return kind + " dataset \"" + dataset + "\"";
        }
    }

    /** Something to do with a new run on its connection. */
    private interface Beginning {
        Optional<SinkRun> run(SinkRun empty) throws SQLException;
    }

    private static Optional<SinkRun> connect(DataSource dataSource, String schema, String doing, Beginning beginning) {
        try {
            Connection control = SessionSettings.open(dataSource);
            try {
                SinkLog.Run none = new SinkLog.Run("", "", 0, "", null, Map.of());
                Optional<SinkRun> made = beginning.run(new SinkRun(dataSource, schema, control, none));
                if (made.isEmpty()) {
                    RunLock.releaseAll(control);
                    control.close();
                }
                return made;
            } catch (SQLException | RuntimeException e) {
                RunLock.giveBack(control, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new LoadException("could not " + doing + ": " + Sql.reason(e, schema), e.getSQLState(), e);
        }
    }

    /** Something to refuse a run for. */
    public interface Check {
        void run(Connection connection) throws SQLException;
    }

    /** Begins a run; what earlier runs staged for the dataset is dropped, unless the check fails before. */
    public static SinkRun begin(DataSource dataSource, String schema, Target target, Check check) {
        return connect(
                        dataSource,
                        schema,
                        "begin a sink for " + target.describe(),
                        empty -> Optional.of(empty.begin(target, check)))
                .orElseThrow();
    }

    /** Goes on with the run of the dataset that nobody has ended, if there is one with the same columns. */
    public static Optional<SinkRun> recover(DataSource dataSource, String schema, Target target) {
        return connect(dataSource, schema, "recover a sink for " + target.describe(), empty -> empty.recover(target));
    }

    /** Opens a run, whatever became of it, without the dataset's lock. */
    public static SinkRun open(DataSource dataSource, String schema, long id) {
        return connect(dataSource, schema, "open sink " + id, empty -> Optional.of(empty.open(id)))
                .orElseThrow();
    }

    private SinkRun begin(Target target, Check check) throws SQLException {
        lock(target.kind(), target.dataset());
        check.run(control);
        EarlierRuns earlier = new EarlierRuns(control, schema, log);
        earlier.bury(target.kind(), target.dataset());
        log.dropStaged(target.kind(), target.dataset(), Optional.empty());
        int datasetId = earlier.datasetId(target.kind(), target.dataset());
        runId = Sql.inTransaction(control, connection -> {
            long id = log.begin(
                    target.kind(), target.dataset(), datasetId, LoadMode.REPLACE, target.source(), null, OPTIONS);
            Sql.update(
                    connection,
                    "UPDATE " + log.table("load_runs") + " SET header = ? WHERE run_id = ?",
                    connection.createArrayOf("text", target.header().toArray()),
                    id);
            sinks.begin(connection, id, target.columns());
            return id;
        });
        return open(runId);
    }

    private Optional<SinkRun> recover(Target target) throws SQLException {
        lock(target.kind(), target.dataset());
        Optional<Long> id = sinks.running(control, target.kind(), target.dataset());
        if (id.isEmpty() || !open(id.get()).run.columns().equals(target.columns())) {
            return Optional.empty();
        }
        return Optional.of(this);
    }

    private SinkRun open(long id) throws SQLException {
        runId = id;
        run = sinks.find(control, id)
                .orElseThrow(() -> new LoadException("expected the id of a sink in " + schema + ", found " + id));
        return this;
    }

    private void lock(String kind, String dataset) throws SQLException {
        RunLock.take(control, schema, kind, dataset, new CancelSignal());
        hasLock = true;
    }

    private void lockIfNeeded() throws SQLException {
        if (!hasLock) {
            lock(run.kind(), run.dataset());
        }
    }

    public long id() {
        return runId;
    }

    public String schema() {
        return schema;
    }

    public int datasetId() {
        return run.datasetId();
    }

    /** Returns what rows bring, by table. */
    public Map<String, List<String>> columns() {
        return run.columns();
    }

    public String describe() {
        return run.kind() + " dataset \"" + run.dataset() + "\"";
    }

    /** Something to ask on the run's own connection. */
    public synchronized <T> T ask(Sql.Work<T> work) {
        try {
            return work.run(control);
        } catch (SQLException e) {
            throw new LoadException("could not ask about sink " + runId, e);
        }
    }

    /** Returns a number that no other attempt has. */
    public long newAttempt() {
        return ask(sinks::newAttempt);
    }

    /** Returns how the staged tables of an attempt are called: they get their names when they are switched in. */
    public TableNames names(long attemptId) {
        return TableNames.ofAttempt(schema, run.datasetId(), runId, SinkLog.prefix(runId, attemptId));
    }

    /** Marks a transaction that writes an attempt, so that it can be ended if it is in the way. */
    public void mark(Connection connection) throws SQLException {
        RunLock.markAttempt(connection, schema, run.kind(), run.dataset());
    }

    /** Returns whether other attempts are being written at the same time as the one on this connection. */
    public boolean hasOtherAttempts(Connection connection) throws SQLException {
        return RunLock.hasOtherAttempts(connection, schema, run.kind(), run.dataset());
    }

    /** Writes down that an attempt is complete, on the connection and in the transaction that made its tables. */
    public void finish(Connection connection, SinkAttempt attempt) throws SQLException {
        Sql.commitDurably(connection);
        // the run is locked until this transaction is committed: a client that is frozen here must not keep the run's
        // commit waiting
        Sql.execute(connection, "SET LOCAL idle_in_transaction_session_timeout = '10s'");
        sinks.finish(connection, runId, attempt);
    }

    /**
     * Says why an attempt could not finish: if the run has ended, that is the reason, since its session may have been ended, too.
     *
     * @param part its name
     * @param failure as it appeared
     */
    public RuntimeException late(String part, RuntimeException failure) {
        try {
            String state = ask(connection -> sinks.stateNow(connection, runId));
            if (state.equals(SinkLog.RUNNING)) {
                return failure;
            }
            LoadException late = new LoadException(SinkLog.late(part, runId, state));
            late.initCause(failure);
            return late;
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    /** Returns the attempts that are finished, oldest first. */
    public List<SinkAttempt> attempts() {
        return ask(connection -> sinks.attempts(connection, runId));
    }

    /**
     * Makes the rows of these attempts the dataset, and throws all others away, in one transaction. The same attempts again change
     * nothing.
     */
    public synchronized LoadReport commit(List<SinkAttempt> attempts) {
        String digest = digest(attempts);
        try {
            lockIfNeeded();
            run = sinks.find(control, runId).orElseThrow();
            if (run.state().equals("done")) {
                if (digest.equals(run.sha256())) {
                    CommitWitness.tell(dataSource, control, log.evidence(run.datasetId()));
                    return report(LoadState.UNCHANGED, Map.of(), digest);
                }
                throw new LoadException("sink " + runId + " was committed before, with other receipts");
            }
            Map<String, Long> rows = Sql.inTransaction(control, connection -> switchIn(connection, attempts, digest));
            run = sinks.find(control, runId).orElseThrow();
            CommitWitness.tell(dataSource, control, log.evidence(run.datasetId()));
            return report(LoadState.DONE, rows, digest);
        } catch (ObstructedException e) {
            throw new LoadException(
                    "could not commit sink " + runId + ": " + e.getMessage()
                            + ". What is staged is kept: when they have ended, commit again",
                    e.getSQLState(),
                    e);
        } catch (SQLException e) {
            throw new LoadException("could not commit sink " + runId, e);
        }
    }

    /** The order of the receipts does not matter. */
    private static String digest(List<SinkAttempt> attempts) {
        return Sha256.ofText(attempts.stream()
                .distinct()
                .sorted(Comparator.comparing(SinkAttempt::part).thenComparing(SinkAttempt::id))
                .map(of ->
                        of.part() + "\t" + of.id() + "\t" + of.rows() + "\t" + of.bytes() + "\t" + of.checksum() + "\n")
                .collect(Collectors.joining()));
    }

    private Map<String, Long> switchIn(Connection connection, List<SinkAttempt> attempts, String digest)
            throws SQLException {
        long quietSince = System.nanoTime();
        String state = sinks.lock(connection, runId);
        if (!state.equals(SinkLog.RUNNING)) {
            throw new LoadException("sink " + runId + " cannot be committed: it is " + state);
        }
        checkFinished(connection, attempts);
        Map<String, List<RunLog.Part>> tables = tablesOf(connection, attempts);
        Map<String, Long> rows = new LinkedHashMap<>();
        for (Map.Entry<String, List<RunLog.Part>> parent : tables.entrySet()) {
            rows.put(parent.getKey(), merge(connection, parent.getKey(), parent.getValue()));
        }
        long stored = stored(rows);
        List<String> header = header(connection);
        log.count(runId, digest, new LoadCounts(new ContigCounts(stored, stored, 0, 0, 0), Map.of(), rows, header, 0));
        new PartitionSwap(
                        connection,
                        schema,
                        run.datasetId(),
                        (locks, patience, change) -> ExclusiveChange.run(
                                connection,
                                locks,
                                LockLimits.DEFAULT.withPatienceOf(patience),
                                quietSince,
                                () -> endWhatIsInTheWay(quietSince),
                                change))
                .replace(log.staged(runId), () -> {
                    log.done(runId, LoadMode.REPLACE, null);
                    sinks.forgetAttempts(connection, runId);
                });
        return rows;
    }

    private List<String> header(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        row -> List.of((String[]) row.getArray(1).getArray()),
                        "SELECT header FROM " + log.table("load_runs") + " WHERE run_id = ?",
                        runId)
                .get(0);
    }

    /** Other attempts are too late now; most end by themselves. */
    private void endWhatIsInTheWay(long since) {
        endIfInterrupted();
        if (System.nanoTime() - since > PATIENCE_WITH_ATTEMPTS) {
            try {
                RunLock.endAttempts(control, schema, run.kind(), run.dataset());
            } catch (SQLException e) {
                throw new LoadException("could not end attempts of sink " + runId, e);
            }
        }
    }

    private static void endIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new LoadException("interrupted while waiting for readers of the dataset", true);
        }
    }

    /** The rows of the table that the sink is named after, as records of a file would be. */
    private long stored(Map<String, Long> rows) {
        return rows.entrySet().stream()
                .filter(entry ->
                        entry.getKey().equals(run.kind()) || entry.getKey().startsWith(run.kind() + "_"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Each must be on the server as its receipt says, and no part may have two. */
    private void checkFinished(Connection connection, List<SinkAttempt> attempts) throws SQLException {
        Set<SinkAttempt> finished = new HashSet<>(sinks.attempts(connection, runId));
        Map<String, SinkAttempt> byPart = new HashMap<>();
        for (SinkAttempt attempt : attempts) {
            if (!finished.contains(attempt)) {
                throw new LoadException("expected a finished attempt of sink " + runId
                        + " for each receipt, found none for " + attempt);
            }
            SinkAttempt other = byPart.put(attempt.part(), attempt);
            if (other != null && other.id() != attempt.id()) {
                throw new LoadException("expected one receipt for each part, found two for part \"" + attempt.part()
                        + "\": attempts " + other.number() + " and " + attempt.number());
            }
        }
    }

    /** Drops what is staged by others, and counts the rows of these, which must be as many as their receipts say. */
    private Map<String, List<RunLog.Part>> tablesOf(Connection connection, List<SinkAttempt> attempts)
            throws SQLException {
        List<RunLog.Part> left = new ArrayList<>(log.parts(runId));
        Map<String, List<RunLog.Part>> tables = new LinkedHashMap<>();
        for (SinkAttempt attempt : Set.copyOf(attempts)) {
            String prefix = SinkLog.prefix(runId, attempt.id());
            List<RunLog.Part> own = left.stream()
                    .filter(part -> part.table().startsWith(prefix))
                    .toList();
            left.removeAll(own);
            long rows = 0;
            for (RunLog.Part part : own) {
                rows += log.countRows(part);
                tables.computeIfAbsent(part.parent(), parent -> new ArrayList<>())
                        .add(part);
            }
            if (rows != attempt.rows()) {
                throw new LoadException("expected " + attempt.rows() + " rows of part \"" + attempt.part()
                        + "\" of sink " + runId + ", found " + rows);
            }
        }
        for (RunLog.Part part : left) {
            drop(connection, part);
        }
        return tables;
    }

    private void drop(Connection connection, RunLog.Part part) throws SQLException {
        Sql.execute(connection, "DROP TABLE " + log.table(part.table()));
        Sql.update(
                connection,
                "DELETE FROM " + log.table("load_parts") + " WHERE run_id = ? AND staged_table = ?",
                runId,
                part.table());
    }

    /** Makes one table of those that become the same partition: rows of the smaller ones go into the largest. */
    private long merge(Connection connection, String parent, List<RunLog.Part> parts) throws SQLException {
        RunLog.Part largest =
                parts.stream().max(Comparator.comparingLong(RunLog.Part::rows)).orElseThrow();
        String columns = catalog.columns(log.table(parent)).stream()
                .map(Catalog.Column::quoted)
                .collect(Collectors.joining(", "));
        for (RunLog.Part part : parts) {
            if (!part.equals(largest)) {
                Sql.execute(
                        connection,
                        "INSERT INTO " + log.table(largest.table()) + " (" + columns + ") SELECT " + columns + " FROM "
                                + log.table(part.table()));
                drop(connection, part);
            }
        }
        if (parts.size() > 1) {
            Sql.execute(connection, "ANALYZE " + log.table(largest.table()));
        }
        long rows = parts.stream().mapToLong(RunLog.Part::rows).sum();
        String name = new TableNames(schema, run.datasetId(), runId).staged(parent);
        Sql.execute(connection, "ALTER TABLE " + log.table(largest.table()) + " RENAME TO \"" + name + "\"");
        Sql.update(
                connection,
                "UPDATE " + log.table("load_parts")
                        + " SET staged_table = ?, row_count = ? WHERE run_id = ? AND staged_table = ?",
                name,
                rows,
                runId,
                largest.table());
        return rows;
    }

    private LoadReport report(LoadState state, Map<String, Long> rows, String digest) throws SQLException {
        long stored = stored(rows);
        return new LoadReport(
                run.kind(),
                run.dataset(),
                state,
                stored,
                stored,
                0,
                0,
                0,
                new AlleleCounts(stored, stored, 0, 0, 0, 0),
                List.of(),
                rows,
                Set.of(),
                digest,
                Map.of(),
                List.of(),
                RunLog.bytes(catalog.room(run.datasetId())),
                List.of(),
                Duration.ofNanos(System.nanoTime() - begin),
                Map.of(),
                Optional.empty());
    }

    /** Throws away everything that is staged; a run that has ended already stays as it is. */
    public synchronized void abort() {
        try {
            lockIfNeeded();
            // attempts that are about to finish are waited for by this, and dropped with the others
            int aborted = Sql.update(
                    control,
                    "UPDATE " + log.table("load_runs")
                            + " SET state = 'cancelled', finished_at = clock_timestamp() WHERE run_id = ? AND state = '"
                            + SinkLog.RUNNING + "'",
                    runId);
            if (aborted > 0) {
                log.dropParts(runId);
            }
            run = sinks.find(control, runId).orElseThrow();
        } catch (SQLException e) {
            throw new LoadException("could not abort sink " + runId, e);
        }
    }

    /** Returns whether the run was neither committed nor given up, as far as this object knows. */
    public synchronized boolean isRunning() {
        return run.state().equals(SinkLog.RUNNING);
    }

    /** Lets go of the connection and the lock; the run stays as it is. */
    @Override
    public synchronized void close() {
        try (control) {
            RunLock.releaseAll(control);
        } catch (SQLException e) {
            throw new LoadException("could not close sink " + runId, e);
        }
    }
}
