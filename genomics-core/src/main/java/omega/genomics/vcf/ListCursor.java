package omega.genomics.vcf;

import omega.genomics.internal.scan.ByteSearch;

/**
 * Where a value far down a comma-separated list begins, found from the one that was asked for before: reading a list of n values
 * one after the other by index takes n steps, not n².
 */
final class ListCursor {
    /** Up to here counting commas from the start costs less than remembering. */
    static final int NEAR = 16;

    private int list = -1;
    private int index;
    private int at;

    /** Forgets the list, as the bytes are about to change. */
    void reset() {
        list = -1;
    }

    boolean isOf(int from) {
        return list == from;
    }

    /**
     * Finds a value.
     *
     * @param from where the list begins, {@code to} its end
     * @return where the value begins; beyond {@code to} if there are fewer
     */
    int seek(byte[] bytes, int from, int to, int wanted) {
        boolean isBehind = list == from && index <= wanted;
        int i = isBehind ? index : 0;
        int start = isBehind ? at : from;
        for (; i < wanted; i++) {
            start = ByteSearch.find(bytes, start, to, (byte) ',') + 1;
            if (start > to) {
                return start;
            }
        }
        list = from;
        index = wanted;
        at = start;
        return start;
    }
}
