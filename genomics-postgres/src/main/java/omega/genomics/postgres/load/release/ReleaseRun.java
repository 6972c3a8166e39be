package omega.genomics.postgres.load.release;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
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
    private final NextRelease release;
    /** Of a first release. */
    private final Map<StagedTable, DigestedRows> digested = new LinkedHashMap<>();
    /** Of a later one. */
    private final Map<StagedTable, RowDifferences> compared = new LinkedHashMap<>();

    private final Map<StagedTable, RecordLines> lines = new LinkedHashMap<>();
    private final Map<StagedTable, BinaryCopyWriter> writers = new LinkedHashMap<>();
    private final Map<String, ContigDigests> contigs = new LinkedHashMap<>();
    private final Map<String, DigestWriter> changes = new LinkedHashMap<>();
    /** Tables whose rows were compared with those of the dataset before the end of the file. */
    private final Set<StagedTable> comparedEarly = new HashSet<>();

    private final AtomicLong leftOutEarly = new AtomicLong();
    private final ByteArrayOutputStream changedDigests = new ByteArrayOutputStream();
    private final BinaryCopyWriter changesOut = new BinaryCopyWriter(this::keep, 1 << 16);

    /** Makes the rows of a release. */
    public ReleaseRun(LoadRun run, NextRelease release) {
        this.run = run;
        this.release = release;
    }

    private byte[] keep(byte[] block, int length) {
        changedDigests.write(block, 0, length);
        return block;
    }

    // ---- rows ----------------------------------------------------------------------------------------------------

    /** Tells whether rows are compared with a release before. */
    public boolean isRenewal() {
        return release.isRenewal();
    }

    /**
     * Takes the rows of a table that was staged.
     *
     * @param columns that are sent
     * @param contig of all rows; null where they bring it
     * @param salt a digest of everything that rows depend on besides the lines of their records
     */
    public void add(StagedTable table, List<VariantColumn> columns, @Nullable String contig, long salt)
            throws SQLException {
        RowDigests rows = new RowDigests(columns);
        if (release.isRenewal()) {
            RowDifferences differences = new RowDifferences(rows, contig, new Contigs(), table.rows(), salt);
            compared.put(table, differences);
            lines.put(table, differences.lines());
            writers.put(table, new BinaryCopyWriter(differences));
            return;
        }
        StagedTable digests = run.staging()
                .stageBeside(table, DIGESTS + table.parent().substring(VARIANTS.length()), DigestWriter.COLUMNS);
        RecordLines read = new RecordLines(salt, null);
        lines.put(table, read);
        DigestedRows of = new DigestedRows(rows, read, contig, run.datasetId(), digests);
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
        return changes.computeIfAbsent(
                contig, of -> new DigestWriter(run.datasetId(), of, release.number(), changesOut));
    }

    private ContigDigests read(String contig) throws SQLException {
        ContigDigests[] read = new ContigDigests[1];
        run.work(connection -> read[0] = ContigDigests.read(
                connection,
                "SELECT entries, lines FROM " + run.qualified(DIGESTS) + " WHERE dataset_id = " + run.datasetId()
                        + " AND chromosome = " + Sql.literal(contig) + " ORDER BY release, part"));
        return Objects.requireNonNull(read[0]);
    }

    /** Returns the lines of the records of a table. */
    public RecordLines lines(StagedTable table) {
        return Objects.requireNonNull(lines.get(table));
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
        lines(table).endPosition();
        rows(table).flush();
        table.rows().flush();
        DigestedRows of = digested.get(table);
        if (of != null) {
            of.finish();
        }
    }

    /**
     * Says that the rows of a table have come, it seems: the server compares them with those of the dataset while others are read.
     */
    public void leave(StagedTable table) throws SQLException {
        finish(table);
        Optional<String> rows = run.catalog().partition(table.parent(), run.datasetId());
        if (rows.isEmpty()) {
            return;
        }
        comparedEarly.add(table);
        table.submit((connection, staged) -> {
            long same = ReleaseSwitch.leaveOutSame(connection, staged, rows.get());
            table.removed(same);
            leftOutEarly.addAndGet(same);
        });
    }

    /** Says that more rows of a table come after all. */
    public void comeBack(StagedTable table) {
        comparedEarly.remove(table);
    }

    /** Returns how many rows came that are not written, since the release before has them. */
    public long same() {
        return leftOutEarly.get()
                + compared.values().stream().mapToLong(RowDifferences::same).sum();
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
        ReleaseCounts counts = new ReleaseCounts(release.name(), Optional.empty(), rows, 0, 0, 0);
        run.released(counts);
        return run.switchIn(unknownContigs, connection -> release.write(connection, counts));
    }

    /**
     * Makes a later release visible, of which the rows are staged that differ.
     *
     * @param indexes of partitions, in addition to those of their parents
     */
    public LoadReport renew(Set<String> unknownContigs, List<String> indexes) throws SQLException {
        ReleaseSwitch change = new ReleaseSwitch(run, release, indexes);
        RemovedRows removed = new RemovedRows(run);
        for (String contig : contigsBefore()) {
            ContigDigests of = contigs.get(contig);
            removed.add(contig, of == null ? read(contig) : of, changesOf(contig));
        }
        change.prepare(removed, comparedEarly.stream().map(StagedTable::parent).collect(Collectors.toSet()));
        changes.values().forEach(DigestWriter::finish);
        changesOut.flush();
        long same = same();
        ReleaseCounts[] counts = new ReleaseCounts[1];
        return run.renew(
                unknownContigs,
                connection -> {
                    change.run(connection, changedDigests.toByteArray());
                    counts[0] = change.counts(same);
                    run.released(counts[0]);
                },
                connection -> {
                    change.count(connection);
                    release.write(connection, counts[0]);
                });
    }

    private List<String> contigsBefore() throws SQLException {
        return run.ask(
                row -> row.getString(1),
                "SELECT DISTINCT chromosome FROM " + run.qualified(DIGESTS) + " WHERE dataset_id = ? ORDER BY 1",
                run.datasetId());
    }
}
