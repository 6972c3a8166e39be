package omega.genomics.spark;

import java.util.Locale;

/** What becomes of records that break the format. */
enum BadRecords {
    /** The first one ends the query. */
    FAIL,
    /** They have no row and are counted, in the metric {@code bad records} of the scan. */
    DROP,
    /** They have a row with nothing but their text in {@code _corrupt_record}. */
    KEEP;

    static BadRecords parse(String text) {
        try {
            return valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("badRecords: expected fail, drop or keep, found \"" + text + "\"", e);
        }
    }
}
