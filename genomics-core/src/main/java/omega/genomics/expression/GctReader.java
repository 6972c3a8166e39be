package omega.genomics.expression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.OwnedRecords;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads a GCT file, version 1.2 (GTEx) or 1.3 (Connectivity Map), row by row in bounded memory.
 *
 * <pre>{@code
 * try (GctReader rows = GctReader.open(Path.of("gene_median_tpm.gct.gz"))) {
 *     rows.forEach(row -> System.out.println(row.name() + " " + row.value(0)));
 * }
 * }</pre>
 *
 * <p>A file may have fewer or more rows than its second line claims. Strict reading throws at the end and names both numbers;
 * lenient reading reports that as a warning, and the rows that are there stand. Single-threaded.
 */
public final class GctReader implements AutoCloseable {
    private final LineCursor lines;
    private final GctReaderOptions options;
    private final GctHeader header;
    private final GctRecord record;
    private long rows;
    private long skipped;
    private boolean ended;
    private boolean closed;

    GctReader(LineCursor lines, GctReaderOptions options) {
        this.lines = lines;
        this.options = options;
        header = new GctHeaderReader(lines, options).read();
        record = new GctRecord(lines.sourceName(), header);
    }

    /**
     * Opens a file, strictly.
     *
     * @param path plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     * @throws ParseException if its header is none of GCT
     */
    public static GctReader open(Path path) throws IOException {
        return options().open(InputSource.of(path));
    }

    /**
     * Opens a source, strictly.
     *
     * @param source plain or compressed
     * @return a reader before the first row
     * @throws IOException if it cannot be opened
     * @throws ParseException if its header is none of GCT
     */
    public static GctReader open(InputSource source) throws IOException {
        return options().open(source);
    }

    /**
     * Returns the default options, to be changed.
     *
     * @return strict
     */
    public static GctReaderOptions options() {
        return GctReaderOptions.DEFAULTS;
    }

    /**
     * Returns what stands before the first row.
     *
     * @return the header
     */
    public GctHeader header() {
        return header;
    }

    /**
     * Moves to the next row. Blank lines are passed over.
     *
     * @return false at the end, and ever after
     * @throws ParseException if strict and a row has too many or too few columns, or the file is at its end with another number
     *     of rows than it claims; in either mode if the container is damaged
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        while (!ended && lines.advance()) {
            if (lines.end() > lines.start()) {
                rows++;
                record.wrap(lines);
                Diagnostic bad = record.columnCount();
                if (bad == null) {
                    return true;
                }
                skip(bad);
            }
        }
        assert record.expire();
        if (!ended) {
            ended = true;
            compareRows();
        }
        return false;
    }

    private void skip(Diagnostic bad) {
        if (options.mode() == ParseMode.STRICT) {
            throw new ParseException(bad);
        }
        skipped++;
        Objects.requireNonNull(options.diagnostics()).report(bad);
    }

    private void compareRows() {
        if (rows == header.declaredRows()) {
            return;
        }
        boolean strict = options.mode() == ParseMode.STRICT;
        Diagnostic lie = new Diagnostic(
                strict ? Severity.ERROR : Severity.WARNING,
                Location.of(lines.sourceName(), 2, 1),
                "rows",
                "gct-row-count",
                "expected " + header.declaredRows() + " rows as line 2 says, found " + rows,
                "");
        if (strict) {
            throw new ParseException(lie);
        }
        Objects.requireNonNull(options.diagnostics()).report(lie);
    }

    /**
     * Returns the view of the current row.
     *
     * @return always the same object
     */
    public GctRecord record() {
        return record;
    }

    /**
     * Reads all remaining rows.
     *
     * @param action called with the one reused view
     */
    public void forEach(Consumer<? super GctRecord> action) {
        while (advance()) {
            action.accept(record);
        }
    }

    /**
     * Returns the remaining rows as owned copies.
     *
     * @return moves this reader
     */
    public Iterator<GctRow> iterator() {
        return new OwnedRecords<>(this::read);
    }

    private @Nullable GctRow read() {
        return advance() ? record.toRow() : null;
    }

    /**
     * Returns the remaining rows as a stream of owned copies, which closes this reader when it is closed.
     *
     * @return sequential and ordered
     */
    public Stream<GctRow> stream() {
        return new OwnedRecords<>(this::read).stream(this::close);
    }

    /**
     * Returns the number of rows read so far: delivered + {@link #skipped()}.
     *
     * @return lines below the header that are not blank
     */
    public long rows() {
        return rows;
    }

    /**
     * Returns the number of rows refused so far in lenient mode.
     *
     * @return each was reported to the listener
     */
    public long skipped() {
        return skipped;
    }

    /** Closes the input. May be called twice. */
    @Override
    public void close() {
        closed = true;
        assert record.expire();
        lines.close();
    }
}
