package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.DatasetPartition;
import omega.genomics.postgres.internal.Sql;
import org.jspecify.annotations.Nullable;

/** The rows of a variant dataset; {@code variant_history} says from which release to which each of its rows was there. */
final class VariantHistory implements ReleaseHistory {
    private final Connection connection;
    private final String schema;
    private final int datasetId;
    private final String dataset;

    VariantHistory(Connection connection, String schema, int datasetId, String dataset) {
        this.connection = connection;
        this.schema = schema;
        this.datasetId = datasetId;
        this.dataset = dataset;
    }

    private String table(String name) {
        return Sql.name(schema, name);
    }

    @Override
    public void keepFrom(StoredRelease first) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + table("variant_history") + " WHERE dataset_id = ? AND valid_to <= ?",
                datasetId,
                first.number());
    }

    @Override
    public void leaveOut(StoredRelease before, StoredRelease dropped, StoredRelease next) throws SQLException {
        String history = table("variant_history");
        Sql.update(
                connection,
                "DELETE FROM " + history + " WHERE dataset_id = ? AND valid_from = ? AND valid_to = ?",
                datasetId,
                dropped.number(),
                next.number());
        for (String bound : List.of("valid_to", "valid_from")) {
            Sql.update(
                    connection,
                    "UPDATE " + history + " SET " + bound + " = ? WHERE dataset_id = ? AND " + bound + " = ?",
                    next.number(),
                    datasetId,
                    dropped.number());
        }
    }

    @Override
    public Map<String, Long> goBack(StoredRelease to, StoredRelease from) throws SQLException {
        Map<String, DatasetPartition> rows = new LinkedHashMap<>();
        Map<String, DatasetPartition> histories = new LinkedHashMap<>();
        for (DatasetPartition partition : new Catalog(connection, schema).partitions(datasetId)) {
            String parent = partition.parentName();
            if (parent.startsWith("variants_")) {
                rows.put(parent, partition);
            } else if (parent.startsWith("variant_history_")) {
                histories.put("variants" + parent.substring("variant_history".length()), partition);
            }
        }
        Map<String, Long> growth = new LinkedHashMap<>();
        for (Map.Entry<String, DatasetPartition> history : histories.entrySet()) {
            DatasetPartition of = Objects.requireNonNull(rows.get(history.getKey()));
            growth.put(history.getKey(), goBack(of.name(), history.getValue().name(), from.number()));
        }
        Sql.update(
                connection,
                "DELETE FROM " + table("variant_digests") + " WHERE dataset_id = ? AND release > ?",
                datasetId,
                to.number());
        return growth;
    }

    private long goBack(String rows, String history, int from) throws SQLException {
        String columns = new Catalog(connection, schema)
                .columns(table("variants")).stream().map(Catalog.Column::quoted).collect(Collectors.joining(", "));
        long growth = -Sql.update(
                connection,
                "DELETE FROM " + rows + " v USING " + history
                        + " h WHERE h.valid_to = ? AND v.position = h.position AND"
                        + " v.ref = h.ref AND v.alt IS NOT DISTINCT FROM h.alt AND v.ordinal = h.ordinal AND v.chromosome ="
                        + " h.chromosome",
                from);
        growth += Sql.update(
                connection,
                "INSERT INTO " + rows + " (" + columns + ") SELECT " + columns + " FROM " + history
                        + " WHERE valid_to = ? AND NOT is_absent",
                from);
        Sql.update(connection, "DELETE FROM " + history + " WHERE valid_to = ?", from);
        return growth;
    }

    @Override
    public void count(@Nullable StoredRelease before, StoredRelease of) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        if (before == null) {
            counts.put("added", of.rows());
        } else {
            Sql.query(
                    connection,
                    row -> counts.put(row.getString(1), row.getLong(2)),
                    "SELECT kind, count(*) FROM " + table("variant_changes") + "(?, ?, ?) GROUP BY kind",
                    dataset,
                    before.name(),
                    of.name());
        }
        long added = counts.getOrDefault("added", 0L);
        long changed = counts.getOrDefault("changed", 0L);
        Sql.update(
                connection,
                "UPDATE " + table("dataset_releases")
                        + " SET added = ?, removed = ?, changed = ?, unchanged = ? WHERE dataset_id = ? AND release = ?",
                added,
                counts.getOrDefault("removed", 0L),
                changed,
                of.rows() - added - changed,
                datasetId,
                of.number());
    }
}
