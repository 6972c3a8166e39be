package omega.genomics.postgres.load.release;

import java.io.ByteArrayOutputStream;
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
import java.util.Set;
import javax.sql.DataSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.StagedTable;
import omega.genomics.postgres.table.VariantColumn;
import org.jspecify.annotations.Nullable;

/**
 * The release that a load of variants makes. Of the first one it keeps the digests of all rows; of a later one it passes on the rows
 * that differ from the release before, and exchanges them.
 */
public final class ReleaseRun {
    private static final String VARIANTS = ReleaseSwitch.VARIANTS;
    private static final String DIGESTS = ReleaseSwitch.DIGESTS;

    private final LoadRun run;
    private final String name;
    private final @Nullable Release before;
    /** Of a first release. */
    private final Map<StagedTable, DigestedRows> digested = new LinkedHashMap<>();
    /** Of a later one. */
    private final Map<StagedTable, RowDifferences> compared = new LinkedHashMap<>();

    private final Map<StagedTable, BinaryCopyWriter> writers = new LinkedHashMap<>();
    private final Map<String, ContigDigests> contigs = new LinkedHashMap<>();
    private final Map<String, DigestWriter> changes = new LinkedHashMap<>();
    private final ByteArrayOutputStream changedDigests = new ByteArrayOutputStream();
    private final BinaryCopyWriter changesOut = new BinaryCopyWriter(this::keep, 1 << 16);

    private ReleaseRun(LoadRun run, String name, @Nullable Release before) {
        this.run = run;
        this.name = name;
        this.before = before;
    }

    /**
     * A release that a dataset has.
     *
     * @param number from 1
     */
    private record Release(int number, String name, LocalDate date, long rows) {}

    /**
     * Begins a release, and refuses a load that would forget releases.
     *
     * @param name of the release; null for a load without one
     * @param mode of the load
     * @return empty for a load without a release
     */
    public static Optional<ReleaseRun> begin(LoadRun run, @Nullable String name, LoadMode mode) throws SQLException {
        List<Release> all = all(run);
        if (mode == LoadMode.APPEND && !all.isEmpty()) {
            throw new LoadException(
                    "the dataset has releases, to which no file can be appended: renew it, or drop it" + " first");
        }
        if (mode == LoadMode.REPLACE && all.size() > 1) {
            throw new LoadException("the dataset has " + all.size()
                    + " releases, which this load would forget: renew it, or drop it first");
        }
        if (name == null) {
            return Optional.empty();
        }
        if (mode != LoadMode.RENEW) {
            return Optional.of(new ReleaseRun(run, name, null));
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
        return Optional.of(new ReleaseRun(run, name, last));
    }

    /** Tells whether a dataset has releases. */
    public static boolean hasReleases(DataSource dataSource, String schema, String kind, String dataset) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.query(
                            connection,
                            row -> row.getBoolean(1),
                            "SELECT EXISTS (SELECT FROM " + Sql.name(schema, "dataset_releases") + " JOIN "
                                    + Sql.name(schema, "datasets")
                                    + " USING (dataset_id) WHERE kind = ? AND datasets.name = ?)",
                            kind,
                            dataset)
                    .get(0);
        } catch (SQLException e) {
            throw new LoadException("could not look for releases of the dataset \"" + dataset + "\"", e);
        }
    }

    private static List<Release> all(LoadRun run) throws SQLException {
        return run.ask(
                row -> new Release(row.getInt(1), row.getString(2), LocalDate.parse(row.getString(3)), row.getLong(4)),
                "SELECT release, name, released_on::text, added + changed + unchanged FROM "
                        + run.qualified("dataset_releases") + " WHERE dataset_id = ? ORDER BY release",
                run.datasetId());
    }

    /** Returns what there is to report where the file is the newest release already. */
    public static Optional<ReleaseCounts> unchanged(LoadRun run) throws SQLException {
        List<Release> all = all(run);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Release last = all.get(all.size() - 1);
        Optional<String> previous = all.size() < 2
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 2).name());
        return Optional.of(new ReleaseCounts(last.name(), previous, 0, 0, 0, last.rows()));
    }

    private static LocalDate date(String name) {
        try {
            return LocalDate.parse(name);
        } catch (DateTimeParseException e) {
            return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        }
    }

    private byte[] keep(byte[] block, int length) {
        changedDigests.write(block, 0, length);
        return block;
    }

    // ---- rows ----------------------------------------------------------------------------------------------------

    /** Tells whether rows are compared with a release before. */
    public boolean isRenewal() {
        return before != null;
    }

    private int number() {
        return before == null ? 1 : before.number() + 1;
    }

    /**
     * Takes the rows of a table that was staged.
     *
     * @param columns that are sent
     * @param contig of all rows; null where they bring it
     */
    public void add(StagedTable table, List<VariantColumn> columns, @Nullable String contig) throws SQLException {
        RowDigests rows = new RowDigests(columns);
        if (before != null) {
            RowDifferences differences = new RowDifferences(rows, contig, new Contigs(), table.rows());
            compared.put(table, differences);
            writers.put(table, new BinaryCopyWriter(differences));
            return;
        }
        StagedTable digests = run.staging()
                .stageBeside(table, DIGESTS + table.parent().substring(VARIANTS.length()), DigestWriter.COLUMNS);
        DigestedRows of = new DigestedRows(rows, contig, run.datasetId(), digests);
        digested.put(table, of);
        table.seenBy(of::see);
    }

    /** Reads what the release before has, and keeps what the new one has. */
    private final class Contigs implements RowDifferences.Contigs {
        @Override
        public ContigDigests before(String contig) {
            try {
                ContigDigests read = read(contig);
                contigs.put(contig, read);
                return read;
            } catch (SQLException e) {
                throw new LoadException("could not read what the dataset has of contig " + contig, e);
            }
        }

        @Override
        public DigestWriter after(String contig) {
            return changesOf(contig);
        }
    }

    private DigestWriter changesOf(String contig) {
        return changes.computeIfAbsent(contig, of -> new DigestWriter(run.datasetId(), of, number(), changesOut));
    }

    private ContigDigests read(String contig) throws SQLException {
        ContigDigests[] read = new ContigDigests[1];
        run.work(connection -> read[0] = ContigDigests.read(
                connection,
                "SELECT entries FROM " + run.qualified(DIGESTS) + " WHERE dataset_id = " + run.datasetId()
                        + " AND chromosome = '" + contig.replace("'", "''") + "' ORDER BY release, part"));
        return Objects.requireNonNull(read[0]);
    }

    /** Returns where the rows of a table go. */
    public BinaryCopyWriter rows(StagedTable table) {
        return writers.getOrDefault(table, table.rows());
    }

    /** Returns the table that is staged together with another; null if there is none. */
    public @Nullable StagedTable beside(StagedTable table) {
        DigestedRows of = digested.get(table);
        return of == null ? null : of.table();
    }

    /** Returns all tables that are staged together with others. */
    public List<StagedTable> beside() {
        return digested.values().stream().map(DigestedRows::table).toList();
    }

    /** Ends the rows of a table, so far. */
    public void finish(StagedTable table) {
        rows(table).flush();
        table.rows().flush();
        DigestedRows of = digested.get(table);
        if (of != null) {
            of.finish();
        }
    }

    /** Returns how many rows came that are not written, since the release before has them. */
    public long same() {
        return compared.values().stream().mapToLong(RowDifferences::same).sum();
    }

    /** Tells of rows that repeat others, not next to them, and are left out. */
    public void forEachRepetition(RepeatedRows action) {
        compared.values().forEach(of -> of.forEachRepetition(action));
    }

    // ---- the switch ----------------------------------------------------------------------------------------------

    /** Makes the first release visible, whose rows are staged. */
    public LoadReport first(Set<String> unknownContigs) throws SQLException {
        long rows = run.ask(
                        row -> row.getLong(1),
                        "SELECT alleles_stored FROM " + run.qualified("load_runs") + " WHERE run_id = ?",
                        run.id())
                .get(0);
        ReleaseCounts counts = new ReleaseCounts(name, Optional.empty(), rows, 0, 0, 0);
        run.released(counts);
        return run.switchIn(unknownContigs, connection -> write(connection, counts));
    }

    /**
     * Makes a later release visible, of which the rows are staged that differ.
     *
     * @param indexes of partitions, in addition to those of their parents
     */
    public LoadReport renew(Set<String> unknownContigs, List<String> indexes) throws SQLException {
        ReleaseSwitch change = new ReleaseSwitch(run, number(), indexes);
        RemovedRows removed = new RemovedRows(run);
        for (String contig : contigsBefore()) {
            ContigDigests of = contigs.get(contig);
            removed.add(contig, of == null ? read(contig) : of, changesOf(contig));
        }
        change.prepare(removed);
        changes.values().forEach(DigestWriter::finish);
        changesOut.flush();
        long same = same();
        ReleaseCounts[] counts = new ReleaseCounts[1];
        return run.renew(
                unknownContigs,
                connection -> {
                    change.run(connection, changedDigests.toByteArray());
                    counts[0] =
                            change.counts(name, Objects.requireNonNull(before).name(), same);
                    run.released(counts[0]);
                },
                connection -> {
                    change.count(connection);
                    write(connection, counts[0]);
                });
    }

    private List<String> contigsBefore() throws SQLException {
        return run.ask(
                row -> row.getString(1),
                "SELECT DISTINCT chromosome FROM " + run.qualified(DIGESTS) + " WHERE dataset_id = ? ORDER BY 1",
                run.datasetId());
    }

    private void write(Connection connection, ReleaseCounts counts) throws SQLException {
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
