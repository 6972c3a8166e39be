package omega.genomics.vcf;

import java.util.Arrays;
import java.util.Objects;
import omega.genomics.ByteSlice;
import omega.genomics.internal.vcf.LineBuffer;

/** The text of a record: its line as it is, or without what projection leaves out. */
public final class RecordText {
    private RecordText() {}

    /**
     * Copies the text of a record.
     *
     * @throws omega.genomics.ParseException if it has other columns than its header, or no readable QUAL
     */
    public static byte[] of(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        record.checkShape();
        if (record.projection().isAll()) {
            return Arrays.copyOfRange(record.buffer(), record.lineStart(), record.lineEnd());
        }
        LineBuffer text = new LineBuffer();
        append(record, text);
        return text.toByteArray();
    }

    static void append(VcfRecord record, LineBuffer text) {
        if (record.projection().isAll()) {
            text.add(record.buffer(), record.lineStart(), record.lineEnd());
            return;
        }
        text.add(record.buffer(), record.lineStart(), record.columnStart(VcfRecord.INFO));
        info(record.info(), text);
        if (record.header().hasFormat()) {
            record.samples().append(text);
        }
    }

    private static void info(InfoView info, LineBuffer text) {
        int size = info.size();
        for (int entry = 0; entry < size; entry++) {
            if (entry > 0) {
                text.add(';');
            }
            ByteSlice whole = info.entryBytes(entry);
            text.add(whole.array(), whole.offset(), whole.offset() + whole.length());
        }
        if (size == 0) {
            text.add('.');
        }
    }
}
