package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import omega.genomics.postgres.internal.Sql;

/** What a dataset brings into tables that are not its own: papers and gene sets, in the transaction of its switch. */
public final class SharedTables {
    private final Connection connection;
    private final String schema;
    private final int datasetId;
    private final String dataset;

    public SharedTables(Connection connection, String schema, int datasetId, String dataset) {
        this.connection = connection;
        this.schema = schema;
        this.datasetId = datasetId;
        this.dataset = dataset;
    }

    /** The queries name tables of the schema bare; only this transaction looks there first. */
    private void inSchema() throws SQLException {
        Sql.execute(connection, "SET LOCAL search_path = \"" + schema + "\"");
    }

    public void papers(String query) throws SQLException {
        inSchema();
        if (!query.isEmpty()) {
            Sql.update(
                    connection,
                    "INSERT INTO research_papers (pmid) SELECT DISTINCT p.pmid FROM (" + query
                            + ") p (pmid) WHERE p.pmid IS NOT NULL ORDER BY 1 ON CONFLICT (pmid) DO NOTHING",
                    datasetId);
        }
    }

    /** Returns names of sets that are wanted, but belong to another dataset, the library or the user. */
    public List<String> foreignSets(String query) throws SQLException {
        inSchema();
        return query.isEmpty()
                ? List.of()
                : Sql.query(
                        connection,
                        row -> row.getString(1),
                        "SELECT set_name FROM gene_sets WHERE dataset_id IS DISTINCT FROM ? AND set_name IN"
                                + " (SELECT ? || q.part FROM (" + query + ") q) ORDER BY 1",
                        datasetId,
                        dataset,
                        datasetId,
                        datasetId);
    }

    public void sets(String query, String source) throws SQLException {
        inSchema();
        Sql.update(connection, "DELETE FROM gene_sets WHERE dataset_id = ?", datasetId);
        if (query.isEmpty()) {
            return;
        }
        Sql.update(
                connection,
                "INSERT INTO gene_sets (set_name, description, source, dataset_id)"
                        + " SELECT DISTINCT ? || q.part, 'Genes of the dataset ' || ?, ?, ?::int FROM (" + query
                        + ") q",
                dataset,
                dataset,
                source,
                datasetId,
                datasetId,
                datasetId);
        Sql.update(
                connection,
                "INSERT INTO gene_set_members (set_name, symbol, ordinal) SELECT ? || q.part, q.symbol,"
                        + " row_number() OVER (PARTITION BY q.part ORDER BY min(q.place), q.symbol) FROM (" + query
                        + ") q GROUP BY q.part, q.symbol",
                dataset,
                datasetId,
                datasetId);
    }

    /** Returns symbols of the dataset's sets that no annotation has; none where no annotation is loaded. */
    public List<String> unresolved() throws SQLException {
        inSchema();
        return Sql.query(
                connection,
                row -> row.getString(1),
                "SELECT DISTINCT u.symbol FROM unresolved_set_members u JOIN gene_sets s USING (set_name)"
                        + " WHERE s.dataset_id = ? AND EXISTS (SELECT FROM genes) ORDER BY 1",
                datasetId);
    }
}
