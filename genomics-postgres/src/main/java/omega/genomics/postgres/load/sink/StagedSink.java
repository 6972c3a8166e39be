package omega.genomics.postgres.load.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import omega.genomics.contig.Assembly;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.run.SinkRun;
import omega.genomics.postgres.load.stage.ParentTables;
import omega.genomics.postgres.load.stage.Staging;

/**
 * Loads rows that a program makes itself, exactly once: parts are written side by side, by threads or processes, and appear at once
 * as a dataset when their receipts are committed.
 *
 * <pre>{@code
 * try (StagedSink sink = genome.sink("variants").dataset("mine").columns("position", "end_pos", …).begin()) {
 *     List<PartReceipt> receipts = new ArrayList<>();
 *     try (PartWriter part = sink.stage("chr17")) {
 *         …
 *         receipts.add(part.finish());
 *     }
 *     sink.commit(receipts);
 * }
 * }</pre>
 *
 * <p>A part may be written again, after a failure or at the same time: each attempt has staged tables of its own and a receipt of its
 * own, and only the attempts whose receipts are committed count. Everything else is thrown away by the commit.
 *
 * <p>Another process opens the same sink by its {@link #id()} ({@code AssemblyDatabase.openSink}), writes parts, and sends the
 * receipts back as text. The sink outlives the process that began it: {@link SinkPlan#recover()} goes on with it after a kill.
 *
 * <p>Thread-safe; a {@link PartWriter} is not.
 */
public final class StagedSink implements AutoCloseable {
    private final DataSource dataSource;
    private final SinkRun run;
    private final Map<String, SinkTable> tables;
    private final ParentTables parents;
    private final ContigNames contigs;
    /** Whether closing it aborts what is not committed. */
    private boolean isOwner;

    private StagedSink(
            DataSource dataSource,
            SinkRun run,
            Map<String, SinkTable> tables,
            ParentTables parents,
            ContigNames contigs,
            boolean isOwner) {
        this.dataSource = dataSource;
        this.run = run;
        this.tables = tables;
        this.parents = parents;
        this.contigs = contigs;
        this.isOwner = isOwner;
    }

    static StagedSink of(DataSource dataSource, String schema, SinkRun run, boolean isOwner) {
        ContigNames contigs = new ContigNames(Assembly.named(schema).orElse(null));
        ParentTables parents = new ParentTables(schema);
        try {
            Map<String, SinkTable> tables = run.ask(connection -> find(connection, schema, parents, run.columns()));
            return new StagedSink(dataSource, run, tables, parents, contigs, isOwner);
        } catch (RuntimeException e) {
            if (isOwner) {
                abandon(run, e);
            }
            run.close();
            throw e;
        }
    }

    private static void abandon(SinkRun run, RuntimeException failure) {
        try {
            run.abort();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    static Map<String, SinkTable> find(
            Connection connection, String schema, ParentTables parents, Map<String, List<String>> columns)
            throws SQLException {
        Map<String, SinkTable> tables = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> table : columns.entrySet()) {
            tables.put(table.getKey(), SinkTable.find(connection, schema, parents, table.getKey(), table.getValue()));
        }
        return tables;
    }

    /**
     * Opens a sink to write parts, to look at them, or to end it; it stays when this object is closed.
     *
     * @param dataSource gives connections: one for this object and one for each part that is being written
     * @param schema the assembly's schema
     * @param id of the sink
     * @return the sink, whatever became of it
     * @throws LoadException if there is none with this id, or the database refuses
     */
    public static StagedSink open(DataSource dataSource, String schema, long id) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return of(dataSource, schema, SinkRun.open(dataSource, schema, id), false);
    }

    /**
     * Returns the number that opens the sink elsewhere.
     *
     * @return unique in the assembly
     */
    public long id() {
        return run.id();
    }

    /**
     * Starts the first attempt to write a part.
     *
     * @param part any name; a commit takes one receipt for each
     * @return a writer to be finished, or closed without that
     * @throws LoadException if the database refuses
     */
    public PartWriter stage(String part) {
        return stage(part, 1);
    }

    /**
     * Starts an attempt to write a part. Attempts do not know of each other, even if they have the same number.
     *
     * @param part any name; a commit takes one receipt for each
     * @param attempt a number for messages and lists
     * @return a writer to be finished, or closed without that
     * @throws LoadException if the database refuses
     */
    public PartWriter stage(String part, int attempt) {
        Objects.requireNonNull(part, "part");
        long attemptId = run.newAttempt();
        Staging staging = new Staging(dataSource, run.names(attemptId), parents, 1, parent -> {}, () -> {})
                .besides(run::hasOtherAttempts);
        return new PartWriter(run, tables, contigs, staging, part, attempt, attemptId);
    }

    /**
     * Returns the receipts of all attempts that are finished, by whichever process; among them those whose process was killed before
     * it could tell.
     *
     * @return oldest first; of a part that was written several times, several; none once the sink has ended
     * @throws LoadException if the database refuses
     */
    public List<PartReceipt> receipts() {
        return run.attempts().stream()
                .map(attempt -> PartReceipt.of(run.id(), attempt))
                .toList();
    }

    /**
     * Makes the rows of the parts the dataset's, in place of those it had, in one transaction; whatever else is staged is thrown
     * away. Attempts that are still being written are too late: one that is in the way, because the dataset has rows, is given five seconds to end
     * by itself, then the commit ends its session, if it is one of the same role. The rows are counted on the server before. Readers see the old rows or the new ones and wait for two seconds at most.
     *
     * <p>Committing the same receipts again changes nothing, also from another process after a kill. Rows of a contig that several
     * parts share are copied into one table here, which takes time: a contig is best written as one part.
     *
     * @param receipts one for each part, in any order; may be none, for a dataset without rows
     * @return rows by table; {@link omega.genomics.postgres.load.LoadState#UNCHANGED} if these receipts were committed before
     * @throws IllegalArgumentException if a receipt belongs to another sink
     * @throws LoadException if a receipt is not that of a finished attempt, a part has two, the rows of two parts have the same key,
     *     others do not make way, or the database refuses; nothing has changed then, and the sink can still be committed
     */
    public LoadReport commit(Collection<PartReceipt> receipts) {
        Objects.requireNonNull(receipts, "receipts");
        for (PartReceipt receipt : receipts) {
            if (receipt.sinkId() != run.id()) {
                throw new IllegalArgumentException("expected receipts of sink " + run.id() + ", found " + receipt);
            }
        }
        return run.commit(receipts.stream().map(PartReceipt::toAttempt).toList());
    }

    /**
     * Throws away all parts; attempts that are still being written fail when they finish. Does nothing if the sink has ended.
     *
     * @throws LoadException if the database refuses
     */
    public void abort() {
        run.abort();
    }

    /**
     * Leaves the sink as it is when this object is closed, for other processes to go on with.
     *
     * @return the number that opens it
     */
    public synchronized long detach() {
        isOwner = false;
        return run.id();
    }

    /**
     * Lets go of the connection. A sink that was begun or recovered by this object, and was neither committed nor {@link #detach
     * detached}, is aborted.
     *
     * @throws LoadException if the database refuses
     */
    @Override
    public synchronized void close() {
        try {
            if (isOwner && run.isRunning()) {
                run.abort();
            }
        } finally {
            isOwner = false;
            run.close();
        }
    }

    @Override
    public String toString() {
        return "sink " + run.id() + " of the " + run.describe();
    }
}
