package omega.genomics.bench.database;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a dataset holds, computed by the server: of each table the number of rows and a sum over their hashes, the dataset's own
 * number left out; the indexes of all partitions; how many partitions were never analysed.
 *
 * @param rows a line a table
 * @param indexes a line a partition, by the table it is attached to
 * @param notAnalysed tables without statistics, which a planner would guess about
 */
record Fingerprint(List<String> rows, List<String> indexes, long notAnalysed) {
    /** Asks the partitioned tables themselves: what is not attached is not there. */
    static Fingerprint of(Server server, int datasetId) throws SQLException {
        String partitions =
                "pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE c.relkind = 'r' AND c.relnamespace = '"
                        + Server.SCHEMA + "'::regnamespace AND pg_get_expr(c.relpartbound, c.oid) = 'FOR VALUES IN ("
                        + datasetId
                        + ")'";
        List<String> tables = server.query(
                row -> row.getString(1),
                "SELECT DISTINCT pg_partition_root(i.inhparent)::regclass::text FROM " + partitions + " ORDER BY 1");
        List<String> rows = new java.util.ArrayList<>();
        for (String table : tables) {
            rows.add(table + ' ' + server.text(sum(server, table, datasetId)));
        }
        List<String> indexes = server.query(
                row -> row.getString(1) + ": " + row.getString(2),
                "SELECT i.inhparent::regclass, (SELECT string_agg(CASE WHEN x.indisunique THEN 'UNIQUE ' ELSE '' END ||"
                        + " regexp_replace(pg_get_indexdef(x.indexrelid), '^.*? USING ', ''), '; ' ORDER BY"
                        + " regexp_replace(pg_get_indexdef(x.indexrelid), '^.*? USING ', '')) FROM pg_index x WHERE"
                        + " x.indrelid = c.oid) FROM " + partitions + " ORDER BY 1");
        long notAnalysed = Long.parseLong(server.text(
                "SELECT count(*) FROM " + partitions + " AND (c.reltuples < 0 OR c.reltuples > 0 AND NOT EXISTS"
                        + " (SELECT FROM pg_statistic s WHERE s.starelid = c.oid))"));
        return new Fingerprint(List.copyOf(rows), indexes, notAnalysed);
    }

    private static String sum(Server server, String table, int datasetId) throws SQLException {
        String columns = Prepared.columns(server, table).stream()
                .map(Part.Column::name)
                .filter(name -> !name.equals("dataset_id"))
                .collect(Collectors.joining(", "));
        return "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(ROW(" + columns + ")::text, 0)), 0) FROM "
                + table + " WHERE dataset_id = " + datasetId;
    }
}
