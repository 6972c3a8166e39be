package omega.genomics.vcf.annotate;

import java.util.Arrays;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.vcf.VcfRecord;

/** A record of the source, kept while records that it may annotate are read. Reused for others afterwards. */
final class SourceRecord {
    /** Says of a value that the record does not have it. */
    private static final int NONE = -1;

    /** The columns ID, QUAL, FILTER and INFO, with a byte between. */
    private byte[] bytes = new byte[256];

    private int idEnd;
    private int qualEnd;
    private int filterEnd;
    private int infoEnd;
    private int altCount;
    /** The greatest position at which a record may look for this one. */
    private int reach;

    private boolean isFound;
    private int[] from = {};
    private int[] to = {};

    void keep(VcfRecord record, int alts) {
        byte[] line = record.buffer();
        int id = record.columnStart(Columns.ID);
        int qual = record.columnStart(Columns.QUAL);
        int end = record.columnEnd(VcfRecord.INFO);
        idEnd = record.columnEnd(Columns.ID) - id;
        int length = idEnd + 1 + end - qual;
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        System.arraycopy(line, id, bytes, 0, idEnd);
        System.arraycopy(line, qual, bytes, idEnd + 1, end - qual);
        infoEnd = length;
        altCount = alts;
        isFound = false;
        reach = record.position();
    }

    void reachesTo(int position) {
        reach = Math.max(reach, position);
    }

    int reach() {
        return reach;
    }

    int altCount() {
        return altCount;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Finds the values of all columns, the first time that one is asked for. */
    void find(Columns columns) {
        if (isFound) {
            return;
        }
        isFound = true;
        if (from.length < columns.size()) {
            from = new int[columns.size()];
            to = new int[columns.size()];
        }
        Arrays.fill(from, NONE);
        qualEnd = ByteSearch.find(bytes, idEnd + 1, infoEnd, (byte) '\t');
        filterEnd = ByteSearch.find(bytes, qualEnd + 1, infoEnd, (byte) '\t');
        for (int at = filterEnd + 1; at <= infoEnd; ) {
            int end = ByteSearch.find(bytes, at, infoEnd, (byte) ';');
            int equals = ByteSearch.find(bytes, at, end, (byte) '=');
            int column = columns.ofSource(bytes, at, equals);
            if (column >= 0) {
                set(column, Math.min(equals + 1, end), end, columns.isFlag(column));
            }
            at = end + 1;
        }
        for (int column = 0; column < columns.size(); column++) {
            switch (columns.kind(column)) {
                case ID -> set(column, 0, idEnd, false);
                case QUAL -> set(column, idEnd + 1, qualEnd, false);
                case FILTER -> set(column, qualEnd + 1, filterEnd, false);
                case INFO -> {
                    int first = columns.firstOf(column);
                    from[column] = from[first];
                    to[column] = to[first];
                }
            }
        }
    }

    /** Keeps the first value of a key. */
    private void set(int column, int start, int end, boolean isFlag) {
        if (from[column] == NONE && (isFlag || !ListText.isMissing(bytes, start, end))) {
            from[column] = start;
            to[column] = end;
        }
    }

    boolean has(int column) {
        return from[column] != NONE;
    }

    int from(int column) {
        return from[column];
    }

    int to(int column) {
        return to[column];
    }
}
