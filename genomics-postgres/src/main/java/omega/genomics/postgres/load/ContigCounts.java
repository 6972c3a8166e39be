package omega.genomics.postgres.load;

import java.util.Objects;

/**
 * What became of the records of one contig. Each is counted once: {@code recordsRead = recordsStored + duplicates + rejects +
 * other}.
 *
 * @param recordsRead records of the file
 * @param recordsStored records that have a row of their own
 * @param duplicates records left out because an earlier one says the same
 * @param rejects records refused
 * @param other records read that have no row of their own
 * @param alleles what became of their ALT alleles; all 0 where the records are no variants
 */
public record ContigCounts(
        long recordsRead, long recordsStored, long duplicates, long rejects, long other, AlleleCounts alleles) {
    /** Of nothing. */
    public static final ContigCounts NONE = new ContigCounts(0, 0, 0, 0, 0);

    /** Creates a record; nothing in it may be null. */
    public ContigCounts {
        Objects.requireNonNull(alleles, "alleles");
    }

    /** Counts records that are no variants. */
    public ContigCounts(long recordsRead, long recordsStored, long duplicates, long rejects, long other) {
        this(recordsRead, recordsStored, duplicates, rejects, other, AlleleCounts.NONE);
    }

    /** Counts refused records that are no variants. */
    public static ContigCounts refused(long records) {
        return refused(records, 0);
    }

    /** Counts refused records. */
    public static ContigCounts refused(long records, long alleles) {
        return new ContigCounts(records, 0, 0, records, 0, AlleleCounts.refused(alleles));
    }

    public ContigCounts plus(ContigCounts more) {
        Objects.requireNonNull(more, "more");
        return new ContigCounts(
                recordsRead + more.recordsRead,
                recordsStored + more.recordsStored,
                duplicates + more.duplicates,
                rejects + more.rejects,
                other + more.other,
                alleles.plus(more.alleles));
    }
}
