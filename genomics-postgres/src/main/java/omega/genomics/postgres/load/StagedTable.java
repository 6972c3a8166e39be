package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import omega.genomics.postgres.copy.BinaryCopyWriter;

/**
 * A partition in the making: a standalone table with its parent's columns, filled by COPY in the transaction that creates it
 * (FREEZE, and no WAL where the server allows), keyed and indexed after the data, analysed, committed together with its line
 * in {@code load_parts}.
 */
final class StagedTable {
    private final String schema;
    private final String parent;
    private final String part;
    private final String table;
    private final int datasetId;
    private final Lane lane;
    private final BinaryCopyWriter rows;

    /**
     * @param part which part of the parent: the partition's own name for people, such as a contig; empty for all of it
     * @param columns the COPY's column list
     */
    StagedTable(String schema, String parent, String part, int datasetId, long runId, Lane lane, String columns) {
        this.schema = schema;
        this.parent = parent;
        this.part = part;
        this.datasetId = datasetId;
        this.lane = lane;
        table = parent + (part.isEmpty() ? "" : "_" + part) + "_d" + datasetId + "_r" + runId;
        String copy = "COPY " + Sql.name(schema, table) + " (" + columns + ") FROM STDIN (FORMAT binary, FREEZE)";
        rows = new BinaryCopyWriter((block, length) -> lane.submitRows(copy, block, length));
    }

    /** Queues the table's creation. */
    StagedTable create() {
        lane.submit(connection -> Sql.execute(
                connection,
                "CREATE TABLE " + Sql.name(schema, table) + " (LIKE " + Sql.name(schema, parent)
                        + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE,"
                        + " CONSTRAINT of_dataset CHECK (dataset_id = " + datasetId + "))"));
        return this;
    }

    String parent() {
        return parent;
    }

    /** Returns where the rows go. */
    BinaryCopyWriter rows() {
        return rows;
    }

    /** Queues what follows the last row, up to the line in {@code load_parts}; the lane's commit comes after. */
    void seal(long runId) {
        rows.flush();
        lane.submit(connection -> {
            for (String statement : keysAndIndexes(connection)) {
                Sql.execute(connection, statement);
            }
            Sql.execute(connection, "ANALYZE " + Sql.name(schema, table));
            Sql.update(
                    connection,
                    "INSERT INTO " + Sql.name(schema, "load_parts")
                            + " (run_id, parent, part, staged_table, row_count) VALUES (?, ?, ?, ?, ?)",
                    runId,
                    parent,
                    part,
                    table,
                    rows.rows());
        });
    }

    /** The parent's own definitions, so that attaching finds each of them and builds nothing. */
    private List<String> keysAndIndexes(Connection connection) throws SQLException {
        String target = Sql.name(schema, table);
        return Sql.query(
                connection,
                result -> result.getString(1) != null
                        ? "ALTER TABLE " + target + " ADD " + result.getString(1)
                        : "CREATE " + (result.getBoolean(3) ? "UNIQUE " : "") + "INDEX ON " + target
                                + result.getString(2)
                                        .substring(result.getString(2).indexOf(" USING ")),
                "SELECT pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid), i.indisunique"
                        + " FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')"
                        + " WHERE i.indrelid = ?::regclass ORDER BY i.indexrelid",
                Sql.name(schema, parent));
    }
}
