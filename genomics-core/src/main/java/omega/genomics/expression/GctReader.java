package omega.genomics.expression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
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
 * <p>A file may have fewer or more rows than its second line declares. Strict reading then throws at the end of the
 * file, with both numbers; lenient reading reports a warning and keeps the rows. Not thread-safe.
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
     * Opens a file in strict mode.
     *
     * @param path the file, compressed or not
     * @return a reader positioned before the first row, which the caller closes
     * @throws IOException if the input cannot be opened
     * @throws ParseException if the header is not that of a GCT file
     */
    public static GctReader open(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        return options().open(InputSource.of(path));
    }

    /**
     * Opens a source in strict mode.
     *
     * @param source the input, compressed or not
     * @return a reader positioned before the first row, which the caller closes
     * @throws IOException if the input cannot be opened
     * @throws ParseException if the header is not that of a GCT file
     */
    public static GctReader open(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        return options().open(source);
    }

    /**
     * Returns the default options.
     *
     * @return options for strict reading
     */
    public static GctReaderOptions options() {
        return GctReaderOptions.DEFAULTS;
    }

    /**
     * Returns the header of the file.
     *
     * @return the header
     */
    public GctHeader header() {
        return header;
    }

    /**
     * Moves to the next row. Blank lines are skipped.
     *
     * @return true if there is a row; false at the end of the file, also on later calls
     * @throws ParseException in strict mode, if a row has too many or too few columns, or the number of rows differs
     *     from the declared one; in either mode, if a line is too long or the container is damaged
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        return reader.advance();
    }

    /**
     * Returns the view of the current row.
     *
     * @return the same object on every call; valid until the reader advances or closes
     */
    public GctRecord record() {
        return reader.record();
    }

    /**
     * Passes every remaining row to an action. In lenient mode a {@link ParseException} thrown by the action also
     * skips the row.
     *
     * @param action receives the view, which is reused for every row
     */
    public void forEach(Consumer<? super GctRecord> action) {
        Objects.requireNonNull(action, "action");
        reader.forEach(action);
    }

    /**
     * Returns an iterator over the remaining rows, as owned copies.
     *
     * @return an iterator that advances this reader
     */
    public Iterator<GctRow> iterator() {
        return reader.iterator();
    }

    /**
     * Returns the remaining rows as a stream of owned copies, which closes this reader when it is closed.
     *
     * @return a sequential, ordered stream
     */
    public Stream<GctRow> stream() {
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

    /** Closes the input. Closing it again has no effect. */
    @Override
    public void close() {
        reader.close();
    }
}
