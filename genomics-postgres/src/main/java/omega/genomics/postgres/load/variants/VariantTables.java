package omega.genomics.postgres.load.variants;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.packed.EarlierBlocks;
import omega.genomics.postgres.load.packed.PackedPartition;
import omega.genomics.postgres.load.packed.UnsortedRowsException;
import omega.genomics.postgres.load.release.RecordLines;
import omega.genomics.postgres.load.release.ReleaseRun;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.StagedTable;
import omega.genomics.postgres.load.stage.TableKeys;
import org.jspecify.annotations.Nullable;

/** The staged tables of a load of variants, one a contig that has a partition, and one for all others. */
final class VariantTables implements VariantContigs.Tables {
    private final LoadRun run;
    private final Map<String, String> partitions;
    private final boolean sealsEarly;
    private final VariantPlan plan;
    private final Map<String, StagedTable> tables = new LinkedHashMap<>();
    /** The consequences of each table's variants, where they are asked for. */
    private final Map<StagedTable, StagedTable> sets = new LinkedHashMap<>();

    private final Map<StagedTable, PackedPartition> packed = new LinkedHashMap<>();
    /** Tables whose contig came to its end, as it seemed. */
    private final Set<StagedTable> left = new HashSet<>();
    /** Tables whose contig came again after all; these wait for the end of the file. */
    private final Set<StagedTable> returned = new HashSet<>();

    /** Of tables that are appended to blocks, the rows of these. */
    private final Map<StagedTable, EarlierBlocks> earlier = new LinkedHashMap<>();
    /** What takes the place of the dataset's own partitions although the file is appended. */
    private final Set<String> replaced = new TreeSet<>();

    /** Null for a load without a release. */
    private final @Nullable ReleaseRun release;

    private final boolean passesLines;

    private @Nullable VariantContig current;

    /**
     * @param partitions the partition of each contig that has one of its own
     * @param sealsEarly whether a table may be completed when its contig is
     * @param plan of the rows; says whether each gets a table of consequences beside it, and which keys an index
     * @param release that the load makes; null if it makes none
     * @param passesLines whether records whose lines the release before has are passed over
     */
    VariantTables(
            LoadRun run,
            Map<String, String> partitions,
            boolean sealsEarly,
            VariantPlan plan,
            @Nullable ReleaseRun release,
            boolean passesLines) {
        this.passesLines = passesLines;
        this.release = release;
        this.run = run;
        this.partitions = partitions;
        this.sealsEarly = sealsEarly;
        this.plan = plan;
    }

    @Override
    public VariantContig contig(String name, int window) {
        StagedTable table = of(name);
        RecordLines lines = passesLines && release != null ? release.lines(table) : null;
        return new VariantContig(name, window, table, rows(table), lines);
    }

    @Override
    public void enter(VariantContig contig) {
        VariantContig before = current;
        if (before == contig) {
            return;
        }
        if (before != null && before.table() != contig.table()) {
            leave(before);
        }
        current = contig;
        StagedTable table = contig.table();
        if (release != null) {
            release.comeBack(table);
        }
        if (left.remove(table)) {
            if (packed.containsKey(table)) {
                throw new UnsortedRowsException("expected the records of each contig one after the other, found contig "
                        + contig.name() + " again");
            }
            returned.add(table);
            withItsSets(table).forEach(run::reopen);
        }
    }

    /** In a sorted file no more rows follow: the indexes are built while the next contig is read. */
    private void leave(VariantContig contig) {
        StagedTable table = contig.table();
        if (release != null && release.isRenewal() && contig.hasOwnTable()) {
            compare(release, table);
        }
        if (sealsEarly && contig.hasOwnTable() && contig.keys().isExact() && !returned.contains(table)) {
            left.add(table);
            PackedPartition blocks = packed.get(table);
            if (blocks != null) {
                blocks.finish();
            }
            if (release != null) {
                release.finish(table);
            }
            withItsSets(table).forEach(run::sealEarly);
        }
    }

    private static void compare(ReleaseRun with, StagedTable table) {
        try {
            with.leave(table);
        } catch (SQLException e) {
            throw new LoadException("could not compare rows with those of the dataset", e);
        }
    }

    private List<StagedTable> withItsSets(StagedTable table) {
        List<StagedTable> together = new ArrayList<>();
        StagedTable of = sets.get(table);
        if (of != null) {
            together.add(of);
        }
        PackedPartition blocks = packed.get(table);
        if (blocks != null) {
            together.add(blocks.keys());
        }
        StagedTable digests = release == null ? null : release.beside(table);
        if (digests != null) {
            together.add(digests);
        }
        together.add(table);
        return together;
    }

    @Override
    public boolean isAlreadyLoaded(String contig) {
        String partition = partition(contig);
        return !partition.equals(VariantTableNames.OTHER)
                && run.staging()
                        .isAlreadyLoaded(
                                plan.options().packsAtOnce() ? PackedPartition.blocksOf(partition) : partition);
    }

    @Override
    public void addEarlier(VariantContig contig, long alleles) {
        StagedTable table = contig.table();
        PackedPartition blocks = packed.get(table);
        if (blocks == null) {
            table.addEarlier(alleles);
        } else {
            blocks.addEarlier(alleles);
        }
    }

    /** Returns the partition that a contig's rows belong in. */
    String partition(String contig) {
        return partitions.getOrDefault(contig, VariantTableNames.OTHER);
    }

    /** Returns the table of a contig's rows; makes it when the first asks. */
    StagedTable of(String contig) {
        String partition = partition(contig);
        StagedTable table = tables.get(partition);
        if (table == null) {
            try {
                int connection = run.staging().idleConnection();
                boolean ofOneContig = isOfOneContig(partition);
                table = plan.options().packsAtOnce()
                        ? stagePacked(partition, ofOneContig ? contig : null, connection)
                        : run.staging()
                                .stage(
                                        partition,
                                        String.join(", ", plan.names(ofOneContig)),
                                        constants(ofOneContig, contig),
                                        connection)
                                .withIndexes(indexes())
                                .withKeys(TableKeys.of(run.schema(), partition));
                if (plan.keepsAllConsequences()) {
                    sets.put(table, stageSets(partition, table));
                }
                if (release != null) {
                    if (release.isRenewal()) {
                        table.passedOn();
                    }
                    release.add(table, plan.sent(ofOneContig), ofOneContig ? contig : null, plan.digest());
                }
            } catch (SQLException e) {
                throw new LoadException("could not make a table for contig " + contig, e);
            }
            tables.put(partition, table);
        }
        return table;
    }

    private static boolean isOfOneContig(String partition) {
        return !partition.equals(VariantTableNames.OTHER);
    }

    private StagedTable stagePacked(String partition, @Nullable String contig, int connection) throws SQLException {
        PackedPartition blocks = PackedPartition.stage(run, partition, plan.sent(contig != null), contig, connection);
        packed.put(blocks.blocks(), blocks);
        return blocks.blocks();
    }

    /** Returns where the rows of a table go. */
    BinaryCopyWriter rows(StagedTable table) {
        PackedPartition blocks = packed.get(table);
        if (release != null) {
            return release.rows(table);
        }
        return blocks == null ? table.rows() : blocks.rows();
    }

    /** Ends the rows of tables whose rows a release looks at. */
    void finishRelease() {
        if (release != null) {
            tables.values().forEach(release::finish);
        }
    }

    /** Ends the rows of packed tables; of those that are staged as rows, begins to pack them. */
    void finishPacked() throws SQLException {
        if (plan.options().packsAtOnce()) {
            packed.values().forEach(PackedPartition::finish);
            return;
        }
        if (!replaced.isEmpty()) {
            run.files().replaceOnly(replaced);
        }
        for (Map.Entry<String, StagedTable> table : tables.entrySet()) {
            table.getValue().rows().flush();
            PackedPartition blocks = PackedPartition.ofRows(run, table.getValue(), earlier.get(table.getValue()));
            packed.put(blocks.blocks(), blocks);
            table.setValue(blocks.blocks());
        }
    }

    /**
     * Returns what has the rows of the dataset that a staged table is appended to, for the work of its connection. Of blocks it is a
     * table that the same connection fills first; they are packed again together with the new rows.
     */
    Optional<String> earlierRows(StagedTable staged) throws SQLException {
        String parent = staged.parent();
        Optional<String> blocks = run.catalog().partition(PackedPartition.blocksOf(parent), run.datasetId());
        if (plan.options().layout != VariantLayout.PACKED || blocks.isEmpty()) {
            return run.catalog().partition(parent, run.datasetId());
        }
        replaced.add(PackedPartition.blocksOf(parent));
        replaced.add(PackedPartition.keysOf(parent));
        EarlierBlocks rows = new EarlierBlocks(run.schema(), blocks.get());
        earlier.put(staged, rows);
        staged.rows().flush();
        staged.submit((connection, table) -> rows.unpack(connection));
        return Optional.of(rows.table());
    }

    /** Returns how many alleles were written, in whatever layout. */
    long alleles() {
        long unsent = release == null ? 0 : release.same();
        return unsent
                + tables.values().stream()
                        .mapToLong(table -> {
                            PackedPartition blocks = packed.get(table);
                            return blocks == null ? table.rowCount() : blocks.variants();
                        })
                        .sum();
    }

    /** What all rows of a table have in common, as SQL: the server need not be told of it with each row. */
    private Map<String, String> constants(boolean ofOneContig, String contig) {
        Map<String, String> constants = new LinkedHashMap<>();
        constants.put("dataset_id", Integer.toString(run.datasetId()));
        if (!plan.numbersRepetitions()) {
            constants.put("ordinal", "0");
        }
        if (ofOneContig) {
            constants.put("chromosome", Sql.literal(contig));
        }
        return constants;
    }

    /** Committed together with its variants. */
    private StagedTable stageSets(String partition, StagedTable variants) throws SQLException {
        String parent = VariantTableNames.setsBeside(partition);
        return run.staging()
                .stageBeside(variants, parent, VariantTableNames.SET_COLUMNS)
                .withKeys(TableKeys.of(run.schema(), parent));
    }

    /** Returns the table of the consequences of a contig's variants. */
    StagedTable setsOf(String contig) {
        return Objects.requireNonNull(sets.get(of(contig)));
    }

    List<String> indexes() {
        List<String> indexes = new ArrayList<>();
        if (plan.keepsAllConsequences()) {
            indexes.add("(consequence_set) WHERE consequence_set IS NOT NULL");
        }
        for (String key : new TreeSet<>(plan.options().indexedInfo)) {
            indexes.add("USING gin ((info -> " + Sql.literal(key) + ") jsonb_path_ops)");
        }
        return indexes;
    }

    /** Returns the tables by the partition that they become part of. */
    Map<String, StagedTable> all() {
        return tables;
    }

    /** Returns the rows of each partition. */
    Map<String, Long> rowsWritten() {
        Map<String, Long> written = new LinkedHashMap<>();
        tables.values().forEach(table -> written.put(table.parent(), table.rowCount()));
        packed.values()
                .forEach(blocks ->
                        written.put(blocks.keys().parent(), blocks.keys().rowCount()));
        sets.values().forEach(table -> written.put(table.parent(), table.rowCount()));
        if (release != null) {
            release.beside().forEach(table -> written.put(table.parent(), table.rowCount()));
        }
        return written;
    }
}
