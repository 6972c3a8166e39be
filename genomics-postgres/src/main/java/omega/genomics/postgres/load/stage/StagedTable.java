package omega.genomics.postgres.load.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Checksum;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A partition in the making: a standalone table with its parent's columns, filled by COPY in the transaction that creates it
 * (FREEZE, and no WAL where the server allows), keyed and indexed after the data, analysed, committed together with its line
 * in {@code load_parts}.
 */
public final class StagedTable {
    private final TableNames names;
    private final ParentTables parents;
    private final String parent;
    private final String table;
    private final CopyConnection copy;
    private final TableGroup group;
    private final String columns;
    private final Others others;
    private final BinaryCopyWriter rows;
    private List<String> ownIndexes = List.of();
    private List<String> keys = List.of();
    private boolean isPassedOn;
    private State state = State.OPEN;
    /** Bytes of rows since the table was open last. */
    private long sent;

    private long allSent;
    private @Nullable Checksum checksum;
    private @Nullable RowObserver observer;

    private final AtomicLong removed = new AtomicLong();

    /**
     * @param parents tells what the table takes from its parent
     * @param group what it is part of
     * @param columns the COPY's column list
     * @param others tells whether the server has work of other connections to do
     */
    StagedTable(
            TableNames names,
            ParentTables parents,
            String parent,
            CopyConnection copy,
            TableGroup group,
            String columns,
            Others others) {
        this.others = others;
        this.names = names;
        this.parents = parents;
        this.parent = parent;
        this.copy = copy;
        this.group = group;
        this.columns = columns;
        table = names.staged(parent);
        rows = new BinaryCopyWriter(this::send);
    }

    private String qualified() {
        return named(table);
    }

    private String named(String name) {
        return Sql.name(names.schema(), name);
    }

    /** Who else keeps the server busy. */
    public interface Others {
        /** Asked on the connection's thread. */
        boolean areBusy(Connection connection) throws SQLException;
    }

    /** How far a table is. */
    private enum State {
        /** Made by the connection's transaction: rows may go in frozen. */
        OPEN,
        /** Indexed, with its line in {@code load_parts}; may be reopened. */
        SEALED,
        /** An earlier run completed it as far as {@link PartState#COMPLETE_SO_FAR} says: its rows are not sent until it is reopened. */
        ALREADY_LOADED,
        /** An earlier run completed it for good: no row is sent. */
        DONE,
        /** Sealed once, and opened for more rows. */
        REOPENED
    }

    private byte[] send(byte[] block, int length) {
        if (observer != null) {
            observer.see(block, length);
        }
        if (isFromEarlierRun()) {
            return block;
        }
        sent += length;
        allSent += length;
        if (checksum != null) {
            checksum.update(block, 0, length);
        }
        String frozen = state == State.OPEN ? ", FREEZE" : "";
        return copy.submitRows(
                group,
                "COPY " + qualified() + " (" + columns + ") FROM STDIN (FORMAT binary" + frozen + ")",
                block,
                length);
    }

    /**
     * Queues the table's creation.
     *
     * @param constants columns that are not sent, and the SQL of their defaults
     */
    StagedTable create(Map<String, String> constants) {
        copy.submit(group, connection -> {
            Sql.execute(
                    connection,
                    "CREATE TABLE " + qualified() + " (LIKE " + named(parent)
                            + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE,"
                            + " CONSTRAINT of_dataset CHECK (dataset_id = " + names.datasetId() + ")"
                            + parents.check(parent) + ")");
            List<String> changes = new ArrayList<>(parents.statistics(connection, parent));
            constants.forEach((column, value) -> changes.add("ALTER COLUMN " + column + " SET DEFAULT " + value));
            if (!changes.isEmpty()) {
                Sql.execute(connection, "ALTER TABLE " + qualified() + " " + String.join(", ", changes));
            }
        });
        return this;
    }

    /**
     * Names indexes that this table gets beside its parent's.
     *
     * @param indexes each an index definition from its columns on, with the word UNIQUE in front where it is
     */
    public StagedTable withIndexes(List<String> indexes) {
        ownIndexes = List.copyOf(indexes);
        return this;
    }

    /**
     * Names unique indexes that this table gets last. Of what they compute from a row ANALYZE has gathered nothing then, which
     * takes a tenth of the load and tells the planner nothing: a key stands for one row.
     *
     * @param keys as of {@link #withIndexes}
     */
    public StagedTable withKeys(List<String> keys) {
        this.keys = List.copyOf(keys);
        return this;
    }

    /** Says that the table never becomes a partition: its rows are passed on to one, so that it needs no key or index. */
    public StagedTable passedOn() {
        isPassedOn = true;
        return this;
    }

    /** Says that all bytes of rows are to be digested. */
    public StagedTable withChecksum(Checksum of) {
        checksum = of;
        return this;
    }

    /** Looks at rows that are as the table gets them. */
    public interface RowObserver {
        void see(byte[] block, int length);
    }

    /** Says who looks at all rows, those included that an earlier run has sent. */
    public StagedTable seenBy(RowObserver of) {
        observer = of;
        return this;
    }

    /** Returns how many bytes of rows were sent. */
    public long bytesSent() {
        return allSent;
    }

    /** Queues something to do with the table on its connection, by its qualified name. */
    public void submit(OnTable work) {
        copy.submit(group, connection -> work.run(connection, qualified()));
    }

    /** Something to do with the table. */
    public interface OnTable {
        void run(Connection connection, String table) throws SQLException;
    }

    /** Takes over what an earlier run committed; its rows are read again and not sent. */
    StagedTable takeOver(PartState found) {
        state = found == PartState.COMPLETE ? State.DONE : State.ALREADY_LOADED;
        return this;
    }

    /** Returns whether the table must be reopened before more rows are written to it. */
    public boolean isSealed() {
        return state == State.SEALED || isFromEarlierRun();
    }

    /** Returns whether an earlier run completed the table for good, so that nothing may be done to its rows any more. */
    public boolean isDone() {
        return state == State.DONE;
    }

    private boolean isFromEarlierRun() {
        return state == State.ALREADY_LOADED || state == State.DONE;
    }

    CopyConnection copyConnection() {
        return copy;
    }

    TableGroup group() {
        return group;
    }

    /**
     * Takes the indexes off a complete table, so that more rows may follow. From here on until it is sealed again the line in
     * {@code load_parts} says that it is not complete.
     */
    void reopen() {
        rows.flush();
        state = State.REOPENED;
        copy.submit(group, connection -> {
            markReopened(connection);
            for (String index : new Catalog(connection, names.schema()).indexNames(table)) {
                Sql.execute(connection, "DROP INDEX " + index);
            }
        });
    }

    /** Once on the table's own connection, and before that, where the table is committed already, on one that commits at once. */
    void markReopened(Connection connection) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + named("load_parts") + " SET part = '" + PartState.REOPENED.inSql()
                        + "' WHERE run_id = ? AND staged_table = ?",
                names.runId(),
                table);
    }

    public String parent() {
        return parent;
    }

    /** Returns the columns of the rows, in the order of COPY. */
    public String columns() {
        return columns;
    }

    /** Returns where the rows go. */
    public BinaryCopyWriter rows() {
        return rows;
    }

    /** Returns how many rows the table has; after the connection was awaited if some were taken out again. */
    public long rowCount() {
        return rows.rows() - removed.get();
    }

    /** Takes all rows out again: the file has to be read in another way. */
    public void clear() {
        rows.flush();
        if (!isFromEarlierRun()) {
            copy.submit(group, connection -> Sql.execute(connection, "TRUNCATE " + qualified()));
        }
        removed.set(rows.rows());
    }

    /** Says that an earlier run wrote so many rows which are not read again. */
    public void addEarlier(long count) {
        removed.addAndGet(-count);
    }

    /** Says how many rows were deleted again; on the table's connection. */
    public void removed(long count) {
        removed.addAndGet(count);
    }

    /** Queues what follows the last row, up to the line in {@code load_parts}; the connection's commit comes after. */
    void seal(PartState as) {
        rows.release();
        if (isSealed()) {
            return;
        }
        state = State.SEALED;
        long bytes = sent;
        sent = 0;
        copy.submit(group, connection -> {
            if (isPassedOn) {
                Sql.execute(connection, "ANALYZE " + qualified());
            } else {
                keyAndIndex(connection);
            }
            Sql.update(
                    connection,
                    "INSERT INTO " + named("load_parts")
                            + " (run_id, parent, part, staged_table, row_count) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (run_id, staged_table) DO UPDATE SET part = excluded.part, row_count ="
                            + " excluded.row_count",
                    names.runId(),
                    parent,
                    as.inSql(),
                    table,
                    rowCount());
            copy.completed(bytes);
        });
    }

    private void keyAndIndex(Connection connection) throws SQLException {
        if (others.areBusy(connection)) {
            // Starting workers for each index costs more than they save where another connection has work for the
            // processors. A file of one contig has no such connection.
            Sql.execute(connection, "SET LOCAL max_parallel_maintenance_workers = 0");
        }
        for (String statement : parents.keysAndIndexes(connection, parent, qualified())) {
            Sql.execute(connection, statement);
        }
        index(connection, ownIndexes);
        Sql.execute(connection, "ANALYZE " + qualified());
        index(connection, keys);
    }

    private void index(Connection connection, List<String> indexes) throws SQLException {
        for (String index : indexes) {
            boolean unique = index.startsWith("UNIQUE ");
            Sql.execute(
                    connection,
                    "CREATE " + (unique ? "UNIQUE " : "") + "INDEX ON " + qualified() + " "
                            + (unique ? index.substring(7) : index));
        }
    }
}
