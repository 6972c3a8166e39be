package omega.genomics.bed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.HeaderBudget;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.Opening;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
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

    BedReader(LineCursor lines, BedReaderOptions options) {
        Reporter reporter = new Reporter(options.mode(), options.listener());
        rows = new BedRows(
                lines.sourceName(),
                options.standardColumns(),
                new HeaderBudget(lines.sourceName(), options.maxHeaderBytes()),
                reporter);
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
    public static BedReaderOptions options() {
        return BedReaderOptions.DEFAULTS;
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
}
