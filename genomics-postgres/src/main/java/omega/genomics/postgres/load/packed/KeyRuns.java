package omega.genomics.postgres.load.packed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import omega.genomics.postgres.copy.BinaryCopyWriter;

/**
 * The rs numbers and ids of variants, with their positions: sorted some millions at a time, and written as rows of
 * {@code variant_block_keys}. A key is looked up in one row of each such run. Grows up to 32 MB; not thread-safe.
 */
final class KeyRuns {
    /** Of a row, which stays below the 2 kB from which PostgreSQL stores arrays apart, so that four of them fill a page. */
    private static final int KEYS = 236;

    private static final int LARGEST_RUN = 1 << 22;
    /** Of the 64 bits of an entry, after the key. */
    private static final int POSITION_BITS = 31;

    private static final int POSITION = Integer.MAX_VALUE;
    private static final long LARGEST_KEY = (1L << 32) - 1;

    private final BinaryCopyWriter out;
    private final int datasetId;
    private final MessageDigest md5;
    private long[] entries = {};
    private int size;
    /** Keys and positions of rs numbers that do not fit, one after the other: nobody has assigned such numbers yet. */
    private long[] others = {};

    private int othersSize;

    KeyRuns(int datasetId, BinaryCopyWriter out) {
        this.datasetId = datasetId;
        this.out = out;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Returns the columns that are written. */
    static String columns() {
        return "first_key, last_key, dataset_id, chromosome, keys, positions";
    }

    /** Adds an id, by the key that {@code variant_id_key} gives it. */
    void addId(byte[] from, int offset, int count, int position, byte[] contig) {
        md5.update(from, offset, count);
        byte[] digest = md5.digest();
        long first = 0;
        for (int i = 0; i < 4; i++) {
            first = first << 8 | (digest[i] & 0xff);
        }
        add(-1 - first, position, contig);
    }

    /** Adds the key of a variant on a contig; {@link #flush} comes before those of another contig. */
    void add(long key, int position, byte[] contig) {
        if (key > LARGEST_KEY || key < -LARGEST_KEY - 1) {
            addOther(key, position, contig);
            return;
        }
        if (size == LARGEST_RUN) {
            flush(contig);
        }
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(1024, 2 * size));
        }
        entries[size++] = key << POSITION_BITS | position;
    }

    private void addOther(long key, int position, byte[] contig) {
        if (othersSize > 0 && others[othersSize - 2] == key && others[othersSize - 1] == position) {
            return;
        }
        if (othersSize == 2 * KEYS) {
            flushOthers(contig);
        }
        if (others.length == 0) {
            others = new long[2 * KEYS];
        }
        others[othersSize++] = key;
        others[othersSize++] = position;
    }

    /** Writes the run, all of whose variants are on a contig. */
    void flush(byte[] contig) {
        Arrays.sort(entries, 0, size);
        int different = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || entries[i] != entries[i - 1]) {
                entries[different++] = entries[i];
            }
        }
        for (int from = 0; from < different; ) {
            long first = entries[from] >> POSITION_BITS;
            int to = from + 1;
            while (to < different && to - from < KEYS && (entries[to] >> POSITION_BITS) - first <= Integer.MAX_VALUE) {
                to++;
            }
            put(first, entries[to - 1] >> POSITION_BITS, contig);
            out.beginArray(Oids.INT4, to - from, false);
            for (int i = from; i < to; i++) {
                out.element((entries[i] >> POSITION_BITS) - first, 4);
            }
            out.endField();
            out.beginArray(Oids.INT4, to - from, false);
            for (int i = from; i < to; i++) {
                out.element(entries[i] & POSITION, 4);
            }
            out.endField();
            from = to;
        }
        size = 0;
        flushOthers(contig);
    }

    private void put(long first, long last, byte[] contig) {
        out.startRow(6);
        out.putLong(first);
        out.putLong(last);
        out.putInt(datasetId);
        out.putText(contig, 0, contig.length);
    }

    private void flushOthers(byte[] contig) {
        for (int i = 0; i < othersSize; i += 2) {
            put(others[i], others[i], contig);
            out.putInts(new int[] {0});
            out.putInts(new int[] {(int) others[i + 1]});
        }
        othersSize = 0;
    }

    /** Lets go of its memory. */
    void release() {
        entries = new long[0];
    }
}
