package omega.genomics.postgres.load.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.run.GeneReleaseCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.run.LoadSettings;
import org.jspecify.annotations.Nullable;

/** The release that a load makes: the first one of its dataset, or one that is compared with the release before. */
public final class NextRelease {
    private final LoadRun run;
    private final String name;
    private final @Nullable Release before;

    private NextRelease(LoadRun run, String name, @Nullable Release before) {
        this.run = run;
        this.name = name;
        this.before = before;
    }

    /**
     * A release that a dataset has.
     *
     * @param number from 1
     */
    private record Release(int number, String name, LocalDate date, long rows, Map<String, ReleaseCounts.Rows> below) {}

    /**
     * Begins a release, and refuses a load that would forget releases.
     *
     * @param name of the release; null for a load without one
     * @param mode of the load
     * @return empty for a load without a release
     */
    public static Optional<NextRelease> begin(LoadRun run, @Nullable String name, LoadMode mode) throws SQLException {
        List<Release> all = all(run);
        if (mode == LoadMode.APPEND && !all.isEmpty()) {
            throw new LoadException(
                    "the dataset has releases, to which no file can be appended: renew it, or drop it first");
        }
        if (mode == LoadMode.REPLACE && all.size() > 1) {
            throw new LoadException("the dataset has " + all.size()
                    + " releases, which this load would forget: renew it, or drop it first");
        }
        if (name == null) {
            return Optional.empty();
        }
        if (mode != LoadMode.RENEW) {
            return Optional.of(new NextRelease(run, name, null));
        }
        if (all.isEmpty()) {
            throw new LoadException("the dataset has lost its releases since the load began: load again");
        }
        if (all.stream().anyMatch(release -> release.name().equals(name))) {
            throw new LoadException("the dataset has a release \"" + name
                    + "\" of another file, or with other options: give the new one another name");
        }
        Release last = all.get(all.size() - 1);
        if (date(name).isBefore(last.date())) {
            throw new LoadException("expected a release not earlier than \"" + last.name() + "\" (" + last.date()
                    + "), found \"" + name + "\"");
        }
        return Optional.of(new NextRelease(run, name, last));
    }

    /**
     * Returns the settings with which a release is loaded. The first one replaces what the dataset has; so does one of a dataset without
     * releases, whose digests are not known.
     */
    public static LoadSettings settings(LoadSettings given, String kind) {
        return given.mode() == LoadMode.RENEW && !hasReleases(given, kind) ? given.withMode(LoadMode.REPLACE) : given;
    }

    private static boolean hasReleases(LoadSettings given, String kind) {
        try (Connection connection = given.dataSource().getConnection()) {
            return Sql.query(
                            connection,
                            row -> row.getBoolean(1),
                            "SELECT EXISTS (SELECT FROM " + Sql.name(given.schema(), "dataset_releases") + " JOIN "
                                    + Sql.name(given.schema(), "datasets")
                                    + " USING (dataset_id) WHERE kind = ? AND datasets.name = ?)",
                            kind,
                            given.dataset())
                    .get(0);
        } catch (SQLException e) {
            throw new LoadException("could not look for releases of the dataset \"" + given.dataset() + "\"", e);
        }
    }

    private static List<Release> all(LoadRun run) throws SQLException {
        return run.ask(
                row -> new Release(
                        row.getInt(1),
                        row.getString(2),
                        LocalDate.parse(row.getString(3)),
                        row.getLong(4),
                        GeneReleaseCounts.below(row, 5)),
                "SELECT release, name, released_on::text, added + changed + unchanged, "
                        + GeneReleaseCounts.columns() + " FROM "
                        + run.qualified("dataset_releases") + " WHERE dataset_id = ? ORDER BY release",
                run.datasetId());
    }

    /** Reports the newest release as unchanged, when the file is that release. */
    public static void reportUnchanged(LoadRun run) throws SQLException {
        List<Release> all = all(run);
        if (all.isEmpty()) {
            return;
        }
        Release last = all.get(all.size() - 1);
        Optional<String> previous = all.size() < 2
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 2).name());
        Map<String, ReleaseCounts.Rows> below = new LinkedHashMap<>();
        last.below()
                .forEach((level, of) ->
                        below.put(level, new ReleaseCounts.Rows(0, 0, 0, of.added() + of.changed() + of.unchanged())));
        run.released(new ReleaseCounts(last.name(), previous, 0, 0, 0, last.rows(), below));
    }

    private static LocalDate date(String name) {
        try {
            return LocalDate.parse(name);
        } catch (DateTimeParseException e) {
            return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        }
    }

    /** Tells whether it is compared with a release before. */
    public boolean isRenewal() {
        return before != null;
    }

    /** Returns its number, from 1. */
    public int number() {
        return before == null ? 1 : before.number() + 1;
    }

    /** Returns the number of the release before. */
    public int numberBefore() {
        return Objects.requireNonNull(before).number();
    }

    /** Returns the name of the release; empty for the first one. */
    public Optional<String> previous() {
        return Optional.ofNullable(before).map(Release::name);
    }

    /** Returns the name of the release. */
    public String name() {
        return name;
    }

    /** Records the release, once the dataset has its row. */
    public void write(Connection connection, ReleaseCounts counts) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO " + run.qualified("dataset_releases")
                        + " (dataset_id, release, name, released_on, run_id, source, sha256, options, header, added, removed,"
                        + " changed, unchanged) SELECT dataset_id, ?, ?, ?::date, run_id, source, sha256, options, header,"
                        + " ?, ?, ?, ? FROM " + run.qualified("datasets") + " WHERE dataset_id = ?",
                number(),
                name,
                date(name).toString(),
                counts.added(),
                counts.removed(),
                counts.changed(),
                counts.unchanged(),
                run.datasetId());
    }
}
