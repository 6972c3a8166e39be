package omega.genomics.vcf;

import java.util.Objects;

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
        return record.text();
    }
}
