package omega.genomics.postgres.load.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.TableKeys;

/** The partitions of a dataset whose rows are exchanged, and how many rows they have after that. */
public final class DatasetParts {
    private final LoadRun run;
    private final String countsBefore;
    private final Map<String, Long> growth = new LinkedHashMap<>();

    public DatasetParts(LoadRun run) throws SQLException {
        this.run = run;
        countsBefore = run.ask(
                        row -> row.getString(1),
                        "SELECT row_counts::text FROM " + run.qualified("datasets") + " WHERE dataset_id = ?",
                        run.datasetId())
                .get(0);
    }

    /**
     * Returns the dataset's partition of a table; makes it, empty, if there is none.
     *
     * @param indexes of its own, in addition to those of its parent
     * @return its full name
     */
    public String part(String parent, List<String> indexes) throws SQLException {
        Optional<String> there = run.catalog().partition(parent, run.datasetId());
        if (there.isPresent()) {
            return there.get();
        }
        String name = run.qualified(run.name(parent + "_added"));
        run.work(connection -> Sql.inTransaction(connection, transaction -> {
            Sql.execute(
                    transaction,
                    "CREATE TABLE " + name + " (LIKE " + run.qualified(parent)
                            + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE)");
            for (String statistics : new Catalog(transaction, run.schema()).statistics(run.qualified(parent))) {
                Sql.execute(transaction, "ALTER TABLE " + name + " " + statistics);
            }
            List<String> all = new ArrayList<>(TableKeys.of(run.schema(), parent));
            all.addAll(indexes);
            for (String index : all) {
                boolean isUnique = index.startsWith("UNIQUE ");
                Sql.execute(
                        transaction,
                        "CREATE " + (isUnique ? "UNIQUE " : "") + "INDEX ON " + name + " "
                                + (isUnique ? index.substring("UNIQUE ".length()) : index));
            }
            Sql.execute(transaction, Catalog.attach(run.qualified(parent), name, run.datasetId()));
            return true;
        }));
        return name;
    }

    /**
     * Analyses a history that has grown by a tenth or more since it was done last. Each release adds about as many rows: that happens in
     * the first releases, and seldom later.
     */
    public static void analyze(Connection connection, String history) throws SQLException {
        if (Sql.query(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT pg_relation_size(oid) >= 1.1 * 8192 * relpages FROM pg_class WHERE oid = ?::regclass",
                        history)
                .contains(true)) {
            Sql.execute(connection, "ANALYZE " + history);
        }
    }

    /** Says by how many rows the partition of a table has grown. */
    public void grow(String parent, long rows) {
        growth.merge(parent, rows, Long::sum);
    }

    /** Writes how many rows the partitions have, where the load wrote how many it has staged. */
    public void writeCounts(Connection connection) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + run.qualified("datasets") + " SET row_counts = ?::jsonb || (SELECT"
                        + " coalesce(jsonb_object_agg(part, coalesce((?::jsonb ->> part)::bigint, 0) + growth), '{}') FROM"
                        + " unnest(?::text[], ?::bigint[]) AS g (part, growth)) WHERE dataset_id = ?",
                countsBefore,
                countsBefore,
                growth.keySet().toArray(new String[0]),
                growth.values().toArray(new Long[0]),
                run.datasetId());
    }
}
