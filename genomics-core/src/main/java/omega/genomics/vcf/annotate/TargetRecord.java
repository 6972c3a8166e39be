package omega.genomics.vcf.annotate;

import java.util.Arrays;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.vcf.VcfRecord;

/** The record that is annotated, and which of the fields it has already. */
final class TargetRecord {
    private final Columns columns;
    private final int[] from;
    private final int[] to;
    private byte[] bytes = {};

    TargetRecord(Columns columns) {
        this.columns = columns;
        this.from = new int[columns.size()];
        this.to = new int[columns.size()];
    }

    /** Turns to a record, whose fields are looked up. */
    void show(VcfRecord record) {
        bytes = record.buffer();
        int infoFrom = record.columnStart(VcfRecord.INFO);
        int infoTo = record.columnEnd(VcfRecord.INFO);
        Arrays.fill(from, -1);
        for (int at = infoFrom; at <= infoTo; ) {
            int end = ByteSearch.find(bytes, at, infoTo, (byte) ';');
            int equals = ByteSearch.find(bytes, at, end, (byte) '=');
            int column = columns.ofTarget(bytes, at, equals);
            if (column >= 0 && from[column] < 0) {
                from[column] = Math.min(equals + 1, end);
                to[column] = end;
            }
            at = end + 1;
        }
        for (int column = 0; column < from.length; column++) {
            if (!columns.isInfo(column)) {
                int number = switch (columns.kind(column)) {
                    case ID -> Columns.ID;
                    case QUAL -> Columns.QUAL;
                    default -> Columns.FILTER;
                };
                from[column] = record.columnStart(number);
                to[column] = record.columnEnd(number);
            }
        }
    }

    /** Whether there is a value, which is not missing. */
    boolean has(int column) {
        return from[column] >= 0 && (columns.isFlag(column) || !ListText.isMissing(bytes, from[column], to[column]));
    }

    /** Adds an element of the list that the record has already; false if it has none of that length. */
    boolean addElement(int column, int index, int count, LineBuffer text) {
        if (from[column] < 0 || ByteSearch.count(bytes, from[column], to[column], (byte) ',') + 1 != count) {
            return false;
        }
        int at = ListText.element(bytes, from[column], to[column], index);
        text.add(bytes, at, ByteSearch.find(bytes, at, to[column], (byte) ','));
        return true;
    }

    /** First byte of a value, or of a column that is not INFO; −1 if the record does not have it. */
    int from(int column) {
        return from[column];
    }

    int to(int column) {
        return to[column];
    }
}
