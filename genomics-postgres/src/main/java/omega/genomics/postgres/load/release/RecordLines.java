package omega.genomics.postgres.load.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/**
 * Digests of the lines of a table's records. A record is passed over if the newest release has its line; for every other record, the line
 * is remembered with its rows. Records at the same position belong together, because one may repeat an allele of another, whose row then
 * depends on both lines: lines of such a position are not remembered, and if one record of a position cannot be passed over, those before it are
 * taken back. Not thread-safe.
 */
public final class RecordLines {
    private static final int FIRST_COLUMN = 1;
    /** Copies of records that are kept for a position; beyond, all of its records are made into rows. */
    private static final int MOST_PASSED = 1_000;

    private final long salt;
    /** Null for a first release. */
    private final @Nullable Release newest;

    // The records of the position that is being read.
    private String contig = "";
    private int position = -1;
    private long line;
    private boolean isWritten;
    private boolean isPlain = true;
    private final List<Passed> passed = new ArrayList<>();
    private int passedCount;
    private long[] lines = new long[4];
    private int[] numbers = new int[4];
    private int size;

    // Lines of records whose rows have been written, but were not asked for yet, in the order of their numbers.
    private long[] knownLines = new long[1024];
    private int[] knownNumbers = new int[1024];
    private int first;
    private int end;

    /** What the newest release has. */
    interface Release {
        /** Tells whether it has a line at a position, with so many rows that are not met yet; if so, these are met now. */
        boolean pass(String contig, int position, long line, int rows);

        /** Takes back that a line is there: its rows will be met after all. */
        void takeBack(String contig, int position, long line);
    }

    /** A record that was passed over. */
    public static final class Passed {
        private final VcfRecord record;
        private long line;
        private long number;

        private Passed(VcfRecord record) {
            this.record = record;
        }

        /** Returns a copy of the record, valid until the next position. */
        public VcfRecord record() {
            return record;
        }

        /** Returns its number in the load. */
        public long number() {
            return number;
        }

        /** Returns the digest of its line. */
        public long line() {
            return line;
        }
    }

    /**
     * @param salt a digest of everything that the rows depend on besides the line
     * @param newest what the newest release has; null if there is none
     */
    RecordLines(long salt, @Nullable Release newest) {
        this.salt = salt;
        this.newest = newest;
    }

    /**
     * Tells whether the newest release has the rows of a record because it has its line.
     *
     * @param of the contig as it is stored
     * @param rows how many rows it makes
     * @param number of the record in the load
     */
    public boolean pass(String of, VcfRecord record, int rows, long number) {
        if (record.position() != position || !of.equals(contig)) {
            endPosition();
            contig = of;
            position = record.position();
        }
        line = Digests.ofLine(salt, record.buffer(), record.columnStart(FIRST_COLUMN), record.lineEnd());
        if (isWritten || newest == null || passedCount == MOST_PASSED || !newest.pass(of, position, line, rows)) {
            isWritten = true;
            return false;
        }
        remember(record, number);
        return true;
    }

    private void remember(VcfRecord record, long number) {
        Passed copy;
        if (passedCount == passed.size()) {
            copy = new Passed(record.copy());
            passed.add(copy);
        } else {
            copy = passed.get(passedCount);
            record.copyTo(copy.record);
        }
        copy.line = line;
        copy.number = number;
        passedCount++;
    }

    /** Returns the records at the position of the last one that have been passed over, since their rows are needed after all. */
    public List<Passed> takeBack() {
        if (passedCount == 0) {
            return List.of();
        }
        List<Passed> back = passed.subList(0, passedCount);
        for (Passed of : back) {
            Objects.requireNonNull(newest).takeBack(contig, position, of.line);
        }
        passedCount = 0;
        return back;
    }

    /** Returns the digest of the line of the last record. */
    public long line() {
        return line;
    }

    /**
     * Says that the rows of a record have been written.
     *
     * @param number of the record in the load
     * @param of the digest of its line
     * @param dependsOnLineOnly false if an allele was there before, or if there is more to say of the record than its rows
     */
    public void wrote(long number, long of, boolean dependsOnLineOnly) {
        isPlain &= dependsOnLineOnly;
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        lines[size] = of;
        numbers[size] = (int) number;
        size++;
    }

    /** Ends the records of a position: what comes is of another one. */
    public void endPosition() {
        if (isPlain) {
            for (int i = 0; i < size; i++) {
                know(numbers[i], lines[i]);
            }
        }
        position = -1;
        passedCount = 0;
        size = 0;
        isPlain = true;
        isWritten = false;
    }

    private void know(int number, long of) {
        if (end == knownLines.length) {
            int left = end - first;
            int room = Math.max(knownLines.length, 2 * left);
            long[] movedLines = new long[room];
            int[] movedNumbers = new int[room];
            System.arraycopy(knownLines, first, movedLines, 0, left);
            System.arraycopy(knownNumbers, first, movedNumbers, 0, left);
            knownLines = movedLines;
            knownNumbers = movedNumbers;
            first = 0;
            end = left;
        }
        knownLines[end] = of;
        knownNumbers[end] = number;
        end++;
    }

    /** Returns the line that a row comes from; 0 if that is not all it depends on. Rows come in the order of their numbers. */
    long of(int number) {
        while (first < end && knownNumbers[first] < number) {
            first++;
        }
        return first < end && knownNumbers[first] == number ? knownLines[first] : 0;
    }
}
