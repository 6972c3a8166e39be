package omega.genomics.bed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
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
import omega.genomics.interval.IntervalIndex;
import omega.genomics.io.InputSource;

/**
 * Reads a BED file line by line: 3 to 12 columns and any more, plain or compressed, in any order.
 *
 * <pre>{@code
 * try (BedReader reader = BedReader.open(path)) {
 *     reader.forEach(line -> bases += line.end() - line.start() + 1);
 * }
 * IntervalIndex<BedFeature> panel = BedReader.index(path);
 * }</pre>
 *
 * <p>{@link #record()} is one reused view; {@link #iterator()} and {@link #stream()} carry owned features. All of them move the
 * same reader, so use one. Columns are separated by tabs, or by spaces in a line without tabs. Blank lines and comments are passed
 * over, {@code track} and {@code browser} lines kept in {@link #directives()}.
 *
 * <p>Strict by default: the first line that breaks the format throws a {@link ParseException} with its place. In lenient mode it is
 * reported, counted and passed over. Not thread-safe.
 */
public final class BedReader implements AutoCloseable {
    private final BedRows rows;
    private final RecordReader<BedRecord, BedFeature> reader;

    private BedReader(LineCursor lines, ScanSettings scan, int standardColumns) {
        Reporter reporter = scan.reporter();
        rows = new BedRows(lines.sourceName(), standardColumns, scan.headerBudget(lines.sourceName()), reporter);
        reader = new RecordReader<>(lines, rows, reporter);
    }

    /**
     * Opens a file in strict mode.
     *
     * @param path plain or compressed
     * @return a reader before the first line
     * @throws IOException if it cannot be opened
     */
    public static BedReader open(Path path) throws IOException {
        return options().open(InputSource.of(path));
    }

    /**
     * Opens a source in strict mode.
     *
     * @param source plain or compressed
     * @return a reader before the first line
     * @throws IOException if it cannot be opened
     */
    public static BedReader open(InputSource source) throws IOException {
        Objects.requireNonNull(source, "source");
        return options().open(source);
    }

    /**
     * Returns the default options, to be changed.
     *
     * @return strict, twelve standard columns
     */
    public static Options options() {
        return Options.DEFAULTS;
    }

    /**
     * Reads a file into an index. Lines that cover no base overlap nothing and are left out.
     *
     * @param path plain or compressed; all of it is kept in memory
     * @return an index of its features
     * @throws IOException if it cannot be opened
     * @throws ParseException if a line breaks the format
     */
    public static IntervalIndex<BedFeature> index(Path path) throws IOException {
        return Opening.checked(() -> readAll(path));
    }

    private static IntervalIndex<BedFeature> readAll(Path path) throws IOException {
        try (BedReader reader = open(path)) {
            IntervalIndex.Builder<BedFeature> builder = IntervalIndex.builder();
            reader.forEach(line -> {
                if (!line.isEmpty()) {
                    builder.add(line.contig(), line.start(), line.end(), line.toFeature());
                }
            });
            return builder.build();
        }
    }

    /**
     * Moves to the next line that is a record.
     *
     * @return false at the end, and ever after
     * @throws ParseException if strict and the line breaks the format; in either mode if the file is a VCF, a line is too long, or the
     *     container is damaged
     * @throws IllegalStateException if the reader is closed
     */
    public boolean advance() {
        return reader.advance();
    }

    /**
     * Returns the view of the current line.
     *
     * @return always the same object
     */
    public BedRecord record() {
        return reader.record();
    }

    /**
     * Shows every line that is left. In lenient mode a {@link ParseException} out of the action skips the line, too.
     *
     * @param action called with the one reused view
     */
    public void forEach(Consumer<? super BedRecord> action) {
        Objects.requireNonNull(action, "action");
        reader.forEach(action);
    }

    /**
     * Returns the remaining lines as owned features.
     *
     * @return moves this reader
     */
    public Iterator<BedFeature> iterator() {
        return reader.iterator();
    }

    /**
     * Returns the remaining lines as a stream of owned features, which closes this reader when it is closed.
     *
     * @return sequential and ordered
     */
    public Stream<BedFeature> stream() {
        return reader.stream();
    }

    /**
     * Returns the {@code track} and {@code browser} lines seen so far, and the comments before the first record.
     *
     * @return whole lines in file order; an unmodifiable view that grows
     */
    public List<String> directives() {
        return rows.directives();
    }

    /**
     * Returns the number of records delivered so far.
     *
     * @return 0 or more
     */
    public long records() {
        return reader.records();
    }

    /**
     * Returns the number of records that lenient mode skipped.
     *
     * @return each was reported to the listener
     */
    public long skipped() {
        return reader.skipped();
    }

    /**
     * Returns the number of lines read so far, of any kind.
     *
     * @return up to and including the current one
     */
    public long lines() {
        return reader.lines();
    }

    /**
     * Returns the name of the input, as messages show it.
     *
     * @return the source's name
     */
    public String sourceName() {
        return reader.sourceName();
    }

    /** Closes the input. May be called twice. */
    @Override
    public void close() {
        reader.close();
    }

    /** How a {@link BedReader} reads. Immutable: each method returns changed options. */
    public static final class Options {
        private static final Options DEFAULTS = new Options(ScanSettings.DEFAULTS, 12);

        private final ScanSettings scan;
        private final int standardColumns;

        private Options(ScanSettings scan, int standardColumns) {
            this.scan = scan;
            this.standardColumns = standardColumns;
        }

        /**
         * Chooses what happens to a line that breaks the format.
         *
         * @param newMode strict (the default) throws; lenient reports to the listener, counts and skips
         * @return changed options
         */
        public Options mode(ParseMode newMode) {
            return new Options(scan.withMode(newMode), standardColumns);
        }

        /**
         * Sets who hears of refused lines; lenient reading needs one.
         *
         * @param listener called on the reading thread, before the reader moves on
         * @return changed options
         */
        public Options diagnostics(DiagnosticListener listener) {
            Objects.requireNonNull(listener, "listener");
            return new Options(scan.withListener(listener), standardColumns);
        }

        /**
         * Sets how many of the columns are BED's own, for files with columns of another meaning after them (BEDn+m): 6 for
         * narrowPeak, 3 for bedGraph.
         *
         * @param count 3 to 9, or 12 (the default)
         * @return changed options
         * @throws IllegalArgumentException for another number
         */
        public Options standardColumns(int count) {
            if (count < 3 || count > 12 || count == 10 || count == 11) {
                throw new IllegalArgumentException("expected 3 to 9 or 12 columns, found " + count);
            }
            return new Options(scan, count);
        }

        /**
         * Limits the length of a line; a longer one throws in either mode.
         *
         * @param bytes 1 or more
         * @return changed options
         * @throws IllegalArgumentException if it is below 1
         */
        public Options maxLineLength(int bytes) {
            return new Options(scan.withMaxLineLength(bytes), standardColumns);
        }

        /**
         * Limits what {@link BedReader#directives()} keeps; more of it throws in either mode.
         *
         * @param bytes 1 or more; unless set, what half of the heap holds
         * @return changed options
         * @throws IllegalArgumentException if it is below 1
         */
        public Options maxHeaderBytes(int bytes) {
            return new Options(scan.withMaxHeaderBytes(bytes), standardColumns);
        }

        /** For tests: the result must not depend on it. */
        Options blockSize(int bytes) {
            return new Options(scan.withBlockSize(bytes), standardColumns);
        }

        /**
         * Opens a file.
         *
         * @param path plain or compressed
         * @return a reader before the first line
         * @throws IOException if it cannot be opened
         * @throws IllegalStateException if reading is lenient and nobody listens
         */
        public BedReader open(Path path) throws IOException {
            return open(InputSource.of(path));
        }

        /**
         * Opens a source.
         *
         * @param source plain or compressed
         * @return a reader before the first line
         * @throws IOException if it cannot be opened
         * @throws IllegalStateException if reading is lenient and nobody listens
         */
        public BedReader open(InputSource source) throws IOException {
            Objects.requireNonNull(source, "source");
            scan.requireListener();
            return new BedReader(scan.lines(source.open(), source.name()), scan, standardColumns);
        }

        /** Returns the settings for people. */
        @Override
        public String toString() {
            return scan + " standardColumns=" + standardColumns;
        }
    }
}
