package omega.genomics.vcf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.OwnedRecords;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.header.HeaderReader;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a VCF file, versions 4.0 to 4.5, record by record.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.open(path)) {
 *     InfoKey<Integer> depth = reader.header().info("DP").asInteger();
 *     InfoKey<float[]> frequency = reader.header().info("AF").asFloats();
 *     reader.forEach(record -> {
 *         total += record.info().intOr(depth, 0);
 *         rarest = Math.min(rarest, record.info().floatForAllele(frequency, 1, 1f));
 *     });
 * }
 * }</pre>
 *
 * <p>{@link #advance()}, {@link #record()} and {@link #forEach} show a reused view; {@link #iterator()} and {@link #stream()}
 * carry owned {@link Variant}s. Use one of the ways for one reader.
 *
 * <p>Strict by default: the first violation throws a {@link ParseException}. In lenient mode a bad record goes to the
 * listener, is counted in {@link #skipped()} and passed over. Not thread-safe.
 */
public final class VcfReader implements AutoCloseable {
    private final LineCursor lines;
    private final VcfHeader header;
    private final VcfRecord record;
    private final Reporter reporter;
    private final @Nullable RegionFilter regions;
    private final boolean checksContigs;
    private long records;
    private long skipped;
    private boolean closed;

    /** @param checksContigs whether the end of the lines is that of a file, which tells what contigs it has not */
    private VcfReader(LineCursor lines, VcfHeader fileHeader, VcfReaderOptions options, boolean checksContigs) {
        this.lines = lines;
        List<String> samples = options.samples();
        this.header = samples == null ? fileHeader : fileHeader.withSamples(samples);
        this.record = new VcfRecord(lines.sourceName(), fileHeader, header, Projection.of(fileHeader, options));
        this.reporter = new Reporter(options.mode(), options.diagnostics());
        this.regions = options.regions();
        this.checksContigs = checksContigs;
    }

    /**
     * Opens a file with the usual options.
     *
     * @param path plain or compressed
     * @return a reader behind the header
     * @throws IOException if it cannot be opened
     * @throws ParseException if there is no readable header
     */
    public static VcfReader open(Path path) throws IOException {
        return options().open(path);
    }

    /**
     * Opens a source with the usual options.
     *
     * @param source plain or compressed
     * @return a reader behind the header
     * @throws IOException if it cannot be opened
     * @throws ParseException if there is no readable header
     */
    public static VcfReader open(InputSource source) throws IOException {
        return options().open(source);
    }

    /**
     * Returns the options to change before opening.
     *
     * @return strict, all samples, all fields
     */
    public static VcfReaderOptions options() {
        return VcfReaderOptions.DEFAULT;
    }

    static VcfReader open(InputSource source, VcfReaderOptions options) throws IOException {
        RegionFilter filter = options.regions();
        if (filter != null && filter.isIndexed()) {
            return IndexedVcf.open(source, options, filter);
        }
        return open(
                new LineCursor(
                        new BlockReader(source.open(), source.name(), options.blockSize(), options.maxLineLength())),
                options);
    }

    /** Reads a header and what follows; closes the lines if there is none. */
    static VcfReader open(LineCursor lines, VcfReaderOptions options) {
        try {
            VcfHeader fileHeader =
                    new HeaderReader(lines, options.mode(), options.diagnostics(), options.maxHeaderBytes()).read();
            RegionFilter filter = options.regions();
            return new VcfReader(
                    lines,
                    fileHeader,
                    filter == null ? options : options.regions(filter.of(fileHeader, List.of(), lines.sourceName())),
                    filter != null);
        } catch (RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /** Makes a reader of records whose header was read elsewhere, for part of a file. */
    static VcfReader ofRecords(LineCursor lines, VcfHeader fileHeader, VcfReaderOptions options) {
        return new VcfReader(lines, fileHeader, options, false);
    }

    /**
     * Returns the header, with the samples that projection leaves.
     *
     * @return immutable, the caller's to keep
     */
    public VcfHeader header() {
        return header;
    }

    /**
     * Moves to the next record.
     *
     * @return false at the end of the input
     * @throws ParseException if the record is malformed (strict mode) or a line is too long
     * @throws java.io.UncheckedIOException if reading fails
     */
    public boolean advance() {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        record.invalidate();
        while (lines.advance()) {
            if (lines.start() == lines.end()) {
                blankLine();
                continue;
            }
            Diagnostic problem = record.wrap(lines.buffer(), lines.start(), lines.end(), lines.lineNumber());
            if (problem != null) {
                record.invalidate();
                skip(problem);
            } else if (regions == null || isWanted(regions)) {
                records++;
                return true;
            }
        }
        if (regions != null && checksContigs) {
            regions.checkContigs();
        }
        return false;
    }

    private boolean isWanted(RegionFilter filter) {
        try {
            return filter.accepts(record);
        } catch (ParseException e) { // END is no number
            if (!isLenient()) {
                throw e;
            }
            skip(e.diagnostic());
            return false;
        }
    }

    private void blankLine() {
        reporter.accept(Reporter.asWarning(omega.genomics.internal.scan.Findings.error(
                lines.sourceName(),
                lines.lineNumber(),
                lines.buffer(),
                lines.start(),
                lines.end(),
                lines.start(),
                lines.end(),
                "",
                "record-blank-line",
                "a record")));
    }

    private void skip(Diagnostic problem) {
        skipped++;
        reporter.accept(problem);
    }

    /**
     * Returns the record the reader stands on.
     *
     * @return the one view, valid until {@link #advance()} or {@link #close()}
     */
    public VcfRecord record() {
        return record;
    }

    /**
     * Shows every record that is left. In lenient mode a {@link ParseException} out of the action skips the record, too.
     *
     * @param action must not keep the view
     */
    public void forEach(Consumer<? super VcfRecord> action) {
        while (advance()) {
            try {
                action.accept(record);
            } catch (ParseException e) {
                forgive(e);
            }
        }
    }

    public boolean isLenient() {
        return reporter.mode() == ParseMode.LENIENT;
    }

    /** Skips the current record if lenient, rethrows if strict. */
    private void forgive(ParseException e) {
        if (reporter.mode() == ParseMode.STRICT) {
            throw e;
        }
        records--;
        skip(e.diagnostic());
    }

    /**
     * Returns an iterator over owned variants.
     *
     * @return reads ahead by one record
     */
    public Iterator<Variant> iterator() {
        return new OwnedRecords<>(this::read);
    }

    private @Nullable Variant read() {
        while (advance()) {
            try {
                return record.toVariant();
            } catch (ParseException e) {
                forgive(e);
            }
        }
        return null;
    }

    /**
     * Returns a stream of owned variants.
     *
     * @return sequential and ordered; closing it closes this reader
     */
    public Stream<Variant> stream() {
        return new OwnedRecords<>(this::read).stream(this::close);
    }

    /**
     * Returns the number of records read, skipped ones not among them.
     *
     * @return 0 or more
     */
    public long records() {
        return records;
    }

    /**
     * Returns the number of records that lenient mode skipped.
     *
     * @return 0 in strict mode
     */
    public long skipped() {
        return skipped;
    }

    /** Closes what {@code open} opened; a second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            record.invalidate();
            lines.close();
        }
    }
}
