package omega.genomics.postgres.load.variants;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.release.RecordLines;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;

/** What became of the records of one contig so far, and where its rows go. */
final class VariantContig {
    private final String name;
    private final @Nullable StagedTable table;
    private final BinaryCopyWriter rows;
    private final boolean hasOwnTable;
    private final PositionKeys keys;
    private final @Nullable RecordLines lines;
    private @Nullable String referenceName;
    private int lastPosition = Integer.MAX_VALUE;
    private final Map<Integer, ContigTally> tallies = new HashMap<>();

    /** Of the file that is being read. */
    private ContigTally tally = new ContigTally();

    /** The highest POS so far. */
    int highest;

    /**
     * @param name that is stored
     * @param rows where its rows go
     * @param window how many bases behind others alleles may come
     * @param lines of its records; null if they do not matter
     */
    VariantContig(String name, int window, StagedTable table, BinaryCopyWriter rows, @Nullable RecordLines lines) {
        this(name, window, table, rows, !VariantTableNames.isOfOthers(table.parent()), lines);
    }

    /** Makes a contig of a part of a sink. */
    VariantContig(String name, int window, BinaryCopyWriter rows, boolean hasOwnTable) {
        this(name, window, null, rows, hasOwnTable, null);
    }

    private VariantContig(
            String name,
            int window,
            @Nullable StagedTable table,
            BinaryCopyWriter rows,
            boolean hasOwnTable,
            @Nullable RecordLines lines) {
        this.lines = lines;
        this.name = name;
        this.table = table;
        this.rows = rows;
        this.hasOwnTable = hasOwnTable;
        keys = new PositionKeys(window);
    }

    /**
     * Describes the contig, when the first file that is read has it.
     *
     * @param calledInReference what the genome that alleles are normalized against calls it
     * @param last the last position, as far as it is known
     */
    void describe(String calledInReference, int last) {
        if (referenceName == null) {
            referenceName = calledInReference;
            lastPosition = last;
        }
    }

    /** Returns the name that is stored. */
    String name() {
        return name;
    }

    String referenceName() {
        return Objects.requireNonNull(referenceName);
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
        return Objects.requireNonNull(table);
    }

    /** Returns where its rows go. */
    BinaryCopyWriter rows() {
        return rows;
    }

    /** Returns the lines of its records; null if they do not matter. */
    @Nullable
    RecordLines lines() {
        return lines;
    }

    PositionKeys keys() {
        return keys;
    }

    /** Goes to a file, whose records are counted from here on. */
    void begin(int file) {
        tally = tallies.computeIfAbsent(file, of -> new ContigTally());
    }

    /** Returns the counts of the file that is being read. */
    ContigTally tally() {
        return tally;
    }

    /** Returns the counts of a file that has records of the contig. */
    ContigTally tally(int file) {
        return Objects.requireNonNull(tallies.get(file));
    }
}
