package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
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

    private ReleaseHistory history(Connection connection, int id) {
        return kind.equals(GENES)
                ? new GeneHistory(connection, schema, id)
                : new VariantHistory(connection, schema, id, dataset);
    }

    /** Forgets the releases before one. */
    private void keepFrom(Connection connection, int id, StoredRelease first) throws SQLException {
        ReleaseHistory history = history(connection, id);
        history.keepFrom(first);
        Sql.update(
                connection,
                "DELETE FROM " + table("dataset_releases") + " WHERE dataset_id = ? AND release < ?",
                id,
                first.number());
        history.count(null, first);
    }

    /** What came or went with a release comes or goes with the next one. */
    private void leaveOut(
            Connection connection, int id, StoredRelease before, StoredRelease dropped, StoredRelease next)
            throws SQLException {
        ReleaseHistory history = history(connection, id);
        history.leaveOut(before, dropped, next);
        forget(connection, id, dropped);
        history.count(before, next);
    }

    private void forget(Connection connection, int id, StoredRelease release) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + table("dataset_releases") + " WHERE dataset_id = ? AND release = ?",
                id,
                release.number());
    }

    /** Undoes the newest release. */
    private void goBack(Connection connection, int id, StoredRelease to, StoredRelease from) throws SQLException {
        Map<String, Long> growth = history(connection, id).goBack(to, from);
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
        forget(connection, id, from);
    }
}
