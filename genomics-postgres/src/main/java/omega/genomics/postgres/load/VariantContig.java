package omega.genomics.postgres.load;

/** What became of the records of one contig so far, and where its rows go. */
final class VariantContig {
    private final String name;
    private final StagedTable table;
    private final PositionKeys keys = new PositionKeys();
    long read;
    long stored;
    long duplicates;
    long rejects;
    long other;

    VariantContig(String name, StagedTable table) {
        this.name = name;
        this.table = table;
    }

    /** Returns the name that is stored. */
    String name() {
        return name;
    }

    StagedTable table() {
        return table;
    }

    PositionKeys keys() {
        return keys;
    }

    /** Records that were stored turned out to repeat others. */
    void repeated(long records) {
        stored -= records;
        duplicates += records;
    }

    ContigCounts counts() {
        return new ContigCounts(read, stored, duplicates, rejects, other);
    }
}
