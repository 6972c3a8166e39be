package omega.genomics.longevity.hagr;

import java.util.List;
import java.util.function.Consumer;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.TableReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of the Human Ageing Genomic Resources row by row. Its records are owned: they may be kept. Single-threaded.
 *
 * @param <T> a row
 */
public final class HagrReader<T> implements AutoCloseable {
    private final TableReader table;
    private final RowReader<T> rows;
    private final ParseMode mode;
    private final DiagnosticListener listener;
    private @Nullable T record;
    private long read;
    private long skipped;
    private boolean closed;

    HagrReader(TableReader table, RowReader<T> rows, ParseMode mode, DiagnosticListener listener) {
        this.table = table;
        this.rows = rows;
        this.mode = mode;
        this.listener = listener;
    }

    /**
     * Moves to the next row. Blank lines are passed over.
     *
     * @return false at the end
     * @throws ParseException if strict and a field is not what its column holds or the row has not the heading's width; in either mode if the container is damaged
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        while (table.advance()) {
            read++;
            try {
                table.requireWidth();
                record = rows.read();
                return true;
            } catch (ParseException e) {
                if (mode == ParseMode.STRICT) {
                    throw e;
                }
                skipped++;
                listener.report(e.diagnostic());
            }
        }
        record = null;
        return false;
    }

    /**
     * Returns the current row.
     *
     * @return an owned record
     * @throws IllegalStateException before the first row and after the last
     */
    public T record() {
        T current = record;
        if (current == null) {
            throw new IllegalStateException("the reader is not at a row");
        }
        return current;
    }

    /**
     * Reads all remaining rows.
     *
     * @param action takes owned records
     */
    public void forEach(Consumer<? super T> action) {
        while (advance()) {
            action.accept(record());
        }
    }

    /**
     * Returns the number of rows read so far: delivered + {@link #skipped()}.
     *
     * @return lines below the heading that are not blank
     */
    public long rows() {
        return read;
    }

    /**
     * Returns the number of rows refused so far in lenient mode.
     *
     * @return each was reported to the listener
     */
    public long skipped() {
        return skipped;
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
        closed = true;
        table.close();
    }
}
