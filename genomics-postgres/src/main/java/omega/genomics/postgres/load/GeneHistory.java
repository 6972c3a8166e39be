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
import org.jspecify.annotations.Nullable;

/** Rows of a gene annotation, whose keys count up from release to release; see {@link GeneTable}. */
final class GeneHistory implements ReleaseHistory {
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

    @Override
    public void keepFrom(StoredRelease first) throws SQLException {
        for (GeneTable of : GeneTable.values()) {
            Sql.update(
                    connection,
                    "DELETE FROM " + table(of.history()) + " WHERE dataset_id = ? AND valid_to <= ?",
                    datasetId,
                    first.number());
        }
    }

    @Override
    public void leaveOut(StoredRelease before, StoredRelease dropped, StoredRelease next) throws SQLException {
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

    @Override
    public Map<String, Long> goBack(StoredRelease to, StoredRelease from) throws SQLException {
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

    private String lastKey(GeneTable of, StoredRelease release) {
        return of.lastKeyOf(table("dataset_releases"), datasetId, release.number());
    }

    @Override
    public void count(@Nullable StoredRelease before, StoredRelease of) throws SQLException {
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("genes", of.rows());
        of.counts()
                .below()
                .forEach((level, rows) -> totals.put(level, rows.added() + rows.changed() + rows.unchanged()));
        GeneReleaseCounts.write(connection, schema, datasetId, of.number(), totals);
    }
}
