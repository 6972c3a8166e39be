package omega.genomics.expression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.io.InputSource;

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
    private final GctHeader header;
    private final RecordReader<GctRecord, GctRow> reader;

    GctReader(LineCursor lines, GctReaderOptions options) {
        Reporter reporter = new Reporter(options.mode(), options.listener());
        header = new GctHeaderReader(lines, reporter, options.maxHeaderBytes()).read();
        reader = new RecordReader<>(lines, new GctRows(lines.sourceName(), header, reporter), reporter);
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
     *     of rows than it claims; in either mode if a line is too long or the container is damaged
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        return reader.advance();
    }

    /**
     * Returns the view of the current row.
     *
     * @return always the same object
     */
    public GctRecord record() {
        return reader.record();
    }

    /**
     * Shows every row that is left. In lenient mode a {@link ParseException} out of the action skips the row, too.
     *
     * @param action called with the one reused view
     */
    public void forEach(Consumer<? super GctRecord> action) {
        reader.forEach(action);
    }

    /**
     * Returns the remaining rows as owned copies.
     *
     * @return moves this reader
     */
    public Iterator<GctRow> iterator() {
        return reader.iterator();
    }

    /**
     * Returns the remaining rows as a stream of owned copies, which closes this reader when it is closed.
     *
     * @return sequential and ordered
     */
    public Stream<GctRow> stream() {
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

    /** Closes the input. May be called twice. */
    @Override
    public void close() {
        reader.close();
    }
}
