package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.ReleaseCounts;

/** How releases of genes differ, in {@code dataset_releases}. */
public final class GeneReleaseCounts {
    private static final String GENES = "genes";
    private static final List<String> BELOW = List.of("transcripts", "exons");
    private static final List<String> NUMBERS = List.of("added", "removed", "changed", "unchanged");

    private GeneReleaseCounts() {}

    /** Returns columns with the counts of what is below genes, for {@link #below}. */
    public static String columns() {
        return BELOW.stream()
                .flatMap(level ->
                        NUMBERS.stream().map(number -> "(below -> '" + level + "' ->> '" + number + "')::bigint"))
                .collect(Collectors.joining(", "));
    }

    /**
     * Reads such columns.
     *
     * @param first the number of the first one
     * @return empty for variants
     */
    public static Map<String, ReleaseCounts.Rows> below(ResultSet row, int first) throws SQLException {
        Map<String, ReleaseCounts.Rows> below = new LinkedHashMap<>();
        int at = first;
        for (String level : BELOW) {
            if (row.getObject(at) != null) {
                below.put(
                        level,
                        new ReleaseCounts.Rows(
                                row.getLong(at), row.getLong(at + 1), row.getLong(at + 2), row.getLong(at + 3)));
            }
            at += NUMBERS.size();
        }
        return below;
    }

    /**
     * Counts how a release differs from the one before it, and writes that.
     *
     * @param totals how many genes, transcripts and exons the release has, by table
     */
    public static ReleaseCounts write(
            Connection connection, String schema, int datasetId, int release, Map<String, Long> totals)
            throws SQLException {
        String releases = Sql.name(schema, "dataset_releases");
        Map<String, ReleaseCounts.Rows> counts = new LinkedHashMap<>();
        totals.forEach((level, total) -> counts.put(level, new ReleaseCounts.Rows(total, 0, 0, 0)));
        List<String> names = Sql.query(
                connection,
                row -> row.getString(1),
                "SELECT name FROM " + releases + " WHERE dataset_id = ? AND release <= ? ORDER BY release DESC LIMIT 2",
                datasetId,
                release);
        if (names.size() == 2) {
            Sql.query(
                    connection,
                    row -> {
                        long added = row.getLong(2);
                        long changed = row.getLong(4);
                        long total = totals.getOrDefault(row.getString(1), 0L);
                        return counts.put(
                                row.getString(1),
                                new ReleaseCounts.Rows(added, row.getLong(3), changed, total - added - changed));
                    },
                    "SELECT c.* FROM (SELECT max(release) AS before FROM " + releases
                            + " WHERE dataset_id = ? AND release < ?) b, LATERAL "
                            + Sql.name(schema, "gene_release_counts") + "(?, b.before, ?) c",
                    datasetId,
                    release,
                    datasetId,
                    release);
        }
        ReleaseCounts.Rows genes = Objects.requireNonNull(counts.remove(GENES));
        Sql.update(
                connection,
                "UPDATE " + releases + " SET added = ?, removed = ?, changed = ?, unchanged = ?, below = ?::jsonb"
                        + " WHERE dataset_id = ? AND release = ?",
                genes.added(),
                genes.removed(),
                genes.changed(),
                genes.unchanged(),
                json(counts),
                datasetId,
                release);
        return new ReleaseCounts(
                names.get(0),
                names.size() == 2 ? Optional.of(names.get(1)) : Optional.empty(),
                genes.added(),
                genes.removed(),
                genes.changed(),
                genes.unchanged(),
                counts);
    }

    private static String json(Map<String, ReleaseCounts.Rows> below) {
        return below.entrySet().stream()
                .map(level -> "\"%s\": {\"added\": %d, \"removed\": %d, \"changed\": %d, \"unchanged\": %d}"
                        .formatted(
                                level.getKey(),
                                level.getValue().added(),
                                level.getValue().removed(),
                                level.getValue().changed(),
                                level.getValue().unchanged()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Returns how many genes, transcripts and exons the newest release of a dataset has, by table. */
    public static Map<String, Long> totals(Connection connection, String schema, int datasetId) throws SQLException {
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put(GENES, 0L);
        BELOW.forEach(level -> totals.put(level, 0L));
        Sql.query(
                connection,
                row -> totals.replace(row.getString(1), row.getLong(2)),
                "SELECT key, value::bigint FROM " + Sql.name(schema, "datasets")
                        + ", jsonb_each_text(row_counts) WHERE dataset_id = ?",
                datasetId);
        return totals;
    }
}
