package omega.genomics.postgres.load.packed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.StagedTable;
import omega.genomics.postgres.load.stage.TableKeys;
import omega.genomics.postgres.table.VariantColumn;
import org.jspecify.annotations.Nullable;

/** The staged blocks of one partition, and the keys of their variants: filled with rows while these are read, or from a staged table. */
public final class PackedPartition {
    private static final String BLOCKS = "variant_blocks";
    private static final String KEYS = "variant_block_keys";
    private static final String ROWS = "variants";

    private final StagedTable blocks;
    private final StagedTable keys;
    private final boolean isFromEarlierRun;
    private final BlockPacker packer;
    private final BinaryCopyWriter rows;
    private long variants;
    private long earlier;
    private boolean isFinished;

    private PackedPartition(
            LoadRun run, StagedTable blocks, StagedTable keys, List<VariantColumn> columns, @Nullable String contig) {
        this.blocks = blocks;
        this.keys = keys;
        isFromEarlierRun = blocks.isSealed();
        packer = new BlockPacker(columns, run.datasetId(), contig, blocks.rows(), keys.rows());
        rows = new BinaryCopyWriter(packer);
        if (!isFromEarlierRun) {
            blocks.submit((connection, table) -> BlockCompression.choose(connection));
        }
    }

    /**
     * Stages the blocks that become part of a partition.
     *
     * @param partition that of {@code variants} whose place they take
     * @param columns of the rows that will be written
     * @param contig of all rows, where they do not bring it
     */
    public static PackedPartition stage(
            LoadRun run, String partition, List<VariantColumn> columns, @Nullable String contig, int connection)
            throws SQLException {
        StagedTable blocks = run.staging().stage(name(BLOCKS, partition), BlockPacker.columns(), connection);
        return new PackedPartition(run, blocks, keys(run, blocks, partition), columns, contig);
    }

    private static StagedTable keys(LoadRun run, StagedTable blocks, String partition) throws SQLException {
        return run.staging().stageBeside(blocks, name(KEYS, partition), BlockPacker.keyColumns());
    }

    /** Returns what the blocks become part of that take the place of a partition of {@code variants}. */
    public static String blocksOf(String partition) {
        return name(BLOCKS, partition);
    }

    /** Returns what the keys of these blocks become part of. */
    public static String keysOf(String partition) {
        return name(KEYS, partition);
    }

    private static String name(String table, String partition) {
        return table + partition.substring(ROWS.length());
    }

    /** Returns where rows go. */
    public BinaryCopyWriter rows() {
        return rows;
    }

    public StagedTable blocks() {
        return blocks;
    }

    public StagedTable keys() {
        return keys;
    }

    /** Returns how many variants the blocks have; of staged rows, once their connection was awaited. */
    public long variants() {
        return variants;
    }

    /** Says that an earlier run packed so many variants that are not read again. */
    public void addEarlier(long count) {
        earlier += count;
    }

    /** Ends the rows: the last block is written, and the keys of all. */
    public void finish() {
        if (isFinished) {
            return;
        }
        isFinished = true;
        rows.release();
        packer.flush();
        blocks.rows().release();
        keys.rows().release();
        variants = earlier + packer.variants();
        if (earlier > 0) {
            countStored(blocks);
            countStored(keys);
        }
    }

    /** The rows that were not read are not among those that were written. */
    private static void countStored(StagedTable of) {
        of.submit((connection, table) -> of.removed(of.rowCount() - count(connection, table)));
    }

    /**
     * Packs a staged table of rows, in any order, in its place: it is checked against its key, sorted, packed and dropped.
     *
     * @param staged complete, without indexes
     * @param earlier rows of the dataset that are packed together with these; null if there are none
     */
    public static PackedPartition ofRows(LoadRun run, StagedTable staged, @Nullable EarlierBlocks earlier)
            throws SQLException {
        String partition = staged.parent();
        StagedTable blocks = run.staging().stageBeside(staged, name(BLOCKS, partition), BlockPacker.columns());
        PackedPartition packed = new PackedPartition(run, blocks, keys(run, blocks, partition), List.of(), null);
        AtomicReference<@Nullable String> ofBlocks = new AtomicReference<>();
        AtomicReference<@Nullable String> ofKeys = new AtomicReference<>();
        blocks.submit((connection, table) -> ofBlocks.set(table));
        packed.keys.submit((connection, table) -> ofKeys.set(table));
        staged.submit((connection, table) -> {
            packed.variants = count(connection, table);
            if (earlier != null && packed.isFromEarlierRun) {
                earlier.drop(connection);
            } else if (earlier != null) {
                earlier.addTo(connection, table);
            }
            for (String key : TableKeys.of(run.schema(), partition)) {
                Sql.execute(connection, "CREATE UNIQUE INDEX ON " + table + key.substring("UNIQUE".length()));
            }
            if (packed.isFromEarlierRun) {
                blocks.removed(-count(connection, Objects.requireNonNull(ofBlocks.get())));
                packed.keys.removed(-count(connection, Objects.requireNonNull(ofKeys.get())));
                return;
            }
            RowPacking packing = new RowPacking(
                    connection,
                    table,
                    Objects.requireNonNull(ofBlocks.get()),
                    Objects.requireNonNull(ofKeys.get()),
                    run.datasetId());
            packing.pack();
            blocks.removed(-packing.blocks());
            packed.keys.removed(-packing.keys());
        });
        packed.isFinished = true;
        run.staging().discard(staged);
        return packed;
    }

    private static long count(Connection connection, String table) throws SQLException {
        return Sql.query(connection, row -> row.getLong(1), "SELECT count(*) FROM " + table)
                .get(0);
    }
}
