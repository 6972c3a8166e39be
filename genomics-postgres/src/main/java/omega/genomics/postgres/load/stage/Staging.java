package omega.genomics.postgres.load.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;

/**
 * The connections that write the rows of a run, and the tables they fill. Connections are opened as they are needed; a table stays
 * on one of them until it is complete. Not thread-safe.
 */
public final class Staging implements AutoCloseable {
    /** Bytes of rows that a table in the making counts for, where the connection with least to do is looked for. */
    private static final long OPEN_TABLE = 4L << 20;

    private final DataSource dataSource;
    private final TableNames names;
    private final ParentTables parents;
    private final int most;
    private final Description description;
    private final Runnable tick;
    private StagedTable.Others others = connection -> false;
    private final List<CopyConnection> connections = new CopyOnWriteArrayList<>();
    private final List<StagedTable> tables = new ArrayList<>();
    private final Queue<TableGroup> unbegun = TableGroup.largestFirst();
    /** Parents whose staged tables an earlier run committed and this one goes on with. */
    private final Map<String, PartState> alreadyLoaded = new HashMap<>();

    /**
     * @param parents what the tables take from those that they become part of
     * @param most how many connections write at once, at most
     * @param description looks at a parent before its first table is made
     * @param tick run several times a second while somebody waits; ends the wait by throwing
     */
    public Staging(
            DataSource dataSource,
            TableNames names,
            ParentTables parents,
            int most,
            Description description,
            Runnable tick) {
        this.dataSource = dataSource;
        this.names = names;
        this.parents = parents;
        this.most = most;
        this.description = description;
        this.tick = tick;
    }

    /** Says who else writes to the server, apart from the connections of this object. */
    public Staging besides(StagedTable.Others writers) {
        others = writers;
        return this;
    }

    /** Makes sure that {@link ParentTables} knows a table that gets a partition, and that it may get one. */
    public interface Description {
        void describe(String parent) throws SQLException;
    }

    /** Says that an earlier run committed the table that becomes a partition of this parent. */
    public void takeOver(String parent, PartState state) {
        alreadyLoaded.put(parent, state);
    }

    /** Tells whether an earlier run committed the table that becomes a partition of this parent, and may be gone on with. */
    public boolean isAlreadyLoaded(String parent) {
        return alreadyLoaded.containsKey(parent);
    }

    /** Makes a staged table on one of the connections. */
    public StagedTable stage(String parent, String columns, int connection) throws SQLException {
        return stage(parent, columns, Map.of(), connection);
    }

    /** The same with columns that are not sent, since they have one value in all rows: it is their default, as SQL. */
    public StagedTable stage(String parent, String columns, Map<String, String> constants, int connection)
            throws SQLException {
        return stage(parent, columns, constants, connection(connection % most), new TableGroup());
    }

    private CopyConnection connection(int number) throws SQLException {
        while (connections.size() <= number) {
            String name = "genomics-load-" + names.runId() + "-" + connections.size();
            connections.add(new CopyConnection(dataSource, name, most, this::watch));
        }
        return connections.get(number);
    }

    /** Makes a staged table that is committed together with another. */
    public StagedTable stageBeside(StagedTable other, String parent, String columns) throws SQLException {
        return stageBeside(other, parent, columns, Map.of());
    }

    /** The same with columns that are not sent. */
    public StagedTable stageBeside(StagedTable other, String parent, String columns, Map<String, String> constants)
            throws SQLException {
        return stage(parent, columns, constants, other.copyConnection(), other.group());
    }

    private StagedTable stage(
            String parent, String columns, Map<String, String> constants, CopyConnection copy, TableGroup group)
            throws SQLException {
        description.describe(parent);
        StagedTable table = new StagedTable(
                names,
                parents,
                parent,
                copy,
                group,
                columns,
                connection -> isBusyBeside(copy) || others.areBusy(connection));
        PartState found = alreadyLoaded.get(parent);
        tables.add(found == null ? table.create(constants) : table.takeOver(found));
        return table;
    }

    /** Tells whether a connection other than this one has tables in the making. */
    private boolean isBusyBeside(CopyConnection copy) {
        return connections.stream().anyMatch(other -> other != copy && other.unfinished() > 0);
    }

    /** Drops a staged table that only served to make others. */
    public void discard(StagedTable table) {
        tables.remove(table);
        table.submit((connection, name) -> Sql.execute(connection, "DROP TABLE " + name));
    }

    /**
     * Ends a table's rows before those of the others. If nothing else is open on its connection, it is committed, and a later call
     * can take it over should this run be killed.
     */
    public void sealEarly(StagedTable table) {
        if (table.isSealed()) {
            return;
        }
        table.seal(PartState.COMPLETE_SO_FAR);
        CopyConnection copy = table.copyConnection();
        if (tables.stream().noneMatch(other -> other.copyConnection() == copy && !other.isSealed())) {
            copy.submit(Connection::commit);
        }
    }

    /**
     * Opens a table again that was sealed early; one that is complete for good stays as it is.
     *
     * @param control commits at once
     */
    public void reopen(StagedTable table, Connection control) {
        if (table.isDone()) {
            return;
        }
        await();
        try {
            table.markReopened(control);
        } catch (SQLException e) {
            throw new LoadException("could not go on with a table", e);
        }
        table.reopen();
    }

    /**
     * Returns the connection that has least to do, by the bytes of its rows: contigs differ in size. One without a table in the
     * making is preferred: what is complete on it can be committed by itself.
     */
    public int idleConnection() {
        int best = 0;
        for (int i = 1; i < connections.size(); i++) {
            best = load(i) < load(best) ? i : best;
        }
        return connections.size() < most && (connections.isEmpty() || load(best) > 0) ? connections.size() : best;
    }

    private long load(int connection) {
        CopyConnection of = connections.get(connection);
        long open = tables.stream()
                .filter(table -> table.copyConnection() == of && !table.isSealed())
                .count();
        return OPEN_TABLE * open + of.unfinished();
    }

    /** Waits until everything queued so far is done. */
    public void await() {
        connections.forEach(CopyConnection::await);
    }

    /** Who waits for one connection must not wait longer when another has failed, or when the load is cancelled. */
    private void watch() {
        connections.forEach(CopyConnection::throwFailure);
        tick.run();
    }

    /** Completes all tables on all connections at once, each of which commits what it did; waits for that. */
    public void complete() {
        tables.forEach(table -> table.seal(PartState.COMPLETE));
        shareOut();
        commit();
    }

    /** The same with something to do last, in the same transaction: for the only connection, opened if there is none. */
    public void complete(CopyConnection.Work last) throws SQLException {
        tables.forEach(table -> table.seal(PartState.COMPLETE));
        connection(0).submit(last);
        commit();
    }

    private void commit() {
        connections.forEach(copy -> copy.submit(Connection::commit));
        await();
    }

    /**
     * What no connection has begun goes to whichever is free, the largest group first, so that all end at about the same time:
     * until here their work was shared out by the bytes of rows that had been read.
     */
    private void shareOut() {
        if (connections.size() > 1) {
            connections.forEach(copy -> unbegun.addAll(copy.takeBack()));
            connections.forEach(copy -> copy.share(unbegun));
        }
    }

    /** Ends all connections, even if ending one fails; what they have not committed is gone. */
    @Override
    public void close() throws SQLException {
        SQLException failure = null;
        for (CopyConnection copy : connections) {
            try {
                copy.close();
            } catch (SQLException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        for (TableGroup left = unbegun.poll(); left != null; left = unbegun.poll()) {
            left.drop();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
