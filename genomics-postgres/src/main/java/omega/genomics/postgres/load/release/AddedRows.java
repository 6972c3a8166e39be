package omega.genomics.postgres.load.release;

/** Digests of rows by their keys, as two arrays with open addressing: which rows the new file has that the release has not. */
final class AddedRows {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[64];
    /** 0 where there is none. */
    private long[] digests = new long[64];

    private int size;

    /**
     * Adds a row.
     *
     * @return 0 if it was not there before, else its digest then
     */
    long add(int position, long key, long digest) {
        if (2 * size >= keys.length) {
            grow();
        }
        return put(key ^ (position * FACTOR), digest);
    }

    private long put(long key, long digest) {
        int mask = keys.length - 1;
        int at = (int) ((key * FACTOR) >>> 32) & mask;
        while (digests[at] != 0) {
            if (keys[at] == key) {
                return digests[at];
            }
            at = (at + 1) & mask;
        }
        keys[at] = key;
        digests[at] = digest;
        size++;
        return 0;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldDigests = digests;
        keys = new long[2 * oldKeys.length];
        digests = new long[2 * oldKeys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldDigests[i] != 0) {
                put(oldKeys[i], oldDigests[i]);
            }
        }
    }
}
