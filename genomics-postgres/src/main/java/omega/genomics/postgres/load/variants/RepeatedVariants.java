package omega.genomics.postgres.load.variants;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.stage.StagedTable;

/**
 * Finds variants that are there twice where reading could not tell: in a file that is not sorted, and between a file and the
 * dataset that it is appended to. The server sorts them, on disk if need be.
 */
final class RepeatedVariants {
    private final DuplicatePolicy policy;
    private final Map<String, Long> records = new ConcurrentHashMap<>();
    private boolean busy;

    RepeatedVariants(DuplicatePolicy policy) {
        this.policy = policy;
    }

    /** Queues the search for variants that a staged table has twice. */
    void within(StagedTable staged) {
        resolve(
                staged,
                table -> "SELECT * FROM (SELECT ctid AS place, chromosome, position, record_number, row_number() OVER"
                        + " (PARTITION BY chromosome, position, ref, alt ORDER BY record_number, allele_index) - 1 AS"
                        + " ordinal FROM " + table + ") numbered WHERE ordinal > 0");
    }

    /** Queues the search for variants of a staged table that a dataset's partition has already. */
    void against(String partition, StagedTable staged) {
        resolve(
                staged,
                table -> "SELECT v.ctid AS place, v.chromosome, v.position, v.record_number, v.ordinal + there.last + 1"
                        + " AS ordinal FROM " + table + " v CROSS JOIN LATERAL (SELECT max(t.ordinal) AS last FROM "
                        + partition
                        + " t WHERE t.chromosome = v.chromosome AND t.position = v.position AND t.ref = v.ref"
                        + " AND t.alt IS NOT DISTINCT FROM v.alt) there WHERE there.last IS NOT NULL");
    }

    private interface Search {
        String in(String table);
    }

    /** Keeps place, record and ordinal of each repetition in a table of the lane's own. */
    private void resolve(StagedTable staged, Search search) {
        if (staged.isDone()) {
            return; // an earlier run did it and stored the counts
        }
        busy = true;
        staged.rows().flush();
        staged.submit((connection, table) -> {
            Sql.execute(connection, "CREATE TEMP TABLE repeated AS " + search.in(table));
            switch (policy) {
                case ERROR -> refuse(connection);
                case FIRST -> staged.removed(remove(connection, table));
                case ALL ->
                    Sql.execute(
                            connection,
                            "UPDATE " + table
                                    + " v SET ordinal = r.ordinal FROM pg_temp.repeated r WHERE v.ctid = r.place");
            }
            Sql.execute(connection, "DROP TABLE pg_temp.repeated");
        });
    }

    private static void refuse(Connection connection) throws SQLException {
        List<String> found = Sql.query(
                connection,
                row -> row.getString(1) + ":" + row.getInt(2) + " (record " + row.getLong(3) + ")",
                "SELECT chromosome, position, record_number FROM pg_temp.repeated ORDER BY record_number LIMIT 3");
        if (!found.isEmpty()) {
            throw new LoadException("expected each variant once, found again: " + String.join(", ", found));
        }
    }

    private long remove(Connection connection, String table) throws SQLException {
        long removed =
                Sql.update(connection, "DELETE FROM " + table + " v USING pg_temp.repeated r WHERE v.ctid = r.place");
        Sql.query(
                connection,
                row -> records.merge(row.getString(1), row.getLong(2), Long::sum),
                "SELECT chromosome, count(DISTINCT record_number) FROM pg_temp.repeated r WHERE NOT EXISTS"
                        + " (SELECT FROM " + table + " v WHERE v.record_number = r.record_number) GROUP BY 1");
        return removed;
    }

    /** Tells whether there was anything to do. */
    boolean isBusy() {
        return busy;
    }

    /** Returns how many records of each contig have no row any more; after the lanes were awaited. */
    Map<String, Long> records() {
        return records;
    }
}
