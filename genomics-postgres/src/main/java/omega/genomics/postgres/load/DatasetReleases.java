package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.DatasetPartition;
import omega.genomics.postgres.internal.SessionSettings;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.run.GeneReleaseCounts;
import omega.genomics.postgres.load.run.RunLock;

/**
 * The releases of a dataset of variants or genes: lists, drops and prunes them. Each change is one transaction; readers see the releases before or
 * after it and never wait. While a load of the dataset runs, changes are refused.
 *
 * <p>Immutable and thread-safe.
 */
public final class DatasetReleases {
    private static final String GENES = "genes";

    private final DataSource dataSource;
    private final String schema;
    private final String kind;
    private final String dataset;

    private DatasetReleases(DataSource dataSource, String schema, String kind, String dataset) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.kind = kind;
        this.dataset = dataset;
    }

    /**
     * Opens the releases of a dataset.
     *
     * @param dataSource gives a connection
     * @param schema the assembly's schema
     * @param kind {@code variants} or {@code genes}
     * @param dataset its name
     * @return its releases
     * @throws IllegalArgumentException if datasets of this kind have no releases
     */
    public static DatasetReleases of(DataSource dataSource, String schema, String kind, String dataset) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(dataset, "dataset");
        if (!kind.equals("variants") && !kind.equals(GENES)) {
            throw new IllegalArgumentException("expected variants or genes, which may have releases, found " + kind);
        }
        return new DatasetReleases(dataSource, schema, kind, dataset);
    }

    /**
     * Returns the releases.
     *
     * @return oldest first; none if the dataset was loaded without a release
     * @throws LoadException if there is no such dataset, or the database refuses
     */
    public List<StoredRelease> list() {
        try (Connection connection = dataSource.getConnection()) {
            return list(connection, id(connection));
        } catch (SQLException e) {
            throw new LoadException("could not list the releases of the dataset \"" + dataset + "\"", e);
        }
    }

    /**
     * Drops a release. What it shares with others stays, and the others are as they were. If it is the newest, the dataset goes back to the
     * release before it.
     *
     * @param release its name
     * @throws LoadException if the dataset has no such release or no other one, a load of the dataset runs, or the database refuses
     */
    public void drop(String release) {
        Objects.requireNonNull(release, "release");
        change("drop the release \"" + release + "\"", (connection, id) -> {
            List<StoredRelease> all = list(connection, id);
            int at = -1;
            for (int i = 0; i < all.size(); i++) {
                at = all.get(i).name().equals(release) ? i : at;
            }
            if (at < 0) {
                throw new LoadException("expected a release of \"" + dataset + "\" among "
                        + all.stream().map(StoredRelease::name).collect(Collectors.joining(", ")) + ", found \""
                        + release
                        + "\"");
            }
            if (all.size() == 1) {
                throw new LoadException(
                        "\"" + release + "\" is the only release: drop the dataset \"" + dataset + "\"");
            }
            if (at == all.size() - 1) {
                goBack(connection, id, all.get(at - 1), all.get(at));
            } else if (at == 0) {
                keepFrom(connection, id, all.get(1));
            } else {
                leaveOut(connection, id, all.get(at - 1), all.get(at), all.get(at + 1));
            }
            return 1;
        });
    }

    /**
     * Drops the releases before a date, but never the newest release.
     *
     * @param date releases of this date stay
     * @return how many were dropped
     * @throws LoadException if there is no such dataset, a load of it runs, or the database refuses
     */
    public int pruneBefore(LocalDate date) {
        Objects.requireNonNull(date, "date");
        return change("prune releases", (connection, id) -> {
            List<StoredRelease> all = list(connection, id);
            int kept = 0;
            while (kept < all.size() - 1 && all.get(kept).date().isBefore(date)) {
                kept++;
            }
            if (kept > 0) {
                keepFrom(connection, id, all.get(kept));
            }
            return kept;
        });
    }

    // ---- changes -------------------------------------------------------------------------------------------------

    private interface Change {
        int run(Connection connection, int id) throws SQLException;
    }

    private int change(String what, Change change) {
        try (Connection connection = SessionSettings.open(dataSource)) {
            RunLock.take(connection, schema, kind, dataset, new CancelSignal());
            try {
                return Sql.inTransaction(connection, transaction -> change.run(transaction, id(transaction)));
            } finally {
                RunLock.release(connection, schema, kind, dataset);
            }
        } catch (SQLException e) {
            throw new LoadException("could not " + what + " of the dataset \"" + dataset + "\"", e);
        }
    }

    private String table(String name) {
        return Sql.name(schema, name);
    }

    private int id(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getInt(1),
                        "SELECT dataset_id FROM " + table("datasets") + " WHERE kind = ? AND name = ?",
                        kind,
                        dataset)
                .stream()
                .findFirst()
                .orElseThrow(() ->
                        new LoadException("expected a dataset of " + kind + ", found none called \"" + dataset + "\""));
    }

    private List<StoredRelease> list(Connection connection, int id) throws SQLException {
        return Sql.query(
                connection,
                row -> new StoredRelease(
                        row.getInt(1),
                        row.getString(2),
                        LocalDate.parse(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getBoolean(7),
                        new ReleaseCounts(
                                row.getString(2),
                                Optional.ofNullable(row.getString(8)),
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11),
                                row.getLong(12),
                                GeneReleaseCounts.below(row, 13))),
                "SELECT release, name, released_on::text, source, sha256, loaded_at,"
                        + " release = max(release) OVER (), lag(name) OVER (ORDER BY release), added, removed, changed,"
                        + " unchanged, " + GeneReleaseCounts.columns() + " FROM " + table("dataset_releases")
                        + " WHERE dataset_id = ? ORDER BY release",
                id);
    }

    /** Forgets the releases before one. */
    private void keepFrom(Connection connection, int id, StoredRelease first) throws SQLException {
        if (kind.equals(GENES)) {
            new GeneHistory(connection, schema, id).keepFrom(first);
        } else {
            Sql.update(
                    connection,
                    "DELETE FROM " + table("variant_history") + " WHERE dataset_id = ? AND valid_to <= ?",
                    id,
                    first.number());
        }
        Sql.update(
                connection,
                "DELETE FROM " + table("dataset_releases") + " WHERE dataset_id = ? AND release < ?",
                id,
                first.number());
        if (kind.equals(GENES)) {
            new GeneHistory(connection, schema, id).count(first);
        } else {
            write(connection, id, first, first.rows(), 0, 0);
        }
    }

    /** What came or went with a release comes or goes with the next one. */
    private void leaveOut(
            Connection connection, int id, StoredRelease before, StoredRelease dropped, StoredRelease next)
            throws SQLException {
        if (kind.equals(GENES)) {
            new GeneHistory(connection, schema, id).leaveOut(before, dropped, next);
        } else {
            leaveOut(connection, id, dropped, next);
        }
        Sql.update(
                connection,
                "DELETE FROM " + table("dataset_releases") + " WHERE dataset_id = ? AND release = ?",
                id,
                dropped.number());
        if (kind.equals(GENES)) {
            new GeneHistory(connection, schema, id).count(next);
            return;
        }
        Map<String, Long> counts = new HashMap<>();
        Sql.query(
                connection,
                row -> counts.put(row.getString(1), row.getLong(2)),
                "SELECT kind, count(*) FROM " + table("variant_changes") + "(?, ?, ?) GROUP BY kind",
                dataset,
                before.name(),
                next.name());
        write(
                connection,
                id,
                next,
                counts.getOrDefault("added", 0L),
                counts.getOrDefault("removed", 0L),
                counts.getOrDefault("changed", 0L));
    }

    private void leaveOut(Connection connection, int id, StoredRelease dropped, StoredRelease next)
            throws SQLException {
        String history = table("variant_history");
        Sql.update(
                connection,
                "DELETE FROM " + history + " WHERE dataset_id = ? AND valid_from = ? AND valid_to = ?",
                id,
                dropped.number(),
                next.number());
        for (String bound : List.of("valid_to", "valid_from")) {
            Sql.update(
                    connection,
                    "UPDATE " + history + " SET " + bound + " = ? WHERE dataset_id = ? AND " + bound + " = ?",
                    next.number(),
                    id,
                    dropped.number());
        }
    }

    private void write(Connection connection, int id, StoredRelease of, long added, long removed, long changed)
            throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + table("dataset_releases")
                        + " SET added = ?, removed = ?, changed = ?, unchanged = ? WHERE dataset_id = ? AND release = ?",
                added,
                removed,
                changed,
                of.rows() - added - changed,
                id,
                of.number());
    }

    /** Undoes the newest release. */
    private void goBack(Connection connection, int id, StoredRelease to, StoredRelease from) throws SQLException {
        Map<String, Long> growth = kind.equals(GENES)
                ? new GeneHistory(connection, schema, id).goBack(to, from)
                : exchangeBack(connection, id, to, from);
        Sql.update(
                connection,
                "UPDATE " + table("datasets") + " d SET source = r.source, source_bytes = NULL, sha256 = r.sha256,"
                        + " options = r.options, header = r.header, run_id = r.run_id, loaded_at = r.loaded_at,"
                        + " row_counts = d.row_counts || (SELECT coalesce(jsonb_object_agg(part, coalesce((d.row_counts ->>"
                        + " part)::bigint, 0) + growth), '{}') FROM unnest(?::text[], ?::bigint[]) AS g (part, growth)),"
                        + " record_counts = (SELECT coalesce(jsonb_object_agg(c.contig, c.records_stored), '{}') FROM "
                        + table("load_runs")
                        + " l, jsonb_to_recordset(l.contigs) AS c (contig text, records_stored bigint)"
                        + " WHERE l.run_id = r.run_id AND c.records_stored > 0) FROM "
                        + table("dataset_releases") + " r WHERE r.dataset_id = d.dataset_id AND d.dataset_id = ? AND"
                        + " r.release = ?",
                growth.keySet().toArray(new String[0]),
                growth.values().toArray(new Long[0]),
                id,
                to.number());
        Sql.update(
                connection,
                "DELETE FROM " + table("dataset_releases") + " WHERE dataset_id = ? AND release = ?",
                id,
                from.number());
    }

    /** Returns by how many rows each table has grown. */
    private Map<String, Long> exchangeBack(Connection connection, int id, StoredRelease to, StoredRelease from)
            throws SQLException {
        Map<String, DatasetPartition> rows = new LinkedHashMap<>();
        Map<String, DatasetPartition> histories = new LinkedHashMap<>();
        for (DatasetPartition partition : new Catalog(connection, schema).partitions(id)) {
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
            growth.put(
                    history.getKey(),
                    goBack(connection, of.name(), history.getValue().name(), from.number()));
        }
        Sql.update(
                connection,
                "DELETE FROM " + table("variant_digests") + " WHERE dataset_id = ? AND release > ?",
                id,
                to.number());
        return growth;
    }

    private long goBack(Connection connection, String rows, String history, int from) throws SQLException {
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
}
