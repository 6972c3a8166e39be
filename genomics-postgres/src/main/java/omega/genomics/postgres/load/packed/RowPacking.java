package omega.genomics.postgres.load.packed;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.CopyTarget;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.table.VariantColumn;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Packs the rows of a table, on one connection: the server sorts them, and they come and go some ten thousand at a time, whatever
 * the size of the table.
 */
public final class RowPacking {
    private static final int AT_ONCE = 20_000;
    private static final int COPY_HEADER = 19;
    private static final int COPY_TRAILER = 2;

    private final Connection connection;
    private final String rows;
    private final List<VariantColumn> columns;
    private final Output blocks;
    private final Output keys;
    private final BlockPacker packer;

    /** Rows on their way into a table, which no COPY is open for while others are read. */
    private static final class Output {
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private final BinaryCopyWriter rows = new BinaryCopyWriter(this::keep);
        private final String sql;

        Output(String table, String columns) {
            sql = "COPY " + table + " (" + columns + ") FROM STDIN (FORMAT binary)";
        }

        private byte[] keep(byte[] block, int length) {
            waiting.write(block, 0, length);
            return block;
        }

        void write(Connection connection) throws SQLException {
            rows.flush();
            if (waiting.size() == 0) {
                return;
            }
            byte[] bytes = waiting.toByteArray();
            waiting.reset();
            try (CopyTarget target = CopyTarget.open(connection, sql)) {
                target.write(bytes, 0, bytes.length);
                target.finish();
            }
        }
    }

    /**
     * Prepares.
     *
     * @param rows a table with the columns of {@code variants}, of one dataset
     * @param blocks a table with the columns of {@code variant_blocks}
     * @param keys a table with the columns of {@code variant_block_keys}
     */
    public RowPacking(Connection connection, String rows, String blocks, String keys, int datasetId) {
        this.connection = connection;
        this.rows = rows;
        this.blocks = new Output(blocks, BlockPacker.columns());
        this.keys = new Output(keys, BlockPacker.keyColumns());
        columns = Arrays.stream(VariantColumn.values())
                .filter(column -> column != VariantColumn.DATASET_ID)
                .toList();
        packer = new BlockPacker(columns, datasetId, null, this.blocks.rows, this.keys.rows);
    }

    /** Packs all rows. */
    public void pack() throws SQLException {
        List<Chunk> chunks = chunks();
        for (Chunk chunk : chunks) {
            read(chunk);
            write();
        }
        packer.flush();
        write();
    }

    /** Returns how many blocks were written. */
    public long blocks() {
        return blocks.rows.rows();
    }

    /** Returns how many rows of keys were written. */
    public long keys() {
        return keys.rows.rows();
    }

    /** Returns how many rows were packed. */
    public long variants() {
        return packer.variants();
    }

    /** Rows of a contig from a position up to another. */
    private record Chunk(String contig, int from, long to) {}

    private List<Chunk> chunks() throws SQLException {
        List<Chunk> starts = Sql.query(
                connection,
                row -> new Chunk(row.getString(1), row.getInt(2), Long.MAX_VALUE),
                "SELECT DISTINCT chromosome, position FROM (SELECT chromosome, position, row_number() OVER (PARTITION BY"
                        + " chromosome ORDER BY position) AS number FROM " + rows + ") AS numbered WHERE number % "
                        + AT_ONCE
                        + " = 1 ORDER BY chromosome, position");
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Chunk start = starts.get(i);
            boolean isLast =
                    i + 1 == starts.size() || !starts.get(i + 1).contig().equals(start.contig());
            chunks.add(
                    isLast
                            ? start
                            : new Chunk(
                                    start.contig(),
                                    start.from(),
                                    starts.get(i + 1).from()));
        }
        return chunks;
    }

    private void read(Chunk chunk) throws SQLException {
        String select = "SELECT " + String.join(", ", VariantColumn.names(columns)) + " FROM " + rows
                + " WHERE chromosome = " + Sql.literal(chunk.contig()) + " AND position >= " + chunk.from()
                + (chunk.to() == Long.MAX_VALUE ? "" : " AND position < " + chunk.to())
                + " ORDER BY position, record_number, allele_index, ordinal, ref, alt";
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + select + ") TO STDOUT (FORMAT binary)");
        try {
            int at = COPY_HEADER;
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                if (row.length - at > COPY_TRAILER) {
                    byte[] plain = at == 0 ? row : Arrays.copyOfRange(row, at, row.length);
                    packer.accept(plain, plain.length);
                }
                at = 0;
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void write() throws SQLException {
        blocks.write(connection);
        keys.write(connection);
    }
}
