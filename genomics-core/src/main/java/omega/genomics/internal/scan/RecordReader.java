package omega.genomics.internal.scan;

import java.io.Closeable;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of any text format: walks the lines, skips, counts, reports, iterates and closes. The {@link RecordFormat} says
 * what a line is.
 *
 * <p>All readers of the library are built on it, so these mean the same in each:
 *
 * <ul>
 *   <li>Strict: the first record that breaks the format throws. Lenient: it is reported, counted by {@link #skipped()} and skipped,
 *       whether the reader finds it or the action of {@link #forEach} throws for it.
 *   <li>A line longer than the limit, and damage to the container, throws in either mode.
 *   <li>{@link #records()} counts the records that were delivered, and no others.
 * </ul>
 *
 * @param <V> the reused view of a record
 * @param <O> an owned record
 */
public final class RecordReader<V, O> implements RecordFormat.LeftOut, Closeable {
    private final RecordCursor lines;
    private final RecordFormat<V, O> format;
    private final Reporter reporter;
    private final RecordFormat.@Nullable FastScan scan;
    /** The lines for the fast scan, if there is one. */
    private final @Nullable LineCursor text;

    private long records;
    private long skipped;
    private long filtered;
    private boolean ended;
    private boolean closed;

    /**
     * Makes a reader before the first record.
     *
     * @param lines after the header, or stored records; closed by {@link #close()}
     * @param format says what a line is
     * @param reporter where findings go; the format has the same
     */
    public RecordReader(RecordCursor lines, RecordFormat<V, O> format, Reporter reporter) {
        this.lines = lines;
        this.format = format;
        this.reporter = reporter;
        this.scan = format.fastScan();
        this.text = scan != null && lines instanceof LineCursor cursor ? cursor : null;
    }

    /**
     * Moves to the next record.
     *
     * @return false at the end, and ever after
     * @throws ParseException if strict and a record breaks the format; in either mode if a line is too long or the container is damaged
     * @throws java.io.UncheckedIOException if reading fails
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        try {
            if (scans() || advanceByLine()) {
                records++;
                return true;
            }
            return false;
        } catch (RuntimeException | Error e) {
            format.expire();
            throw e;
        }
    }

    private boolean scans() {
        return scan != null && text != null && scan.advance(text, this);
    }

    private boolean advanceByLine() {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        while (!ended) {
            if (lines.hasNext()) {
                if (nextLine()) {
                    return true;
                }
            } else if (!nextBlock()) {
                end();
                return false;
            }
            if (!ended && scans()) {
                return true;
            }
        }
        return false;
    }

    private boolean nextBlock() {
        format.leaveBlock();
        return lines.nextBlock();
    }

    private boolean nextLine() {
        lines.advance();
        LineKind kind = format.wrap(lines.buffer(), lines.start(), lines.end(), lines.lineNumber());
        if (kind == LineKind.REFUSED) {
            skipped++;
        } else if (kind == LineKind.FILTERED) {
            filtered++;
        } else if (kind == LineKind.LAST) {
            end();
        } else if (kind == LineKind.EMPTY) {
            lines.passEmptyLines();
        }
        return kind == LineKind.RECORD;
    }

    private void end() {
        ended = true;
        lines.passAll();
        format.expire();
        format.end(rows());
    }

    @Override
    public void countFiltered() {
        filtered++;
    }

    /**
     * Returns the view of the current record.
     *
     * @return what the format shows
     */
    public V record() {
        return format.view();
    }

    /**
     * Shows every record that is left. In lenient mode a {@link ParseException} out of the action skips the record, too.
     *
     * @param action must not keep the view
     */
    public void forEach(Consumer<? super V> action) {
        while (advance()) {
            try {
                action.accept(format.view());
            } catch (ParseException e) {
                forgive(e);
            }
        }
    }

    /** Skips the current record if lenient, rethrows if strict. */
    private void forgive(ParseException e) {
        if (reporter.isStrict()) {
            throw e;
        }
        records--;
        skipped++;
        reporter.accept(e.diagnostic());
    }

    /**
     * Returns the records that are left, to keep.
     *
     * @return reads ahead by one record
     */
    public Iterator<O> iterator() {
        return new OwnedRecords<>(this::read);
    }

    /**
     * Returns the records that are left, to keep.
     *
     * @return sequential and ordered; closing it closes this reader
     */
    public Stream<O> stream() {
        return new OwnedRecords<>(this::read).stream(this::close);
    }

    private @Nullable O read() {
        while (advance()) {
            try {
                return format.own();
            } catch (ParseException e) {
                forgive(e);
            }
        }
        return null;
    }

    /**
     * Returns how many records were delivered.
     *
     * @return neither those skipped nor those filtered
     */
    public long records() {
        return records;
    }

    /**
     * Returns how many records lenient reading refused.
     *
     * @return each was reported
     */
    public long skipped() {
        return skipped;
    }

    /**
     * Returns how many records the options left out.
     *
     * @return 0 if they leave out nothing
     */
    public long filtered() {
        return filtered;
    }

    /**
     * Returns how many records the input had so far.
     *
     * @return delivered, skipped and filtered ones
     */
    public long rows() {
        return records + skipped + filtered;
    }

    /**
     * Returns how many lines were read so far.
     *
     * @return header lines and those without a record among them
     */
    public long lines() {
        return lines.lineNumber();
    }

    /**
     * Returns whether bad records are skipped.
     *
     * @return false if they throw
     */
    public boolean isLenient() {
        return !reporter.isStrict();
    }

    /**
     * Returns the name for error messages.
     *
     * @return the source's name
     */
    public String sourceName() {
        return lines.sourceName();
    }

    /** Closes the input; a second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            format.expire();
            lines.close();
        }
    }
}
