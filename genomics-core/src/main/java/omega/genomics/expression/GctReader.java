package omega.genomics.expression;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Opening;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.scan.ScanSettings;
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

    private GctReader(LineCursor lines, ScanSettings scan) {
        Reporter reporter = scan.reporter();
        header = new GctHeaderReader(lines, reporter, scan.maxHeaderBytes()).read();
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
    public static Options options() {
        return Options.DEFAULTS;
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

    /** Options of a {@link GctReader}. Immutable: each method returns changed options. */
    public static final class Options {
        private static final Options DEFAULTS = new Options(ScanSettings.DEFAULTS);

        private final ScanSettings scan;

        private Options(ScanSettings scan) {
            this.scan = scan;
        }

        /**
         * Sets what happens to a row that violates the format.
         *
         * @param newMode strict (the default) throws; lenient reports the row to the listener, counts it and skips it, and
         *     reports a header that contradicts the rows as a warning
         * @return changed options
         */
        public Options mode(ParseMode newMode) {
            return new Options(scan.withMode(newMode));
        }

        /**
         * Sets the listener for invalid rows and contradictory headers; required for lenient reading.
         *
         * @param listener called on the reading thread, before the reader moves on
         * @return changed options
         */
        public Options diagnostics(DiagnosticListener listener) {
            Objects.requireNonNull(listener, "listener");
            return new Options(scan.withListener(listener));
        }

        /**
         * Limits the size of the header, with the names of the columns and their metadata; a longer one throws in either
         * mode. The size is the bytes of its lines, plus 16 for each line and field; each of these bytes takes up to ten
         * in memory.
         *
         * @param bytes 1 or more; the default is what fits into half of the heap
         * @return changed options
         * @throws IllegalArgumentException if it is less than 1
         */
        public Options maxHeaderBytes(int bytes) {
            return new Options(scan.withMaxHeaderBytes(bytes));
        }

        /**
         * Limits the length of a line; a longer one throws in either mode.
         *
         * @param bytes 1 or more
         * @return changed options
         * @throws IllegalArgumentException if it is less than 1
         */
        public Options maxLineLength(int bytes) {
            return new Options(scan.withMaxLineLength(bytes));
        }

        /** Sets the size of the blocks that are read, for tests; results must not depend on it. */
        Options blockSize(int bytes) {
            return new Options(scan.withBlockSize(bytes));
        }

        /**
         * Opens a source with these options.
         *
         * @param source the input, compressed or not
         * @return a reader positioned before the first row, which the caller closes
         * @throws IOException if the input cannot be opened
         * @throws ParseException if the header is not that of a GCT file
         * @throws IllegalStateException if the mode is lenient and no listener is set
         */
        public GctReader open(InputSource source) throws IOException {
            Objects.requireNonNull(source, "source");
            scan.requireListener();
            LineCursor lines = scan.lines(source.open(), source.name());
            try {
                return Opening.checked(() -> new GctReader(lines, scan));
            } catch (IOException | RuntimeException | Error e) {
                lines.close();
                throw e;
            }
        }

        /** Returns the options, for logs and debugging. */
        @Override
        public String toString() {
            return scan.toString();
        }
    }
}
