package omega.genomics.longevity.hagr;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.TableReader;
import omega.genomics.internal.scan.TableRows;

/**
 * Reads a table of the Human Ageing Genomic Resources row by row. Its records are owned and may be kept. Not
 * thread-safe.
 *
 * @param <T> the type of a row
 */
public final class HagrReader<T> implements AutoCloseable {
    private final TableReader table;
    private final RecordReader<T, T> reader;

    HagrReader(TableReader table, RowReader<T> rows, Reporter reporter) {
        this.table = table;
        this.reader = TableRows.reader(
                table,
                () -> {
                    table.requireWidth();
                    return rows.read();
                },
                reporter);
    }

    /**
     * Moves to the next row. Blank lines are skipped.
     *
     * @return true if there is a row; false at the end of the file
     * @throws ParseException in strict mode, if a field is invalid for its column or the row does not have as many
     *     fields as the header; in either mode, if the container is damaged
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        return reader.advance();
    }

    /**
     * Returns the current row.
     *
     * @return an owned record
     * @throws IllegalStateException before the first row and after the last
     */
    public T record() {
        return reader.record();
    }

    /**
     * Passes every remaining row to an action. In lenient mode a {@link ParseException} thrown by the action also
     * skips the row.
     *
     * @param action receives owned records
     */
    public void forEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        reader.forEach(action);
    }

    /**
     * Returns an iterator over the remaining rows.
     *
     * @return an iterator that advances this reader
     */
    public Iterator<T> iterator() {
        return reader.iterator();
    }

    /**
     * Returns the remaining rows as a stream, which closes this reader when it is closed.
     *
     * @return a sequential, ordered stream
     */
    public Stream<T> stream() {
        return reader.stream();
    }

    /**
     * Returns the number of rows read so far, excluding {@link #skipped()} rows.
     *
     * @return 0 or more
     */
    public long records() {
        return reader.records();
    }

    /**
     * Returns the number of invalid rows skipped so far in lenient mode.
     *
     * @return 0 or more; each was reported to the listener
     */
    public long skipped() {
        return reader.skipped();
    }

    /**
     * Returns the names of the columns.
     *
     * @return the names as written in the file
     */
    public List<String> heading() {
        return table.heading();
    }

    /**
     * Returns the number of the line where the current row begins.
     *
     * @return the line number, from 1
     */
    public long lineNumber() {
        return table.lineNumber();
    }

    /** Closes the input. Closing it again has no effect. */
    @Override
    public void close() {
        reader.close();
    }
}
