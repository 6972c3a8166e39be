package omega.genomics.postgres.load;

/**
 * What became of the records of one contig. Each is counted once: {@code recordsRead = recordsStored + duplicates + rejects +
 * other}.
 *
 * @param recordsRead records of the file
 * @param recordsStored records that have a row of their own
 * @param duplicates records left out because an earlier one says the same
 * @param rejects records refused
 * @param other records read that have no row of their own
 */
public record ContigCounts(long recordsRead, long recordsStored, long duplicates, long rejects, long other) {

    public static ContigCounts refused(long records) {
        return new ContigCounts(records, 0, 0, records, 0);
    }

    public ContigCounts plus(ContigCounts more) {
        return new ContigCounts(
                recordsRead + more.recordsRead,
                recordsStored + more.recordsStored,
                duplicates + more.duplicates,
                rejects + more.rejects,
                other + more.other);
    }
}
