package omega.genomics.postgres.vector;

import java.sql.Connection;
import java.sql.SQLException;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.CopyTarget;
import org.jspecify.annotations.Nullable;

/** Rows of {@code gene_embeddings} on their way by binary COPY. */
final class VectorRows implements AutoCloseable {
    static final String COLUMNS = "dataset_id, gene_id, gene_name, biotype, text_hash, embedding";

    private final int datasetId;
    private final VectorDialect dialect;
    private final CopyTarget target;
    private final BinaryCopyWriter writer;

    private VectorRows(int datasetId, VectorDialect dialect, CopyTarget target) {
        this.datasetId = datasetId;
        this.dialect = dialect;
        this.target = target;
        writer = new BinaryCopyWriter(this::send);
    }

    /** Starts a COPY into a table with these columns; the caller finishes or closes it. */
    static VectorRows open(Connection connection, String table, int datasetId, VectorDialect dialect)
            throws SQLException {
        String sql = "COPY " + table + " (" + COLUMNS + ") FROM STDIN (FORMAT binary)";
        return new VectorRows(datasetId, dialect, CopyTarget.open(connection, sql));
    }

    private byte[] send(byte[] block, int length) {
        try {
            target.write(block, 0, length);
            return block;
        } catch (SQLException e) {
            throw Db.refused(e);
        }
    }

    void write(GeneKeys.Key gene, @Nullable String textHash, float[] vector) {
        put(writer, dialect, datasetId, gene, textHash, vector);
    }

    /** Puts a row of {@link #COLUMNS}. */
    static void put(
            BinaryCopyWriter row,
            VectorDialect dialect,
            int datasetId,
            GeneKeys.Key gene,
            @Nullable String textHash,
            float[] vector) {
        row.startRow(6);
        row.putInt(datasetId);
        row.putText(gene.geneId());
        row.putText(gene.name());
        row.putText(gene.biotype());
        row.putText(textHash);
        dialect.put(row, vector);
    }

    void finish() throws SQLException {
        writer.flush();
        target.finish();
    }

    @Override
    public void close() throws SQLException {
        target.close();
    }
}
