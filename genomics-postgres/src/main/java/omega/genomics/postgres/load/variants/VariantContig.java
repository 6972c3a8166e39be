package omega.genomics.postgres.load.variants;

import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.stage.StagedTable;

/** What became of the records of one contig so far, and where its rows go. */
final class VariantContig {
    private final String name;
    private final StagedTable table;
    private final String referenceName;
    private final boolean hasOwnTable;
    private final PositionKeys keys;
    private final int lastPosition;

    /** The highest POS so far. */
    int highest;

    long read;
    long stored;
    long duplicates;
    long rejects;
    long other;
    long readAlleles;
    long storedAlleles;
    long merged;
    long dropped;
    long rejectedAlleles;
    long otherAlleles;

    /**
     * @param name that is stored
     * @param referenceName what the genome that alleles are normalized against calls it
     * @param window how many bases behind others alleles may come
     * @param lastPosition of the contig, as far as it is known
     */
    VariantContig(String name, String referenceName, int window, StagedTable table, int lastPosition) {
        this.name = name;
        this.referenceName = referenceName;
        this.table = table;
        hasOwnTable = !table.parent().equals(VariantTableNames.OTHER);
        keys = new PositionKeys(window);
        this.lastPosition = lastPosition;
    }

    /** Returns the name that is stored. */
    String name() {
        return name;
    }

    String referenceName() {
        return referenceName;
    }

    /** Returns the position of the last base, 1-based; the greatest number where it is not known or not checked. */
    int lastPosition() {
        return lastPosition;
    }

    /** Tells whether all rows of its table are its own. */
    boolean hasOwnTable() {
        return hasOwnTable;
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
        return new ContigCounts(
                read,
                stored,
                duplicates,
                rejects,
                other,
                new AlleleCounts(readAlleles, storedAlleles, merged, dropped, rejectedAlleles, otherAlleles));
    }
}
