package omega.genomics.longevity.hagr;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.TableReader;

/**
 * Reads a table of the Human Ageing Genomic Resources row by row. Its records are owned: they may be kept. Single-threaded.
 *
 * @param <T> a row
 */
public final class HagrReader<T> implements AutoCloseable {
    private final TableReader table;
    private final RecordReader<T, T> reader;

    HagrReader(TableReader table, RowReader<T> rows, Reporter reporter) {
        this.table = table;
        this.reader = table.records(
                () -> {
                    table.requireWidth();
                    return rows.read();
                },
                reporter);
    }

    /**
     * Moves to the next row. Blank lines are passed over.
     *
     * @return false at the end
     * @throws ParseException if strict and a field is not what its column holds or the row has not the heading's width; in either mode if the container is damaged
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
     * Reads all rows that are left. In lenient mode a {@link ParseException} out of the action skips the row, too.
     *
     * @param action takes owned records
     */
    public void forEach(Consumer<? super T> action) {
        reader.forEach(action);
    }

    /**
     * Returns an iterator over the rows that are left.
     *
     * @return moves this reader
     */
    public Iterator<T> iterator() {
        return reader.iterator();
    }

    /**
     * Returns the rows that are left as a stream, which closes this reader when it is closed.
     *
     * @return sequential and ordered
     */
    public Stream<T> stream() {
        return reader.stream();
    }

    /**
     * Returns the number of rows delivered so far; {@link #skipped()} ones are not among them.
     *
     * @return 0 or more
     */
    public long records() {
        return reader.records();
    }

    /**
     * Returns the number of rows refused so far in lenient mode.
     *
     * @return each was reported to the listener
     */
    public long skipped() {
        return reader.skipped();
    }

    /**
     * Returns the names of the columns.
     *
     * @return as the file writes them
     */
    public List<String> heading() {
        return table.heading();
    }

    /**
     * Returns the number of the line where the current row begins.
     *
     * @return from 1
     */
    public long lineNumber() {
        return table.lineNumber();
    }

    /** Closes the input. May be called twice. */
    @Override
    public void close() {
        reader.close();
    }
}
