package omega.genomics.vcf.annotate;

import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.vcf.VcfRecord;

/** Writes the line of a record with new values. */
final class AnnotatedLine {
    private final Columns columns;
    private final boolean[] isWritten;
    private byte[] bytes = {};
    private int infoFrom;
    private int infoTo;

    AnnotatedLine(Columns columns) {
        this.columns = columns;
        this.isWritten = new boolean[columns.size()];
    }

    /** Writes the line with other values; what they do not replace is as it was. */
    void write(VcfRecord record, TargetRecord fields, Values values, LineBuffer line) {
        bytes = record.buffer();
        infoFrom = record.columnStart(VcfRecord.INFO);
        infoTo = record.columnEnd(VcfRecord.INFO);
        int at = record.columnStart(0);
        for (int column = 0; column < columns.size(); column++) {
            isWritten[column] = !values.has(column);
        }
        at = replace(record, fields, Columns.ID, at, values, line);
        at = replace(record, fields, Columns.QUAL, at, values, line);
        at = replace(record, fields, Columns.FILTER, at, values, line);
        line.add(bytes, at, infoFrom);
        int start = line.length();
        if (infoTo != infoFrom + 1 || bytes[infoFrom] != '.') {
            writeInfo(values, line);
        }
        for (int column = 0; column < columns.size(); column++) {
            if (!isWritten[column]) {
                if (line.length() > start) {
                    line.add(';');
                }
                writeEntry(column, values, line);
            }
        }
        if (line.length() == start) {
            line.add('.');
        }
        line.add(bytes, infoTo, record.lineEnd());
    }

    /** Writes what comes before a column, and its new value if it has one. */
    private int replace(VcfRecord record, TargetRecord fields, int number, int at, Values values, LineBuffer line) {
        for (int column = 0; column < columns.size(); column++) {
            if (!columns.isInfo(column) && fields.from(column) == record.columnStart(number) && values.has(column)) {
                line.add(bytes, at, fields.from(column));
                values.write(column, line);
                isWritten[column] = true;
                return fields.to(column);
            }
        }
        return at;
    }

    private void writeInfo(Values values, LineBuffer line) {
        int copied = infoFrom;
        for (int at = infoFrom; at <= infoTo; ) {
            int end = ByteSearch.find(bytes, at, infoTo, (byte) ';');
            int column = columns.ofTarget(bytes, at, ByteSearch.find(bytes, at, end, (byte) '='));
            if (column >= 0 && !isWritten[column]) {
                line.add(bytes, copied, at);
                writeEntry(column, values, line);
                copied = end;
            }
            at = end + 1;
        }
        line.add(bytes, copied, infoTo);
    }

    private void writeEntry(int column, Values values, LineBuffer line) {
        line.add(columns.name(column), 0, columns.name(column).length);
        if (!columns.isFlag(column)) {
            line.add('=');
            values.write(column, line);
        }
        isWritten[column] = true;
    }
}
