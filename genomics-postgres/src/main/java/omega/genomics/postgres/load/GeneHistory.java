package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.run.GeneReleaseCounts;
import omega.genomics.postgres.table.GeneTable;

/** What happens to the rows of a dataset of genes when releases are dropped; see {@link GeneTable}. */
final class GeneHistory {
    private final Connection connection;
    private final String schema;
    private final int datasetId;

    GeneHistory(Connection connection, String schema, int datasetId) {
        this.connection = connection;
        this.schema = schema;
        this.datasetId = datasetId;
    }

    private String table(String name) {
        return Sql.name(schema, name);
    }

    /** Forgets what no release from this one on has. */
    void keepFrom(StoredRelease first) throws SQLException {
        for (GeneTable of : GeneTable.values()) {
            Sql.update(
                    connection,
                    "DELETE FROM " + table(of.history()) + " WHERE dataset_id = ? AND valid_to <= ?",
                    datasetId,
                    first.number());
        }
    }

    /** Forgets what only one release has; what ended with it ends with the next one. */
    void leaveOut(StoredRelease before, StoredRelease dropped, StoredRelease next) throws SQLException {
        for (GeneTable of : GeneTable.values()) {
            Sql.update(
                    connection,
                    "DELETE FROM " + table(of.history()) + " WHERE dataset_id = ? AND valid_to = ? AND " + of.key()
                            + " > " + lastKey(of, before),
                    datasetId,
                    next.number());
            Sql.update(
                    connection,
                    "UPDATE " + table(of.history()) + " SET valid_to = ? WHERE dataset_id = ? AND valid_to = ?",
                    next.number(),
                    datasetId,
                    dropped.number());
        }
    }

    /**
     * Undoes the newest release.
     *
     * @return by how many rows each table has grown
     */
    Map<String, Long> goBack(StoredRelease to, StoredRelease from) throws SQLException {
        Map<String, Long> growth = new LinkedHashMap<>();
        for (GeneTable of : GeneTable.values()) {
            String rows = table(of.sqlName());
            String columns = new Catalog(connection, schema)
                    .columns(rows).stream().map(Catalog.Column::quoted).collect(Collectors.joining(", "));
            long grown = -Sql.update(
                    connection,
                    "DELETE FROM " + rows + " WHERE dataset_id = ? AND " + of.key() + " > " + lastKey(of, to),
                    datasetId);
            grown += Sql.update(
                    connection,
                    "WITH back AS (DELETE FROM " + table(of.history())
                            + " WHERE dataset_id = ? AND valid_to = ? RETURNING *) INSERT INTO " + rows + " (" + columns
                            + ") SELECT " + columns + " FROM back",
                    datasetId,
                    from.number());
            growth.put(of.sqlName(), grown);
        }
        return growth;
    }

    private int lastKey(GeneTable of, StoredRelease release) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getInt(1),
                        "SELECT " + of.lastKey() + " FROM " + table("dataset_releases")
                                + " WHERE dataset_id = ? AND release = ?",
                        datasetId,
                        release.number())
                .get(0);
    }

    /** Counts anew how a release differs from the one that is before it now. */
    void count(StoredRelease of) throws SQLException {
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("genes", of.rows());
        of.counts()
                .below()
                .forEach((level, rows) -> totals.put(level, rows.added() + rows.changed() + rows.unchanged()));
        GeneReleaseCounts.write(connection, schema, datasetId, of.number(), totals);
    }
}
