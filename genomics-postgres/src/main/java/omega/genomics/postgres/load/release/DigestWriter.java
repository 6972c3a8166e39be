package omega.genomics.postgres.load.release;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import omega.genomics.postgres.copy.BinaryCopyWriter;

/** Writes digests of the rows of one contig as rows of {@code variant_digests}, some thousand in one. */
final class DigestWriter {
    static final String COLUMNS = "dataset_id, release, part, chromosome, entries, lines";
    static final int ENTRY_BYTES = 20;
    static final int LINE_BYTES = 8;
    private static final int MOST = 8192;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int datasetId;
    private final String contig;
    private final int release;
    private final BinaryCopyWriter out;
    private byte[] bytes = new byte[ENTRY_BYTES * 16];
    private byte[] lines = new byte[LINE_BYTES * 16];
    private int count;
    private boolean hasLines;
    private int part;

    DigestWriter(int datasetId, String contig, int release, BinaryCopyWriter out) {
        this.datasetId = datasetId;
        this.contig = contig;
        this.release = release;
        this.out = out;
    }

    /**
     * Adds a row.
     *
     * @param digest of its content; 0 if it is gone
     * @param line of its record; 0 if the row depends on more than that
     */
    void add(int position, long key, long digest, long line) {
        int at = count * ENTRY_BYTES;
        if (at == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        INTS.set(bytes, at, position);
        LONGS.set(bytes, at + 4, key);
        LONGS.set(bytes, at + 12, digest);
        LONGS.set(lines, count * LINE_BYTES, line);
        hasLines |= line != 0;
        count++;
        if (count == MOST) {
            finish();
        }
    }

    /** Writes what is left. */
    void finish() {
        if (count == 0) {
            return;
        }
        out.startRow(6);
        out.putInt(datasetId);
        out.putInt(release);
        out.putInt(part++);
        out.putText(contig);
        out.putText(bytes, 0, count * ENTRY_BYTES);
        if (hasLines) {
            out.putText(lines, 0, count * LINE_BYTES);
        } else {
            out.putNull();
        }
        count = 0;
        hasLines = false;
    }
}
