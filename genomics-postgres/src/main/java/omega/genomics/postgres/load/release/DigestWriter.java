package omega.genomics.postgres.load.release;

import java.nio.ByteBuffer;
import java.util.Arrays;
import omega.genomics.postgres.copy.BinaryCopyWriter;

/** Writes digests of the rows of one contig as rows of {@code variant_digests}, some thousand in one. */
final class DigestWriter {
    static final String COLUMNS = "dataset_id, release, part, chromosome, entries";
    static final int ENTRY_BYTES = 20;
    private static final int MOST = 8192;

    private final int datasetId;
    private final String contig;
    private final int release;
    private final BinaryCopyWriter out;
    private byte[] bytes = new byte[ENTRY_BYTES * 16];
    private int length;
    private int part;

    DigestWriter(int datasetId, String contig, int release, BinaryCopyWriter out) {
        this.datasetId = datasetId;
        this.contig = contig;
        this.release = release;
        this.out = out;
    }

    void add(int position, long key, long digest) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        ByteBuffer.wrap(bytes, length, ENTRY_BYTES)
                .putInt(position)
                .putLong(key)
                .putLong(digest);
        length += ENTRY_BYTES;
        if (length == MOST * ENTRY_BYTES) {
            finish();
        }
    }

    /** Writes what is left. */
    void finish() {
        if (length == 0) {
            return;
        }
        out.startRow(5);
        out.putInt(datasetId);
        out.putInt(release);
        out.putInt(part++);
        out.putText(contig);
        out.putText(bytes, 0, length);
        length = 0;
    }
}
