package omega.genomics.postgres.load.release;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The rows that the newest release has of one contig, as digests sorted by position; and what a new file has of them. */
final class ContigDigests {
    private static final byte UNMET = 0;
    private static final byte SAME = 1;
    private static final byte CHANGED = 2;
    private static final int COPY_HEADER = 19;
    private static final int ROW_HEADER = 6;

    private int[] positions = new int[1024];
    private long[] keys = new long[1024];
    private long[] digests = new long[1024];
    /** Of the line that each row comes from; 0 if it depends on more than that. */
    private long[] lines = new long[1024];

    private byte[] states = {};
    private int size;
    private boolean isSorted = true;
    /** Where the last row was found; that of the next one is near in a sorted file. */
    private int cursor;
    /** Where the last line was found. */
    private int lineCursor;

    /**
     * Reads them.
     *
     * @param query of the columns {@code entries} and {@code lines}, oldest release first
     */
    static ContigDigests read(Connection connection, String query) throws SQLException {
        ContigDigests read = new ContigDigests();
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
        try {
            int at = COPY_HEADER;
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                if (row.length - at > ROW_HEADER) {
                    ByteBuffer columns = ByteBuffer.wrap(row, at + 2, row.length - at - 2);
                    int length = columns.getInt();
                    ByteBuffer entries = columns.slice(columns.position(), length);
                    columns.position(columns.position() + length);
                    read.addAll(entries, columns.getInt() < 0 ? null : columns.slice());
                }
                at = 0;
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        read.settle();
        return read;
    }

    private void addAll(ByteBuffer entries, @Nullable ByteBuffer ofLines) {
        int more = size + entries.remaining() / DigestWriter.ENTRY_BYTES;
        if (more > positions.length) {
            int room = Math.max(more, positions.length + (positions.length >> 1));
            positions = Arrays.copyOf(positions, room);
            keys = Arrays.copyOf(keys, room);
            digests = Arrays.copyOf(digests, room);
            lines = Arrays.copyOf(lines, room);
        }
        while (entries.remaining() >= DigestWriter.ENTRY_BYTES) {
            positions[size] = entries.getInt();
            keys[size] = entries.getLong();
            digests[size] = entries.getLong();
            lines[size] = ofLines == null ? 0 : ofLines.getLong();
            isSorted &= size == 0 || positions[size - 1] <= positions[size];
            size++;
        }
    }

    /** Sorts by position, and of each row keeps the last digest: later releases follow earlier ones. */
    private void settle() {
        if (!isSorted) {
            sort();
        }
        int left = 0;
        int first = 0;
        for (int i = 0; i < size; i++) {
            if (i > 0 && positions[i] != positions[i - 1]) {
                left = withoutGone(first, left);
                first = left;
            }
            int same = first;
            while (same < left && keys[same] != keys[i]) {
                same++;
            }
            positions[same] = positions[i];
            keys[same] = keys[i];
            digests[same] = digests[i];
            lines[same] = lines[i];
            left = Math.max(left, same + 1);
        }
        size = withoutGone(first, left);
        states = new byte[size];
    }

    private int withoutGone(int from, int to) {
        int left = from;
        for (int i = from; i < to; i++) {
            if (digests[i] != 0) {
                positions[left] = positions[i];
                keys[left] = keys[i];
                digests[left] = digests[i];
                lines[left] = lines[i];
                left++;
            }
        }
        return left;
    }

    private void sort() {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = ((long) positions[i] << 32) | i;
        }
        Arrays.sort(order);
        int[] sortedPositions = new int[size];
        long[] sortedKeys = new long[size];
        long[] sortedDigests = new long[size];
        long[] sortedLines = new long[size];
        for (int i = 0; i < size; i++) {
            int from = (int) order[i];
            sortedPositions[i] = positions[from];
            sortedKeys[i] = keys[from];
            sortedDigests[i] = digests[from];
            sortedLines[i] = lines[from];
        }
        positions = sortedPositions;
        keys = sortedKeys;
        digests = sortedDigests;
        lines = sortedLines;
    }

    // ---- comparing -----------------------------------------------------------------------------------------------

    /** What a row of the new file is. */
    enum Outcome {
        ADDED,
        CHANGED,
        SAME,
        /** It is the same, made of another line. */
        REWRITTEN,
        /** The file had it before, and it said the same. */
        REPEATED,
        /** The file had it before, and it said something else. */
        CONTRADICTED
    }

    /** Compares a row of the new file that the release may have. */
    Outcome meet(int position, long key, long digest, long line) {
        int at = find(position, key);
        if (at < 0) {
            return Outcome.ADDED;
        }
        if (states[at] != UNMET) {
            return digests[at] == digest ? Outcome.REPEATED : Outcome.CONTRADICTED;
        }
        boolean isSame = digests[at] == digest;
        states[at] = isSame ? SAME : CHANGED;
        digests[at] = digest;
        if (!isSame) {
            return Outcome.CHANGED;
        }
        return line == lines[at] || line == 0 ? Outcome.SAME : Outcome.REWRITTEN;
    }

    /**
     * Meets the rows of a line, if they all are there and have not been met.
     *
     * @param rows how many the line makes
     * @return whether they are
     */
    boolean pass(int position, long line, int rows) {
        int first = first(position, lineCursor);
        lineCursor = first;
        int found = 0;
        for (int at = first; at < size && positions[at] == position; at++) {
            if (lines[at] == line) {
                if (states[at] != UNMET) {
                    return false;
                }
                found++;
            }
        }
        if (found != rows) {
            return false;
        }
        mark(first, line, SAME);
        return true;
    }

    /** Returns how many rows of a line that was passed will be met after all. */
    int takeBack(int position, long line) {
        return mark(first(position, lineCursor), line, UNMET);
    }

    private int mark(int first, long line, byte state) {
        int marked = 0;
        for (int at = first; at < size && positions[at] == positions[first]; at++) {
            if (lines[at] == line) {
                states[at] = state;
                marked++;
            }
        }
        return marked;
    }

    private int find(int position, long key) {
        int at = first(position, cursor);
        cursor = at;
        for (; at < size && positions[at] == position; at++) {
            if (keys[at] == key) {
                return at;
            }
        }
        return -1;
    }

    /** Returns the first entry that is not before a position: from the last one on in steps that double. */
    private int first(int position, int cursor) {
        int low = 0;
        int high = size;
        if (cursor < size && positions[cursor] < position) {
            low = cursor + 1;
            int step = 1;
            while (low + step < size && positions[low + step] < position) {
                low += step;
                step *= 2;
            }
            high = Math.min(size, low + step + 1);
        } else {
            high = Math.min(size, cursor + 1);
            if (cursor == 0 || positions[Math.min(cursor, size) - 1] < position) {
                low = cursor;
            }
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (positions[middle] < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Hands over each row that the new file has not. */
    void forEachUnmet(IntConsumer action) {
        for (int i = 0; i < size; i++) {
            if (states[i] == UNMET) {
                action.accept(i);
            }
        }
    }

    int position(int entry) {
        return positions[entry];
    }

    long key(int entry) {
        return keys[entry];
    }

    int size() {
        return size;
    }
}
